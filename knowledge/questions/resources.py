"""Where a skill or a tool can be learned: what teaches it, and which of that is wanted.

What teaches an exact match of it in another dataset teaches it, too. The order is by what sources say, and nothing
else: for beginners first, what nobody says of before what is for others, then by name. Price is no reason to come
first, since that is for the reader to say: `Choice` leaves out what somebody does not want.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.errors import BadInput, Path
from knowledge.model.entities import Skill, Tool
from knowledge.model.language import canonical, chain
from knowledge.model.learning import LearningResource, ResourceSkill, ResourceTool
from knowledge.model.vocabulary import LearningLevel, ResourceCost, ResourceKind
from knowledge.snapshot.finding import check_known
from knowledge.snapshot.snapshot import Snapshot

Teaching = ResourceSkill | ResourceTool
"""That a resource teaches something."""

MEMORY, POINTER = "questions.resources", 8  # bytes
ORDER = {LearningLevel.BEGINNER: 0, None: 1, LearningLevel.INTERMEDIATE: 2, LearningLevel.ADVANCED: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which learning resources are wanted; what is None asks for nothing.

    What a source does not tell is not what is asked for: a course of which nobody says what it costs is neither free
    nor paid. `languages` are canonical BCP 47 tags: `de` accepts `de-AT`. `most_hours` is what they may take at most.
    """

    kinds: frozenset[ResourceKind] | None = None
    languages: frozenset[str] | None = None
    levels: frozenset[LearningLevel] | None = None
    free: bool | None = None
    provider: str | None = None
    most_hours: float | None = None

    def accepts(self, resource: LearningResource) -> bool:
        return (
            (self.kinds is None or resource.resource_kind in self.kinds)
            and (self.languages is None or not self.languages.isdisjoint(_speaks(resource)))
            and (self.levels is None or resource.level in self.levels)
            and (self.free is None or resource.cost is (ResourceCost.FREE if self.free else ResourceCost.PAID))
            and (self.provider is None or _folded(resource.provider or "") == _folded(self.provider))
            and (
                self.most_hours is None
                or (resource.maximum_hours is not None and resource.maximum_hours <= self.most_hours)
            )
        )


ANY = Choice()


def check_provider(snapshot: Snapshot, provider: str | None, argument: Path) -> None:
    """Raises `NotFound` for who provides nothing, whatever the case of the name, and `BadInput` for a blank."""
    if provider is None:
        return
    there = {each.provider for each in snapshot.learning_resources.values() if each.provider is not None}
    if _folded(provider) not in map(_folded, there):
        check_known(provider, there, "provider", argument)


def tags(languages: Iterable[str], argument: Iterable[str | int]) -> frozenset[str]:
    """Languages as canonical tags. Raises `BadInput` at its place for one that is no tag."""
    found = set()
    for place, each in enumerate(languages):
        try:
            found.add(canonical(each))
        except ValueError as error:
            raise BadInput(f"{error}.", [*argument, place]) from error
    return frozenset(found)


def teaching(snapshot: Snapshot, what: Skill | Tool, choice: Choice = ANY) -> Sequence[Teaching]:
    """What teaches a skill or tool, or an exact match of it: each active resource that is wanted once, in order."""
    every: Sequence[Teaching] | None = snapshot.memories.of(MEMORY).get(what)
    if every is None:
        every = _all_teaching(snapshot, what)
        snapshot.memories.keep(MEMORY, what, every, POINTER * len(every))
    return every if choice == ANY else [each for each in every if choice.accepts(each.resource)]


def _all_teaching(snapshot: Snapshot, what: Skill | Tool) -> tuple[Teaching, ...]:
    found: dict[LearningResource, Teaching] = {}
    profiles = snapshot.profiles
    for each in (what, *profiles.same_as(profiles.representative(what))):
        for link in each.resources if isinstance(each, Skill | Tool) else ():
            found.setdefault(link.resource, link)
    return tuple(sorted(found.values(), key=lambda link: place(link.resource)))


def place(resource: LearningResource) -> tuple[int, str, str]:
    """By what resources are in order."""
    return ORDER[resource.level], resource.name.casefold(), resource.slug


def _speaks(resource: LearningResource) -> tuple[str, ...]:
    return () if resource.language is None else chain(resource.language)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
