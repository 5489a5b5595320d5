"""The tasks of occupations, under the activities that they are special cases of, and what is found of each."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from knowledge.model.record import Key
from knowledge.model.vocabulary import Importance, Kind
from seeds.importing.onet.figures import whole
from seeds.importing.onet.layouts import EMERGING_TASKS, TASK_RATINGS, TASKS, TASKS_TO_ACTIVITIES
from seeds.importing.onet.ratings import in_order
from seeds.importing.onet.reader import DATASET, OnetReader, identifier_of, shortened
from seeds.slugs import slugify

RATED = {"IM": "importance_rating", "RT": "relevance"}
FREQUENCY = "FT"
MARKED = "figures on tasks that O*NET recommends not to rely on"
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
    figures = _figures(reader)
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
        role.setdefault("responsibilities", []).append({**link, **figures.get((code, task), {})})


def _figures(reader: OnetReader) -> dict[tuple[str, str], dict[str, Any]]:
    """What is found of tasks by occupation and task: how important, how relevant, how frequent."""
    found: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    shares: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in reader.rows(TASK_RATINGS):
        code, task, scale, category, text, suppress = row.values
        told = found[code, task]
        if scale not in (*RATED, FREQUENCY):
            reader.release.note(f"ratings of tasks on the scale {scale!r}, which is not read")
            continue
        value = reader.figure(row, scale, text)
        if scale == FREQUENCY:
            shares[code, task][whole(row, category, "a category")] = round(value / 100, 4)
        elif RATED[scale] in told:
            reader.release.note("ratings that a table lists twice")
        else:
            told[RATED[scale]] = round(value / 100, 4) if scale == "RT" else value
        if suppress == "Y":
            told["suppressed"] = True
            reader.marked[MARKED] += 1
    for key, each in shares.items():
        frequencies = in_order(each)
        if any(frequencies):
            found[key]["frequencies"] = frequencies
        else:
            reader.release.note("frequencies of tasks that are all zero, or of which some are missing")
    return found


def add_emerging_tasks(reader: OnetReader) -> None:
    """Tasks that people have told of lately: new ones, and others in new words. They have no identifiers."""
    for row in reader.rows(EMERGING_TASKS):
        code, statement, _, original = row.values
        role = reader.role(code)
        if role is None:
            continue
        digest = hashlib.sha256(f"{code} {statement}".encode()).hexdigest()[:12]
        slug = f"{DATASET}/emerging-task-{digest}"
        if Key(Kind.RESPONSIBILITY, slug) in reader.records:
            reader.release.note("tasks that a table lists twice")
            continue
        revised = f"{DATASET}/task-{slugify(original)}" if original not in ("", "n/a") else None
        if revised and Key(Kind.RESPONSIBILITY, revised) not in reader.records:
            reader.release.note("original tasks of emerging ones that the release does not have")
            revised = None
        short = shortened(statement)
        reader.add(
            Kind.RESPONSIBILITY,
            slug,
            row,
            name=short,
            description=statement if short != statement else None,
            revises=revised,
        )
        role.setdefault("responsibilities", []).append({"responsibility": slug, "emerging": True})
