"""What is doubtful about seeds, though nothing forbids it: the warnings and notes of a load."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from knowledge.model.declaring import WEB, Chars
from knowledge.model.kinds import KINDS, Scalar
from knowledge.model.record import Key
from knowledge.model.scripts import is_written_in
from knowledge.model.vocabulary import GroupScheme, Kind, Status
from knowledge.model.wellformed import Path, references
from seeds.currencies import CURRENCIES
from seeds.nearest import Nearest
from seeds.problems import Level, Problem
from seeds.seed import Seed, dotted

NAMELESS = (Kind.DATASET, Kind.SOURCE, Kind.CONCEPT_MAPPING, Kind.TRANSLATION, Kind.OBSERVATION)  # or not by name alone
EXAMPLES = re.compile(r"(^|\.)(example|test|invalid|localhost)(\.(com|org|net))?$")
TURNING = re.compile(
    r"[\u202a-\u202e\u2066-\u2069]"
)  # they turn what is written after them, in whatever list it stands
WRONGLY_READ = re.compile(r"[\x80-\x9f\ufffd]")  # as UTF-8 looks that was taken for Latin-1, and what is no text
LOST_ZERO = re.compile(r"[1-9]\d0")  # as of 0110: of three digits, no code of ISCO-08 ends with a zero
TOO_LONG, NO_HYPHEN = re.compile(r"\d{5,}"), re.compile(r"\d{6}")
UNLIKELY = re.compile(r"[<>\"\\^`{|}]|[.,;:!?]$|://.*://")


ADDRESSES = {
    field.key
    for kind in KINDS.values()
    for field in kind.fields
    if isinstance(field, Scalar) and isinstance(field.bound, Chars) and field.bound.pattern == WEB
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there beside the seeds: what is deprecated, and the active names of their dataset."""

    deprecated: Collection[Key]
    names: Mapping[Key, str]
    retired: Collection[Key] = ()  # by this load, because the seeds leave them out


def doubts(
    seeds: Sequence[Seed],
    untouched: Sequence[Seed],
    standing: Standing,
    known: Callable[[Key], bool],
    slugs: Callable[[Kind], Sequence[str]],
) -> Iterator[Problem]:
    """All that is doubtful about `seeds`, which are each of their own key, among those that are stored already.

    `known` says what there is, with the seeds, and `slugs` which slugs a kind has.
    """
    nearest = Nearest(slugs)
    given = {seed.key for seed in seeds} | {seed.key for seed in untouched}
    retired_here = {seed.key for seed in seeds if not is_active(seed)} | set(standing.retired)
    deprecated = {key for key in standing.deprecated if key not in given} | retired_here
    deprecated |= {seed.key for seed in untouched if not is_active(seed)}
    for seed in seeds:
        yield from _odd_values(seed, seed.record, ())
        yield from _odd_script(seed)
        yield from _odd_code(seed)
        yield from _of_deprecated(seed, deprecated)
        if seed.key.kind is Kind.CONCEPT_MAPPING and is_active(seed):
            yield from _dangling(seed, known, nearest, deprecated)
    for seed in untouched if retired_here - set(standing.deprecated) else ():
        yield from _of_deprecated(seed, retired_here)
    yield from _namesakes(seeds, untouched, standing, given)


def revived(seeds: Sequence[Seed], stored: Mapping[Key, Mapping[str, Any]]) -> Iterator[Problem]:
    """Warnings of seeds that make active again what was replaced: as a rule they are older than what is stored."""
    for seed in filter(is_active, seeds):
        successor = stored[seed.key].get("replaced_by") if seed.key in stored else None
        if successor and not seed.record.get("replaced_by"):
            message = f"was replaced by {successor}, and this makes it active again: is the file an old one?"
            yield _warning(seed, (), message, "records that were replaced, made active again")


def is_active(seed: Seed) -> bool:
    return bool(seed.record.get("status", Status.ACTIVE) == Status.ACTIVE)


def _warning(seed: Seed, path: Path, message: str, about: str, level: Level = Level.WARNING) -> Problem:
    return Problem(seed.place(path), dotted((*seed.loc, *path)), message, level, about)


def _of_deprecated(seed: Seed, deprecated: Collection[Key]) -> Iterator[Problem]:
    if not is_active(seed):
        return
    for path, target in references(seed.key, seed.record) if deprecated else ():
        if target in deprecated and target != seed.key:
            yield _warning(seed, path, f"{target} is deprecated", "references to something deprecated")


def _dangling(
    seed: Seed, known: Callable[[Key], bool], nearest: Nearest, deprecated: Collection[Key]
) -> Iterator[Problem]:
    target = Key(Kind(seed.record["subject_kind"]), seed.record["object_slug"])
    path = ("object_slug",)
    if target in deprecated:
        yield _warning(seed, path, f"{target} is deprecated", "references to something deprecated")
    if known(target):
        return
    dataset, divided, _ = target.slug.partition("/")
    if divided and not known(Key(Kind.DATASET, dataset)):
        about = f"mappings to {dataset}, which is not there"
        yield _warning(seed, path, f"{target} is not there: the mapping takes effect when it is", about, Level.NOTE)
    else:
        message = f"there is no {target}{nearest.hint(target)}: the mapping has no effect"
        yield _warning(seed, path, message, "mappings to something that does not exist")


