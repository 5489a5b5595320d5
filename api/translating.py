"""The command that tells what is covered in which language."""

from pathlib import Path
from typing import Annotated

import typer

from api.console import out, print_json, readable_store, refusals
from api.options import OutputShape, Shape
from db.engine import check_migrated
from db.translated import Covered, coverage, untold
from knowledge.snapshot.finding import unknown
from seeds.problems import Place, Problem, Refused
from seeds.tags import known_tag


def languages(
    dataset: Annotated[str | None, typer.Option(help="Only the dataset with this slug.")] = None,
    untranslated: Annotated[
        str | None, typer.Option(help="Name what is not told in this language.", metavar="LANGUAGE")
    ] = None,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Tell in which languages records are, by dataset, and what is untranslated."""
    with refusals(as_data=shape is Shape.JSON):
        wanted = _tag(untranslated)
        store = readable_store()
        check_migrated(store.engine)
        with store.reading() as reader:
            found = list(coverage(reader.connection))
            known = list(dict.fromkeys(each.dataset for each in found))
            if dataset is not None and dataset not in known:
                raise unknown("dataset", dataset, ["dataset"], known)
            chosen = [each for each in found if dataset in (None, each.dataset)]
            missing = {
                slug: list(untold(reader.connection, slug, wanted)) if wanted else []
                for slug in known
                if dataset in (None, slug)
            }
    if shape is Shape.JSON:
        covered = [{**each._asdict(), "percent": each.percent} for each in chosen]
        left = [{"dataset": slug, **each._asdict()} for slug, records in missing.items() for each in records]
        print_json({"languages": covered, **({"untranslated": left} if wanted else {})})
    elif wanted:
        for records in missing.values():
            for each in records:
                out.print(f"{each.kind.lower().replace('_', ' ')} {each.slug}: {each.name}", markup=False)
    else:
        _tell(chosen)


def _tag(language: str | None) -> str | None:
    try:
        return None if language is None else known_tag(language)
    except ValueError as error:
        raise Refused([Problem(Place(Path("--untranslated")), "", str(error))]) from error


def _tell(covered: list[Covered]) -> None:
    if not covered:
        out.print("No record is stored that has a name to translate.")
    widest = max((len(each.dataset) for each in covered), default=0)
    longest = max((len(each.language) for each in covered), default=0)
    for each in covered:
        count = f"{each.told:,} of {each.records:,}"
        own = "  its own language" if each.is_own else ""
        line = f"{each.dataset:<{widest}}  {each.language:<{longest}}  {count:>20}  {each.percent:5.1f} %{own}"
        out.print(line, markup=False)
