"""What has a code: a slug, an identifier in another scheme, or the code of a group in a classification."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import regex

from knowledge.model.entities import Entity, RoleGroup

SCHEME = regex.compile(r"^(?:isco(?:-?08)?|soc|o\*?net(?:-soc)?|esco)?(?:\s+code)?[\s:#]*(?=\d)", regex.IGNORECASE)
"""What people write before a code."""
BEGINNINGS = frozenset("iIsSoOeE:#")
"""What that begins with: of anything else, nothing needs to be looked at."""
ADDRESS = regex.compile(r"^https?://(?:www\.)?", regex.IGNORECASE)


class Codes:
    """Codes of entities; case, the scheme before a code, and http or https before an address do not matter."""

    def __init__(self, entities: Iterable[Entity]):
        self._having: dict[str, Entity | tuple[Entity, ...]] = {}  # nearly all codes are of one entity alone
        for entity in entities:
            for code in map(_plain, codes_of(entity)):
                others = _each(self._having.setdefault(code, entity))
                if entity not in others:
                    self._having[code] = (*others, entity)

    def having(self, text: str) -> Sequence[Entity]:
        """What has this code, in order of dataset and kind."""
        return _each(self._having.get(_plain(text), ()))


def _each(found: Entity | tuple[Entity, ...]) -> tuple[Entity, ...]:
    return found if isinstance(found, tuple) else (found,)


def codes_of(entity: Entity) -> Iterator[str]:
    """The slug of an entity, its identifiers in other schemes, and its code in a classification."""
    told = (each.identifier for each in entity.external_ids)
    yield from chain((entity.slug,), told, (entity.code,) if isinstance(entity, RoleGroup) else ())


def _plain(code: str) -> str:
    plain = code.strip()
    if plain[:4].casefold() == "http":
        plain = ADDRESS.sub("", plain)
    plain = plain.rstrip("/")
    if plain[:1] in BEGINNINGS and "/" not in plain:  # which slugs and addresses have
        plain = SCHEME.sub("", plain)
    return plain.casefold()
