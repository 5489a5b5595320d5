"""How well moves between ESCO's occupations agree with O*NET's related occupations, and how well simpler rankings do.

    .venv/bin/python -m tests.benchmarks.esco_agreement

ESCO has no table of related occupations. Here its occupations are matched to O*NET's by what both are called (name and
alternative labels), and two are taken as related if theirs are the same or related. Half of ESCO's occupations find a
match so. The truth is rough, and rankings by names have an advantage; it serves to compare rankings with each other.
Only ESCO is loaded, so nothing of O*NET can leak into the ranking. Needs `../shared/data`. Run by hand.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from python_calamine import CalamineWorkbook

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.likeness.classes import nearness
from knowledge.model.entities import Role
from knowledge.model.vocabulary import Importance
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.spelling import UNSAID, stem, words_of
from tests.benchmarks.loading import ESCO, ONET, command

BEST = 10
Floats = NDArray[np.float64]


def rows(table: str, *columns: str) -> list[tuple[str, ...]]:
    header, *lines = CalamineWorkbook.from_path(ONET / f"{table}.xlsx").get_sheet_by_index(0).to_python()
    places = [header.index(column) for column in columns]
    return [tuple(str(line[place]) for place in places) for line in lines]


def normal(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words_of(text) if word not in UNSAID)


def matched(snapshot: Snapshot) -> dict[Role, str]:
    """ESCO's roles that are called like an O*NET occupation, with its code: the one that most names speak for."""
    titles = rows("Occupation Data", "O*NET-SOC Code", "Title")
    called: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, title in (*titles, *rows("Alternate Titles", "O*NET-SOC Code", "Alternate Title")):
        called[normal(title)].add(code)
    own = {normal(title): code for code, title in titles}
    found = {}
    for role in snapshot.roles.values():
        votes: defaultdict[str, float] = defaultdict(float)
        for place, name in enumerate((role.name, *role.aliases)):
            codes = called.get(normal(name), ())
            for code in codes:
                sure = 2 if own.get(normal(name)) == code else 1
                votes[code] += (1 if place else 3) * sure / len(codes)
        best = max(votes, key=lambda code: votes[code], default=None)
        if best is not None and votes[best] >= 1:
            found[role] = best
    return found


def cosines(snapshot: Snapshot, roles: list[Role]) -> Floats:
    """Cosine of tf-idf over skills, optional ones at half."""
    skills = {skill: place for place, skill in enumerate(snapshot.skills.values())}
    table = np.zeros((len(roles), len(skills)), dtype=np.float32)
    for row, role in enumerate(roles):
        for link in role.skills:
            table[row, skills[link.skill]] = 1.0 if link.importance is Importance.ESSENTIAL else 0.5
    table *= np.log((len(roles) + 1) / np.maximum(1, (table > 0).sum(axis=0)))
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return np.asarray(table @ table.T, dtype=np.float64)


def judge(scores: Floats, truth: NDArray[np.bool_]) -> str:
    np.fill_diagonal(scores, -1.0)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :BEST]
    hits = np.take_along_axis(truth, best, 1)
    discounts = 1 / np.log2(np.arange(BEST) + 2)
    counts = truth.sum(axis=1)
    some = counts > 0
    ideal = np.array([discounts[: min(BEST, count)].sum() for count in counts[some]])
    recall = (hits.sum(axis=1)[some] / np.minimum(BEST, counts[some])).mean()
    return f"R@10 {recall:.3f}  nDCG@10 {((hits * discounts).sum(axis=1)[some] / ideal).mean():.3f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/rolegraph.db"
        command("migrate", database=database)
        command("import", "esco", ESCO, database=database)
        snapshot = newest_snapshot(Store(open_engine(database)))
    codes = matched(snapshot)
    roles = list(codes)
    related = set(rows("Related Occupations", "O*NET-SOC Code", "Related O*NET-SOC Code"))
    truth = np.array(
        [[one is not other and (codes[one] == codes[other] or (codes[one], codes[other]) in related) for other in roles]
         for one in roles]
    )  # fmt: skip
    print(f"{len(roles):,} of {len(snapshot.roles):,} roles matched, {truth.sum(axis=1).mean():.0f} related ones each")
    ranking = snapshot.ranking
    places = np.array([ranking.row(role) for role in roles])

    def each(value: Callable[[Role], Floats]) -> Floats:
        return np.stack([value(role)[places] for role in roles])

    alike = cosines(snapshot, roles)
    near = np.array([[nearness(one, other) or 0.0 for other in roles] for one in roles])
    print("Rolegraph, likeness                   ", judge(each(ranking.likenesses), truth))
    print("Rolegraph, feasibility                ", judge(each(ranking.feasibilities), truth))
    print("tf-idf cosine of skills               ", judge(alike.copy(), truth))
    for share in (0.1, 0.2, 0.5, 1.0):
        print(f"tf-idf cosine and {share:3} x ISCO proximity ", judge(alike + share * near, truth))


if __name__ == "__main__":
    main()
