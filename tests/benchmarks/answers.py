"""Prints how right the answers around a ranking are: directions, bands, profiles, routes, and who is found.

    .venv/bin/python -m tests.benchmarks.answers

Loads O*NET, ESCO, and both into databases of their own. Needs `../shared/data` and `../shared/eval`, and openpyxl for
the judges. Run by hand; it takes some minutes.
"""

import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.likeness.feasibility import MoveBand, band
from knowledge.model.entities import Role
from knowledge.questions.match import match_roles
from knowledge.questions.moves import MoveFilter, MoveOrder, transitions
from knowledge.questions.pathway import career_paths
from knowledge.questions.profile_names import Having
from knowledge.snapshot.snapshot import Snapshot
from tests.benchmarks.loading import ESCO, ONET, command
from tests.conftest import SHARED

EVAL = SHARED / "eval"
PAIRS, PROFILES, SAMPLED = 150, 100, 300


def roles_of(snapshot: Snapshot, dataset: str) -> list[Role]:
    return [role for role in snapshot.roles.values() if role.active and role.dataset.slug == dataset]


def judged(database: str, folder: Path) -> None:
    """What `../shared/eval` says of the rankings of O*NET's roles."""
    for by, judge, more in (
        ("likeness", "onet_related.py", []),
        ("feasibility", "career_changers.py", ["--most", "60"]),
    ):
        ranking = folder / f"{by}.tsv"
        command("evaluate", "--by", by, "--output", ranking, *more, database=database)
        done = subprocess.run([sys.executable, EVAL / judge, ranking], check=True, capture_output=True, text=True)
        print(f"{by}: {done.stdout.strip()}")


def directions(snapshot: Snapshot) -> None:
    """Moves that are harder up than down."""
    lines = (EVAL / "directions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    right = 0
    for line in lines:
        up, down, _ = line.split("\t")
        there, back = (
            snapshot.ranking.feasibility(snapshot.roles[one], snapshot.roles[other])
            for one, other in ((up, down), (down, up))
        )
        right += back >= there + 0.05
        print(f"  {there:.3f} up, {back:.3f} down: {up} and {down}")
    print(f"harder up than down by 0.05: {right} of {len(lines)}")


def found_in_20(snapshot: Snapshot) -> None:
    """How many of the related occupations are among the best 20 by likeness: rated targets and others."""
    header, *rows = CalamineWorkbook.from_path(ONET / "Related Occupations.xlsx").get_sheet_by_index(0).to_python()
    source, target = header.index("O*NET-SOC Code"), header.index("Related O*NET-SOC Code")
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[str(row[source])].add(str(row[target]))
    codes = {
        each.identifier: role
        for role in roles_of(snapshot, "onet")
        for each in role.external_ids
        if each.scheme == "onet-soc"
    }
    hits: dict[bool, list[bool]] = defaultdict(list)
    for code, others in wanted.items():
        best = transitions(snapshot, codes[code].slug, MoveFilter(dataset="onet"), MoveOrder.LIKENESS)[:20]
        near = {move.target for move in best}
        for other in others:
            rated = any(link.level_rating is not None for link in codes[other].skills)
            hits[rated].append(codes[other] in near)
    print(f"related ones in the best 20: rated {np.mean(hits[True]):.1%}, unrated {np.mean(hits[False]):.1%}")


def bands(snapshot: Snapshot, dataset: str) -> dict[MoveBand, float]:
    """The share of the pairs of a dataset in each band, from a sample of sources."""
    roles = roles_of(snapshot, dataset)
    rows = np.array([snapshot.ranking.row(role) for role in roles])
    counts: dict[MoveBand, int] = defaultdict(int)
    for source in random.Random(0).sample(roles, min(SAMPLED, len(roles))):
        for row, feasibility in zip(rows, snapshot.ranking.feasibilities(source)[rows].tolist(), strict=True):
            if row != snapshot.ranking.row(source):
                counts[band(feasibility)] += 1
    shares = {each: counts[each] / sum(counts.values()) for each in MoveBand}
    print(f"bands in {dataset}: " + ", ".join(f"{each} {share:.1%}" for each, share in shares.items()))
    return shares


def profiles(snapshot: Snapshot, dataset: str) -> None:
    """How often a role is the first that fits its own skills: with levels, and the essential ones without."""
    held = [
        role for role in roles_of(snapshot, dataset) if sum(each.importance == "ESSENTIAL" for each in role.skills) >= 3
    ]
    chosen = random.Random(1).sample(held, PROFILES)
    levels = essential = both = 0
    for role in chosen:
        own = [Having(link.skill.slug, link.level) for link in role.skills]
        levels += match_roles(snapshot, [], [], own).matches[0].role is role
        needed = [link.skill.slug for link in role.skills if link.importance == "ESSENTIAL"]
        essential += match_roles(snapshot, needed, []).matches[0].role is role
        rated = [Having(link.skill.slug, link.level) for link in role.skills if link.importance == "ESSENTIAL"]
        both += match_roles(snapshot, [], [], rated).matches[0].role is role
    print(
        f"profiles in {dataset}, the role itself first of {PROFILES}: skills and levels {levels}, essential skills "
        f"{essential}, essential skills and levels {both}"
    )


def routes(snapshot: Snapshot, dataset: str) -> None:
    """How many random pairs get a ladder, or a reason why there is none."""
    slugs = [role.slug for role in roles_of(snapshot, dataset)]
    choose = random.Random(7)
    ladders = reasons = 0
    for _ in range(PAIRS):
        one, other = choose.sample(slugs, 2)
        found = career_paths(snapshot, one, other, max_moves=4, first=3)
        ladders += len(found[0].moves) > 1
        reasons += found[0].reason is not None
    print(f"routes in {dataset}: {ladders} ladders and {reasons} reasons for {PAIRS} pairs")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shares = {}
        for dataset, release in (("onet", ONET), ("esco", ESCO)):
            database = f"sqlite:///{folder}/{dataset}.db"
            command("migrate", database=database)
            command("import", dataset, release, database=database)
            snapshot = newest_snapshot(Store(open_engine(database)))
            if dataset == "onet":
                judged(database, folder)
                directions(snapshot)
                found_in_20(snapshot)
            shares[dataset] = bands(snapshot, dataset)
            profiles(snapshot, dataset)
            routes(snapshot, dataset)
        ratios = {each: shares["onet"][each] / shares["esco"][each] for each in MoveBand}
        print("O*NET against ESCO: " + ", ".join(f"{each} {ratio:.2f}" for each, ratio in ratios.items()))
        command("import", "esco", ESCO, database=f"sqlite:///{folder}/onet.db")
        both = newest_snapshot(Store(open_engine(f"sqlite:///{folder}/onet.db")))
        for dataset in shares:
            bands(both, dataset)


if __name__ == "__main__":
    main()
