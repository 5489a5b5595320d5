"""Computed moves agree with what O*NET's experts call related, which nothing here reads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import IN_CI, SHARED
from tests.servers import rolegraph

JUDGE, ONET = SHARED / "eval/onet_related.py", SHARED / "data/onet-29.3"
LEAST = {"R@10": 0.58, "nDCG@10": 0.80}


def test_the_ranking_of_onet_agrees_with_its_experts(tmp_path: Path) -> None:
    if not JUDGE.exists() or not ONET.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip("the judge and O*NET's tables are not beside this checkout")
    address = f"sqlite:///{tmp_path / 'rolegraph.db'}"
    ranking = tmp_path / "ranking.tsv"
    for command in (["migrate"], ["import", "onet", str(ONET)], ["evaluate", "--output", str(ranking)]):
        done = rolegraph(*command, DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
    assert len(ranking.read_text().splitlines()) == 1016 * 30
    judged = subprocess.run([sys.executable, JUDGE, ranking], capture_output=True, text=True, check=True).stdout
    found = {name: float(value) for name, value in re.findall(r"([\w@]+)=([\d.]+)", judged)}
    assert {name: found[name] for name in LEAST if found[name] < LEAST[name]} == {}, judged
