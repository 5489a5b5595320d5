"""Computed figures agree with what O*NET's experts say, which nothing here reads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.evaluating import BEST, SCHEMES, By, ranked
from db.progress import SILENT
from knowledge.questions.moves import MoveOrder
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import IN_CI, SHARED

EVAL = SHARED / "eval"
LEAST = {
    By.LIKENESS: ("onet_related.py", {"R@10": 0.63, "nDCG@10": 0.87}),
    By.FEASIBILITY: ("career_changers.py", {"nDCG@10": 0.48}),
}


@pytest.mark.xdist_group("releases")
def test_the_rankings_of_onet_agree_with_its_experts(onet: Snapshot, tmp_path: Path) -> None:
    """What `rolegraph evaluate` writes, which tests/api/test_command_line.py tries on the shipped dataset."""
    if not EVAL.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip("the judges are not beside this checkout")
    roles = [role for role in onet.roles.values() if role.active]
    for by, (judge, least) in LEAST.items():
        lines = list(ranked(onet, roles, MoveOrder[by.name], BEST, SCHEMES["onet"], SILENT))
        assert len(lines) == 1016 * 30
        ranking = tmp_path / f"{by}.tsv"
        ranking.write_text("".join(lines))
        judged = subprocess.run([sys.executable, EVAL / judge, ranking], capture_output=True, text=True, check=True)
        found = {name: float(value) for name, value in re.findall(r"([\w@]+)=([\d.]+)", judged.stdout)}
        assert {name: found[name] for name in least if found[name] < least[name]} == {}, judged.stdout
