"""In which languages roles are told, so that words are compared within one language and never across two.

A role of a French dataset and one of an English dataset have words in common where one of them is translated into the
language of the other, or both into a third. Where no language joins two roles, what their words would say is unknown.
"""

from collections.abc import Callable, Iterator, Sequence

from knowledge.model.entities import Entity, Role
from knowledge.words.labels import Told
from knowledge.words.tongues import base_of

ToldIn = Callable[[Entity, str], Told | None]
"""What a language has of an entity, by translation; None where it has nothing."""


class Tellings:
    """The names and the work of roles in each language: that of their dataset, and those that they are translated to.

    Languages are without script and region: what is told in `fr-BE` and in `fr` can be compared.
    """

    def __init__(self, languages: Sequence[str] = (), told: ToldIn = lambda *_: None):
        self._tags: dict[str, list[str]] = {}
        for tag in languages:
            self._tags.setdefault(base_of(tag), []).append(tag)
        self._told = told

    def spoken(self, role: Role) -> str:
        """The language of a role's own words."""
        return base_of(role.dataset.spoken)

    def languages(self, role: Role) -> Iterator[str]:
        """The languages that a role is told in, its own first."""
        own = self.spoken(role)
        yield own
        yield from (each for each in self._tags if each != own and self._in(role, each) is not None)

    def names(self, role: Role, language: str) -> Sequence[str]:
        """What a role is called in a language, its name first; nothing where it is not told in it."""
        if language == self.spoken(role):
            return (role.name, *role.aliases)
        told = self._in(role, language)
        return () if told is None else told.labels

    def descriptions(self, role: Role, language: str) -> Sequence[str]:
        """What is said of a role in a language, beside its responsibilities."""
        if language == self.spoken(role):
            return tuple(filter(None, (role.description, role.definition)))
        told = self._in(role, language)
        return () if told is None else told.about

    def responsibilities(self, role: Role, language: str) -> Sequence[str]:
        """The names of a role's responsibilities in a language, of those that are told in it."""
        found = []
        for link in role.established:
            each = link.responsibility
            if base_of(each.dataset.spoken) == language:
                found.append(each.name)
            elif (told := self._in(each, language)) is not None:
                found.append(told.labels[0])
        return found

    def _in(self, entity: Entity, language: str) -> Told | None:
        found = (self._told(entity, tag) for tag in self._tags.get(language, ()))
        return next((each for each in found if each is not None), None)


OWN_WORDS = Tellings()
"""Where nothing is translated."""
