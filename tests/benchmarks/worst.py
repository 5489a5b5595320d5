"""Looks for the document within the limits that takes most, of processor time, bytes and memory, and most for a point.

    .venv/bin/python -m tests.benchmarks.worst [DATABASE_URL [SECONDS [SEED]]]

Over a database with ESCO and O*NET, which it loads from `../shared/data` if none is named. It begins with documents
that are known to be dear for their kind, then makes random ones, with variables, and grows each until it is as dear as
may be: longer pages, and the same again. Run by hand; prints the worst, and ends with exit code 1 where one goes beyond
the bound in docs/performance.md.
"""

# ruff: noqa: E501 - documents are read more easily as they are sent

import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge import deadline
from knowledge.snapshot.snapshot import Snapshot
from schema.connections import encode
from schema.context import Context
from schema.document import GRAPHQL, Refused, parsed
from schema.entity import key_of
from schema.limits import Limits, check_cost
from tests.benchmarks.loading import ESCO, ONET, command
from tests.conftest import DATASET
from tests.schema.compiler import documents
from tests.schema.compiler.documents import Dicing, document

MOST_SECONDS, MOST_BYTES, MOST_MEMORY = 1.0, 50_000_000, 200_000_000
SHOWN = 8
SLOW = 5.0  # seconds; to measure memory takes ten times as long
LIMITS = Limits()


@dataclass(frozen=True)
class Taken:
    """What a document took. `memory` is known of the worst only."""

    name: str
    text: str
    variables: dict[str, Any]
    points: int
    seconds: float
    bytes: int
    refused: str = ""
    memory: int = 0

    def for_a_point(self) -> float:
        """Microseconds."""
        return self.seconds / max(self.points, 100) * 1e6


