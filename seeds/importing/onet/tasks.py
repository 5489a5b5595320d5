"""The tasks of occupations, under the activities that they are special cases of."""

from collections import defaultdict
from collections.abc import Mapping

from knowledge.model.record import Key
from knowledge.model.vocabulary import Importance, Kind
from seeds.importing.onet.layouts import TASKS, TASKS_TO_ACTIVITIES
from seeds.importing.onet.reader import DATASET, OnetReader, identifier_of, shortened
from seeds.importing.slugs import slugify

IMPORTANCE = {"Core": Importance.ESSENTIAL, "Supplemental": Importance.OPTIONAL}


def add_tasks(reader: OnetReader, activities_by_id: Mapping[str, str]) -> None:
    """The tasks, each of one occupation."""
    activities: dict[str, dict[str, None]] = defaultdict(dict)
    for row in reader.rows(TASKS_TO_ACTIVITIES):
        task, activity = row.values
        if activity in activities_by_id:
            activities[task][activities_by_id[activity]] = None
        else:
            reader.release.note("tasks of activities that the release does not have")
    for row in reader.rows(TASKS):
        code, task, statement, kind = row.values
        role = reader.role(code)
        if role is None:
            continue
        slug = f"{DATASET}/task-{slugify(task)}"
        if Key(Kind.RESPONSIBILITY, slug) in reader.records:
            reader.release.note("tasks that a table lists twice")
            continue
        short = shortened(statement)
        reader.add(
            Kind.RESPONSIBILITY,
            slug,
            row,
            name=short,
            description=statement if short != statement else None,
            broader=[{"responsibility": activity} for activity in activities.get(task, ())],
            external_ids=[identifier_of(Kind.RESPONSIBILITY, task)],
        )
        link = {"responsibility": slug}
        if kind in IMPORTANCE:
            link["importance"] = IMPORTANCE[kind].value
        role.setdefault("responsibilities", []).append(link)