def _namesakes(
    seeds: Sequence[Seed], untouched: Sequence[Seed], standing: Standing, given: Collection[Key]
) -> Iterator[Problem]:
    """Active records of one kind with one name, each reported once, at a seed that is not the first to have it."""
    holders: dict[tuple[Kind, str], list[Key]] = defaultdict(list)
    for key, name in standing.names.items():
        if key not in given and key not in standing.retired and key.kind not in NAMELESS:
            holders[key.kind, folded(name)].append(key)
    named = [seed for seed in seeds if seed.key.kind not in NAMELESS and is_active(seed)]
    for seed in untouched:
        if seed.key.kind not in NAMELESS and is_active(seed):
            holders[seed.key.kind, folded(seed.record["name"])].append(seed.key)
    for seed in named:
        others = holders[seed.key.kind, folded(seed.record["name"])]
        if others:
            message = f"{seed.record['name']!r} is the name of {others[0]}, too"
            yield _warning(seed, ("name",), message, "names that stand twice in the dataset")
        others.append(seed.key)


def folded(name: str) -> str:
    """A name as people compare it, whatever its capitals and spaces."""
    return " ".join(name.casefold().split())


def _odd_values(seed: Seed, item: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """Texts, addresses and currencies in a record, or in an item of its lists, that can hardly be meant."""
    for name, value in item.items():
        if isinstance(value, str):
            yield from _odd_text(seed, name, value, (*path, name))
        elif isinstance(value, list):
            for place, each in enumerate(value):
                if isinstance(each, str):
                    yield from _odd_text(seed, name, each, (*path, name, place))
                elif isinstance(each, dict):
                    yield from _odd_values(seed, each, (*path, name, place))


def _odd_text(seed: Seed, name: str, value: str, path: Path) -> Iterator[Problem]:
    if not value.isprintable() and (found := WRONGLY_READ.search(value)):
        message = f"has the character U+{ord(found.group()):04X}, as texts have that were read in a wrong encoding"
        yield _warning(seed, path, message, "texts that were read in a wrong encoding")
    elif not value.isprintable() and (found := TURNING.search(value)):
        message = f"has the character U+{ord(found.group()):04X}, which turns the direction of what is written after it"
        yield _warning(seed, path, message, "texts that turn their direction")
    elif name in ADDRESSES and (reason := odd_address(value)):
        yield _warning(seed, path, reason, "suspicious addresses")
    elif name == "currency" and value not in CURRENCIES:
        yield _warning(seed, path, f"{value} is no currency that is in use (ISO 4217)", "suspicious currencies")


def odd_address(address: str) -> str | None:
    """Why an address of the web can hardly be meant, None if it can."""
    try:
        found = urlsplit(address)
        host, _ = found.hostname or "", found.port
    except ValueError as error:
        return f"the address {address[:200]!r} cannot be read: {error}"
    if "." not in host.strip(".") or EXAMPLES.search(host):
        return f"the address {address[:200]!r} leads to no host that others can reach"
    if found.username is not None:
        return f"the address {address[:200]!r} has the name of a user in it"
    if UNLIKELY.search(address):
        return f"the address {address[:200]!r} looks like a mistake"
    return None


def _odd_script(seed: Seed) -> Iterator[Problem]:
    """A translation whose name has letters, and none that its language is written in."""
    if seed.key.kind is not Kind.TRANSLATION or not is_active(seed):
        return
    name, language = seed.record["name"], seed.record["language"]
    if not is_written_in(name, language):
        message = f"{name!r} has no letter that {language} is written in: is it of another language?"
        yield _warning(seed, ("name",), message, "translations in letters of another language", Level.NOTE)


def _odd_code(seed: Seed) -> Iterator[Problem]:
    """A group with a code that its classification cannot have, as spreadsheets make of codes."""
    if seed.key.kind is not Kind.ROLE_GROUP or not is_active(seed):
        return
    code, scheme = seed.record["code"], seed.record["scheme"]
    if scheme == GroupScheme.ISCO and LOST_ZERO.fullmatch(code):
        hint = f"no group of ISCO-08 has the code {code}: has a spreadsheet taken the zero before it (0{code})?"
    elif scheme == GroupScheme.ISCO and TOO_LONG.fullmatch(code):
        hint = f"codes of ISCO-08 have one to four digits, and {code} has {len(code)}"
    elif scheme == GroupScheme.SOC and NO_HYPHEN.fullmatch(code):
        hint = f"codes of the SOC have a hyphen: is it {code[:2]}-{code[2:]}?"
    else:
        return
    yield _warning(seed, ("code",), hint, "codes that their classification does not have")
