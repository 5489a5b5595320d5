"""How much of an answer an object takes, about: keys with what is around them, and what leaves usually have."""

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse

from schema.compiler.extent import MOST, Extent, extent
from tests.schema.compiler.beings import SCHEMA, Fetching

NAME, AGE = len('"name":,') + 50, len('"age":,') + 10  # as `Fetching.size` has it


def taken(text: str, type_: str = "Human") -> Extent:
    """The extent of an object of a type for the selections in braces; fragments follow."""
    definitions = parse(text).definitions
    (operation,) = (each for each in definitions if isinstance(each, OperationDefinitionNode))
    fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
    return extent(SCHEMA, fragments, Fetching(), SCHEMA.type_map[type_], [operation.selection_set])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ name }", Extent(1, NAME)),
        ("{ name age }", Extent(1, NAME + AGE)),
        ("{ longer: age }", Extent(1, AGE + len("longer") - len("age"))),
        ("{ boss { age } }", Extent(2, len('"boss":,') + AGE)),
        ("{ boss { boss { age } } }", Extent(3, 2 * len('"boss":,') + AGE)),
        ("{ friends { name } }", Extent(1, len('"friends":,'))),
        ("{ name ... on Human { age } ... { age } }", Extent(1, NAME + 2 * AGE)),
        ("{ ...F ...F } fragment F on Human { boss { name } }", Extent(3, 2 * (len('"boss":,') + NAME))),
    ],
)
def test_an_object_takes_its_keys_and_leaves_and_what_it_leads_to_without_a_list(text: str, expected: Extent) -> None:
    assert taken(text) == expected


def test_fragments_of_all_types_count_together() -> None:
    assert taken("{ ... on Human { name } ... on Robot { name } }", "Being") == Extent(1, 2 * NAME)


def test_a_leaf_takes_its_bytes_and_is_no_object() -> None:
    assert extent(SCHEMA, {}, Fetching(), SCHEMA.type_map["Int"], []) == Extent(0, 10)


def test_no_extent_is_told_beyond_the_most() -> None:
    fragments = "fragment F0 on Human { boss { name } }"
    for level in range(1, 12):
        fragments += f" fragment F{level} on Human {{ {f'...F{level - 1} ' * 10} }}"
    assert taken("{ ...F11 } " + fragments) == Extent(1 + MOST, MOST)
