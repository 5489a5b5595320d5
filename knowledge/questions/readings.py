"""Figures as they stand for a role, a group or a skill: what a publisher observed, and what a role states itself.

Both are told in the same words (`Told`), so that who asks for pay need not know where it comes from.
"""

from typing import NamedTuple

from knowledge.model.entities import ConceptMapping, Entity, PayRange, RoleGroup
from knowledge.model.evidence import Citation, Dataset, Evidence
from knowledge.model.observation import Market, Measure
from knowledge.model.vocabulary import Basis, MappingRelation, PayPeriod, Quantity, Statistic, Unit
from knowledge.snapshot.observations import Observed
from knowledge.snapshot.snapshot import Snapshot


class Standing(NamedTuple):
    """Whose observations stand for an entity: its own (`mapping` is None, and `subject` is it, or a group that it is
    in), or those of what a mapping joins to one of these. `relation` is how that relates to the entity.
    """

    subject: Entity
    mapping: ConceptMapping | None = None
    relation: MappingRelation | None = None
    of_role: bool = False  # the entity is a role: what is observed of a group is spread over it and others
    through: RoleGroup | None = None  # the group of the role that the mapping is of


class Spread(NamedTuple):
    """That a figure is of a class of several roles: its code, its name, and over how many roles it is spread."""

    code: str
    name: str | None
    over: int


class Reading:
    """A figure as it stands for an entity. `place` says how near it is: 0 is nearest."""

    __slots__ = ("observed", "place", "snapshot", "standing")

    def __init__(self, snapshot: Snapshot, standing: Standing, place: int, observed: Observed):
        self.snapshot = snapshot
        self.standing = standing
        self.place = place
        self.observed = observed

    @property
    def subject(self) -> Entity:
        return self.standing.subject

    @property
    def mapping(self) -> ConceptMapping | None:
        return self.standing.mapping

    @property
    def relation(self) -> MappingRelation | None:
        return self.standing.relation

    @property
    def measure(self) -> Measure:
        return self.observed.series.measure

    @property
    def quantity(self) -> Quantity:
        return self.measure.quantity

    @property
    def unit(self) -> Unit:
        return self.measure.unit

    @property
    def currency(self) -> str | None:
        return self.measure.currency

    @property
    def per(self) -> PayPeriod | None:
        return self.measure.per

    @property
    def market(self) -> Market:
        return self.observed.market

    @property
    def market_name(self) -> str:
        return self.market.name

    @property
    def period(self) -> str:
        return self.observed.series.period

    @property
    def measured(self) -> str | None:
        return self.observed.series.measured

    @property
    def dataset(self) -> Dataset:
        return self.observed.series.dataset

    @property
    def evidence(self) -> Evidence:
        return self.observed.series.evidence

    @property
    def basis(self) -> Basis:
        return self.evidence.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.evidence.citations

    @property
    def value(self) -> float | None:
        return self.observed.value

    @property
    def minimum(self) -> float | None:
        return self.observed.number("minimum")

    @property
    def maximum(self) -> float | None:
        return self.observed.number("maximum")

    @property
    def mean(self) -> float | None:
        return self.observed.number("mean")

    @property
    def p10(self) -> float | None:
        return self.observed.number("p10")

    @property
    def p25(self) -> float | None:
        return self.observed.number("p25")

    @property
    def p75(self) -> float | None:
        return self.observed.number("p75")

    @property
    def p90(self) -> float | None:
        return self.observed.number("p90")

    @property
    def relative_error(self) -> float | None:
        return self.observed.number("relative_error")

    @property
    def sample(self) -> int | None:
        told = self.observed.number("sample")
        return None if told is None else int(told)

    @property
    def category(self) -> str | None:
        return self.observed.category

    @property
    def top_coded(self) -> tuple[Statistic, ...]:
        return self.observed.marked("top_coded")

    @property
    def withheld(self) -> tuple[Statistic, ...]:
        return self.observed.marked("withheld")

    @property
    def unpublished(self) -> tuple[Statistic, ...]:
        return self.observed.marked("unpublished")

    @property
    def spread(self) -> Spread | None:
        """None where the figure is of nothing wider: it was asked of a group itself, or the group has one role."""
        if self.measured is None and not self.standing.of_role:
            return None
        return _spread(self.snapshot, self.observed, self.standing.through)

    @property
    def key(self) -> str:
        return f"{self.observed.series.slug} {self.market.slug}"


class StatedRange:
    """A pay range that a role states, as an observation: no measure of a publisher, and a market in words."""

    __slots__ = ("number", "place", "range", "standing")

    relation: MappingRelation | None = None
    mapping: ConceptMapping | None = None
    measure: Measure | None = None
    market: Market | None = None
    measured: str | None = None
    spread: Spread | None = None
    quantity, unit = Quantity.PAY, Unit.MONEY
    value: float | None = None
    mean: float | None = None
    p10: float | None = None
    p25: float | None = None
    p75: float | None = None
    p90: float | None = None
    relative_error: float | None = None
    sample: int | None = None
    category: str | None = None
    top_coded: tuple[Statistic, ...] = ()
    withheld: tuple[Statistic, ...] = ()
    unpublished: tuple[Statistic, ...] = ()

    def __init__(self, stated: PayRange, number: int):
        self.range = stated
        self.number = number
        self.place = 0

    @property
    def subject(self) -> Entity:
        return self.range.role

    @property
    def currency(self) -> str:
        return self.range.currency

    @property
    def per(self) -> PayPeriod:
        return self.range.period

    @property
    def market_name(self) -> str | None:
        return self.range.market

    @property
    def period(self) -> str | None:
        return None if self.range.as_of is None else self.range.as_of.isoformat()

    @property
    def dataset(self) -> Dataset:
        return self.range.added_by or self.range.role.dataset

    @property
    def basis(self) -> Basis:
        return self.range.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.range.citations

    @property
    def minimum(self) -> float:
        return self.range.minimum

    @property
    def maximum(self) -> float:
        return self.range.maximum

    @property
    def key(self) -> str:
        return f"pay {self.range.role.slug} {self.number}"


Told = Reading | StatedRange


def _spread(snapshot: Snapshot, observed: Observed, through: RoleGroup | None) -> Spread | None:
    series = observed.series
    if not isinstance(series.subject, RoleGroup):
        return None
    groups = [each for each in snapshot.observations.sharing(series) if isinstance(each, RoleGroup)]
    over = max(len({role for group in groups for role in group.roles}), len(through.roles) if through else 0)
    if series.measured is not None:
        code, _, name = series.measured.partition(" ")
        return Spread(code, name or None, over)
    return Spread(series.subject.code, series.subject.name, over) if over > 1 else None
