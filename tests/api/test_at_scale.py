"""What a server answers with all of ESCO."""

import pytest

from tests.servers import Server

pytestmark = pytest.mark.xdist_group("esco")


@pytest.mark.parametrize(
    ("one", "other"), [("shop-assistant", "accountant"), ("minister-of-religion", "welder")], ids=lambda slug: slug
)
def test_every_pair_gets_a_ladder_or_a_reason(esco_server: Server, one: str, other: str) -> None:
    asked = f"""{{ careerPaths(from: "esco/{one}", to: "esco/{other}", maxMoves: 4, first: 3) {{
      direct reason moves {{ feasibility }} }} }}"""
    best, *_ = esco_server.ask(asked)["data"]["careerPaths"]
    assert (len(best["moves"]) > 1) != (best["reason"] is not None)
    assert all(move["feasibility"] >= 0.33 for move in best["moves"]) or best["direct"]
