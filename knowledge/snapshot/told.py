"""What languages have of the entities that can be searched, as an index of words wants it."""

from knowledge.likeness.tellings import Tellings
from knowledge.model.entities import CONCEPTS
from knowledge.model.entity import Entity
from knowledge.model.translation import Translation
from knowledge.snapshot.translations import Translations
from knowledge.words.labels import Told


def told_in_languages(translations: Translations) -> dict[str, dict[Entity, Told]]:
    """By language what it has of each active concept that is translated into it."""
    found: dict[str, dict[Entity, Told]] = {}
    for language in translations.languages:
        told = {
            each.subject: _told(each)
            for each in translations.inside(language)
            if each.subject.kind in CONCEPTS and each.subject.active
        }
        if told:
            found[language] = told
    return found


def tellings_of(translations: Translations) -> Tellings:
    """In which languages roles and what they do are told."""

    def told(entity: Entity, language: str) -> Told | None:
        found = translations.told(entity, (language,))
        return None if found is None or found.language != language else _told(found)

    return Tellings(translations.languages, told)


def _told(translation: Translation) -> Told:
    names = dict.fromkeys((translation.name, *translation.aliases))
    texts = (translation.description, translation.definition, translation.scope_note)
    hidden = (each for each in translation.hidden_aliases if each not in names)
    return Told(tuple(names), tuple(filter(None, texts)), tuple(hidden))
