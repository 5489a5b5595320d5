"""The command that reads SKOS concept schemes."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import user
from api.importing import Wish, bring
from api.options import AllowShrink, Author, DryRun, Every, Message, OutputShape, Prune, Shape, Strict, given_path, tag
from db.progress import Progress
from db.reader import Reader
from knowledge.model.vocabulary import GroupScheme, Kind
from seeds.shrinking import ALLOWED

if TYPE_CHECKING:
    from seeds.importing.imported import Imported


class Concepts(StrEnum):
    """What the concepts of a scheme are."""

    ROLE = "role"
    SKILL = "skill"
    ROLE_GROUP = "role-group"

    @property
    def kind(self) -> Kind:
        return Kind[self.name]


class Classification(StrEnum):
    ISCO = "isco"
    SOC = "soc"


def import_skos(
    file: Annotated[
        Path,
        typer.Argument(
            help="A file of RDF: .ttl, .nt, .rdf, .xml, .owl, .jsonld.", parser=given_path, show_default=False
        ),
    ],
    dataset: Annotated[str, typer.Option(help="The slug of the dataset that it becomes.", show_default=False)],
    concepts: Annotated[
        Concepts, typer.Option("--as", help="What its concepts are, where ESCO's vocabulary does not say.")
    ] = Concepts.SKILL,
    language: Annotated[
        str, typer.Option(callback=tag, help="The language of names and texts; else those there are.")
    ] = "en",
    title: Annotated[str | None, typer.Option(help="The title of the dataset, if not the scheme's own.")] = None,
    group_scheme: Annotated[
        Classification, typer.Option(help="The classification that role groups are of.")
    ] = Classification.ISCO,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load a SKOS concept scheme. Nothing is fetched: the file has all that is read."""
    from seeds.importing import skos

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return skos.read_skos(
            file,
            dataset,
            concepts.kind,
            stored.slugs_by_identifier(dataset),
            elsewhere=stored.slugs_by_identifier(),
            language=language,
            title=title,
            group_scheme=GroupScheme[group_scheme.name],
            progress=reporter,
        )

    wish = Wish(author or user(), message, prune, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, file, wish, whole=True)
