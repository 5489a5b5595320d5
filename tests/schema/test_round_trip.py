"""Every record of the shipped dataset comes out of the API as it went into the seed files."""

from typing import Any

import pytest

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from tests.conftest import Ask

EVIDENCE = "basis citations { source { slug } section }"
ENTITY = f"slug name aliases description status replacedBy {{ slug }} dataset {{ slug }} {EVIDENCE} " + (
    "external_ids: externalIds { scheme identifier }"
)
STATEMENTS = "{ role { slug } statement }"
ABOUT = f"slug {EVIDENCE}"

QUERIES = {
    Kind.ROLE: f"""roles(first: 500) {{ nodes {{ {ENTITY}
        reportedTitles groups {{ slug }}
        skills(first: 500) {{ edges {{ skill: node {{ slug }} importance level emphasis {EVIDENCE} }} }}
        tools(first: 500) {{ edges {{ tool: node {{ slug }} emphasis {EVIDENCE} }} }}
        applications(first: 500) {{ edges {{ application: node {{ slug }} emphasis {EVIDENCE} }} }}
        responsibilities(first: 500) {{
            edges {{ responsibility: node {{ slug }} emphasis example {EVIDENCE} }} }}
        qualifications(first: 500) {{
            edges {{ qualification: node {{ slug }} requirement fields: fieldsOfStudy emphasis {EVIDENCE} }} }}
        moves(first: 500) {{ edges {{ node {{ to {{ slug }} move_kind: kind rationale {EVIDENCE} }} }} }}
        contrasts {{ dimension statement {EVIDENCE} }}
        pay {{ minimum: min maximum: max currency period market as_of: asOf note {EVIDENCE} }} }} }}""",
    Kind.SKILL: f"""skills(first: 500) {{ nodes {{ {ENTITY} skill_kind: kind category
        broader {{ skill {{ slug }} {EVIDENCE} }} }} }}""",
    Kind.TOOL: f"""tools(first: 500) {{ nodes {{ {ENTITY} category
        skills(first: 500) {{ edges {{ skill: node {{ slug }} {EVIDENCE} }} }} }} }}""",
    Kind.APPLICATION: f"applications(first: 500) {{ nodes {{ {ENTITY} industries }} }}",
    Kind.RESPONSIBILITY: f"responsibilities(first: 500) {{ nodes {{ {ENTITY} }} }}",
    Kind.QUALIFICATION: f"""qualifications(first: 500) {{ nodes {{ {ENTITY}
        qualification_kind: kind degree_level: degreeLevel fields: fieldsOfStudy }} }}""",
    Kind.COMMON_GROUND: f"""roles(first: 500) {{ nodes {{ commonGround {{ {ABOUT}
        name: topic description: statement roles {{ slug }} depth {STATEMENTS} }} }} }}""",
    Kind.HIRING_NEED: f"hiringNeeds {{ {ABOUT} name aliases description examples roles: contributions {STATEMENTS} }}",
    Kind.HIRING_CHANNEL: f"hiringChannels {{ {ABOUT} name description channel_kind: kind roles {{ slug }} }}",
    Kind.OUTLOOK: f"outlook {{ {ABOUT} name description outlook_kind: kind roles {{ slug }} }}",
    Kind.EXAMPLE: f"""examples {{ {ABOUT} name description roles: contributions {STATEMENTS}
        skills {{ slug }} tools {{ slug }} applications {{ slug }} }}""",
    Kind.LEARNING_RESOURCE: f"""learningResources(first: 500) {{ nodes {{ {ENTITY}
        resource_kind: kind url provider language cost price currency level licence
        minimum_hours: minimumHours maximum_hours: maximumHours required_skills: requiredSkills {{ slug }}
        skills(first: 500) {{ edges {{ skill: node {{ slug }} covers level {EVIDENCE} }} }}
        tools(first: 500) {{ edges {{ tool: node {{ slug }} covers level {EVIDENCE} }} }}
        prerequisites {{ resource {{ slug }} {EVIDENCE} }} }} }}""",
    Kind.CONCEPT_MAPPING: " ".join(
        f"""{name}: {field}(first: 500) {{ nodes {{ matches {{ {ABOUT} name relation object_slug: objectSlug
        subject {{ subject_kind: __typename slug }} }} }} }}"""
        for name, field in (("it", "roles"), ("skills", "skills"), ("tools", "tools"))
    ).removeprefix("it: "),
    Kind.DATASET: "datasets { slug title description publisher url licence version }",
    Kind.SOURCE: "sources { slug title publisher url licence published_on: publishedOn }",
}


def plain(kind: Kind, value: Any, own: tuple[Any, ...] | None = None) -> Any:
    """An answer of the API in the form of a canonical record."""
    match value:
        case {"edges": edges}:
            return [
                plain(kind, {**edge.get("node", {}), **{k: v for k, v in edge.items() if k != "node"}}, own)
                for edge in edges
            ]
        case {"slug": slug} if len(value) == 1:
            return slug
        case {"source": {"slug": source}}:
            return {"source": source, "section": value["section"]} if value["section"] else {"source": source}
        case dict():
            evidence = (value.get("basis"), value.get("citations"))
            result = {name: plain(kind, each, own or evidence) for name, each in value.items()}
            if own is not None and "basis" in value and evidence == own:
                result.pop("basis")
                result.pop("citations")
            return {name: each for name, each in result.items() if each not in (None, [])}
        case list():
            return [plain(kind, each, own) for each in value]
    return value


def canonical(kind: Kind, record: dict[str, Any], dataset: str) -> dict[str, Any]:
    record = plain(kind, record)
    if record.get("status") == "ACTIVE":
        del record["status"]
    if "replacedBy" in record:
        record["replaced_by"] = record.pop("replacedBy")
    if kind is not Kind.DATASET:
        record.setdefault("dataset", dataset)
    if kind is Kind.COMMON_GROUND:
        said = {each["role"]: each for each in record.pop("depth", [])}
        record["roles"] = [said.get(slug, {"role": slug}) for slug in record["roles"]]
    elif kind is Kind.CONCEPT_MAPPING:
        subject = record.pop("subject")
        record |= {"subject": subject["slug"], "subject_kind": subject["subject_kind"].upper()}
    elif kind in (Kind.HIRING_CHANNEL, Kind.OUTLOOK):
        record["roles"] = [{"role": slug} for slug in record["roles"]]
    return record


@pytest.mark.parametrize("kind", QUERIES, ids=str)
def test_every_record_comes_back(ask: Ask, shipped_records: dict[Key, Record], kind: Kind) -> None:
    answer = ask("{ it: " + QUERIES[kind] + " }")
    assert "errors" not in answer
    found = answer["data"]["it"]
    nodes = found["nodes"] if isinstance(found, dict) else found
    if kind is Kind.CONCEPT_MAPPING:
        nodes = [each for part in answer["data"].values() for node in part["nodes"] for each in node["matches"]]
    if kind is Kind.COMMON_GROUND:
        nodes = [each for role in nodes for each in role["commonGround"]]
    returned = {each["slug"]: canonical(kind, each, "ai-careers") for each in nodes}
    wanted = {key.slug: record for key, record in shipped_records.items() if key.kind is kind}
    assert wanted
    assert returned == wanted


def test_every_kind_with_records_is_walked(shipped_records: dict[Key, Record]) -> None:
    assert {key.kind for key in shipped_records} <= set(QUERIES)
