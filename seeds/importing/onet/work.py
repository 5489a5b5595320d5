"""What work is done with and made of: tools, and tasks under their work activities."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from knowledge.model.record import Key
from knowledge.model.vocabulary import Importance, Kind
from seeds.importing.onet.reader import CODE, DATASET, OnetReader, identifier_of, shortened
from seeds.importing.slugs import slugify


def add_tools(reader: OnetReader) -> None:
    """Technology skills and tools; the same example in several rows is one tool."""
    columns = (CODE, "Example", "Commodity Code", "Commodity Title")
    tables = {
        "Technology Skills": reader.rows("Technology Skills", columns, ("Hot Technology", "In Demand")),
        "Tools Used": reader.rows("Tools Used", columns, ("Hot Technology", "In Demand")),
    }
    rows = [(table, row) for table, found in tables.items() for row in found]
    names: dict[str, str] = {}
    for _, row in rows:
        names.setdefault(row.values[1].casefold(), row.values[1])
    slugs = reader.assign(Kind.TOOL, names.items())
    commodities: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    hot = set()
    for _, row in rows:
        _, example, code, title, is_hot, _ = row.values
        commodities[example.casefold()][code, title] += 1
        if is_hot == "Y":
            hot.add(example.casefold())
    linked: dict[tuple[str, str], dict[str, Any]] = {}
    for table, row in rows:
        code, example, _, _, _, in_demand = row.values
        name = example.casefold()
        slug = slugs[name]
        if Key(Kind.TOOL, slug) not in reader.records:
            (_, title), _ = commodities[name].most_common(1)[0]
            codes = sorted({code for code, _ in commodities[name]})
            identifiers = [{"scheme": "unspsc", "identifier": code} for code in codes]
            reader.add(
                Kind.TOOL,
                slug,
                table,
                row.line,
                name=names[name],
                category=title,
                hot=name in hot,
                external_ids=[identifier_of(Kind.TOOL, name), *identifiers],
            )
        role = reader.role(code)
        if role is None:
            continue
        link = linked.get((code, slug))
        if link is None:
            link = linked[code, slug] = {"tool": slug}
            role.setdefault("tools", []).append(link)
        if in_demand == "Y":
            link["in_demand"] = True


def add_activities(reader: OnetReader) -> dict[str, str]:
    """Generalized, intermediate and detailed work activities, a hierarchy above the tasks; returns slugs by id."""
    columns = ("Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title")
    rows = reader.rows("DWA Reference", columns)
    labels: dict[str, str] = {}
    for row in rows:
        general, general_name, intermediate, intermediate_name, detailed, detailed_name = row.values
        labels |= {general: general_name, intermediate: intermediate_name, detailed: detailed_name}
    activities_by_id = reader.assign(Kind.RESPONSIBILITY, labels.items())
    for row in rows:
        above: str | None = None
        for place in (0, 2, 4):
            identifier, name = row.values[place : place + 2]
            slug = activities_by_id[identifier]
            if Key(Kind.RESPONSIBILITY, slug) not in reader.records:
                reader.add(
                    Kind.RESPONSIBILITY,
                    slug,
                    "DWA Reference",
                    row.line,
                    name=name,
                    broader=[{"responsibility": above}] if above else [],
                    external_ids=[{"scheme": "onet-activity", "identifier": identifier}],
                )
            above = slug
    return activities_by_id


def add_tasks(reader: OnetReader, activities_by_id: Mapping[str, str]) -> None:
    activities: dict[str, dict[str, None]] = defaultdict(dict)
    for row in reader.rows("Tasks to DWAs", ("Task ID", "DWA ID")):
        task, activity = row.values
        if activity in activities_by_id:
            activities[task][activities_by_id[activity]] = None
        else:
            reader.release.note("tasks of activities that the release does not have")
    for row in reader.rows("Task Statements", (CODE, "Task ID", "Task"), ("Task Type",)):
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
            "Task Statements",
            row.line,
            name=short,
            description=statement if short != statement else None,
            broader=[{"responsibility": activity} for activity in activities.get(task, ())],
            external_ids=[identifier_of(Kind.RESPONSIBILITY, task)],
        )
        link = {"responsibility": slug}
        if kind in ("Core", "Supplemental"):
            link["importance"] = (Importance.ESSENTIAL if kind == "Core" else Importance.OPTIONAL).value
        role.setdefault("responsibilities", []).append(link)
