"""From raw documents to canonical records, with every problem that shows without looking at other records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from db.progress import SILENT, Advance, Progress
from knowledge.record import Key, Record
from knowledge.vocabulary import Basis, Kind
from seeds.format import RECORDS, SECTIONS, Evident
from seeds.problems import Origin, Place, Problem
from seeds.reading import Document, Loc, dataset_file, plain, read

SINGULAR = {kind.lower(): kind for kind in SECTIONS.values()} | SECTIONS
FILE_FIELDS = ("dataset", "basis", "citations")


@dataclass(frozen=True, slots=True)
class Seed:
    """A record together with where it was read."""

    key: Key
    record: Record
    origin: Origin
    loc: Loc = ()

    @property
    def dataset(self) -> str:
        return self.key.slug if self.key.kind is Kind.DATASET else str(self.record["dataset"])

    def place(self, path: Loc = ()) -> Place:
        return self.origin.place((*self.loc, *path))


@dataclass(slots=True)
class Parsed:
    """What was read: seeds in order of files, and problems."""

    seeds: list[Seed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse_files(files: Iterable[Path], progress: Progress = SILENT) -> Parsed:
    """Read and validate seed files, each on its own."""
    parsed = Parsed()
    given = list(files)
    with progress.stage("reading files", len(given)) as advance:
        _parse_files(given, parsed, advance)
    return parsed


def _parse_files(files: Iterable[Path], parsed: Parsed, advance: Advance) -> None:
    datasets: dict[Path | None, str | None] = {}
    for file in files:
        document = read(file)
        if isinstance(document, Document):
            declared = dataset_file(file)
            if declared not in datasets:
                datasets[declared] = _declared_slug(declared)
            _parse(document, datasets[declared], parsed)
        else:
            parsed.problems.extend(document)
        advance(1)


def _declared_slug(file: Path | None) -> str | None:
    document = read(file) if file else None
    if not isinstance(document, Document):
        return None
    declared = document.data.get("dataset")
    slug = declared.get("slug") if isinstance(declared, dict) else declared
    return slug if isinstance(slug, str) else None


def _parse(document: Document, dataset: str | None, parsed: Parsed) -> None:
    def problem(loc: Loc, message: str) -> None:
        parsed.problems.append(Problem(document.place(loc), _dotted(loc), message))

    data = document.data
    declaration = data.get("dataset")
    if isinstance(declaration, str):
        dataset = declaration
    elif declaration is not None:
        _parse_record(document, Kind.DATASET, declaration, ("dataset",), None, {}, parsed)
        dataset = declaration.get("slug") if isinstance(declaration, dict) else None
    if dataset is None:
        problem((), "belongs to no dataset: add `dataset: SLUG`, or a dataset.yaml in the folder or above it")
        return
    try:
        defaults = Evident.model_validate({key: plain(data[key]) for key in ("basis", "citations") if key in data})
    except ValidationError as error:
        _report(document, (), error, parsed)
        defaults = Evident()
    inherited = defaults.model_dump(mode="json", exclude_defaults=True)
    for section, content in data.items():
        if section in FILE_FIELDS:
            continue
        kind = SINGULAR.get(section)
        if kind is None:
            problem((section,), f"unknown section: expected one of {', '.join((*FILE_FIELDS, *SECTIONS))}")
        elif isinstance(content, dict):
            _parse_record(document, kind, content, (section,), dataset, inherited, parsed)
        elif isinstance(content, list):
            for place, item in enumerate(content):
                _parse_record(document, kind, item, (section, place), dataset, inherited, parsed)
        else:
            problem((section,), f"expected a list of records, found {_kind_of(content)}")


def _parse_record(
    document: Document,
    kind: Kind,
    content: Any,
    loc: Loc,
    dataset: str | None,
    inherited: dict[str, Any],
    parsed: Parsed,
) -> None:
    if not isinstance(content, dict):
        message = f"expected a record (a mapping), found {_kind_of(content)}"
        parsed.problems.append(Problem(document.place(loc), _dotted(loc), message))
        return
    try:
        model = RECORDS[kind].model_validate(plain(content))
    except ValidationError as error:
        _report(document, loc, error, parsed)
        return
    record = canonical(model, dataset, inherited)
    seed = Seed(Key(kind, record["slug"]), record, document, tuple(loc))
    if record.get("basis") == Basis.STATED and not record.get("citations"):
        message = "a STATED fact needs citations: name its source, or give a basis of INFERRED"
        parsed.problems.append(Problem(seed.place(), _dotted(loc), message))
    parsed.seeds.append(seed)


def valid(seed: Seed) -> Iterator[Problem]:
    """What is wrong with a seed that did not come through `parse_files`: a record that an importer made."""
    content = {name: value for name, value in seed.record.items() if name != "dataset"}
    try:
        RECORDS[seed.key.kind].model_validate(content)
    except ValidationError as error:
        for each in error.errors():
            path = tuple(each["loc"])
            yield Problem(seed.place(path), f"{seed.key}: {_dotted(path)}", _message(each))


def canonical(model: BaseModel, dataset: str | None, inherited: Record) -> dict[str, Any]:
    """The canonical record (`knowledge.record`) of a validated one.

    `inherited` is the evidence of the file, for a record that has none of its own.
    """
    record = model.model_dump(mode="json", exclude_defaults=True)
    if dataset is not None:
        record["dataset"] = dataset
    if not isinstance(model, Evident):
        return record
    own = _evidence(record, inherited)
    for name in type(model).model_fields:
        items = record.get(name)
        if name == "citations" or not isinstance(items, list):
            continue
        for item in items:
            if isinstance(item, dict) and ("basis" in item or "citations" in item):
                evidence = _evidence(item, own)
                item.pop("basis", None)
                item.pop("citations", None)
                if evidence != own:
                    item.update(evidence)
    record.pop("basis", None)
    record.pop("citations", None)
    record.update(own)
    return record


def _evidence(given: Record, inherited: Record) -> dict[str, Any]:
    """The evidence of something that says `given` of it and otherwise inherits.

    Citations alone keep the inherited basis. A basis alone keeps the inherited citations if it is STATED or the
    inherited one; an inference is not cited to a source that it was not drawn from.
    """
    basis = given.get("basis") or inherited.get("basis") or Basis.STATED.value
    citations = given.get("citations")
    if not citations and basis in (Basis.STATED, inherited.get("basis", Basis.STATED)):
        citations = inherited.get("citations")
    return {"basis": basis, "citations": citations} if citations else {"basis": basis}


def _report(document: Document, loc: Loc, error: ValidationError, parsed: Parsed) -> None:
    for each in error.errors():
        inner = tuple(each["loc"])
        path = (*loc, *inner)
        parsed.problems.append(Problem(document.place(path), _dotted(path), _message(each)))


def _message(error: Any) -> str:
    kind, message, given = error["type"], error["msg"], error["input"]
    if kind == "missing":
        return "is required"
    if kind == "extra_forbidden":
        return "unknown field"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind == "string_pattern_mismatch" and error["ctx"]["pattern"].startswith("^[a-z0-9]"):
        return f"not a slug: expected small letters, digits and single hyphens, found {given!r}"
    shown = f", found {given!r}" if isinstance(given, str | int | float) else f", found {_kind_of(given)}"
    expected = message.removeprefix("Input should be ")
    return f"expected {expected}{shown}" if expected != message else f"{message}{shown}"


def _kind_of(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case str():
            return f"the text {value[:60]!r}"
        case _:
            return f"{value!r}"


def _dotted(loc: Loc) -> str:
    return ".".join(map(str, loc))
