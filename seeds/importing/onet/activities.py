"""Work activities in three levels: generalized ones, intermediate ones, and detailed ones under which tasks stand."""

from collections.abc import Iterator, Mapping

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.importing.onet.editions import Row
from seeds.importing.onet.layouts import DETAILED_ACTIVITIES, INTERMEDIATE_ACTIVITIES
from seeds.importing.onet.reader import DATASET, OnetReader
from seeds.slugs import slugify

SCHEME = "onet-activity"
DIGEST = 9  # characters that a slug ends with where another concept has the name: a hyphen and eight digits


def add_activities(reader: OnetReader) -> dict[str, str]:
    """The activities, a hierarchy above the tasks. Returns slugs by identifier."""
    rows = list(reader.rows(DETAILED_ACTIVITIES))
    intermediate = {}
    if any(not row.values[3] for row in rows) and reader.release.of(INTERMEDIATE_ACTIVITIES):
        intermediate = {row.values[0]: row.values[1] for row in reader.rows(INTERMEDIATE_ACTIVITIES)}
    levels = [tuple(_levels(reader, row, intermediate)) for row in rows]
    labels = {identifier: name for each in levels for identifier, name in each}
    known = reader.known.get(Kind.RESPONSIBILITY, {})
    kept = renumbered(labels, known)
    slugs = reader.assign(Kind.RESPONSIBILITY, ((each, labels[each]) for each in labels if each not in kept)) | kept
    for row, found in zip(rows, levels, strict=True):
        above: str | None = None
        for identifier, name in found:
            slug = slugs[identifier]
            if Key(Kind.RESPONSIBILITY, slug) not in reader.records:
                reader.add(
                    Kind.RESPONSIBILITY,
                    slug,
                    row,
                    name=name,
                    broader=[{"responsibility": above}] if above else [],
                    external_ids=[{"scheme": SCHEME, "identifier": identifier}],
                )
            above = slug
    return slugs


def _levels(reader: OnetReader, row: Row, intermediate: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The identifiers and names of a row, the broadest first; names that it lacks are in the reference tables."""
    for place in (0, 2, 4):
        identifier, name = row.values[place : place + 2]
        yield identifier, reader.element_name(identifier, name or intermediate.get(identifier, ""), row)


def renumbered(labels: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """The slugs of activities that a release has under new identifiers (30.3 gave all of them new ones).

    An activity is the same if it has the name and the level of a known one whose identifier is gone, and no other
    activity of that level has this name.
    """
    gone: dict[tuple[str, int], list[str]] = {}
    for identifier, slug in known.items():
        if identifier not in labels and "." in identifier:
            base = slug.removeprefix(f"{DATASET}/")
            for name in {base, base[:-DIGEST]}:
                gone.setdefault((name, _level(identifier)), []).append(slug)
    new: dict[tuple[str, int], list[str]] = {}
    for identifier, label in labels.items():
        if identifier not in known:
            new.setdefault((slugify(label), _level(identifier)), []).append(identifier)
    return {
        identifiers[0]: found[0]
        for key, identifiers in new.items()
        if len(identifiers) == 1 and len(found := gone.get(key, [])) == 1
    }


def _level(identifier: str) -> int:
    """How deep an activity is: 4.A.1.a.1.I01.D01 and 4.A.1.a.1.i.3 are as deep."""
    return identifier.count(".")
