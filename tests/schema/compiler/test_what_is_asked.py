"""What a selection asks for: by all of its conditions, and with its arguments, also where JSON is remembered."""

import itertools

import orjson
import pytest

from db.store import Store
from knowledge.snapshot.snapshot import Snapshot
from schema.compiler.operation import OFTEN
from schema.context import Context
from schema.document import Documents
from schema.limits import Limits
from tests.conftest import Ask


@pytest.mark.parametrize(("include", "skip"), [*itertools.product([True, False], repeat=2)])
@pytest.mark.parametrize("order", ["@include(if: $i) @skip(if: $s)", "@skip(if: $s) @include(if: $i)"])
def test_a_field_is_there_where_both_of_its_conditions_let_it(ask: Ask, include: bool, skip: bool, order: str) -> None:
    answer = ask(
        f"query ($i: Boolean!, $s: Boolean!) {{ __typename roles {{ totalCount {order} __typename }} }}",
        i=include,
        s=skip,
    )
    assert ("totalCount" in answer["data"]["roles"]) == (include and not skip)


@pytest.mark.parametrize("order", ["@include(if: true) @skip(if: true)", "@skip(if: false) @include(if: false)"])
def test_so_is_a_fragment_with_constant_conditions(ask: Ask, order: str) -> None:
    answer = ask(f"{{ roles {{ ... {order} {{ totalCount }} __typename }} }}")
    assert answer["data"]["roles"] == {"__typename": "RoleConnection"}


def test_remembered_json_is_that_of_the_same_arguments(shipped: Snapshot, sqlite_store: Store) -> None:
    """Objects of the snapshot are remembered by what is asked of them; another argument asks for something else."""
    documents, context = Documents(Limits()), Context(shipped, sqlite_store, lambda _: shipped)

    def narrower(first: str) -> list[int]:
        document = documents.get(
            f"{{ skills(first: 500) {{ nodes {{ slug narrower{first} {{ skill {{ slug }} }} }} }} }}"
        )
        for _ in range(OFTEN + 1):
            executed = document.execute(document.operation(None), {}, context)
        nodes = orjson.loads(executed.answer)["data"]["skills"]["nodes"]
        return [len(each["narrower"]) for each in nodes]

    whole, one, none = narrower(""), narrower("(first: 1)"), narrower("(first: 0)")
    assert max(whole) > 1
    assert one == [min(1, each) for each in whole]
    assert none == [0] * len(whole)
