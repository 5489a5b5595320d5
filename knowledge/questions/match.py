"""Which roles fit somebody who has certain skills and tools, and what to learn next.

Two shares say how well a role fits. **Coverage** is how much of what the role asks for the profile has, by weight and
strength, so that an optional skill counts a quarter of an essential one; a
skill held at a lower level than the role asks for, or only near to one held (`likeness.closeness`), counts in part.
**Use** is how much of the profile the role can use, by specificity; what somebody wants to keep counts twice, what they
want to drop not at all. The score is the geometric mean of both (Ochiai 1957), times the share of what the role asks
for that is not to be dropped. Tools count 0.6 of a skill.

Where a publisher rates all roles on a skill, having it says nothing. There a role asks for what is essential for it,
and for what the profile gives a level of; a level that is lower than the role's covers it in part, and one that is
higher is used in part. A skill tells as much as its level is above the usual or, where no level is given, as few
roles find it essential. What the dataset of a role has no word for counts neither way, nor do tools
where a profile names none, or skills where it names none.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.likeness.closeness import near_skills
from knowledge.likeness.holdings import LEAST_COVER
from knowledge.likeness.profile import Feature, Population, Profile, Profiles, specificity
from knowledge.model.entities import Entity, Role, Skill, Tool
from knowledge.model.vocabulary import Kind
from knowledge.questions.profile_names import Having, Held, ProfileNames, UnderstoodName, UnknownName, Wish
from knowledge.snapshot.snapshot import Snapshot

MOST_FEATURES = 500
SCALES = ((Kind.SKILL, 1.0), (Kind.TOOL, 0.6))
KEEP_COUNTS = 2.0
FITTING = 100  # matches that are looked at for what to learn next
OPEN = 0.5  # the coverage from which a role is open

T = TypeVar("T", Skill, Tool)


@dataclass(frozen=True, slots=True)
class NextSkill:
    """A skill that is worth learning: `role_count` of the 100 best fitting roles ask for it.

    `gain` is how much it adds to their coverage, the mean, 0 to 1; `opens` counts those whose coverage it brings to at
    least a half; `best_roles` are up to three for which it adds most, by score.
    """

    skill: Skill
    role_count: int
    gain: float
    opens: int
    best_roles: tuple[Role, ...]


class RoleMatch:
    """How well a role fits. `score`, `coverage` and `use` are 0 to 1; the rest is worked out when asked for."""

    __slots__ = ("_held", "_profile", "coverage", "role", "score", "use")

    def __init__(self, profile: Profile, held: "HeldProfile", coverage: float, use: float, dropped: float):
        self.role = profile.role
        self.coverage = coverage
        self.use = use
        self.score = math.sqrt(coverage * use) * (1 - dropped)
        self._profile = profile
        self._held = held

    @property
    def matched_skills(self) -> tuple[Skill, ...]:
        return self._of(Kind.SKILL, Skill, matched=True)

    @property
    def missing_skills(self) -> tuple[Skill, ...]:
        return self._of(Kind.SKILL, Skill, matched=False)

    @property
    def matched_tools(self) -> tuple[Tool, ...]:
        return self._of(Kind.TOOL, Tool, matched=True)

    @property
    def missing_tools(self) -> tuple[Tool, ...]:
        return self._of(Kind.TOOL, Tool, matched=False)

    def _of(self, kind: Kind, type_: type[T], *, matched: bool) -> tuple[T, ...]:
        """What the role asks for and the profile has, or has not, heaviest first."""
        features = self._profile.of(kind).items()
        chosen = [
            feature
            for key, feature in features
            if self._held.has(key) == matched and (matched or self._held.asks(key, feature))
        ]
        chosen.sort(key=lambda each: (-each.weight, each.entity.slug))
        return tuple(each.entity for each in chosen if isinstance(each.entity, type_))


@dataclass(frozen=True, slots=True)
class Matches:
    """The roles that fit, best first, what names became, and the names that were not understood."""

    matches: tuple[RoleMatch, ...]
    understood: tuple[UnderstoodName, ...]
    unknown: tuple[UnknownName, ...]
    held: "HeldProfile"

    def next_skills(self, first: int) -> list[NextSkill]:
        """What would open most, best first: by coverage added to the best fitting roles, each by how well it fits.

        Raises `BadInput` for `first` outside 1 to 20.
        """
        if not 1 <= first <= 20:
            raise BadInput(f"first is 1 to 20, not {first}.", ["first"])
        return self.held.next_skills(self.matches[:FITTING], first)


def match_roles(
    snapshot: Snapshot,
    skills: Sequence[str],
    tools: Sequence[str],
    held: Sequence[Having] = (),
    text: str | None = None,
) -> Matches:
    """The active roles that share anything with a profile of skills and tools, given by names in any form.

    `held` may name both; `text` is a whole one, such as a CV. Names that nothing answers to are reported and left out.
    Raises `BadInput` for an empty profile, for more than 500 entries, for a level outside 0 to 1 and for contradictory
    wishes or levels.
    """
    names = understood(snapshot, skills, tools, held, text)
    profile = HeldProfile(snapshot.profiles, names.held)
    found = []
    for role in profile.holders():
        deadline.check()
        found.append(profile.match(role))
    found.sort(key=lambda each: (-round(each.score, 9), each.role.slug))
    matches = tuple(each for each in found if each.score > 0)
    return Matches(matches, tuple(names.understood), tuple(names.unknown), profile)


def understood(
    snapshot: Snapshot,
    skills: Sequence[str],
    tools: Sequence[str],
    held: Sequence[Having] = (),
    text: str | None = None,
) -> ProfileNames:
    """What the names and the text of a profile mean. Raises `BadInput` as `match_roles` does."""
    count = len(skills) + len(tools) + len(held)
    if not count and not (text or "").strip():
        raise BadInput("The profile is empty: name at least one skill or tool, or give a text.", ["profile"])
    if count > MOST_FEATURES:
        raise BadInput(f"A profile has at most {MOST_FEATURES} skills and tools.", ["profile"])
    names = ProfileNames(snapshot)
    for place, each in enumerate(held):  # first: they say more
        names.add(each, (Kind.SKILL, Kind.TOOL), ("profile", "held", place))
    for argument, kind, given in (("skills", Kind.SKILL, skills), ("tools", Kind.TOOL, tools)):
        for place, name in enumerate(given):
            names.add(Having(name), (kind,), ("profile", argument, place))
    names.guess()
    if text is not None:
        names.read(text, ("profile", "text"))
    return names


class _Values(NamedTuple):
    """What each thing of a profile is worth to the roles of a population, and all of it."""

    of: dict[Entity, float]
    whole: float


class HeldProfile:
    """What somebody has, ready to be compared with roles."""

    def __init__(self, profiles: Profiles, things: dict[Entity, Held]):
        self.things = things
        self._profiles = profiles
        kinds = {key.kind for key in things}
        self._scales = [(kind, scale) for kind, scale in SCALES if kind in kinds]
        self._values: dict[int, _Values] = {}
        same = (each for key in things for each in profiles.same_as(key))
        self._near: dict[Entity, float] = defaultdict(float)
        self._draw_near(each for each in same if isinstance(each, Skill))

    def _draw_near(self, skills: Iterable[Skill]) -> set[Entity]:
        """Note what these skills, which are held, are near to; returns that."""
        found: set[Entity] = set()
        for skill, closeness in near_skills(skills).items():
            key = self._profiles.representative(skill)
            self._near[key] = max(self._near[key], closeness)
            found.add(key)
        return found

    def learn(self, thing: Skill | Tool) -> set[Entity]:
        """Have something from now on, as well as anybody asks for it; returns all of which more may be covered now.

        For who has the profile alone.
        """
        key = self._profiles.representative(thing)
        self.things[key] = Held(thing, None, None)
        near = self._draw_near(each for each in self._profiles.same_as(key) if isinstance(each, Skill))
        return near | {key}

    def has(self, key: Entity) -> bool:
        """Whether it has a thing, and not only the wish for it."""
        held = self.things.get(key)
        return held is not None and not held.is_wished_for

    def holders(self) -> Iterable[Role]:
        """The active roles that ask for anything of it."""
        roles: dict[Role, None] = {}
        for entity in (each for key in self.things for each in self._profiles.same_as(key)):
            if isinstance(entity, Skill | Tool):
                roles.update(dict.fromkeys(link.role for link in entity.roles if link.role.active))
        return roles

    def match(self, role: Role) -> RoleMatch:
        profile = self._profiles[role]
        values = self._valued(role)
        needed = met = dropped = used = 0.0
        for kind, scale in self._scales:
            for key, feature in profile.of(kind).items():
                held = self.things.get(key)
                if feature.rated and not self.asks(key, feature):
                    continue
                weight = scale * feature.weight * feature.strength
                needed += weight
                met += weight * self.covers(key, feature)
                if held is not None:
                    used += values.of.get(key, 0.0) * _used(held, feature)
                    dropped += weight * (held.wish is Wish.DROP)
        use = min(1.0, used / values.whole) if values.whole else 1.0
        return RoleMatch(profile, self, met / needed if needed else 0.0, use, dropped / needed if needed else 0.0)

    def _valued(self, role: Role) -> _Values:
        population = self._profiles.population(role)
        found = self._values.get(id(population))
        if found is None:
            worth = {
                key: self._worth(key, held, population)
                for key, held in self.things.items()
                if held.wish is not Wish.DROP and population.knows(key)
            }
            found = self._values[id(population)] = _Values(worth, sum(worth.values()))
        return found

    def _worth(self, key: Entity, held: Held, population: Population) -> float:
        usual = population.usual(key)
        if usual is None:
            telling = self._profiles.specificity(key, population)
        elif held.level is not None:
            telling = usual.distinction(held.level)
        else:
            telling = specificity(len(population.roles), population.essential(key))
        return dict(SCALES)[key.kind] * telling * (KEEP_COUNTS if held.wish is Wish.KEEP else 1.0)

    def asks(self, key: Entity, feature: Feature) -> bool:
        """Whether a role asks for what it holds: of what is rated, what is essential or what a level is given of."""
        if not feature.rated or feature.essential:
            return True
        held = self.things.get(key)
        return held is not None and held.level is not None

    def covers(self, key: Entity, feature: Feature) -> float:
        """How much of a need is met, 0 to 1."""
        held = self.things.get(key)
        if held is None:
            return 0.0 if feature.rated else self._near.get(key, 0.0)
        if held.level is None:
            return 1.0
        if feature.rated and feature.rating is None:
            return 1.0
        if feature.rating is not None:
            return min(1.0, held.level / feature.rating) if feature.rating else 1.0
        return max(LEAST_COVER, min(1.0, held.level / feature.strength)) if feature.strength and held.level else 0.0

    def next_skills(self, matches: Sequence[RoleMatch], first: int) -> list[NextSkill]:
        found: dict[Entity, list[tuple[RoleMatch, float]]] = defaultdict(list)
        for each in matches:
            deadline.check()
            profile = self._profiles[each.role]
            asked = [
                (key, feature, scale * feature.weight * feature.strength)
                for kind, scale in self._scales
                for key, feature in profile.of(kind).items()
                if self.asks(key, feature)
            ]
            needed = sum(weight for _, _, weight in asked)
            for key, feature, weight in asked:
                if not self.has(key) and needed and key.kind is Kind.SKILL:
                    found[key].append((each, weight * (1 - self.covers(key, feature)) / needed))

        def worth(key: Entity) -> float:
            return sum(each.score * gain for each, gain in found[key])

        best = sorted(found, key=lambda key: (-round(worth(key), 9), key.slug))[:first]
        return [_next_skill(key, found[key]) for key in best if isinstance(key, Skill)]


def _used(held: Held, feature: Feature) -> float:
    """How much of something held a role can use, 0 to 1."""
    if feature.rating is None or held.level is None:
        return 1.0
    return min(1.0, feature.rating / held.level) if held.level else 1.0


def _next_skill(skill: Skill, gains: Sequence[tuple[RoleMatch, float]]) -> NextSkill:
    most = sorted(gains, key=lambda each: (-round(each[0].score * each[1], 9), each[0].role.slug))
    return NextSkill(
        skill=skill,
        role_count=len(gains),
        gain=sum(gain for _, gain in gains) / len(gains),
        opens=sum(each.coverage < OPEN <= each.coverage + gain for each, gain in gains),
        best_roles=tuple(each.role for each, _ in most[:3]),
    )
