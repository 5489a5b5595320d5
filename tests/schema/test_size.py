"""How large an answer becomes is limited while it is made, whatever its price was."""

from typing import Any

import orjson
import pytest

from db.store import Store
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import Executed, Refused, parsed
from schema.limits import LIMIT_EXCEEDED, Limits
from tests.schema.test_cost import objects

WIDE = Limits(aliases=1000)


def executed(snapshot: Snapshot, store: Store, text: str, limits: Limits = WIDE) -> Executed:
    document = parsed(text, WIDE)
    return document.execute(document.operation(None), None, Context(snapshot, store, lambda _: snapshot, limits=limits))


def refusal(snapshot: Snapshot, store: Store, text: str, limits: Limits) -> dict[str, Any]:
    with pytest.raises(Refused) as refused:
        executed(snapshot, store, text, limits)
    (error,) = refused.value.errors
    return error.extensions or {}


TEXTS = [
    "{ roles { nodes { name skills { nodes { name dataset { slug } } } } } }",
    "{ skills { edges { node { narrower { skill { name broader { skill { name } } } } } } } }",
    "{ hiringNeeds { roles { name } contributions { role { slug } statement } } }",
    '{ nodes(ids: ["Um9sZTphaS1lbmdpbmVlcg", "Um9sZTptbC1lbmdpbmVlcg"]) { ... on Role { tools { nodes { name } } } } }',
    "{ __schema { types { name fields { name type { name } } } } }",
]


@pytest.mark.parametrize("text", TEXTS)
def test_an_answer_with_one_object_too_many_is_refused(shipped: Snapshot, sqlite_store: Store, text: str) -> None:
    held = objects(orjson.loads(executed(shipped, sqlite_store, text).data)["data"])
    counted = executed(shipped, sqlite_store, text).objects
    assert held * 0.9 <= counted <= held, "some on the way to a list may be left out"
    assert executed(shipped, sqlite_store, text, Limits(objects=counted)).objects == counted
    said = refusal(shipped, sqlite_store, text, Limits(objects=counted - 1))
    assert said == {"code": LIMIT_EXCEEDED, "limit": "objects", "maximum": counted - 1}


@pytest.mark.parametrize("text", [*TEXTS, "{ roles { nodes { " + "aliases " + "} } }"])
def test_an_answer_with_too_many_bytes_is_refused(shipped: Snapshot, sqlite_store: Store, text: str) -> None:
    size = len(executed(shipped, sqlite_store, text).data)
    assert len(executed(shipped, sqlite_store, text, Limits(answer_bytes=size)).data) == size
    said = refusal(shipped, sqlite_store, text, Limits(answer_bytes=size - 1))
    assert said == {"code": LIMIT_EXCEEDED, "limit": "answerBytes", "maximum": size - 1}


def test_a_large_answer_made_in_parts_is_the_same(shipped: Snapshot, sqlite_store: Store) -> None:
    wide = " ".join(f"a{place}: description" for place in range(90))
    text = f"{{ roles {{ nodes {{ {wide} skills {{ nodes {{ {wide} }} }} }} }} }}"
    document = parsed(text, WIDE)
    ordinary = document.execute_ordinarily(None, None, Context(shipped, sqlite_store, lambda _: shipped))
    assert executed(shipped, sqlite_store, text).data == orjson.dumps({"data": ordinary.data})
