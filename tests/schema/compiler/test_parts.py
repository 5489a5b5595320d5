"""Large answers of compiled operations are finished in parts, and end where somebody has enough."""

import tracemalloc

import orjson
import pytest

from schema.compiler import exact
from tests.schema.compiler.beings import Human, Info, Robot, World, answer, compiled


def test_lists_are_finished_in_parts_as_they_grow(world: World) -> None:
    world.human.friends = [Human(f"H{place}", friends=[Robot("R")] * 3) for place in range(4)]
    text = "{ human { friends { name ... on Human { friends { name } } } } }"
    whole, info = answer(text, world), Info(most_pending=1)
    assert orjson.loads(compiled(text).answer(world, info, {}))["data"] == whole
    assert info.objects == 4 + 4 * 3
    assert [len(part) for part in info.parts] == [3, 3, 3, 3, 4]
    assert info.bytes == len(orjson.dumps(whole["human"]["friends"])), "what is within another part counts once"


def test_wide_items_are_finished_one_by_one(world: World) -> None:
    wide = " ".join(f"a{place}: name" for place in range(200))
    world.beings, info = [world.human] * 3, Info()
    found = orjson.loads(compiled(f"{{ beings {{ {wide} }} }}").answer(world, info, {}))["data"]["beings"]
    assert [len(part) for part in info.parts] == [200, 200, 200]
    assert found == [{f"a{place}": "Ada" for place in range(200)}] * 3


def test_whoever_has_enough_ends_the_execution(world: World) -> None:
    world.beings = [Robot("R")] * 11
    assert answer("{ beings { name } }", world)
    compiled("{ beings { name } }").answer(world, Info(most_objects=11), {})
    with pytest.raises(OverflowError):
        compiled("{ beings { name } }").answer(world, Info(most_objects=10), {})


def test_what_is_kept_takes_no_more_memory_than_it_needs() -> None:
    """orjson leaves kilobytes of room behind what it writes."""
    tracemalloc.start()
    try:
        kept = [exact(orjson.dumps({"name": "x" * 100})) for _ in range(100)]
        assert tracemalloc.get_traced_memory()[0] < 100 * 300
    finally:
        tracemalloc.stop()
    assert kept[0] == orjson.dumps({"name": "x" * 100})
