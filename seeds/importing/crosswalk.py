"""Reads tables of identifiers that belong together, as publishers ship them: each row is a mapping of two concepts.

Which columns have the identifiers is told, or found: a column belongs to the scheme that most of its values are known
in. What the columns mean beyond that differs from table to table; relations are SKOS's, in any usual spelling.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.identifiers import SLUG, known_schemes
from db.progress import SILENT, Progress
from db.reader import Reader
from knowledge.model.declaring import NAME_LENGTH
from knowledge.model.entities import CONCEPTS
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, MappingRelation, Status
from seeds.identified import Holder, Identifier, stored
from seeds.importing.imported import Imported
from seeds.problems import Line
from seeds.seed import Seed
from seeds.slugs import mapping_slug
from seeds.tables import Row, Table, header_of, read_rows

SAMPLE = 500  # values of a column that are looked up to find its scheme
KNOWN_ENOUGH = 0.5  # of the values of a column of identifiers: crosswalks have codes of what is not loaded, too
RELATIONS = {
    "exact": MappingRelation.EXACT_MATCH,
    "equivalent": MappingRelation.EXACT_MATCH,
    "same": MappingRelation.EXACT_MATCH,
    "close": MappingRelation.CLOSE_MATCH,
    "related": MappingRelation.CLOSE_MATCH,
    "partial": MappingRelation.CLOSE_MATCH,
    "broad": MappingRelation.BROAD_MATCH,
    "broader": MappingRelation.BROAD_MATCH,
    "narrow": MappingRelation.NARROW_MATCH,
    "narrower": MappingRelation.NARROW_MATCH,
}
"""SKOS: with a broad match the object is the broader concept, with a narrow one the narrower."""

NONE = {"no", "none", "wrong", "wouldn't", "not", "rejected"}
UNKNOWN = " is an identifier that nothing has"
YES = {"yes", "y", "true", "1", "x", "ok", "accept", "accepted"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what; None where it is to be found, or is not there.

    `relation` is a column, or the relation of all rows.
    """

    subject: str | None = None
    object: str | None = None
    subject_scheme: str | None = None
    object_scheme: str | None = None
    relation: str | None = None
    confidence: str | None = None
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the crosswalk as a dataset."""

    dataset: str
    title: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None


def read_crosswalk(
    path: Path, reader: Reader, about: About, columns: Columns = Columns(), progress: Progress = SILENT
) -> Imported:
    """The mappings of a table, each between two concepts of one kind that are stored, and the dataset that they are in.

    Rows whose identifiers nothing has, or things of different kinds, are left out and counted, as are those that are
    stored already in another dataset. Raises `Refused` if a column is missing, or cannot be found, and for relations
    and confidences that are none.
    """
    table = Table(path)
    wanted = _found(table, reader, columns)
    return _Crosswalk(table, reader, about, wanted, progress).read()


class _Crosswalk:
    def __init__(self, table: Table, reader: Reader, about: About, columns: Columns, progress: Progress):
        self._table = table
        self._reader = reader
        self._about = about
        self._columns = columns
        self._progress = progress
        self._notes: Counter[str] = Counter()
        self._seeds: dict[Key, Seed] = {}

    def read(self) -> Imported:
        columns = self._columns
        names = [columns.subject, columns.object]
        there = header_of(self._table)
        names += [each for each in (columns.relation, columns.confidence, columns.accepted) if each in there]
        with self._progress.stage(f"reading {self._table.file.name}", None) as advance:
            rows = list(read_rows(self._table, [str(each) for each in names]))
            advance(len(rows))
        told = [dict(zip(names, row.values, strict=True)) for row in rows]
        subjects = self._holders([each[columns.subject].strip() for each in told], columns.subject_scheme)
        objects = self._holders([each[columns.object].strip() for each in told], columns.object_scheme)
        elsewhere = self._elsewhere()
        for row, values in zip(rows, told, strict=True):
            self._add(row, values, subjects, objects, elsewhere)
        return Imported([*self._declared(), *self._seeds.values()], dict(self._notes))

    def _holders(self, values: Collection[str], scheme: str | None) -> Mapping[str, Mapping[Kind, str]]:
        """By identifier, what has it, one of a kind: active before deprecated, the first by slug."""
        wanted = {Identifier(kind, str(scheme), value) for value in values for kind in CONCEPTS}
        found: dict[str, dict[Kind, str]] = {}
        for identifier, holders in stored(self._reader)(wanted).items():
            best = min(holders, key=_active_first)
            found.setdefault(identifier.value, {})[identifier.kind] = best.slug
        return found

    def _elsewhere(self) -> set[tuple[str, str, str, str]]:
        return {
            (each["subject_kind"], each["subject"], each["relation"], each["object_slug"])
            for each in self._reader.records_of_kind(Kind.CONCEPT_MAPPING)
            if each["dataset"] != self._about.dataset and each.get("status", Status.ACTIVE) == Status.ACTIVE
        }

    def _add(
        self,
        row: Row,
        values: Mapping[str | None, str],
        subjects: Mapping[str, Mapping[Kind, str]],
        objects: Mapping[str, Mapping[Kind, str]],
        elsewhere: Collection[tuple[str, str, str, str]],
    ) -> None:
        columns = self._columns
        relation = self._relation(row, values.get(columns.relation, columns.relation or ""))
        if relation is None:
            self._notes["rows that say that there is no match"] += 1
            return
        if columns.accepted in values and values[columns.accepted].strip().lower() not in YES:
            self._notes["rows that nobody accepted"] += 1
            return
        ends = []
        for column, held in ((columns.subject, subjects), (columns.object, objects)):
            value = values[column].strip()
            if not value or value not in held:
                what = (
                    f"rows whose {column!r} is an identifier that nothing has" if value else f"rows without {column!r}"
                )
                self._notes[what] += 1
                return
            ends.append(held[value])
        kinds = [kind for kind in CONCEPTS if kind in ends[0] and kind in ends[1]]
        if not kinds:
            self._notes["rows that join things of different kinds, as a role and a group"] += 1
            return
        kind, subject, other = kinds[0], ends[0][kinds[0]], ends[1][kinds[0]]
        if subject == other:
            self._notes["rows that join a concept to itself"] += 1
        elif (kind.value, subject, relation.value, other) in elsewhere:
            self._notes["mappings that another dataset has already"] += 1
        else:
            self._put(row, kind, subject, relation, other, self._confidence(row, values))

    def _put(
        self, row: Row, kind: Kind, subject: str, relation: MappingRelation, other: str, confidence: float | None
    ) -> None:
        slug = mapping_slug(subject, relation, other, within=self._about.dataset)
        key = Key(Kind.CONCEPT_MAPPING, slug)
        if key in self._seeds:
            self._notes["rows that say again what another row says"] += 1
            return
        record: dict[str, Any] = {
            "slug": slug,
            "dataset": self._about.dataset,
            "name": f"{subject} {relation} {other}"[:NAME_LENGTH],
            "subject_kind": kind.value,
            "subject": subject,
            "relation": relation.value,
            "object_slug": other,
            "basis": "STATED",
            "citations": [{"source": f"{self._about.dataset}/table", "section": self._table.file.name}],
        }
        if confidence is not None:
            record["confidence"] = confidence
        self._seeds[key] = Seed(key, record, Line(self._table.shown, row.line))

    def _relation(self, row: Row, text: str) -> MappingRelation | None:
        """The relation that a row tells; None if it tells that there is no match."""
        if not text.strip():
            return MappingRelation.CLOSE_MATCH
        plain = re.sub(r"(?i)^skos:|[\s_-]*match$", "", text.strip().rpartition("#")[2]).strip(" _-").lower()
        if plain in NONE:
            return None
        found = RELATIONS.get(plain)
        if found is None:
            expected = "exact, close, broad or narrow match"
            raise self._table.refuse(f"{text!r} is no relation of concepts: expected {expected}", row.line)
        return found

    def _confidence(self, row: Row, values: Mapping[str | None, str]) -> float | None:
        text = values.get(self._columns.confidence, "").strip()
        if not text:
            return None
        number = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", text)
        share = float(number[1].replace(",", ".")) / (100 if number[2] else 1) if number else -1.0
        if not 0 <= share <= 1:
            raise self._table.refuse(
                f"{text!r} is no confidence: expected 0 to 1, or per cent with their sign", row.line
            )
        return share

    def _declared(self) -> list[Seed]:
        about = self._about
        told = {"publisher": about.publisher, "url": about.url, "licence": about.licence}
        said = {name: value for name, value in told.items() if value}
        dataset = {"slug": about.dataset, "title": about.title, **said}
        source = {"slug": f"{about.dataset}/table", "dataset": about.dataset, "title": about.title, **said}
        keys = (Key(Kind.DATASET, about.dataset), Key(Kind.SOURCE, f"{about.dataset}/table"))
        line = Line(self._table.shown, 1)
        return [Seed(key, record, line) for key, record in zip(keys, (dataset, source), strict=True)]


def _found(table: Table, reader: Reader, columns: Columns) -> Columns:
    """The columns with those that were not told. Raises `Refused` where they cannot be found."""
    names = header_of(table)
    for told in (columns.subject, columns.object, columns.confidence, columns.accepted):
        if told is not None and told not in names:
            raise table.refuse(f"there is no column {told!r}; the columns are: {', '.join(names)}", 1)
    schemes = _schemes(table, reader, names)
    left = [name for name in names if name in schemes and name not in (columns.subject, columns.object)]
    missing = (columns.subject, columns.object).count(None)
    published = [name for name in left if schemes[name] != SLUG]
    if len(published) >= missing:  # slugs look like titles
        left = published
    if len(left) < missing or (missing and len(left) > missing):
        shown = ", ".join(f"{name!r} ({schemes[name]})" for name in left) or "none"
        message = f"name the columns of both identifiers (--subject, --object): those that look like such are {shown}"
        raise table.refuse(message, 1)
    subject = columns.subject or left.pop(0)
    other = columns.object or left.pop(0)
    relation = columns.relation or _like(names, r"(?i)type of match|relation|^match|mapping type")
    return Columns(
        subject,
        other,
        columns.subject_scheme or _scheme(table, schemes, subject, "--subject-scheme"),
        columns.object_scheme or _scheme(table, schemes, other, "--object-scheme"),
        relation,
        columns.confidence or _like(names, r"(?i)^(confidence|score|similarity)\b"),
        columns.accepted or _like(names, r"(?i)^accept"),
    )


def _like(names: Sequence[str], pattern: str) -> str | None:
    found = [name for name in names if re.search(pattern, name)]
    return found[0] if len(found) == 1 else None


def _scheme(table: Table, schemes: Mapping[str, str], column: str, option: str) -> str:
    if column not in schemes:
        message = f"nothing that is loaded has the identifiers in {column!r}: load it first, or say {option}"
        raise table.refuse(message, 1)
    return schemes[column]


def _schemes(table: Table, reader: Reader, names: Sequence[str]) -> dict[str, str]:
    """The scheme of each column that has identifiers: that in which most of its values are known, half or more."""
    sample: dict[str, set[str]] = {name: set() for name in names}
    for row in read_rows(table, names):
        for name, value in zip(names, row.values, strict=True):
            if len(sample[name]) < SAMPLE and value.strip():
                sample[name].add(value.strip())
    found = {}
    for name, values in sample.items():
        counts = known_schemes(reader.connection, values)
        if counts:
            scheme, count = max(counts.items(), key=lambda each: (each[1], each[0]))
            if count >= KNOWN_ENOUGH * len(values):
                found[name] = scheme
    return found


def _active_first(holder: Holder) -> tuple[bool, str]:
    return not holder.active, holder.slug
