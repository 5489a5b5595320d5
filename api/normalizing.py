"""Saying what the strings of a file mean: `rolegraph normalize`."""

import csv
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from api.console import migrated_store, out, progress, refusals, settings
from api.sharing import shared
from api.word_indexes import use_word_files
from db.memory import put_away, uncollected
from db.progress import Progress
from knowledge.model.entities import CONCEPTS
from knowledge.model.language import canonical
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.hits import Normalized
from knowledge.words.index import WordIndex
from knowledge.words.lists import MOST_PARTS
from knowledge.words.preferred import wanted_of
from seeds.problems import Place, Problem, Refused

AT_ONCE = 1_000  # strings, between steps of progress
SURE_ENOUGH = 0.3
LARGEST_FIELD = 1_000_000  # characters of a cell
ADDED = ("type", "slug", "name", "dataset", "confidence", "matched", "set_aside")


class Type(StrEnum):
    """What is looked for."""

    ROLE = "role"
    SKILL = "skill"
    TOOL = "tool"
    APPLICATION = "application"
    RESPONSIBILITY = "responsibility"
    QUALIFICATION = "qualification"
    ROLE_GROUP = "role_group"


File = Annotated[Path, typer.Argument(help="A CSV file, in UTF-8, whose first line names its columns.")]
Column = Annotated[str, typer.Option(help="The column that has the strings. Default: the first.")]
Output = Annotated[Path, typer.Option(help="The file to write: the lines with what each means.", show_default=False)]
Types = Annotated[list[Type] | None, typer.Option("--type", help="What is looked for; may be repeated. Default: all.")]
Name = Annotated[str | None, typer.Option("--dataset", help="Only what this dataset has.")]
Least = Annotated[float, typer.Option("--min-confidence", help="How sure a match has to be.", min=0, max=1)]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        help="The language of the strings, as a BCP 47 tag: names in it come first, and are told. "
        "Default: that of the dataset.",
    ),
]
First = Annotated[int, typer.Option("--first", help="How many matches of each string, a line each.", min=1, max=20)]


def normalize(
    file: File,
    output: Output,
    column: Column = "",
    types: Types = None,
    dataset: Name = None,
    least: Least = SURE_ENOUGH,
    first: First = 1,
    language: Language = None,
) -> None:
    """Say what the strings in a column of a CSV file mean: each line with its best match, empty where none is sure.

    A line that has a list of several things is written once for each of them.
    """
    from db.snapshots import newest_snapshot

    with refusals(), progress() as reporter:
        header, rows, place = _read(file, column)
        with reporter.stage("reading the knowledge", None):
            snapshot = newest_snapshot(migrated_store())
        if dataset is not None and dataset not in snapshot.datasets:
            known = ", ".join(sorted(snapshot.datasets)) or "none"
            raise typer.BadParameter(f"there is no dataset {dataset!r}; there are: {known}", param_hint="--dataset")
        use_word_files(settings(tell_unknown=False))
        with reporter.stage("indexing names", None), uncollected():
            index = snapshot.search_index
            put_away(snapshot.entities)  # the collector of garbage would go through all of it again and again
        languages = _wanted(language, index)
        kinds = CONCEPTS if types is None else [Kind[each.name] for each in types]

        def understood(terms: Sequence[str]) -> list[_Meant]:
            found = index.normalize(
                terms,
                kinds,
                dataset,
                least=least,
                first=first,
                languages=languages,
                most_parts=MOST_PARTS * len(terms),
            )
            return [_Meant(bool(each.hits), [*_told(each, snapshot, languages)]) for each in found]

        meant = _by_term([row[place] for row in rows], understood, reporter)
        with output.open("w", encoding="utf-8", newline="") as written:
            writer = csv.writer(written, lineterminator="\n")
            writer.writerow([*header, *ADDED])
            for row in rows:
                writer.writerows([*row, *told] for told in meant[row[place]].lines)
    sure = sum(meant[row[place]].is_sure for row in rows)
    out.print(f"{sure:,} of {len(rows):,} strings are understood, in {output}.", markup=False)


def _read(file: Path, column: str) -> tuple[list[str], list[list[str]], int]:
    """The header, the rows, and the place of the column. Raises `Refused` for a file that is no such table."""
    csv.field_size_limit(LARGEST_FIELD)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.reader(opened)
        try:
            header = next(reader, [])
            if not header:
                raise _wrong(file, 1, "the file is empty: its first line names the columns")
            if column and column not in header:
                raise _wrong(file, 1, f"there is no column {column!r}; the columns are: {', '.join(header)}")
            rows = []
            for row in reader:
                if len(row) > len(header):
                    raise _wrong(file, reader.line_num, f"{len(row)} values for {len(header)} columns")
                rows.append(row + [""] * (len(header) - len(row)))
        except UnicodeDecodeError as error:
            raise _wrong(
                file, reader.line_num + 1, f"not UTF-8 text: {error.reason} near byte {error.start:,}"
            ) from error
        except csv.Error as error:
            raise _wrong(file, reader.line_num, f"not a CSV table: {error}") from error
    return header, rows, header.index(column) if column else 0


def _wrong(file: Path, line: int, message: str) -> Refused:
    return Refused([Problem(Place(file, line), "", message)])


class _Meant(NamedTuple):
    """What a string means: whether anything is sure enough, and the lines that are written for it."""

    is_sure: bool
    lines: list[tuple[str, ...]]


def _by_term(
    terms: Sequence[str], understood: Callable[[Sequence[str]], list[_Meant]], reporter: Progress
) -> dict[str, _Meant]:
    """What each different string means, which is worked out by as many processes as there are processors."""
    different = list(dict.fromkeys(terms))
    parts = [different[start : start + AT_ONCE] for start in range(0, len(different), AT_ONCE)]
    known: dict[str, _Meant] = {}
    with reporter.stage("understanding", len(different)) as advance:
        for part, of_part in zip(parts, shared(understood, parts), strict=True):
            known.update(zip(part, of_part, strict=True))
            advance(len(part))
    return known


def _wanted(language: str | None, index: WordIndex) -> Sequence[str]:
    """The language of the strings. Raises `typer.BadParameter` for what is no tag, or names nothing that is loaded."""
    if language is None:
        return ()
    try:
        tag = canonical(language)
    except ValueError as error:
        raise typer.BadParameter(f"{error}", param_hint="--language") from error
    if not wanted_of((tag,), index.languages):
        known = ", ".join(index.languages) or "none"
        raise typer.BadParameter(f"there are no names in {tag}; there are some in: {known}", param_hint="--language")
    return (tag,)


def _told(each: Normalized, snapshot: Snapshot, languages: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What is written beside a row: a line for each match, one that says nothing where there is none.

    Of a list of several things, the lines of each of them. Names are in the first language that they are told in.
    """
    if each.parts:
        for part in each.parts:
            yield from _told(part, snapshot, languages)
        return
    aside = "; ".join(part.text for part in each.set_aside)
    for hit in each.hits:
        entity = hit.entity
        sure = f"{hit.confidence:.2f}"
        name = snapshot.translations.name(entity, languages) if languages else entity.name
        yield (entity.kind.value, entity.slug, name, entity.dataset.slug, sure, hit.matched, aside)
    if not each.hits:
        yield ("",) * (len(ADDED) - 1) + (aside,)
