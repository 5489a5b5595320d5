"""What somebody has, by names in any form, a text, or both: what each is understood as, and how surely.

A slug, and a name or alias that something has exactly, is that for certain, in each dataset. Any other name is what it
most likely means (`texts.names`), where that is sure enough; `no Java` is told as denied. A text has what it says is
there; what it wishes for is no part of what somebody has, but of what the next role shall use, and what it denies, or
tells of others, is neither. Where a text only wishes, as advertisements do, that is taken for what somebody has. Who is
or was something (`I am a nurse`) has what that role finds essential, at the level that it asks for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.model.entities import Entity, Role
from knowledge.model.vocabulary import Importance, Kind
from knowledge.snapshot.snapshot import Snapshot, nearest
from knowledge.texts.being import beginning, is_own, is_title
from knowledge.texts.mentions import Mention
from knowledge.texts.names import meant_by
from knowledge.texts.stances import Stance, cues_in
from knowledge.words.hits import Hit

SURE_ENOUGH = 0.5  # the confidence from which a name is taken for something
SURE_OTHERWISE = 0.7  # the same for something of another kind than asked for: a tool among skills
AHEAD = 0.1  # how much surer that has to be
MOST_SUGGESTIONS = 20  # names for which known ones are suggested
SUGGESTED = 3
FEW_SLUGS = 3_000  # that are compared with an unknown name letter by letter
MOST_MENTIONED = 500  # things of a text, the surest of them
LONGEST_TOLD = 100  # letters of a name that are repeated
HAVING = (Kind.SKILL, Kind.TOOL)


def _is_denied(name: str) -> bool:
    """Whether a name begins with what denies the rest: `no Java`, and not `no-code development`."""
    cues = (each for each in cues_in(name, 0, len(name)) if each.stance is Stance.DENIES and each.is_forward)
    return any(each.start == 0 and name[each.end : each.end + 1].isspace() for each in cues)


class Wish(StrEnum):
    """What somebody wants to do with something they have."""

    KEEP = "KEEP"
    DROP = "DROP"


@dataclass(frozen=True, slots=True)
class Having:
    """Something in a profile, by a name in any form. `level` is 0 to 1, None for as much as anybody asks for."""

    name: str
    level: float | None = None
    wish: Wish | None = None


class Held(NamedTuple):
    """Something that a profile has; `is_wished_for`: it only wants to have it."""

    entity: Entity
    level: float | None
    wish: Wish | None
    is_wished_for: bool = False


@dataclass(frozen=True, slots=True)
class UnderstoodName:
    """What a name in a profile, or a part of its text, is taken for, and how surely, 0 to 1.

    `stands_for` are others that it is as well: what other datasets call so. `argument` is where it was given.
    """

    name: str
    entity: Entity
    stands_for: tuple[Entity, ...]
    confidence: float
    stance: Stance
    argument: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in a profile that nothing answers to.

    `argument` is where it was given, `nearest` known slugs that may be meant, for the first 20 such names.
    """

    name: str
    argument: tuple[str | int, ...]
    nearest: tuple[str, ...]


class _Open(NamedTuple):
    """A name that nothing has exactly."""

    given: Having
    kinds: Sequence[Kind]
    argument: tuple[str | int, ...]


