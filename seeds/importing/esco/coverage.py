"""Whether the relations of a release fit its concepts: those of another release do not, nor do truncated ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, SkillKind
from seeds.importing.esco.package import Package
from seeds.problems import Problem, Refused

MOST = 0.1  # the share that may be amiss
FEW = 10  # so many may be amiss, whatever their share


class Coverage:
    """Counts what relations lead to, and what has none.

    In every release all occupations have skills and all ISCO groups but those at the top a broader one; since 1.1, when
    skill groups have codes, all skills have a broader one, too.
    """

    def __init__(self, package: Package):
        self._package = package
        self._rows: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()

    def has(self, table: str, known: bool) -> bool:
        """Count a relation of a table whose ends are both known, or not; returns whether they are."""
        self._rows[table] += 1
        self._unknown[table] += not known
        return known

    def check(self, records: Mapping[Key, Record]) -> None:
        """Raise `Refused` if too many relations lead to nothing, or too many concepts have none."""
        problems = list(self._of_other_releases()) or list(self._truncated(records))
        if problems:
            raise Refused(problems)

    def _of_other_releases(self) -> Iterator[Problem]:
        for table, count in self._unknown.items():
            rows = self._rows[table]
            if count > FEW and count > MOST * rows:
                yield self._problem(
                    table,
                    f"{count:,} of {rows:,} relations lead to concepts that the classification does not have: "
                    "these are tables of two releases, or the classification is cut off",
                )

    def _truncated(self, records: Mapping[Key, Record]) -> Iterator[Problem]:
        hierarchical = any(_code(record) for key, record in records.items() if _is_group(key, record))
        wanted: list[tuple[str, Kind, str, str, Callable[[Record], Any]]] = [
            ("occupationSkillRelations", Kind.ROLE, "occupations", "skills", lambda _: True),
            (
                "broaderRelationsOccPillar",
                Kind.ROLE_GROUP,
                "ISCO groups",
                "broader",
                lambda each: len(each["code"]) > 1,
            ),
        ]
        if hierarchical:
            wanted.append(
                (
                    "broaderRelationsSkillPillar",
                    Kind.SKILL,
                    "skills",
                    "broader",
                    lambda each: each["skill_kind"] != SkillKind.GROUP,
                )
            )
        for table, kind, what, field, concerned in wanted:
            of_kind = [record for key, record in records.items() if key.kind is kind and concerned(record)]
            without = sum(field not in record for record in of_kind)
            if without > FEW and without > MOST * len(of_kind):
                message = f"{without:,} of {len(of_kind):,} {what} are not in it: it is cut off, download it again"
                yield self._problem(table, message)

    def _problem(self, table: str, message: str) -> Problem:
        return self._package.release.tables[self._package.name(table)].refuse(message).problems[0]


def _is_group(key: Key, record: Record) -> bool:
    return bool(key.kind is Kind.SKILL and record["skill_kind"] == SkillKind.GROUP)


def _code(record: Record) -> bool:
    return any(each["scheme"] == "esco-code" for each in record["external_ids"])
