"""What an extension may not say, or add to, is refused with its place, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.store import Store
from seeds.loading import load
from seeds.problems import Refused
from tests.seeds.test_extensions import ADDED, added, published

Write = Callable[..., Path]


def problems(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        act()
    return [f"{problem.place.line or ''}|{problem.field}|{problem.message}" for problem in refusal.value.problems]


WRONG: dict[str, tuple[str, list[str]]] = {
    "of nothing": ("role_extensions: [{aliases: [Beck]}]\n", ["3|role_extensions.0.role|is required"]),
    "of something unknown": (
        "role_extensions: [{role: esco/bakr}]\n",
        ["3|role_extensions.0.role|there is no role esco/bakr; the nearest is esco/baker"],
    ),
    "of a skill as if it were a role": (
        "role_extensions: [{role: esco/baking}]\n",
        ["3|role_extensions.0.role|there is no role esco/baking; the nearest is esco/baker"],
    ),
    "of a record of its own dataset": (
        "roles: [{slug: swiss/cook, name: Cook}]\nrole_extensions: [{role: swiss/cook, aliases: [Chef]}]\n",
        ["4|role_extensions.0.role|role swiss/cook is of this dataset: say it in the record of role swiss/cook itself"],
    ),
    "twice without a slug of its own": (
        "role_extensions:\n  - {role: esco/baker}\n  - {role: esco/baker}\n",
        ["5|role_extensions.1.slug|role extension swiss/esco/baker is defined already at PLACE:4"],
    ),
    "with a move to the role that it extends": (
        "role_extensions:\n  - role: esco/baker\n    moves: [{to: esco/baker, move_kind: PROGRESS}]\n",
        ["5|role_extensions.0.moves.0.to|a move leads to another role"],
    ),
    "with a skill that helps with itself": (
        "skill_extensions: [{skill: esco/baking, related: [{skill: esco/baking, importance: OPTIONAL}]}]\n",
        ["3|skill_extensions.0.related.0.skill|a skill is not related to itself"],
    ),
    "with a skill twice": (
        "tool_extensions: [{tool: esco/oven, skills: [esco/baking, esco/icing, esco/baking]}]\n",
        ["3|tool_extensions.0.skills.2|esco/baking is in this list already"],
    ),
    "with pay that ends before it begins": (
        "role_extensions: [{role: esco/baker, pay: [{minimum: 2, maximum: 1, currency: CHF, period: HOUR}]}]\n",
        ["3|role_extensions.0.pay.0|minimum 2 is above maximum 1"],
    ),
    "with a place in a hierarchy": (
        "role_extensions: [{role: esco/baker, broader: [swiss/cook]}]\n",
        ["3|role_extensions.0.broader|unknown field"],
    ),
    "with a field that only the record itself has": (
        "role_extensions: [{role: esco/baker, regulated: true}]\n",
        ["3|role_extensions.0.regulated|unknown field"],
    ),
    "with a list in place of a slug": (
        "role_extensions: [{role: [esco/baker]}]\n",
        ["3|role_extensions.0.role|expected a valid string, found a list"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused_with_its_place(case: str, store: Store, write: Write) -> None:
    content, expected = WRONG[case]
    load(store, [published(write)], "anna")
    folder = added(write, f"citations: [swiss-source]\n\n{content}")
    found = problems(lambda: load(store, [folder], "bruno"))
    assert [each.replace(str(folder / "all.yaml"), "PLACE") for each in found] == expected
    assert store.newest_revision() == 1


def test_without_a_source_it_is_refused(store: Store, write: Write) -> None:
    load(store, [published(write)], "anna")
    folder = added(write, "role_extensions: [{role: esco/baker, aliases: [Beck]}]\n")
    assert problems(lambda: load(store, [folder], "bruno")) == [
        "1|role_extensions.0|a STATED fact needs citations: name its source, or give a basis of INFERRED"
    ]


def test_another_dataset_does_not_take_an_extension_over(store: Store, write: Write) -> None:
    load(store, [published(write)], "anna")
    load(store, [added(write, ADDED)], "bruno")
    content = "basis: INFERRED\nrole_extensions: [{slug: swiss/esco/baker, role: esco/baker}]\n"
    folder = write(content, "tyrol/all.yaml", dataset="tyrol").parent
    assert problems(lambda: load(store, [folder], "carla")) == [
        "2|role_extensions.0.slug|role extension swiss/esco/baker belongs to the dataset swiss already"
    ]
