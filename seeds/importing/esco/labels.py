"""Reads what ESCO calls its concepts in a language, from label tables alone: those of any release 1.x, whatever columns
they have. What they say goes to the stored concepts that have their URIs, as translations.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

from db.progress import Progress
from knowledge.model.record import Key
from knowledge.model.translation import TEXTS, slug_of
from knowledge.model.vocabulary import Kind
from seeds.importing.esco.reader import DATASET, SOURCE, separated
from seeds.problems import Level, Line, Place, Problem, Refused
from seeds.seed import Seed
from seeds.tables import Release, Row

TABLES = {
    "occupations": (Kind.ROLE, "Occupations"),
    "skills": (Kind.SKILL, "Skills and competences"),
    "skillGroups": (Kind.SKILL, "Skills hierarchy"),
    "ISCOGroups": (Kind.ROLE_GROUP, "ISCO-08 groups"),
}
COLUMNS = ("conceptUri", "preferredLabel")
OPTIONAL = ("altLabels", "hiddenLabels", "description", "definition", "scopeNote")
ABOUT = "concepts that are not stored"


class Labels:
    """The translations into one language. `known` has the slugs of concepts by URI, by kind."""

    def __init__(self, release: Release, language: str, known: Mapping[Kind, Mapping[str, str]], progress: Progress):
        self._release = release
        self._language = language
        self._known = known
        self._progress = progress
        self.doubts: list[Problem] = []

    def read(self) -> list[Seed]:
        """Raises `Refused` if there is no table of the language, or none of its concepts is known."""
        tables = {stem: name for stem in TABLES if (name := self._named(stem))}
        if not tables:
            message = f"has no table of labels in {self._language!r}, such as occupations_{self._language}.csv"
            raise Refused([Problem(Place(self._release.path), "", message)])
        found: dict[Key, Seed] = {}
        for stem, name in tables.items():
            kind, section = TABLES[stem]
            with self._progress.stage(f"reading {name}", None) as advance:
                for row in self._release.rows(name, COLUMNS, OPTIONAL):
                    advance(1)
                    seed = self._seed(kind, section, name, row)
                    if seed is None:
                        continue
                    if seed.key in found:
                        self._release.note("concepts that a table lists twice")
                    found.setdefault(seed.key, seed)
        if not found:
            message = f"tells nothing in {self._language!r} of a stored concept: import the release itself first"
            raise Refused([Problem(Place(self._release.path), "", message)])
        return list(found.values())

    def _named(self, stem: str) -> str | None:
        """The table of that name in the language, however the release writes the tag; else one without a language."""
        wanted = f"{stem}_{self._language}".lower()
        for name in self._release.tables:
            if name.replace("_", "-").lower() == wanted.replace("_", "-"):
                return name
        return stem if stem in self._release.tables else None

    def _seed(self, kind: Kind, section: str, table: str, row: Row) -> Seed | None:
        uri, *texts = (normalize("NFC", value.strip()) for value in row.values)
        label, alternative, hidden, description, definition, scope_note = texts
        shown = self._release.tables[table].shown
        if not label:
            self._release.note(f"concepts without a label in {self._language}")
            return None
        subject = self._known.get(kind, {}).get(uri)
        if subject is None:
            said = f"{uri} ({label}) is not stored: its labels are left out"
            self.doubts.append(Problem(Place(shown, row.line), "", said, Level.WARNING, ABOUT))
            return None
        aliases = separated(label, alternative)
        record: dict[str, Any] = {
            "slug": slug_of(DATASET, self._language, kind, subject),
            "dataset": DATASET,
            "basis": "STATED",
            "citations": [{"source": SOURCE, "section": section}],
            "subject_kind": kind.value,
            "subject": subject,
            "language": self._language,
            "name": label,
        }
        told = {
            "aliases": aliases,
            "hidden_aliases": [each for each in separated(label, hidden) if each not in aliases],
            **dict(zip(TEXTS, (description, definition, scope_note), strict=True)),
        }
        record |= {name: value for name, value in told.items() if value}
        return Seed(Key(Kind.TRANSLATION, record["slug"]), record, Line(shown, row.line))


def uris_of(seeds: list[Seed]) -> Iterator[tuple[Kind, str, str]]:
    """The kind, identifier and slug of each concept among seeds that are to be loaded."""
    for seed in seeds:
        for each in seed.record.get("external_ids", ()):
            yield seed.key.kind, each["identifier"], seed.key.slug
