"""Computed figures agree with what O*NET's experts say, which nothing here reads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import IN_CI, SHARED
from tests.servers import rolegraph

EVAL, ONET = SHARED / "eval", SHARED / "data/onet-29.3"
LEAST = {
    "likeness": ("onet_related.py", {"R@10": 0.63, "nDCG@10": 0.87}),
    "feasibility": ("career_changers.py", {"nDCG@10": 0.48}),
}


@pytest.mark.xdist_group("releases")
def test_the_rankings_of_onet_agree_with_its_experts(tmp_path: Path) -> None:
    if not EVAL.exists() or not ONET.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip("the judges and O*NET's tables are not beside this checkout")
    address = f"sqlite:///{tmp_path / 'rolegraph.db'}"
    for command in (["migrate"], ["import", "onet", str(ONET)]):
        done = rolegraph(*command, DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
    for by, (judge, least) in LEAST.items():
        ranking = tmp_path / f"{by}.tsv"
        done = rolegraph("evaluate", "--by", by, "--output", str(ranking), DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
        assert len(ranking.read_text().splitlines()) == 1016 * 30
        judged = subprocess.run([sys.executable, EVAL / judge, ranking], capture_output=True, text=True, check=True)
        found = {name: float(value) for name, value in re.findall(r"([\w@]+)=([\d.]+)", judged.stdout)}
        assert {name: found[name] for name in least if found[name] < least[name]} == {}, judged.stdout
