"""Seeds: records together with where they were read, made from what a file says by the models of the format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.model.declaring import NAME_LENGTH, WEB
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, Kind
from knowledge.model.wellformed import faults
from seeds.format import RECORDS, TYPED, Evident
from seeds.problems import Loc, Origin, Place, Problem
from seeds.slugs import part_of_slug


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


@dataclass(frozen=True, slots=True)
class Declared:
    """What holds for everything in a file: the dataset, None if nothing says it, and the evidence of its records."""

    dataset: str | None
    evidence: Mapping[str, Any]


def add_record(
    kind: Kind,
    content: Any,
    origin: Origin,
    loc: Loc,
    declared: Declared,
    parsed: Parsed,
    *,
    typed: bool = False,
) -> None:
    """Add what a file says about one thing, as a seed or as problems, as `seed_of` does."""
    seed = seed_of(kind, content, origin, loc, declared, parsed, typed=typed)
    if seed:
        parsed.seeds.append(seed)


def seed_of(
    kind: Kind,
    content: Any,
    origin: Origin,
    loc: Loc,
    declared: Declared,
    parsed: Parsed,
    *,
    typed: bool = False,
) -> Seed | None:
    """What a file says about one thing, None if it cannot be read: what is wrong with it is added to the problems.

    `typed` says that the file tells numbers from texts, as YAML and JSON do, and sheets do not.
    """
    if not isinstance(content, dict):
        message = f"expected a record (a mapping), found {kind_of(content)}"
        parsed.problems.append(Problem(origin.place(loc), dotted(loc), message))
        return None
    try:
        given = {**derived(kind, content, declared.dataset), **content}
        model = RECORDS[kind].model_validate(given, context=TYPED if typed else None)
    except ValidationError as error:
        parsed.problems.extend(problems_of(error, origin, loc))
        return None
    record = canonical(model, declared.dataset, declared.evidence)
    return Seed(Key(kind, record["slug"]), record, origin, tuple(loc))


def derived(kind: Kind, content: Mapping[str, Any], dataset: str | None) -> dict[str, str]:
    """Slug and name of an extension that gives none: they are made of its dataset and of what it adds to."""
    extends = KINDS[kind].extends
    to = content.get(extends.key) if extends else None
    if not isinstance(to, str):
        return {}
    return {"slug": f"{dataset}/{part_of_slug(to)}", "name": f"What {dataset} adds to {to}"[:NAME_LENGTH]}


def faulty(seed: Seed) -> Iterator[Problem]:
    """What is wrong within the record of a seed, beside the types of its fields."""
    for path, message in faults(seed.key, seed.record):
        yield Problem(seed.place(path), dotted((*seed.loc, *path)), message)


def valid(seed: Seed) -> Iterator[Problem]:
    """What is wrong with a seed that did not come through `parse_files`: a record that an importer made."""
    content = {name: value for name, value in seed.record.items() if name != "dataset"}
    try:
        RECORDS[seed.key.kind].model_validate(content)
    except ValidationError as error:
        for each in error.errors():
            path = tuple(each["loc"])
            yield Problem(seed.place(path), f"{seed.key}: {dotted(path)}", _message(each))
        return
    yield from faulty(seed)


def canonical(model: BaseModel, dataset: str | None, inherited: Mapping[str, Any]) -> dict[str, Any]:
    """The canonical record (`knowledge.model.record`) of a validated one.

    `inherited` is the evidence of the file, for a record that has none of its own.
    """
    record = model.model_dump(mode="json", exclude_defaults=True)
    if dataset is not None:
        record["dataset"] = dataset
    if not isinstance(model, Evident):
        return record
    own = evidence_of(record, inherited)
    for name in type(model).model_fields:
        items = record.get(name)
        if name == "citations" or not isinstance(items, list):
            continue
        for item in items:
            if isinstance(item, dict) and ("basis" in item or "citations" in item):
                evidence = evidence_of(item, own)
                item.pop("basis", None)
                item.pop("citations", None)
                if evidence != own:
                    item.update(evidence)
    record.pop("basis", None)
    record.pop("citations", None)
    record.update(own)
    return record


def evidence_of(given: Record, inherited: Record) -> dict[str, Any]:
    """The evidence of something that says `given` of it and otherwise inherits.

    Citations alone keep the inherited basis. A basis alone keeps the inherited citations if it is STATED or the
    inherited one; an inference is not cited to a source that it was not drawn from.
    """
    basis = given.get("basis") or inherited.get("basis") or Basis.STATED.value
    citations = given.get("citations")
    if not citations and basis in (Basis.STATED, inherited.get("basis", Basis.STATED)):
        citations = inherited.get("citations")
    return {"basis": basis, "citations": citations} if citations else {"basis": basis}


def problems_of(error: ValidationError, origin: Origin, loc: Loc) -> Iterator[Problem]:
    """What is wrong with the value at `loc`, each problem at its own place."""
    for each in error.errors():
        path = (*loc, *each["loc"])
        yield Problem(origin.place(path), dotted(path), _message(each))


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
    if kind == "string_pattern_mismatch" and error["ctx"]["pattern"] == WEB:
        return f"not an address of the web: expected one that begins with https:// or http://, found {given[:200]!r}"
    shown = f", found {given!r}" if isinstance(given, str | int | float) else f", found {kind_of(given)}"
    expected = message.removeprefix("Input should be ")
    return f"expected {expected}{shown}" if expected != message else f"{message}{shown}"


def kind_of(value: Any) -> str:
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


def dotted(loc: Loc) -> str:
    return ".".join(map(str, loc))
