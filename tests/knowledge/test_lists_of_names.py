"""Strings that hold several names are divided, and markup around a name is none of it."""

import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import ask_for
from knowledge.words.lists import MOST_PARTS, is_list, parts_of
from knowledge.words.markup import without_markup
from knowledge.words.meaning import MEANINGS
from tests.conftest import world
from tests.knowledge.test_search import DATASET, OFFICE


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(DATASET, *OFFICE)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("python, java; sql", ["python", "java", "sql"]),
        ("python | java|sql", ["python", "java", "sql"]),
        ("python / java", ["python", "java"]),
        ("python\njava\r\nsql", ["python", "java", "sql"]),
        ("• python • java", ["python", "java"]),
        ("python, python, java", ["python", "java"]),
        ("python, , !, java", ["python", "java"]),
        ("CI/CD", []),
        ("1,000 strings", []),
        ("python", []),
        ("python,", []),
        ("", []),
        (", ".join(f"thing {number}" for number in range(MOST_PARTS + 1)), []),
    ],
)
def test_marks_of_lists_divide(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("fit", "whole", "named", "said"),
    [
        (0.4, 0.3, [("python", 0.9), ("java", 0.8), ("", 0.1)], True),
        (0.0, 0.0, [("python", 0.9), ("java", 0.8)], True),
        (0.9, 0.3, [("python", 0.9), ("java", 0.8)], False),  # a label tells it all
        (0.4, 0.95, [("python", 0.9), ("java", 0.8)], False),  # as a whole it is surer
        (0.4, 0.3, [("python", 0.9), ("python", 0.8)], False),  # one thing, said twice
        (0.4, 0.3, [("python", 0.9), ("java", 0.3)], False),
    ],
)
def test_a_list_names_at_least_two_things_more_surely_than_one(
    fit: float, whole: float, named: list[tuple[str, float]], said: bool
) -> None:
    assert is_list(fit, whole, named) is said


def test_each_thing_of_a_list_is_understood_as_by_itself(office: Snapshot) -> None:
    index, kinds = office.search_index, [Kind.SKILL, Kind.TOOL]
    whole, *alone = index.normalize(
        ["golang; time managment; xyzzy", "golang", "time managment", "xyzzy"], kinds, least=0.3
    )
    assert list(whole.parts) == alone
    assert [[hit.entity.slug for hit in part.hits] for part in whole.parts] == [["go"], ["time-management"], []]


def test_a_name_with_what_decorates_it_is_no_list(office: Snapshot) -> None:
    for term in index_terms(office):
        (found,) = office.search_index.normalize([term], [Kind.ROLE, Kind.SKILL, Kind.TOOL], least=0.3)
        assert found.parts == (), term
        assert found.hits, term


def index_terms(office: Snapshot) -> list[str]:
    return [f"{role.name}, London" for role in office.roles.values()] + [role.name for role in office.roles.values()]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<b>Python</b>", "Python"),
        ("<li class='x'>time management</li><br/>", "time management"),
        ("Research &amp; Development", "Research &     Development"),
        ("C&#43;&#43;", "C++"),
        ("<!-- no --><script>alert(1)</script>SQL", "SQL"),
        ("C<T> and List<String>", "C<T> and List<String>"),
        ("a < b > c", "a < b > c"),
        ("R&D", "R&D"),
        ("&nosuchthing;", "&nosuchthing;"),
    ],
)
def test_markup_is_blanked_and_all_else_stays_where_it_was(text: str, plain: str) -> None:
    assert without_markup(text).strip() == plain
    assert len(without_markup(text)) == len(text)


def test_a_name_in_markup_is_asked_for_as_without(office: Snapshot) -> None:
    marked, bare = ask_for(["<b>Time</b> management&nbsp;(advanced)", "Time management (advanced)"], MEANINGS)
    assert marked.words == bare.words
    assert [each.text for each in marked.asides] == ["(advanced)"]
    (hit,) = office.search_index.normalize(["<b>Time</b> management"], [Kind.SKILL])[0].hits
    assert hit.entity.slug == "time-management"
