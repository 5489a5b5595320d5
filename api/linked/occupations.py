"""What schema.org has words for: roles as occupations with what they earn, skills and the like as terms, and where to
learn as learning resources.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Triple

from api.readable import SCHEMA_ORG_WORDS, JsonLd, schema_org
from knowledge.model.entities import Role
from knowledge.model.entity import Entity
from knowledge.model.learning import LearningResource
from knowledge.model.observation import Market
from knowledge.model.vocabulary import Quantity
from knowledge.questions.observing import Wanted, observations
from knowledge.questions.readings import Reading
from knowledge.snapshot.snapshot import Snapshot
from seeds.rdf import terms
from seeds.rdf.literals import DURATIONS

IN_ITS_WORDS = (LearningResource, Market)
"""Whose own statements are in the words of schema.org already."""
STATISTICS = {
    "median": "value",
    "percentile10": "p10",
    "percentile25": "p25",
    "percentile75": "p75",
    "percentile90": "p90",
}


def occupation(snapshot: Snapshot, entity: Entity, site: str) -> JsonLd:
    """An entity in the words of schema.org. A role has the pay that is observed of it, too, where that is told."""
    made = schema_org(entity, site)
    if isinstance(entity, Role) and (found := list(_distributions(snapshot, entity))):
        made["estimatedSalary"] = [*made.get("estimatedSalary", ()), *found]
    return made


def _distributions(snapshot: Snapshot, role: Role) -> Iterator[JsonLd]:
    """The newest pay by each measure, in whole countries, of the role or the nearest that stands for it."""
    seen = set()
    for each in observations(snapshot, role, Wanted(quantities={Quantity.PAY})):
        if not isinstance(each, Reading) or each.market.within is not None or (each.measure, each.market) in seen:
            continue
        numbers: dict[str, Any] = {
            name: number for name, field in STATISTICS.items() if (number := getattr(each, field)) is not None
        }
        if not numbers:
            continue
        seen.add((each.measure, each.market))
        of = each.measured or each.subject.name
        yield {
            "@type": "MonetaryAmountDistribution",
            "name": f"{each.measure.name}, {of}, {each.market_name}, {each.period}",
            "currency": each.currency,
            **({"duration": DURATIONS[each.per]} if each.per else {}),
            **numbers,
        }


def in_its_words(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Those of some statements that are in the words of schema.org."""
    for each in triples:
        is_type = each.predicate.value == terms.TYPE and isinstance(each.object, NamedNode)
        word = each.object.value if is_type and isinstance(each.object, NamedNode) else each.predicate.value
        if word.startswith(SCHEMA_ORG_WORDS):
            yield each
