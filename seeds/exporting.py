"""Writes a dataset back as seed files: loading them again changes nothing."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from ruamel.yaml import YAML

from db.progress import SILENT, Progress
from db.store import Store
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import unknown
from seeds.format import SECTION_MARK, SECTIONS
from seeds.problems import Place, Problem, Refused
from seeds.reading import DATASET_FILE
from seeds.sheets.workbook_writing import write_workbook
from seeds.sheets.writing import rows_of, write_csv

FILE_FOR_EACH = 500  # up to so many roles get a file each; more go to one file
FIRST = ("slug", "kind", "name", "title", "aliases", "description")
LAST = ("basis", "citations")


def export_yaml(store: Store, dataset: str, folder: Path, progress: Progress = SILENT) -> int:
    """Write a dataset as YAML into `folder`, one file a role and one for each other kind; returns the records.

    Raises `Refused` if the folder holds anything, and `knowledge.errors.NotFound` for an unknown dataset.
    """
    _refuse_full(folder)
    records = _records(store, dataset)
    with _whole(folder) as unfinished, progress.stage("writing files", len(records)) as advance:
        unfinished.mkdir(parents=True)
        for name, content, count in _files(records, dataset):
            path = unfinished / name
            path.parent.mkdir(exist_ok=True)
            with path.open("w", encoding="utf-8") as file:
                _yaml().dump(content, file)
            advance(count)
    return len(records)


def export_lines(store: Store, dataset: str, file: Path, progress: Progress = SILENT) -> int:
    """Write a dataset as JSON Lines into `file`; returns the records. Raises as `export_yaml` does."""
    _refuse_present(file)
    records = _records(store, dataset)
    with (
        _whole(file) as unfinished,
        progress.stage("writing lines", len(records)) as advance,
        unfinished.open("wb") as lines,
    ):
        for key, record in records.items():
            lines.write(orjson.dumps({"kind": key.kind.value, **record}, option=orjson.OPT_APPEND_NEWLINE))
            advance(1)
    return len(records)


def export_csv(store: Store, dataset: str, folder: Path, progress: Progress = SILENT) -> int:
    """Write a dataset as CSV sheets into `folder`; returns the records. Raises as `export_yaml` does."""
    _refuse_full(folder)
    records = _records(store, dataset)
    with _whole(folder) as unfinished, progress.stage("writing sheets", len(records)) as advance:
        write_sheets(unfinished, records[Key(Kind.DATASET, dataset)], records, advance)
    return len(records)


def write_sheets(
    folder: Path, dataset: Record, records: Mapping[Key, Record], advance: Callable[[int], None] = lambda _: None
) -> None:
    """Write a dataset with its `records` as CSV sheets into a new folder, beside a file that declares it."""
    folder.mkdir(parents=True)
    with (folder / DATASET_FILE).open("w", encoding="utf-8") as file:
        _yaml().dump({"dataset": _readable(dataset)}, file)
    advance(1)
    for sheet, found in rows_of(records):
        rows = list(found)
        if rows:
            write_csv(folder / f"{sheet.name}.csv", sheet, rows)
        advance(0 if sheet.many else len(rows))


def export_workbook(store: Store, dataset: str, file: Path, progress: Progress = SILENT) -> int:
    """Write a dataset as an Excel workbook; returns the records. Raises as `export_yaml`, and if it does not fit."""
    _refuse_present(file)
    if file.suffix.lower() != ".xlsx":
        raise Refused([Problem(Place(file), "", "a workbook is called SOMETHING.xlsx")])
    records = _records(store, dataset)
    with _whole(file) as unfinished, progress.stage("writing sheets", len(records)) as advance:
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(unfinished, file, records[Key(Kind.DATASET, dataset)], records, {}, advance)
        advance(1)
    return len(records)


def _refuse_full(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([Problem(Place(folder), "", "is there already: export into a new folder")])


def _refuse_present(file: Path) -> None:
    if file.exists():
        raise Refused([Problem(Place(file), "", "is there already: export into a new file")])


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A place to write what becomes `target` when it is complete; if anything fails, nothing is left."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        yield unfinished
        if target.is_dir():
            target.rmdir()  # it is empty
        unfinished.rename(target)
    except BaseException:
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        else:
            unfinished.unlink(missing_ok=True)
        raise


def _records(store: Store, dataset: str) -> dict[Key, Record]:
    with store.reading() as reader:
        everything = reader.records_at()
    key = Key(Kind.DATASET, dataset)
    if key not in everything:
        raise unknown("dataset", dataset, ["dataset"], (each.slug for each in everything if each.kind is Kind.DATASET))
    own = {each: record for each, record in everything.items() if record.get("dataset") == dataset}
    return {key: everything[key], **own}


def _files(records: Mapping[Key, Record], dataset: str) -> Iterator[tuple[Path, dict[str, Any], int]]:
    """The files of a dataset: name, content, and how many records are in it."""
    by_kind: dict[Kind, list[dict[str, Any]]] = defaultdict(list)
    for key, record in records.items():
        by_kind[key.kind].append(_readable(record))
    sources = by_kind.pop(Kind.SOURCE, [])
    content: dict[str, Any] = {"dataset": by_kind.pop(Kind.DATASET)[0]}
    if sources:
        content["sources"] = sources
    yield Path(DATASET_FILE), content, 1 + len(sources)
    for section, kind in SECTIONS.items():
        if kind is Kind.ROLE and len(by_kind[kind]) <= FILE_FOR_EACH:
            for record in by_kind[kind]:
                name = record["slug"].removeprefix(f"{dataset}/").replace("/", "-")
                yield Path(section) / f"{name}.yaml", {"role": record}, 1
        elif kind is Kind.TRANSLATION:
            for language in sorted({record["language"] for record in by_kind[kind]}):
                told = [record for record in by_kind[kind] if record["language"] == language]
                yield Path(section) / f"{language}.yaml", {section: told}, len(told)
        elif by_kind[kind]:
            yield Path(f"{section}.yaml"), {section: by_kind[kind]}, len(by_kind[kind])


def _readable(record: Record) -> dict[str, Any]:
    """The record as a person would write it: names first, evidence last, citations as `source § section`."""
    names = [name for name in FIRST if name in record]
    names += [name for name in record if name not in (*FIRST, *LAST, "dataset")]
    names += [name for name in LAST if name in record]
    return {name: _written(name, record[name]) for name in names}


def _written(name: str, value: Any) -> Any:
    if name == "citations":
        return [_citation(each) for each in value]
    if isinstance(value, list):
        return [_readable(each) if isinstance(each, dict) else each for each in value]
    return value


def _citation(citation: Record) -> Any:
    section = citation.get("section")
    if section is None:
        return citation["source"]
    return dict(citation) if SECTION_MARK in section else f"{citation['source']}{SECTION_MARK}{section}"


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # declared as None by ruamel
    yaml.allow_unicode = True
    yaml.width = 110
    return yaml
