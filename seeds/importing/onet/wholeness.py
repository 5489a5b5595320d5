"""What a release must have: all that the stored one had, of what every release has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from knowledge.model.vocabulary import Kind
from seeds.importing.onet.layouts import (
    DETAILED_ACTIVITIES,
    EDUCATION,
    JOB_ZONES,
    KNOWLEDGE,
    SKILLS,
    SOFTWARE,
    TASKS,
    Subject,
)
from seeds.importing.onet.reader import OnetReader
from seeds.problems import Place, Problem, Refused


class Held(NamedTuple):
    """How it shows that a stored dataset has something of a subject: by an identifier, or by the slug that it names."""

    subject: Subject
    kind: Kind
    shows: Callable[[str, str], bool]


def _begins(*beginnings: str) -> Callable[[str, str], bool]:
    return lambda identifier, _: identifier.startswith(beginnings)


HELD = (
    Held(SKILLS, Kind.SKILL, _begins("2.A.", "2.B.")),
    Held(KNOWLEDGE, Kind.SKILL, _begins("2.C.")),
    Held(SOFTWARE, Kind.TOOL, lambda *_: True),
    Held(TASKS, Kind.RESPONSIBILITY, lambda identifier, _: identifier.isdecimal()),
    Held(DETAILED_ACTIVITIES, Kind.RESPONSIBILITY, _begins("4.A.")),
    Held(JOB_ZONES, Kind.QUALIFICATION, lambda *_: True),  # zones share their numbers with categories of education
    Held(EDUCATION, Kind.QUALIFICATION, lambda _, slug: not slug.startswith("onet/job-zone-")),
)


def check_whole(reader: OnetReader) -> None:
    """Raise `Refused` where a release lacks tables of which the stored dataset has records: it would lose them.

    Before tables are read, it sees which are there; afterwards, which of them are empty, too.
    """
    problems = [Problem(Place(reader.release.path), "", each) for each in _missing(reader)]
    if problems:
        raise Refused(problems)


def _missing(reader: OnetReader) -> Iterator[str]:
    for subject, kind, shows in HELD:
        there = reader.release.of(subject)
        empty = subject.name in reader.read and not reader.read[subject.name]
        if there and not empty:
            continue
        stored = len({each[1] for each in reader.known.get(kind, {}).items() if shows(*each)})
        if stored:
            names = " or ".join(repr(" and ".join(each)) for each in subject.tables)
            lacks = "no row in" if there else "no table"
            yield (
                f"has {lacks} {names}, and {stored:,} {kind.lower()} records of the stored release come from it: "
                "import the whole release, or say --partial to do without"
            )
