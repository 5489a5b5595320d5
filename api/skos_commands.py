"""The command that reads SKOS concept schemes."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import migrated_store
from api.curating import Author, Known, Message, Prune, import_seeds, importing
from db.progress import Progress
from knowledge.model.vocabulary import GroupScheme, Kind

if TYPE_CHECKING:
    from seeds.importing.imported import Imported


__all__ = ["importing"]  # with what is added to it here


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


@importing.command("skos")
def import_skos(
    file: Annotated[
        Path, typer.Argument(help="A file of RDF: .ttl, .nt, .rdf, .xml, .owl, .jsonld.", show_default=False)
    ],
    dataset: Annotated[str, typer.Option(help="The slug of the dataset that it becomes.", show_default=False)],
    concepts: Annotated[
        Concepts, typer.Option("--as", help="What its concepts are, where ESCO's vocabulary does not say.")
    ] = Concepts.SKILL,
    language: Annotated[str, typer.Option(help="The language of names and texts; else those there are.")] = "en",
    title: Annotated[str | None, typer.Option(help="The title of the dataset, if not the scheme's own.")] = None,
    group_scheme: Annotated[
        Classification, typer.Option(help="The classification that role groups are of.")
    ] = Classification.ISCO,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
) -> None:
    """Load a SKOS concept scheme. Nothing is fetched: the file has all that is read."""
    from seeds.importing import skos

    def read(known: Known, reporter: Progress) -> "Imported":
        with migrated_store().reading() as reader:
            elsewhere = reader.slugs_by_identifier()
        return skos.read_skos(
            file,
            dataset,
            concepts.kind,
            known,
            elsewhere=elsewhere,
            language=language,
            title=title,
            group_scheme=GroupScheme[group_scheme.name],
            progress=reporter,
        )

    import_seeds(dataset, read, file, author, message, prune)
