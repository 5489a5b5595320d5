"""What is observed of a role, a group or a skill, and how figures come to it that are of something else.

Publishers count by the classes of a classification, in one dataset. So what is observed of an entity is first what is
observed of itself; of a role then what is observed of its groups, and last, of both, what is observed of what mappings
join to them. Where a figure is of a class of several roles, it is spread over them, and says so.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from knowledge.errors import BadInput, NotFound, Path
from knowledge.model.entities import ConceptMapping, Entity, Role, RoleGroup
from knowledge.model.observation import Market
from knowledge.model.period import canonical, lies_in, newest_first
from knowledge.model.vocabulary import MappingRelation, Quantity
from knowledge.questions.readings import Reading, Standing, StatedRange, Told
from knowledge.snapshot.finding import named, nearest, unknown
from knowledge.snapshot.snapshot import Snapshot

RELATIONS = {
    MappingRelation.EXACT_MATCH: MappingRelation.EXACT_MATCH,
    MappingRelation.CLOSE_MATCH: MappingRelation.CLOSE_MATCH,
    MappingRelation.BROAD_MATCH: MappingRelation.NARROW_MATCH,
    MappingRelation.NARROW_MATCH: MappingRelation.BROAD_MATCH,
}
"""Each relation of mappings with what it is from the other end. Nearer ones come first."""

NEARNESS = list(RELATIONS)


def standings(snapshot: Snapshot, entity: Entity) -> list[Standing]:
    """Whose observations stand for an entity, nearest first; each subject once, and only those of which there are any.

    First itself, then the groups that it is in; then what mappings join to it, exact matches before close, broad and
    narrow ones, and surer ones first, each followed by its groups; last what they join to its groups.
    """
    observed = snapshot.observations
    if not observed:
        return []
    found: dict[Entity, Standing] = {}

    of_role = isinstance(entity, Role)

    def add(each: Entity, *how: Any) -> None:
        for subject in (each, *_groups(each)):
            if subject in observed and subject not in found:
                found[subject] = Standing(subject, *how)

    add(entity, None, None, of_role)
    for mapped in (entity, *_groups(entity)):
        through = mapped if of_role and isinstance(mapped, RoleGroup) else None
        for relation, mapping, other in _joined(snapshot, mapped):
            add(other, mapping, relation, of_role, through)
    return list(found.values())


def _groups(entity: Entity) -> Sequence[RoleGroup]:
    return entity.groups if isinstance(entity, Role) else ()


def _joined(snapshot: Snapshot, entity: Entity) -> list[tuple[MappingRelation, ConceptMapping, Entity]]:
    """What mappings join to an entity: how it relates to that, nearest first."""
    last = entity
    while last.replaced_by is not None:
        last = last.replaced_by
    found = []
    for mapping in snapshot.matches.get(entity, ()):
        forth = mapping.subject in (entity, last)
        other = mapping.object if forth else mapping.subject
        if other is not None and other.active:
            found.append((mapping.relation if forth else RELATIONS[mapping.relation], mapping, other))
    return sorted(found, key=lambda each: (NEARNESS.index(each[0]), -(each[1].confidence or 0.0), each[2].slug))


class Wanted(NamedTuple):
    """Which observations are wanted; None means any. `at` is a period, or what periods lie in, as a year."""

    measure: str | None = None
    quantities: Collection[Quantity] | None = None
    market: str | None = None
    at: str | None = None


def observations(snapshot: Snapshot, entity: Entity, wanted: Wanted = Wanted()) -> list[Told]:
    """What is observed of an entity, newest first, then the nearest, then by measure and market: the whole before
    its parts.

    The pay ranges that a role states are among it. Raises `NotFound` for an unknown measure or market, and `BadInput`
    for what is no period.
    """
    if wanted.measure is not None:
        named(snapshot.measures, wanted.measure, "measure", ["measure"])
    at = None if wanted.at is None else _period(wanted.at)
    markets = None if wanted.market is None else markets_named(snapshot, wanted.market, ["market"])
    found: list[Told] = [
        each
        for each in readings(snapshot, entity, markets)
        if (wanted.measure is None or each.measure.slug == wanted.measure)
        and (wanted.quantities is None or each.quantity in wanted.quantities)
        and (at is None or lies_in(each.period, at))
    ]
    if isinstance(entity, Role) and wanted.measure is None:
        accepts = in_market(snapshot, wanted.market)
        found += [
            each
            for each in ranges(entity)
            if (wanted.quantities is None or Quantity.PAY in wanted.quantities)
            and accepts(each.range)
            and (at is None or (each.period is not None and lies_in(each.period, at)))
        ]
    return sorted(found, key=_order)


def _period(at: str) -> str:
    try:
        return canonical(at)
    except ValueError as error:
        raise BadInput(f"at: {error}.", ["at"]) from error


def readings(snapshot: Snapshot, entity: Entity, markets: Collection[Market] | None = None) -> Iterator[Reading]:
    """All figures that stand for an entity, in these markets or all, the nearest first."""
    observed = snapshot.observations
    for place, standing in enumerate(standings(snapshot, entity)):
        for series in observed.of(standing.subject):
            for figure in observed.figures(series, markets):
                yield Reading(snapshot, standing, place, figure)


def ranges(role: Role) -> list[StatedRange]:
    """The pay ranges that a role states, in the order of its record."""
    return [StatedRange(stated, number) for number, stated in enumerate(role.pay)]


def _order(told: Told) -> tuple[bool, tuple[int, ...], int, str, int, str, int]:
    period = told.period
    when = newest_first(period) if period is not None else ()
    measure = "" if told.measure is None else told.measure.slug
    number = told.number if isinstance(told, StatedRange) else -1
    within = _within(told.market) if isinstance(told, Reading) else 0
    return period is None, when, told.place, measure, within, (told.market_name or "").casefold(), number


def _within(market: Market) -> int:
    """How many markets it is a part of: a nation comes before its states."""
    return 0 if market.within is None else 1 + _within(market.within)


def markets_named(snapshot: Snapshot, market: str, argument: Path) -> list[Market]:
    """The markets that a code or a slug names. Raises `NotFound` for what is neither, and no market of a pay range.

    Raises `BadInput` for a blank.
    """
    if not market.strip():
        where = ".".join(map(str, argument))
        said = f"{where} is blank: give the code of a market in ISO 3166, as US or US-CA, or its slug."
        raise BadInput(said, argument)
    found = snapshot.observations.named(market)
    if not found and market.casefold() not in _told_markets(snapshot):
        codes = {each.code.lower(): each.code for each in snapshot.observations.markets}
        near = [codes[each] for each in nearest(market, sorted(codes))] + _by_name(snapshot, market)
        if not near:
            raise unknown("market", market, argument, codes.values())
        raise NotFound("market", market, argument, list(dict.fromkeys(near))[:3])
    return found


def _by_name(snapshot: Snapshot, market: str) -> list[str]:
    """The codes of markets that are called so."""
    return [each.code for each in snapshot.observations.markets if each.name.casefold() == market.casefold()]


def _told_markets(snapshot: Snapshot) -> frozenset[str]:
    """The markets of all pay ranges, in small letters."""
    memory = snapshot.memories.of("markets of pay ranges")
    found: frozenset[str] | None = memory.get(snapshot.number)
    if found is None:
        told = (each.market for role in snapshot.roles.values() for each in role.pay)
        found = frozenset(each.casefold() for each in told if each is not None)
        snapshot.memories.keep("markets of pay ranges", snapshot.number, found, sum(map(len, found)))
    return found


def in_market(snapshot: Snapshot, market: str | None) -> Callable[[Any], bool]:
    """What says of a pay range, stated or observed, whether it is of a market: it calls that by its code or a name."""
    if market is None:
        return lambda _: True
    names = {market.casefold()}
    for each in snapshot.observations.named(market):
        names |= {name.casefold() for name in (each.code, each.name, *each.aliases)}
    return lambda stated: stated.market is not None and stated.market.casefold() in names
