"""Lists that lead back to what has a name are in the order of the names that who asks is told, page by page."""

from collections.abc import Sequence
from typing import Any

import orjson
import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import parsed
from schema.limits import Limits

OF_D = {"dataset": "d", "basis": "STATED"}
NAMES = {"a": ("Apple picker", "Zapfer"), "b": ("Baker", "Öler"), "c": ("Cook", "Ofenbauer"), "e": ("Engineer", None)}
"""What roles are called in English and in German."""


@pytest.fixture(scope="module")
def told() -> Snapshot:
    records: dict[Key, Any] = {
        Key(Kind.DATASET, "d"): {"slug": "d", "title": "D"},
        Key(Kind.SKILL, "dough"): {**OF_D, "slug": "dough", "name": "Dough", "skill_kind": "SKILL"},
        Key(Kind.ROLE_GROUP, "g"): {**OF_D, "slug": "g", "name": "G", "scheme": "ISCO", "code": "1"},
        Key(Kind.ROLE, "top"): {**OF_D, "slug": "top", "name": "Top"},
    }
    for slug, (english, german) in NAMES.items():
        records[Key(Kind.ROLE, slug)] = {
            **OF_D,
            "slug": slug,
            "name": english,
            "groups": ["g"],
            "broader": [{"role": "top"}],
            "skills": [{"skill": "dough", "importance": "ESSENTIAL"}],
            "moves": [{"to": "top", "move_kind": "PROGRESS"}],
        }
        if german:
            key = slug_of("d", "de", "ROLE", slug)
            records[Key(Kind.TRANSLATION, key)] = {
                **OF_D,
                "slug": key,
                "subject_kind": "ROLE",
                "subject": slug,
                "language": "de",
                "name": german,
            }
    return build(records, [])


def answer(snapshot: Snapshot, store: Store, query: str, languages: Sequence[str]) -> Any:
    """The data of an answer, which the compiled operation and the ordinary executor give alike."""
    document = parsed(query, Limits())
    context = Context(snapshot, store, lambda _: snapshot, languages=tuple(languages))
    executed = document.execute(None, None, context)
    whole = orjson.loads(executed.answer)
    assert not executed.errors, whole
    assert document.execute_ordinarily(None, None, context).data == whole["data"]
    return whole["data"]


LISTS = """{
  skill(slug: "dough") { roles { nodes { name } } }
  roleGroup(slug: "g") { roles { nodes { name } } }
  role(slug: "top") { narrower { role { name } } descendants { nodes { name } }
    moves(direction: IN) { nodes { from { name } } } }
  dataset(slug: "d") { roles { nodes { name } } }
}"""
ENGLISH = ["Apple picker", "Baker", "Cook", "Engineer"]
GERMAN = ["Engineer", "Ofenbauer", "Öler", "Zapfer"]


@pytest.mark.parametrize(("languages", "names"), [((), ENGLISH), (("de",), GERMAN)])
def test_lists_below_an_entity_are_in_the_order_of_the_names_told(
    told: Snapshot, sqlite_store: Store, languages: Sequence[str], names: list[str]
) -> None:
    data = answer(told, sqlite_store, LISTS, languages)
    assert [each["name"] for each in data["skill"]["roles"]["nodes"]] == names
    assert [each["name"] for each in data["roleGroup"]["roles"]["nodes"]] == names
    assert [each["role"]["name"] for each in data["role"]["narrower"]] == names
    assert [each["name"] for each in data["role"]["descendants"]["nodes"]] == names
    assert [each["from"]["name"] for each in data["role"]["moves"]["nodes"]] == names
    assert [each["name"] for each in data["dataset"]["roles"]["nodes"] if each["name"] != "Top"] == names


@pytest.mark.parametrize("languages", [(), ("de",)])
@pytest.mark.parametrize("place", ['skill(slug: "dough")', 'roleGroup(slug: "g")', 'dataset(slug: "d")'])
def test_pages_of_them_join_to_the_whole_list(
    told: Snapshot, sqlite_store: Store, place: str, languages: Sequence[str]
) -> None:
    def page(arguments: str) -> Any:
        query = (
            f"{{ at: {place} {{ roles({arguments}) {{ nodes {{ name }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
        )
        return answer(told, sqlite_store, query, languages)["at"]["roles"]

    whole = [each["name"] for each in page("first: 100")["nodes"]]
    met: list[str] = []
    after = "null"
    while True:
        found = page(f"first: 1, after: {after}")
        met += [each["name"] for each in found["nodes"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = f'"{found["pageInfo"]["endCursor"]}"'
    assert met == whole
    assert len(whole) >= len(NAMES)


def test_a_request_without_languages_is_answered_as_if_nobody_had_asked_in_german(
    told: Snapshot, sqlite_store: Store
) -> None:
    answer(told, sqlite_store, LISTS, ("de",))
    data = answer(told, sqlite_store, LISTS, ())
    assert [each["name"] for each in data["skill"]["roles"]["nodes"]] == ENGLISH


def test_the_languages_that_are_loaded_are_told_those_of_datasets_first(told: Snapshot, sqlite_store: Store) -> None:
    data = answer(told, sqlite_store, "{ languages { tag isOwn translated } }", ())
    assert data["languages"] == [
        {"tag": "en", "isOwn": True, "translated": 0},
        {"tag": "de", "isOwn": False, "translated": 3},
    ]
    nothing = answer(build({}, []), sqlite_store, "{ languages { tag } }", ())
    assert nothing["languages"] == []
