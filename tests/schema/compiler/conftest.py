"""A world of the beings that the tests of the compiler ask for."""

import pytest

from tests.schema.compiler.beings import Colour, Human, Robot, World


@pytest.fixture
def world() -> World:
    ada, robbie = Human("Ada", friends=[Robot("R1", parts=["arm"]), Human("Bob", colour=Colour.GREEN)]), Robot("R2")
    ada.boss = Human("Eve", age=None)
    return World(ada, beings=[robbie, ada, None])