class Measuring:
    def __init__(self, snapshot: Snapshot, store: Store):
        self.context = Context(snapshot, store, lambda _: snapshot, limits=LIMITS)

    def take(self, name: str, text: str, variables: dict[str, Any]) -> Taken | None:
        """What a document takes; None if it is beyond the limits before it is executed."""
        try:
            found = parsed(text, LIMITS)
            operation = found.operation(None)
            read = found.read(operation, variables)
            check_cost(read.cost, LIMITS)
        except Exception:  # noqa: BLE001 - refused, for whatever reason: not what is looked for
            return None
        if not read.cost:
            return None
        began, size, refused = time.thread_time(), 0, ""
        try:
            with deadline.limited(60):
                size = len(found.execute(operation, variables, self.context, read).answer)
        except Refused as error:
            refused = str((error.errors[0].extensions or {}).get("limit"))
        except deadline.OutOfTime:
            refused = "time"
        return Taken(name, text, variables, read.cost, time.thread_time() - began, size, refused)

    def with_memory(self, taken: Taken) -> Taken:
        """With the most bytes that it holds at once; what takes too long for that is left as it is."""
        if taken.seconds > SLOW:
            return taken
        tracemalloc.start()
        try:
            self.take(taken.name, taken.text, taken.variables)
            return replace(taken, memory=tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()


def again(role: str, count: int) -> str:
    """The aliases of a role, again and again."""
    ids = ", ".join(f'"{encode("Role:" + role)}"' for _ in range(500))
    many = " ".join(f"a{place}: aliases" for place in range(count))
    return f"{{ nodes(ids: [{ids}]) {{ ... on Role {{ {many} }} }} }}"


def known(snapshot: Snapshot) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Documents that were dear once, and the dearest that each analysis can be."""
    dearest = max(snapshot.roles.values(), key=lambda role: len(role.skills) + len(role.tools))
    widest = max(snapshot.skills.values(), key=lambda skill: len(skill.narrower))
    named = max(snapshot.roles.values(), key=lambda role: len(role.aliases))
    tools = list(snapshot.tools.values())
    eight = sorted(snapshot.roles.values(), key=lambda role: -len(role.skills))[:8]
    slugs = ", ".join(f'"{role.slug}"' for role in eight)
    role, other = dearest.slug, eight[1].slug
    last = encode(key_of(tools[-1]))

    def many(count: int, field: Callable[[int], str]) -> str:
        return "{ " + " ".join(f"a{place}: {field(place)}" for place in range(count)) + " }"

    facts = "slug name aliases description definition scopeNote citations { section source { title } } basis"
    yield (
        "pages in pages",
        "query($n: Int) { roles(first: $n) { nodes { skills(first: $n) { nodes { roles(first: $n) { nodes { name } } } } } } }",
        {"n": 35.0},
    )
    yield (
        "narrower twice",
        f"{{ skills(first: 4) {{ nodes {{ narrower(first: 60) {{ skill {{ {facts} narrower {{ skill {{ {facts} }} }} }} }} }} }} }}",
        {},
    )
    yield (
        "siblings",
        f'{{ skill(slug: "{widest.slug}") {{ narrower(first: 20) {{ skill {{ broader {{ skill {{ narrower {{ skill {{ name }} }} }} }} }} }} }} }}',
        {},
    )
    yield (
        "descriptions",
        "{ roles(first: 150) { nodes { " + " ".join(f"a{n}: description" for n in range(90)) + " } } }",
        {},
    )
    yield "aliases", f'{{ role(slug: "{named.slug}") {{ ' + " ".join(f"a{n}: aliases" for n in range(99)) + " } }", {}
    yield (
        "aliases of roles",
        "{ roles(first: 500) { nodes { " + " ".join(f"a{n}: aliases" for n in range(60)) + " } } }",
        {},
    )
    yield "one role, 500 ×", again(named.slug, 1), {}
    yield "and 9 × its aliases", again(named.slug, 9), {}
    yield "long names", "{ roles(first: 500) { nodes { " + "x" * 40_000 + ": name } } }", {}
    yield (
        "facets of roles",
        many(7, lambda n: f"roles(first: {n}) {{ facets {{ skill {{ count }} tool {{ count }} group {{ count }} }} }}"),
        {},
    )
    yield (
        "facets of skills",
        many(12, lambda n: f"skills(first: {n}) {{ facets {{ group {{ count }} category {{ count }} }} }}"),
        {},
    )
    yield (
        "facets of texts",
        many(
            30, lambda n: f'roles(first: {n}, filter: {{text: "manager {n}"}}) {{ facets {{ jobZone {{ count }} }} }}'
        ),
        {},
    )
    yield "trees", many(4, lambda n: f"tree(of: SKILL, first: {5_000 - n}) {{ edges {{ depth descendantCount }} }}"), {}
    yield (
        "strings",
        "query ($t: [String!]!) { normalize(terms: $t) { matches { confidence } } }",
        {"t": [f"softwar engineeer {n}" for n in range(300)]},
    )
    yield "one letter", many(45, lambda n: f'search(query: "{chr(97 + n % 26)}", first: 500) {{ totalCount }}'), {}
    yield "many words", many(40, lambda n: f'search(query: "{"a e o " * 80}{n}") {{ totalCount }}'), {}
    yield "nameContains", many(45, lambda n: f'tools(first: 1, filter: {{nameContains: "e{n}"}}) {{ totalCount }}'), {}
    yield "the last page", many(45, lambda _: f'tools(first: 1, after: "{last}") {{ totalCount }}'), {}
    yield "sorted", many(45, lambda _: "tools(first: 1, orderBy: {field: NAME, direction: DESC}) { totalCount }"), {}
    yield (
        "adviseHire",
        many(
            2,
            lambda n: (
                f"adviseHire(needs: [{', '.join(f'{chr(34)}data analysis software {n} {m}{chr(34)}' for m in range(20))}]) {{ score reason role {{ name }} matchedNeeds {{ name }} }}"
            ),
        ),
        {},
    )
    yield (
        "matchRoles",
        many(
            5,
            lambda _: (
                "matchRoles(profile: $p, first: 50) { nodes { score missingSkills { name } } nextSkills(first: 20) { gain } }"
            ),
        ).replace("{", "query($p: ProfileInput!) {", 1),
        {"p": {"skills": [f"unknown thing {n}" for n in range(400)]}},
    )
    yield (
        "overlap of eight",
        many(
            18,
            lambda _: (
                f"overlap(roles: [{slugs}]) {{ similarity anySkills {{ specificity }} anyTools {{ specificity }} }}"
            ),
        ),
        {},
    )
    yield (
        "difference",
        many(
            45,
            lambda _: (
                f'difference(left: "{role}", right: "{other}") {{ onlyLeft {{ tools {{ basis }} skills {{ basis }} }} onlyRight {{ skills {{ basis }} }} }}'
            ),
        ),
        {},
    )
    yield (
        "transitions",
        f'{{ transitions(from: "{role}", first: 120) {{ nodes {{ skillGaps {{ weight closeness }} toolGaps {{ weight closeness }} factors {{ score }} }} }} }}',
        {},
    )
    yield "transitions again", many(40, lambda _: f'transitions(from: "{role}", first: 0) {{ totalCount }}'), {}
    yield "similar", "{ roles(first: 90) { nodes { similar(first: 0) { similarity } } } }", {}
    yield "related", "{ skills(first: 400) { nodes { related(first: 0) { closeness } } } }", {}
    yield (
        "careerPaths",
        many(
            2,
            lambda n: f'careerPaths(from: "{role}", to: "{eight[n + 1].slug}", maxMoves: 6, first: 3) {{ difficulty }}',
        ),
        {},
    )
    yield (
        "plans",
        many(15, lambda n: f'learningPlan(from: "{eight[n % 7 + 1].slug}", to: "{role}") {{ coverageAfter }}'),
        {},
    )
    yield (
        "datasets",
        many(8, lambda _: "datasets { skills(first: 1) { totalCount } roles(first: 1) { totalCount } }"),
        {},
    )
    yield (
        "the schema",
        many(45, lambda _: "__schema { types { name fields { name args { name } type { name } } } }"),
        {},
    )
    yield (
        "changes",
        many(10, lambda n: f"changes(since: 0, first: 50) {{ nodes {{ slug fields {{ a{n}: before after }} }} }}"),
        {},
    )


class Growing:
    """Makes random documents dearer."""

    def __init__(self, measuring: Measuring, seed: int):
        self._measuring = measuring
        self._dice = random.Random(seed)
        slugs = [each for kind in measuring.context.snapshot.by_kind.values() for each in kind]
        setattr(documents, "TEXTS", (*self._dice.sample(slugs, 60), "a", "software", "data", "e"))  # noqa: B010 - not as many
        self._seed = seed

    def one(self) -> Taken | None:
        """A random document, grown as long as it is within the limits."""
        self._seed += 1
        asked = document(Dicing(self._seed), GRAPHQL)
        best = self._measuring.take("random", asked.text, asked.variables)
        text, variables = asked.text, asked.variables
        for _ in range(6):
            text = self._grown(text)
            variables = {name: 50.0 if isinstance(each, int) else each for name, each in variables.items()}
            taken = self._measuring.take("random", text, variables)
            if taken is None:
                break
            best = taken if best is None or taken.seconds > best.seconds else best
        return best

    def _grown(self, text: str) -> str:
        head, brace, rest = text.partition("{")
        if self._dice.random() < 0.5:
            for short, long in (("first: 1", "first: 20"), ("first: 2", "first: 50"), ("first: 3", "first: 100")):
                rest = rest.replace(short + ",", long + ",").replace(short + ")", long + ")")
            return head + brace + rest
        body, _, fragments = rest.partition("}\nfragment")
        copies = " ".join(f"... on Query {{ {body.rstrip().rstrip('}')} }}" for _ in range(1))
        return f"{head}{{ {copies} {body}}}" + (f"\nfragment{fragments}" if fragments else "")


def show(title: str, taken: list[Taken]) -> None:
    print(f"\n{title}")
    print(f"{'':<20}{'points':>8}{'s of CPU':>10}{'µs a point':>12}{'MB':>8}{'MB memory':>11}  refused by")
    for each in taken:
        figures = f"{each.points:>8,}{each.seconds:>10.3f}{each.for_a_point():>12.1f}{each.bytes / 1e6:>8.1f}"
        print(f"{each.name:<20}{figures}{each.memory / 1e6:>11.0f}  {each.refused}")
        if each.name == "random":
            print(f"    {each.text[:400]!r} {str(each.variables)[:200]}")


def main() -> None:
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 300
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with tempfile.TemporaryDirectory() as folder:
        address = sys.argv[1] if len(sys.argv) > 1 else loaded(Path(folder))
        store = Store(open_engine(address))
        snapshot = newest_snapshot(store)
        for _ in snapshot.preparing():
            pass
        measuring = Measuring(snapshot, store)
        seen: list[Taken] = []
        for name, text, variables in known(snapshot):
            taken = measuring.take(name, text, variables)
            if taken is None:
                print(f"{name}: refused before it is executed")
            else:
                seen.append(measuring.with_memory(taken))
        show("Known to be dear", seen)
        growing, until, count = Growing(measuring, seed), time.monotonic() + seconds, 0
        found: list[Taken] = []
        while time.monotonic() < until:
            taken = growing.one()
            count += taken is not None
            if taken is not None:
                found = sorted([*found, taken], key=lambda each: -each.seconds)[: 4 * SHOWN]
        worst = [measuring.with_memory(each) for each in found[:SHOWN]]
        show(f"The worst of {count:,} random ones", worst)
        show("Most for a point", sorted([*seen, *found], key=lambda each: -each.for_a_point())[:SHOWN])
        beyond = [
            each.name
            for each in (*seen, *worst)
            if each.seconds > MOST_SECONDS or each.bytes > MOST_BYTES or each.memory > MOST_MEMORY
        ]
        print(f"\n{len(beyond)} beyond the bound: {', '.join(beyond)}")
        sys.exit(1 if beyond else 0)


def loaded(folder: Path) -> str:
    address = f"sqlite:///{folder / 'rolegraph.db'}"
    command("migrate", database=address)
    command("load", DATASET, database=address)
    command("import", "esco", ESCO, database=address)
    command("import", "onet", ONET, database=address)
    return address


if __name__ == "__main__":
    main()