class ProfileNames:
    """Understands names. `held` has what was understood, by representative."""

    def __init__(self, snapshot: Snapshot):
        self._snapshot = snapshot
        self.held: dict[Entity, Held] = {}
        self.understood: list[UnderstoodName] = []
        self.unknown: list[UnknownName] = []
        self._open: list[_Open] = []

    def add(self, given: Having, kinds: Sequence[Kind], argument: tuple[str | int, ...]) -> None:
        """Take what has exactly this name; what has not waits for `guess`. Raises `BadInput` for a contradiction."""
        deadline.check()
        if given.level is not None and not 0 <= given.level <= 1:
            raise BadInput(f"A level is 0 to 1, not {given.level:g}.", [*argument, "level"])
        entities = next(filter(None, (self._named(given.name, kind) for kind in kinds)), ())
        if not entities:
            self._open.append(_Open(given, kinds, argument))
            return
        for entity in entities:
            key = self._representative(entity)
            before = self.held.get(key)
            if before is None:
                self.held[key] = Held(entity, given.level, given.wish)
            elif given.wish not in (None, before.wish) or given.level not in (None, before.level):
                raise BadInput(f"What is said of {entity.name} contradicts what was said of it before.", argument)
        self._tell(given.name, entities, 1.0, Stance.HAS, argument)

    def guess(self) -> None:
        """Take the names that nothing has exactly for what they most likely mean; what was said before stands."""
        hits = meant_by(self._snapshot.reader, [each.given.name for each in self._open], HAVING)
        for each, found in zip(self._open, hits, strict=True):
            deadline.check()
            chosen = self._surest([hit for hit in found if hit.entity.kind in each.kinds], SURE_ENOUGH)
            other = self._surest(found, SURE_OTHERWISE)
            if other and (not chosen or other[0].confidence > chosen[0].confidence + AHEAD):
                chosen = other
            if not chosen:
                self._tell_unknown(each, found)
                continue
            denied = _is_denied(each.given.name)
            for hit in () if denied else chosen:
                key = self._representative(hit.entity)
                self.held.setdefault(key, Held(hit.entity, each.given.level, each.given.wish))
            entities = [hit.entity for hit in chosen]
            stance = Stance.DENIES if denied else Stance.HAS
            self._tell(each.given.name, entities, chosen[0].confidence, stance, each.argument)
        self._open.clear()

    def read(self, text: str, argument: tuple[str | int, ...]) -> None:
        """Take what a text says; what names said before stands."""
        read = self._snapshot.reader.read(text).mentions((*HAVING, Kind.ROLE))
        own = [each for each in read if isinstance(each.entity, Role) and is_own(text, each)]
        begins = beginning(text)
        mentions = [each for each in read if each.entity.kind in HAVING or each in own or is_title(begins, each)]
        if len(mentions) > MOST_MENTIONED:
            surest = sorted(mentions, key=lambda each: (-each.confidence, each.start, each.entity.slug))
            mentions = sorted(surest[:MOST_MENTIONED], key=lambda each: each.start)
        wishes = not own and all(each.stance is not Stance.HAS for each in mentions if each.entity.kind in HAVING)
        for each in sorted(mentions, key=lambda each: each.stance is not Stance.HAS):  # what is there counts
            self._hold(each, wishes)
        denied = {self._representative(each.entity) for each in mentions if each.stance is Stance.DENIES}
        for each in mentions:
            if isinstance(each.entity, Role):
                self._hold_what_it_takes(each.entity, denied)
        for each in mentions:
            self._tell(each.text, (each.entity,), each.confidence, each.stance, argument)

    def _representative(self, entity: Entity) -> Entity:
        return self._snapshot.profiles.representative(entity)

    def _hold_what_it_takes(self, role: Role, denied: Collection[Entity]) -> None:
        """Take what is essential for a role that somebody is, but for what they say that they have not."""
        for link in self._snapshot.profiles.links(role, "skills"):
            key = self._representative(link.skill)
            if link.importance is Importance.ESSENTIAL and key not in denied:
                before = self.held.get(key)
                if before is None or before.is_wished_for:
                    self.held[key] = Held(link.skill, link.level, before.wish if before else None)

    def _hold(self, mention: Mention, wishes: bool) -> None:
        if mention.entity.kind not in HAVING:
            return
        key = self._representative(mention.entity)
        if mention.stance is Stance.HAS or (wishes and mention.stance is Stance.WANTS):
            self.held.setdefault(key, Held(mention.entity, None, None))
        elif mention.stance is Stance.WANTS:
            self.held.setdefault(key, Held(mention.entity, 0.0, Wish.KEEP, is_wished_for=True))

    def _surest(self, hits: Sequence[Hit], least: float) -> list[Hit]:
        """The surest hit, if it is sure enough, and those of other datasets that have the same name."""
        if not hits or hits[0].confidence < least:
            return []
        best = hits[0]
        found = {best.entity.dataset.slug: best}
        for each in hits:
            if each.confidence >= least and each.matched.casefold() == best.matched.casefold():
                found.setdefault(each.entity.dataset.slug, each)
        return list(found.values())

    def _tell(
        self,
        name: str,
        entities: Sequence[Entity],
        confidence: float,
        stance: Stance,
        argument: tuple[str | int, ...],
    ) -> None:
        first, *others = entities
        self.understood.append(UnderstoodName(name[:LONGEST_TOLD], first, tuple(others), confidence, stance, argument))

    def _tell_unknown(self, open_: _Open, found: Sequence[Hit]) -> None:
        near: Sequence[str] = ()
        if len(self.unknown) < MOST_SUGGESTIONS:
            near = [hit.entity.slug for hit in found if hit.entity.kind in open_.kinds][:SUGGESTED]
            slugs = [slug for kind in open_.kinds for slug in self._snapshot.by_kind[kind]] if not near else []
            if slugs and len(slugs) <= FEW_SLUGS:
                near = nearest(open_.given.name, slugs)
        self.unknown.append(UnknownName(open_.given.name[:LONGEST_TOLD], open_.argument, tuple(near)))

    def _named(self, name: str, kind: Kind) -> Sequence[Entity]:
        """What a name stands for: the thing with this slug, or what each dataset calls so."""
        found = self._snapshot.by_kind[kind].get(name.strip())
        return self._snapshot.search_index.all_named(name, kind) if found is None else (found,)
