"""What is kept about objects of a snapshot is bounded."""

from knowledge.snapshot.memories import OVERHEAD, Memories


def test_results_are_found_by_name_and_object() -> None:
    memories, one, other = Memories(), object(), object()
    memories.keep("a", one, "kept", 4)
    assert memories.of("a").get(one) == "kept"
    assert memories.of("a").get(other) is None
    assert memories.of("b").get(one) is None


def test_beyond_the_bound_all_begin_anew() -> None:
    memories = Memories(most_bytes=3 * (OVERHEAD + 10))
    things = [object() for _ in range(10)]
    for place, thing in enumerate(things):
        memories.keep("ab"[place % 2], thing, place, 10)
        kept = [each for name in "ab" for each in things if memories.of(name).get(each) is not None]
        assert 1 <= len(kept) <= 3
        assert thing in kept
