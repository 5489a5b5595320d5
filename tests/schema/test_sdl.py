"""The committed schema is the one that is served, grows without breaking, and describes everything."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities import find_breaking_changes

from knowledge.errors import BadInput
from schema.printing import COMMITTED, Severity, changes_since, printed
from tests.conftest import IN_CI, SHARED

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def served() -> GraphQLSchema:
    return build_schema(printed())


def test_the_committed_schema_is_the_one_that_is_served() -> None:
    assert COMMITTED.read_text() == printed(), "run `rolegraph schema print > schema/schema.graphql`"


def test_nothing_breaks_for_clients_of_the_last_commit(served: GraphQLSchema) -> None:
    done = subprocess.run(
        ["git", "show", "HEAD:schema/schema.graphql"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        assert not IN_CI, f"git cannot show the last commit's schema: {done.stderr}"
        pytest.skip(f"there is no commit to compare with: {done.stderr.strip()}")
    assert served.query_type
    broken = [each for each in changes_since(done.stdout) if each.severity is Severity.BREAKING]
    assert [each.description for each in broken] == []


def test_a_changed_schema_is_told_in_its_changelog() -> None:
    def committed(path: str) -> str | None:
        done = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    before = committed("schema/schema.graphql")
    if before is None:
        assert not IN_CI, "CI has the history"
        pytest.skip("there is no commit to compare with")
    told = (ROOT / "docs/schema-changelog.md").read_text() != committed("docs/schema-changelog.md")
    changes = [change for change in changes_since(before) if "escription" not in change.description]
    assert told or changes == []


def test_changes_are_graded_by_what_they_do_to_clients() -> None:
    lost = printed().replace("type PageInfo {", "type PageInfo {\n  gone: Int")
    assert [(each.severity, each.description) for each in changes_since(lost)] == [
        (Severity.BREAKING, "Field PageInfo.gone was removed.")
    ]
    fewer = re.sub(r'  """[^"]*"""\n  endCursor: String\n', "", printed())
    assert [each.severity for each in changes_since(fewer)] == [Severity.SAFE]
    assert changes_since(printed()) == []
    for text in ("{ roles }", "type Role { name: String }", "nonsense"):
        with pytest.raises(BadInput):
            changes_since(text)


def test_what_becomes_null_only_with_an_error_is_dangerous_and_not_breaking() -> None:
    before = printed()
    for type_ in ("Overlap", "[CareerPath!]"):
        before = before.replace(f"): {type_} @semanticNonNull", f"): {type_}!")
    assert {(each.severity, each.description) for each in changes_since(before)} == {
        (Severity.DANGEROUS, "Field Query.overlap changed type from Overlap! to Overlap."),
        (Severity.DANGEROUS, "Field Query.careerPaths changed type from [CareerPath!]! to [CareerPath!]."),
    }
    unmarked = (
        printed()
        .replace("description: String\n", "description: String!\n")
        .replace("description: String @cost", "description: String! @cost")
    )
    assert Severity.BREAKING in {each.severity for each in changes_since(unmarked)}


def test_every_analysis_is_null_by_itself(served: GraphQLSchema) -> None:
    """Lists are not: what is wrong with them is wrong in the client, not in what somebody saved or typed."""
    assert served.query_type
    marked = {
        name
        for name, field in served.query_type.fields.items()
        if field.ast_node and any(each.name.value == "semanticNonNull" for each in field.ast_node.directives or ())
    }
    assert marked == {
        "overlap", "difference", "transition", "transitions", "careerPaths", "matchRoles", "adviseHire", "outlook",
        "search", "revision", "changes", "tree", "normalize", "understand", "rolesByInterests", "learningPlan",
    }  # fmt: skip
    assert not any(str(served.query_type.fields[name].type).endswith("!") for name in marked)


def test_a_breaking_change_would_be_seen(served: GraphQLSchema) -> None:
    without = build_schema(printed().replace("totalCount: Int!", "total: Int!"))
    assert find_breaking_changes(served, without)


def test_every_type_field_argument_and_value_is_described(served: GraphQLSchema) -> None:
    silent = []
    for name, type_ in served.type_map.items():
        if name.startswith("__") or name in ("Int", "String", "Boolean", "Float", "ID"):
            continue
        if not type_.description:
            silent.append(name)
        if isinstance(type_, GraphQLEnumType):
            silent.extend(f"{name}.{value}" for value, each in type_.values.items() if not each.description)
        if isinstance(type_, GraphQLInputObjectType):
            silent.extend(f"{name}.{field}" for field, each in type_.fields.items() if not each.description)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field, definition in type_.fields.items():
                if not definition.description:
                    silent.append(f"{name}.{field}")
                silent.extend(
                    f"{name}.{field}({arg}:)" for arg, each in definition.args.items() if not each.description
                )
    assert silent == []


DESIGN = SHARED / "DESIGN.md"


@pytest.fixture(scope="module")
def promised() -> str:
    if not DESIGN.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip("the design document is not beside this checkout")
    return DESIGN.read_text()


def test_every_name_that_the_design_keeps_is_in_the_schema(served: GraphQLSchema, promised: str) -> None:
    block = promised.split("```graphql\n")[1].split("```")[0]
    block = re.sub(r"#.*", "", block)
    pattern = r"(type|interface|enum|input) (\w+)[^{]*\{(.*?)\}(?=\s*(?:type|interface|enum|input|$))"
    found = re.findall(pattern, block, re.S)
    assert len(found) > 20
    missing = [each for keyword, name, body in found for each in _missing(served, keyword, name, body)]
    assert missing == []


def _missing(served: GraphQLSchema, keyword: str, name: str, body: str) -> Iterator[str]:
    type_ = served.type_map.get(name)
    if keyword == "enum":
        values = type_.values if isinstance(type_, GraphQLEnumType) else {}
        yield from (f"{name}.{each}" for each in body.split() if each not in values)
        return
    fields = (
        type_.fields if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType) else {}
    )
    for field, arguments in re.findall(r"(\w+)\s*(\([^)]*\))?\s*:", body):
        definition = fields.get(field)
        if definition is None:
            yield f"{name}.{field}"
            continue
        for argument in re.findall(r"(\w+):", arguments):
            if argument not in definition.args:
                yield f"{name}.{field}({argument}:)"


def test_plural_roots_promised_by_likewise_are_there(served: GraphQLSchema) -> None:
    assert served.query_type is not None
    for name in ("skill", "tool", "application", "qualification", "responsibility"):
        assert name in served.query_type.fields
        plural = "responsibilities" if name == "responsibility" else f"{name}s"
        assert str(served.query_type.fields[plural].type) == f"{name.capitalize()}Connection!"
