"""Hierarchies: who is under whom, with several parents, with what is deprecated between, and with circles."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import deadline
from knowledge.errors import BadInput
from knowledge.model.entities import Entity
from knowledge.model.record import Key
from knowledge.model.vocabulary import GroupScheme, Kind
from knowledge.questions.hierarchy import Hierarchy, Wanted, ancestors, depth, hierarchy, paths
from knowledge.questions.outline import Outline, Row
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
DATASETS = [(Key(Kind.DATASET, slug), {"slug": slug, "title": slug}) for slug in ("d", "other")]


def skill(slug: str, *broader: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    links = [{"skill": each} for each in broader]
    return Key(Kind.SKILL, slug), {**BASE, "slug": slug, "name": slug, "skill_kind": "SKILL", "broader": links, **more}


def group(code: str, broader: str | None = None, **more: Any) -> tuple[Key, dict[str, Any]]:
    above = {"broader": f"g{broader}"} if broader else {}
    said = {"slug": f"g{code}", "name": f"group {code}", "scheme": "ISCO", "code": code}
    return Key(Kind.ROLE_GROUP, f"g{code}"), {**BASE, **said, **above, **more}


def role(slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.ROLE, slug), {**BASE, "slug": slug, "name": slug, **more}


def of_skills(*skills: tuple[Key, dict[str, Any]]) -> Hierarchy:
    return hierarchy(world(*DATASETS, *skills), Wanted(Kind.SKILL))


def shown(hierarchy: Hierarchy, root: str | None = None, most_levels: int | None = None) -> list[str]:
    """The rows as a menu shows them, a dot for each level."""
    top = None if root is None else hierarchy.known(root)
    rows = Outline(hierarchy, top, most_levels).window(None, None, first=None, last=None).rows
    return ["." * row.depth + row.node.slug for row in rows]


CRAFT = (
    skill("craft"), skill("baking", "craft"), skill("bread", "baking"), skill("cake", "baking", "sweets"),
    skill("sweets", "craft"), skill("alone"), skill("rye", "bread"),
)  # fmt: skip


def test_rows_come_depth_first_and_in_order_of_name_under_each_parent() -> None:
    found = of_skills(*CRAFT)
    whole = ["alone", "craft", ".baking", "..bread", "...rye", "..cake", ".sweets", "..cake"]
    assert shown(found) == whole
    assert Outline(found).total == len(whole)
    assert shown(found, most_levels=0) == ["alone", "craft"]
    assert shown(found, most_levels=1) == ["alone", "craft", ".baking", ".sweets"]
    assert Outline(found, depth=1).total == 4
    assert shown(found, root="baking") == ["baking", ".bread", "..rye", ".cake"]


def test_groups_come_in_order_of_code_whatever_they_are_called() -> None:
    groups = [group("2", name="a"), group("10", "1", name="z"), group("1", name="b"), group("9", "1", name="a")]
    found = hierarchy(world(*DATASETS, *groups), Wanted(Kind.ROLE_GROUP))
    assert shown(found) == ["g1", ".g10", ".g9", "g2"]


def test_who_has_several_parents_counts_once() -> None:
    found = of_skills(*CRAFT)
    counts = {skill.slug: found.descendant_counts[skill] for skill in found.members}
    assert counts == {"alone": 0, "craft": 5, "baking": 3, "bread": 1, "cake": 0, "sweets": 1, "rye": 0}


def test_what_is_deprecated_is_no_row_and_hides_none() -> None:
    old = {"status": "DEPRECATED"}
    found = of_skills(
        skill("a"), skill("b", "a", **old), skill("c", "b", **old), skill("d", "c"), skill("e", "f"), skill("f", **old)
    )
    assert shown(found) == ["a", ".d", "e"]
    assert [each.slug for each in ancestors(found.members[1])] == ["a"]
    assert depth(found.members[1]) == 1
    assert shown(found, root="b") == ["b", ".d"], "it still answers itself"


def test_a_scheme_or_a_dataset_is_a_hierarchy_of_its_own() -> None:
    snapshot = world(
        *DATASETS,
        group("1"), group("11", "1", dataset="other"), group("111", "11"), group("5", scheme="SOC"),
        group("51", "5", scheme="SOC"),
    )  # fmt: skip
    dataset = snapshot.datasets["d"]
    assert shown(hierarchy(snapshot, Wanted(Kind.ROLE_GROUP, scheme=GroupScheme.SOC))) == ["g5", ".g51"]
    assert shown(hierarchy(snapshot, Wanted(Kind.ROLE_GROUP, GroupScheme.ISCO, dataset))) == ["g1", ".g111"]
    of_other = Wanted(Kind.ROLE_GROUP, dataset=snapshot.datasets["other"])
    assert shown(hierarchy(snapshot, of_other)) == ["g11"]


def test_roles_under_a_group_count_once_also_those_in_a_deprecated_one() -> None:
    snapshot = world(
        *DATASETS,
        group("1"), group("11", "1"), group("12", "1", status="DEPRECATED"), group("2"),
        role("a", groups=["g11"]), role("b", groups=["g1", "g11"]), role("c", groups=["g12"]),
        role("gone", groups=["g11"], status="DEPRECATED"),
    )  # fmt: skip
    found = hierarchy(snapshot, Wanted(Kind.ROLE_GROUP))
    assert {each.slug: found.role_counts[each] for each in found.members} == {"g1": 3, "g11": 2, "g2": 0}


def test_roles_of_a_skill_and_of_a_responsibility_count_what_is_under_it_and_roles_themselves() -> None:
    snapshot = world(
        *DATASETS,
        *CRAFT,
        (Key(Kind.RESPONSIBILITY, "work"), {**BASE, "slug": "work", "name": "work"}),
        (Key(Kind.RESPONSIBILITY, "bake"),
         {**BASE, "slug": "bake", "name": "bake", "broader": [{"responsibility": "work"}]}),
        role("baker", skills=[{"skill": each, "importance": "ESSENTIAL"} for each in ("bread", "cake")]),
        role("confectioner", skills=[{"skill": "cake", "importance": "OPTIONAL"}], broader=[{"role": "baker"}],
             responsibilities=[{"responsibility": "bake"}]),
    )  # fmt: skip

    def counts(kind: Kind) -> dict[str, int]:
        found = hierarchy(snapshot, Wanted(kind))
        return {each.slug: found.role_counts[each] for each in found.members if found.role_counts[each]}

    assert counts(Kind.SKILL) == {"craft": 2, "baking": 2, "bread": 1, "cake": 2, "sweets": 2}
    assert counts(Kind.RESPONSIBILITY) == {"work": 1, "bake": 1}
    assert counts(Kind.ROLE) == {"baker": 2, "confectioner": 1}


def test_paths_lead_down_every_way() -> None:
    cake = of_skills(*CRAFT).known("cake")
    assert cake
    found = [[each.slug for each in path] for path in paths(cake, 10)]
    assert found == [["craft", "baking", "cake"], ["craft", "sweets", "cake"]]
    assert len(paths(cake, 1)) == 1
    assert paths(cake, 0) == []
    assert [each.slug for each in ancestors(cake)] == ["baking", "sweets", "craft"]
    assert depth(cake) == 2


def test_a_short_way_up_makes_the_depth() -> None:
    found = of_skills(skill("a"), skill("b", "a"), skill("c", "b"), skill("d", "c", "a"))
    last = found.known("d")
    assert last
    assert depth(last) == 1
    assert len(paths(last, 5)) == 2


@pytest.mark.parametrize(
    ("links", "rows"),
    [
        ({"a": ["a"]}, ["a"]),
        ({"a": ["b"], "b": ["a"]}, ["a", ".b"]),
        ({"a": ["c"], "b": ["a"], "c": ["b"], "x": ["c"]}, ["a", ".b", "..c", "...x"]),
        ({"top": [], "a": ["b", "top"], "b": ["a"]}, ["top", ".a", "..b"]),
        ({"a": ["old"], "old": ["a"]}, ["a"]),
    ],
)
def test_circles_in_the_data_hang_nothing_and_lose_nobody(links: dict[str, list[str]], rows: list[str]) -> None:
    found = of_skills(
        *(skill(each, *above, **({"status": "DEPRECATED"} if each == "old" else {})) for each, above in links.items())
    )
    assert shown(found) == rows
    assert Outline(found).total == len(rows)
    for each in found.places:
        assert len(set(ancestors(each))) == len(ancestors(each))
        assert each not in ancestors(each)
        assert depth(each) < len(links)
        assert len(paths(each, 50)) >= 1


@st.composite
def dags(draw: st.DrawFn) -> list[tuple[Key, dict[str, Any]]]:
    count = draw(st.integers(1, 9))
    made = []
    for number in range(count):
        above = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        status = draw(st.sampled_from(["ACTIVE", "ACTIVE", "ACTIVE", "DEPRECATED"]))
        made.append(skill(f"s{number}", *(f"s{each}" for each in sorted(above)), status=status))
    return draw(st.permutations(made))


def walked(found: Hierarchy, most_levels: int | None) -> Iterator[tuple[str, ...]]:
    """The paths of all rows, in the plainest way."""

    def under(path: tuple[Entity, ...]) -> Iterator[tuple[Entity, ...]]:
        yield path
        if most_levels is None or len(path) <= most_levels:
            for part in found.under(path[-1]):
                yield from under((*path, part))

    for root in found.roots:
        yield from (tuple(each.slug for each in path) for path in under((root,)))


@given(dags(), st.none() | st.integers(0, 3), st.integers(1, 4))
def test_pages_forwards_and_backwards_make_the_whole_tree(
    records: list[tuple[Key, dict[str, Any]]], most_levels: int | None, size: int
) -> None:
    found = of_skills(*records)
    outline = Outline(found, None, most_levels)
    whole = list(walked(found, most_levels))
    assert outline.total == len(whole)
    pages: list[tuple[str, ...]] = []
    window = outline.window(None, None, first=size, last=None)
    assert not window.has_previous
    pages += [row.path for row in window.rows]
    while window.has_next:
        window = outline.window(pages[-1], None, first=size, last=None)
        pages += [row.path for row in window.rows]
        assert window.has_previous
    assert pages == whole
    backwards: list[tuple[str, ...]] = []
    window = outline.window(None, None, first=None, last=size)
    assert not window.has_next
    backwards = [row.path for row in window.rows]
    while window.has_previous:
        window = outline.window(None, backwards[0], first=None, last=size)
        backwards = [*(row.path for row in window.rows), *backwards]
        assert window.has_next
    assert backwards == whole


@given(dags(), st.data())
def test_a_window_lies_between_two_rows(records: list[tuple[Key, dict[str, Any]]], data: st.DataObject) -> None:
    found = of_skills(*records)
    whole = list(walked(found, None))
    if not whole:
        return
    start, end = (data.draw(st.integers(0, len(whole) - 1)) for _ in range(2))
    window = Outline(found).window(whole[start], whole[end], first=2, last=None)
    assert [row.path for row in window.rows] == whole[start + 1 : end][:2]
    window = Outline(found).window(whole[start], whole[end], first=None, last=2)
    assert [row.path for row in window.rows] == whole[start + 1 : end][-2:]


def naive(found: Hierarchy, entity: Entity) -> set[Entity]:
    return {each for part in found.under(entity) for each in (part, *naive(found, part))}


@given(dags())
def test_counts_and_ways_up_agree_with_the_ways_down(records: list[tuple[Key, dict[str, Any]]]) -> None:
    found = of_skills(*records)
    for entity in found.members:
        under, told = naive(found, entity), found.descendants(entity)
        assert found.descendant_counts[entity] == len(told) == len(under) == len(under.intersection(told))
        assert {each for each in found.members if entity in ancestors(each)} == under
        ways = [tuple(each.slug for each in path) for path in paths(entity, 10_000)]
        assert sorted(ways) == sorted(path for path in walked(found, None) if path[-1] == entity.slug)
        assert depth(entity) == min(len(way) for way in ways) - 1


def path_of(snapshot: Snapshot, slug: str) -> tuple[str, ...]:
    rows = Outline(hierarchy(snapshot, Wanted(Kind.SKILL))).window(None, None, first=None, last=None).rows
    return next(row.path for row in rows if row.node.slug == slug)


def moved(change: Callable[[dict[str, Any]], None], slug: str) -> list[tuple[Key, dict[str, Any]]]:
    """The records of `CRAFT` with one of them changed."""
    records = [(key, dict(record)) for key, record in CRAFT]
    for _, record in records:
        if record["slug"] == slug:
            change(record)
    return records


@pytest.mark.parametrize(
    ("slug", "change", "after", "before"),
    [
        ("bread", {"status": "DEPRECATED"}, ["..cake", "..rye", ".sweets"], ["alone", "craft", ".baking"]),
        ("sweets", {"broader": []}, ["sweets", ".cake"], ["..bread", "...rye", "..cake"]),
        ("craft", {"status": "DEPRECATED"}, ["sweets", ".cake"], [".cake"]),
    ],
)
def test_whoever_goes_through_a_tree_goes_on_where_a_row_has_left_it(
    slug: str, change: dict[str, Any], after: list[str], before: list[str]
) -> None:
    was = path_of(world(*DATASETS, *CRAFT), slug)
    now = Outline(of_skills(*moved(lambda record: record.update(change), slug)))

    def told(rows: list[Row]) -> list[str]:
        return ["." * row.depth + row.node.slug for row in rows]

    assert told(now.window(was, None, first=3, last=None).rows)[: len(after)] == after
    assert told(now.window(None, was, first=None, last=3).rows)[-len(before) :] == before


def test_a_hierarchy_is_made_once_for_a_snapshot() -> None:
    snapshot, skills = world(*DATASETS, *CRAFT), Wanted(Kind.SKILL)
    assert hierarchy(snapshot, skills) is hierarchy(snapshot, skills) is not hierarchy(snapshot, Wanted(Kind.ROLE))


def test_a_row_that_never_was_is_an_error_that_names_the_argument() -> None:
    outline = Outline(of_skills(*CRAFT))
    with pytest.raises(BadInput, match="does not belong to this tree") as refused:
        outline.window(("nobody",), None, first=1, last=None)
    assert refused.value.argument == ["after"]
    with pytest.raises(BadInput) as refused:
        outline.window(None, ("craft", "nobody"), first=1, last=None)
    assert refused.value.argument == ["before"]
    found = of_skills(*CRAFT)
    with pytest.raises(BadInput):
        Outline(found, found.known("baking")).window(("craft", "baking"), None, first=1, last=None)


def test_a_tree_with_more_rows_than_can_be_counted_out_is_paged_and_counted() -> None:
    """Forty levels of two, each under both above: a million million rows."""
    records = [skill("s0-0"), skill("s0-1")]
    records += [
        skill(f"s{level}-{place}", f"s{level - 1}-0", f"s{level - 1}-1") for level in range(1, 40) for place in (0, 1)
    ]
    found = of_skills(*records)
    outline = Outline(found)
    assert outline.total == sum(2 ** (level + 1) for level in range(40))
    window = outline.window(None, None, first=50, last=None)
    assert [row.depth for row in islice(window.rows, 40)] == list(range(40))
    assert outline.window(None, None, first=None, last=1).rows[0].depth == 39
    lowest = found.known("s39-1")
    assert lowest
    assert (len(paths(lowest, 100)), depth(lowest), len(ancestors(lowest))) == (100, 39, 78)


WORK: dict[str, Callable[[Hierarchy], object]] = {
    "total": lambda made: Outline(made).total,
    "rows": lambda made: Outline(made).window(None, None, first=5, last=None),
    "last rows": lambda made: Outline(made).window(None, None, first=None, last=5),
    "descendants": lambda made: made.descendants(made.roots[0]),
    "counts": lambda made: made.descendant_counts,
    "roles": lambda made: made.role_counts,
    "ancestors": lambda made: ancestors(made.members[0]),
    "paths": lambda made: paths(made.members[0], 5),
    "depth": lambda made: depth(made.members[0]),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_time_is_limited(work: Callable[[Hierarchy], object]) -> None:
    snapshot = world(*DATASETS, *CRAFT, role("r"))
    made = Hierarchy(snapshot, Wanted(Kind.SKILL))
    work(Hierarchy(snapshot, made.wanted))
    with pytest.raises(deadline.OutOfTime), deadline.limited(-1):
        work(made)
    with pytest.raises(deadline.OutOfTime), deadline.limited(-1):
        Hierarchy(snapshot, Wanted(Kind.SKILL))
