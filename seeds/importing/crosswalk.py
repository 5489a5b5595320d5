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

from db.progress import SILENT, Progress
from db.reader import Reader
from knowledge.model.declaring import NAME_LENGTH
from knowledge.model.entities import CONCEPTS
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, MappingRelation, Status
from seeds.identified import Holder, Identifier, stored
from seeds.importing.crosswalk_columns import Columns, found_columns, with_zeros
from seeds.importing.crosswalk_table import CrosswalkTable, found_table
from seeds.importing.imported import Imported
from seeds.problems import Level, Problem
from seeds.seed import Seed
from seeds.sheets.grids import Grid
from seeds.slugs import mapping_slug

RELATIONS = {
    "exact": MappingRelation.EXACT_MATCH,
    "equivalent": MappingRelation.EXACT_MATCH,
    "same": MappingRelation.EXACT_MATCH,
    "identical": MappingRelation.EXACT_MATCH,
    "equal": MappingRelation.EXACT_MATCH,
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
LOST = "codes that have lost their leading zeros in a spreadsheet"
YES = {"yes", "y", "true", "1", "x", "ok", "accept", "accepted"}


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the crosswalk as a dataset; what is None stays as it was."""

    dataset: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None


def read_crosswalk(
    path: Path,
    reader: Reader,
    about: About,
    columns: Columns = Columns(),
    progress: Progress = SILENT,
    *,
    sheet: str | None = None,
) -> Imported:
    """The mappings of a table, each between two concepts of one kind that are stored, and the dataset that they are in.

    Rows whose identifiers nothing has, or things of different kinds, are left out and counted, as are those that are
    stored already in another dataset. Of a workbook the first sheet that has such a table is read, or the one that is
    told. Codes that have lost their leading zeros are known all the same, where only one code can be meant. Raises
    `Refused` if a column is missing, or cannot be found, and for relations and confidences that are none.
    """
    names = [columns.subject, columns.object, columns.confidence, columns.accepted]
    told = [each for each in names if each is not None]

    def made(grid: Grid) -> tuple[CrosswalkTable, Columns]:
        table = CrosswalkTable(grid, told)
        return table, found_columns(table, reader, columns)

    (table, wanted), others = found_table(path, sheet, made)
    return _Crosswalk(table, reader, about, wanted, progress).read(others)


class _Crosswalk:
    def __init__(self, table: CrosswalkTable, reader: Reader, about: About, columns: Columns, progress: Progress):
        self._table = table
        self._reader = reader
        self._about = about
        self._columns = columns
        self._progress = progress
        self._notes: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()
        self._seeds: dict[Key, Seed] = {}
        self._pairs: dict[tuple[Kind, str, str], tuple[MappingRelation, int]] = {}
        self._doubts: list[Problem] = []

    def read(self, other_sheets: Sequence[str]) -> Imported:
        columns, table = self._columns, self._table
        names = [str(columns.subject), str(columns.object)]
        names += [
            each for each in (columns.relation, columns.confidence, columns.accepted) if each and each in table.places
        ]
        told = [(row, {name: table.text(row, cells, name) for name in names}) for row, cells in table.rows]
        with self._progress.stage(f"reading {table.grid.file.name}", None) as advance:
            subjects = self._holders([each[names[0]] for _, each in told], columns.subject_scheme)
            objects = self._holders([each[names[1]] for _, each in told], columns.object_scheme)
            elsewhere = self._elsewhere()
            for row, values in told:
                self._add(row, values, subjects, objects, elsewhere)
                advance(1)
        left = [name for name in table.names if name not in names]
        unread = [f"of {table.grid.place()} the column{'s' * (len(left) > 1)} {', '.join(left)}"] if left else []
        return Imported(
            [*self._declared(), *self._seeds.values()],
            dict(self._notes),
            dict(self._marked),
            [*self._doubts, *table.doubts()],
            [*other_sheets, *unread],
        )

    def _holders(self, values: Sequence[str], scheme: str | None) -> Mapping[str, Mapping[Kind, str]]:
        """By identifier, what has it, one of a kind: active before deprecated, the first by slug."""
        found = self._known(values, scheme)
        missing = {value for value in values if value and value not in found}
        restored = {value: wider for value in missing if (wider := with_zeros(value))}
        known = self._known({each for wider in restored.values() for each in wider}, scheme)
        for value, wider in restored.items():
            likely = [known[each] for each in wider if each in known]
            if len(likely) == 1:
                found[value] = likely[0]
                self._marked[LOST] += values.count(value)
        return found

    def _known(self, values: Collection[str], scheme: str | None) -> dict[str, dict[Kind, str]]:
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
        row: int,
        values: Mapping[str, str],
        subjects: Mapping[str, Mapping[Kind, str]],
        objects: Mapping[str, Mapping[Kind, str]],
        elsewhere: Collection[tuple[str, str, str, str]],
    ) -> None:
        columns = self._columns
        relation = self._relation(row, values)
        if relation is None:
            self._notes["rows that say that there is no match"] += 1
            return
        if columns.accepted and values[columns.accepted].lower() not in YES:
            self._notes["rows that nobody accepted"] += 1
            return
        ends = []
        for column, held in ((str(columns.subject), subjects), (str(columns.object), objects)):
            value = values[column]
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
        self, row: int, kind: Kind, subject: str, relation: MappingRelation, other: str, confidence: float | None
    ) -> None:
        slug = mapping_slug(subject, relation, other, within=self._about.dataset)
        key = Key(Kind.CONCEPT_MAPPING, slug)
        if key in self._seeds:
            self._notes["rows that say again what another row says"] += 1
            before = self._seeds[key].record.get("confidence")
            if before != confidence:
                shown = " and ".join("none" if each is None else f"{each:g}" for each in (before, confidence))
                self._doubt(row, f"{subject} and {other} are told twice, with different confidence: {shown}")
            return
        first, named = self._pairs.setdefault((kind, subject, other), (relation, row))
        if first is not relation:
            told = f"{first} in row {named}, {relation} here"
            self._doubt(row, f"{subject} and {other} are told to match in two ways: {told}. Leave one of them out")
        record: dict[str, Any] = {
            "slug": slug,
            "dataset": self._about.dataset,
            "name": f"{subject} {relation} {other}"[:NAME_LENGTH],
            "subject_kind": kind.value,
            "subject": subject,
            "relation": relation.value,
            "object_slug": other,
            "basis": "STATED",
            "citations": [{"source": f"{self._about.dataset}/table", "section": self._table.grid.file.name}],
        }
        if confidence is not None:
            record["confidence"] = confidence
        self._seeds[key] = Seed(key, record, self._table.origin(row))

    def _doubt(self, row: int, message: str) -> None:
        place = self._table.grid.place(row, self._table.places[str(self._columns.subject)])
        about = "rows that contradict another one"
        self._doubts.append(Problem(place, str(self._columns.subject), message, Level.WARNING, about))

    def _relation(self, row: int, values: Mapping[str, str]) -> MappingRelation | None:
        """The relation that a row tells; None if it tells that there is no match."""
        column = self._columns.relation or ""
        text = values.get(column, column)
        if not text:
            self._marked["rows that do not say how their identifiers relate: a close match"] += 1
            return MappingRelation.CLOSE_MATCH
        plain = re.sub(r"(?i)^skos:|[\s_-]*match$", "", text.rpartition("#")[2]).strip(" _-").lower()
        if plain in NONE:
            return None
        found = RELATIONS.get(plain)
        if found is None:
            expected = "exact, close, broad or narrow match"
            message = f"{text!r} is no relation of concepts: expected {expected}"
            raise self._table.refuse(message, row, column if column in values else None)
        return found

    def _confidence(self, row: int, values: Mapping[str, str]) -> float | None:
        column = self._columns.confidence
        text = values[column] if column else ""
        if not text:
            return None
        number = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", text)
        share = float(number[1].replace(",", ".")) / (100 if number[2] else 1) if number else -1.0
        if not 0 <= share <= 1:
            message = f"{text!r} is no confidence: expected 0 to 1, or per cent with their sign"
            raise self._table.refuse(message, row, column)
        return share

    def _declared(self) -> list[Seed]:
        about = self._about
        before = {each["slug"]: each for each in self._reader.records_of_kind(Kind.DATASET)}.get(about.dataset, {})
        told = {"title": about.title, "publisher": about.publisher, "url": about.url, "licence": about.licence}
        dataset = {"slug": about.dataset, "title": self._table.grid.file.stem, **before}
        dataset |= {name: value for name, value in told.items() if value}
        said = {name: dataset[name] for name in told if name in dataset}
        source = {"slug": f"{about.dataset}/table", "dataset": about.dataset, **said}
        keys = (Key(Kind.DATASET, about.dataset), Key(Kind.SOURCE, f"{about.dataset}/table"))
        origin = self._table.origin(self._table.row)
        return [Seed(key, record, origin) for key, record in zip(keys, (dataset, source), strict=True)]


def _active_first(holder: Holder) -> tuple[bool, str]:
    return not holder.active, holder.slug
