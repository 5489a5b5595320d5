"""What a record gets when another is merged into it, and what stays with the old one."""

from collections.abc import Iterator
from typing import Any

from knowledge.model.kinds import KINDS, Many
from knowledge.model.record import Key, Record
from seeds.curation.steps import Added, Step
from seeds.seed import evidence_of

NOT_CARRIED = ("aliases", "external_ids", "citations")


def identity(many: Many, item: Any) -> Any:
    """What makes an item of a list the same as another: what it leads to, or all that it says."""
    keys = [each.key for each in many.item.identity]
    if isinstance(item, str) or not keys:
        return repr(item)
    return tuple(item.get(key) for key in keys)


def names(one: Record, other: Record, target: Key) -> Iterator[Step]:
    """The names that only the old record has, as aliases of the other."""
    known = {other["name"].casefold(), *(each.casefold() for each in other.get("aliases", ()))}
    for name in (one["name"], *one.get("aliases", ())):
        if name.casefold() not in known:
            known.add(name.casefold())
            yield Added(target, "aliases", name)


def carried(key: Key, one: Record, target: Key, other: Record) -> Iterator[Step]:
    """The items of lists that only the old record has, with the evidence that they had there."""
    own, evidence = evidence_of(one, {}), evidence_of(other, {})
    for many in KINDS[key.kind].lists:
        if many.key in NOT_CARRIED:
            continue
        known = {identity(many, each) for each in other.get(many.key, ())}
        for item in one.get(many.key, ()):
            if identity(many, item) in known or _leads_to(many, item, key, target):
                continue
            if isinstance(item, str) or not many.item.evident:
                yield Added(target, many.key, item)
            else:
                bare = {name: value for name, value in item.items() if name not in ("basis", "citations")}
                told = evidence_of(item, own) if "basis" in item else own
                yield Added(target, many.key, bare if told == evidence else {**bare, **told})


def left_behind(key: Key, one: Record, target: Key, other: Record) -> Iterator[str]:
    """What only the old record goes on saying: its identifiers, and other facts about links that both have."""
    for each in one.get("external_ids", ()):
        if each not in other.get("external_ids", ()):
            yield f"{key} keeps its identifier {each['scheme']}:{each['identifier']}, which {target} does not get"
    for many in KINDS[key.kind].lists:
        if many.key in NOT_CARRIED:
            continue
        there = {identity(many, each): each for each in other.get(many.key, ())}
        for item in one.get(many.key, ()):
            kept = there.get(identity(many, item))
            if kept is not None and not isinstance(item, str) and (told := _facts_lost(many, item, kept)):
                link = " ".join(str(each) for each in identity(many, item) if each is not None)
                yield f"{target} keeps what it says of {many.key} {link}: not carried over is {told}"


def _facts_lost(many: Many, item: Record, kept: Record) -> str:
    """The facts of a link that the other one contradicts or lacks, in words."""
    said = {each.key for each in many.item.identity}
    facts = {name: value for name, value in item.items() if name not in said and kept.get(name) != value}
    cited = [each["source"] for each in facts.pop("citations", ()) if each not in kept.get("citations", ())]
    told = [f"{name.replace('_', ' ')} {value}" for name, value in sorted(facts.items())]
    return ", ".join([*told, *(f"the citation of {each}" for each in dict.fromkeys(cited))])


def _leads_to(many: Many, item: Any, *keys: Key) -> bool:
    end = many.item.reference
    slug = item if isinstance(item, str) else item.get(end.key) if end else None
    return end is not None and any(end.kind in (None, key.kind) and slug == key.slug for key in keys)
