"""Seeds: records together with where they were read, made from what a file says by the models of the format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.model.declaring import NAME_LENGTH, WEB
from knowledge.model.kinds import KINDS
from knowledge.model.made import MADE_OF
from knowledge.model.observation import MARKET_CODE
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, Kind
from knowledge.model.wellformed import faults
from seeds.format import RECORDS, TYPED, Evident, as_period
from seeds.problems import Loc, Origin, Place, Problem
from seeds.slugs import made_while_waiting, part_of_slug
from seeds.spoken import InLanguage, divided
from seeds.tags import known_tag


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
    language: str | None = None  # that of the dataset, if it says one


def spoken_in(declaration: Any) -> str | None:
    """The language that the record of a dataset says, None if it says none, or one that its own check refuses."""
    language = declaration.get("language") if isinstance(declaration, dict) else None
    try:
        return known_tag(language) if isinstance(language, str) else None
    except ValueError:
        return None


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
    """Add what a file says about one thing, as a seed or as problems, as `seed_of` does, with its translations."""
    parsed.seeds.extend(seeds_of(kind, content, origin, loc, declared, parsed, typed=typed))


def seeds_of(
    kind: Kind,
    content: Any,
    origin: Origin,
    loc: Loc,
    declared: Declared,
    parsed: Parsed,
    *,
    typed: bool = False,
) -> Iterator[Seed]:
    """What a file says about one thing, as `seed_of` tells it, then what it says of that in other languages."""
    found = divided(kind, content, declared.language) if isinstance(content, dict) else None
    if found is None or not (found.others or found.faults):
        seed = seed_of(kind, content if found is None else found.own, origin, loc, declared, parsed, typed=typed)
        if seed:
            yield seed
        return
    for path, message in found.faults:
        parsed.problems.append(Problem(origin.place((*loc, *path)), dotted((*loc, *path)), message))
    if found.faults:
        return
    if kind is Kind.TRANSLATION:
        shared, inherited = found.own, declared
    else:
        seed = seed_of(kind, found.own, origin, loc, declared, parsed, typed=typed)
        if seed is None:
            return
        yield seed
        shared = {"subject_kind": kind.value, "subject": seed.key.slug}
        inherited = replace(declared, evidence=evidence_of(seed.record, {}))
    for told in found.others:
        within = InLanguage(origin, len(loc), {"name": ("name",), **told.paths})
        translation = {**shared, "language": told.language, **told.content}
        seed = seed_of(Kind.TRANSLATION, translation, within, loc, inherited, parsed, typed=typed)
        if seed:
            yield seed


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
    """What a record need not say: slug and name of an extension, which are made of its dataset and of what it adds to,
    the slug of a translation, which is made of its dataset, language and subject, and slug and name of an observation,
    which are made of its dataset, measure, period and subject.
    """
    if kind in MADE_OF:
        return _made(kind, content, dataset)
    extends = KINDS[kind].extends
    to = content.get(extends.key) if extends else None
    if not isinstance(to, str):
        return {}
    return {"slug": f"{dataset}/{part_of_slug(to)}", "name": f"What {dataset} adds to {to}"[:NAME_LENGTH]}


def _made(kind: Kind, content: Mapping[str, Any], dataset: str | None) -> dict[str, str]:
    told = {name: content.get(name) for name in MADE_OF[kind]}
    unknown = {name: kind.lower() for name in KINDS[kind].derived if name not in content}
    try:
        if "language" in told:
            told["language"] = known_tag(told["language"]) if isinstance(told["language"], str) else None
        if "period" in told:
            told["period"] = as_period(told["period"])
    except ValueError:
        return unknown  # of no language or period, which is told
    given = {name: each for name, each in told.items() if isinstance(each, str)}
    if dataset is None or len(given) < len(told):
        return unknown  # what is missing is told
    made = made_while_waiting(kind, {"dataset": dataset, **given})
    return {"slug": made.slug} if made.name is None else {"slug": made.slug, "name": made.name}


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
    if kind == "string_pattern_mismatch" and error["ctx"]["pattern"] == MARKET_CODE:
        return f"not the code of a market: expected one of ISO 3166 such as US or US-CA, found {given[:200]!r}"
    shown = f", found {given!r}" if isinstance(given, str | int | float) else f", found {kind_of(given)}"
    if kind == "string_type" and isinstance(given, int | float) and not isinstance(given, bool):
        shown += ": put it in quotation marks, so that it stays as it is written"
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
