"""What stands in the picture of a page: its name, a line or two, and a figure that is made of the page's data."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from starlette.datastructures import QueryParams

from api import readable
from api.audience import Audience
from api.protocol import BadRequest
from api.readable_answers import answer, asked
from knowledge.errors import BadInput, NotFound
from knowledge.model.entities import Role, RoleGroup, Skill, Tool
from knowledge.model.entity import Entity
from knowledge.model.vocabulary import Importance
from knowledge.questions.moves import MoveOrder, transitions
from knowledge.questions.overlap import FEWEST, held_by_any, overlap
from knowledge.questions.transition import transition
from knowledge.snapshot.finding import unknown
from knowledge.snapshot.snapshot import Snapshot

PATH = re.compile(r"(?:(site|compare|move)|(role|skill|tool|group)/(.+))\.png", re.DOTALL)
NEEDED = {
    "compare": "two roles or more, as ?roles=SLUG,SLUG",
    "move": "the role that is left, as ?from=SLUG, and may have the one to take, as &to=SLUG",
}
ARGUMENT = {"compare": "roles", "move": "from"}
MOST_DOTS = 150
MOST_BARS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a figure: what it is about, a part of 0 to 1 that is full, and what is written at its end."""

    name: str
    share: float
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """A picture in words and numbers. `titles` are names to choose from, the first that can be written is.

    One of the figures is there: `dots` (True is full) for a list, `circles` for two roles (what only the one has, both,
    only the other), `bars` for several.
    """

    above: str
    titles: Sequence[str]
    text: str
    counts: Sequence[tuple[int, str]] = ()
    dots: Sequence[bool] = ()
    circles: tuple[int, int, int] | None = None
    bars: Sequence[Bar] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an address of a picture asks for: the one address of it, and how its content is made.

    `compares` is whether that takes what is made of a snapshot in the background (`Snapshot.indexed`).
    """

    address: str
    make: Callable[[], Card]
    compares: bool = False


def drawn(snapshot: Snapshot, path: str, parameters: QueryParams) -> Drawn:
    """What a picture's address asks for.

    Raises `BadRequest` with 404 for an address of no picture, `NotFound` for what there is none of, and `BadInput` for
    no comparison.
    """
    found = PATH.fullmatch(path)
    if found is None:
        known = "site.png, compare.png, move.png, role/SLUG.png, and likewise skill, tool and group"
        raise BadRequest(f'No picture "{path[:100]}": there are {known}.', 404, NotFound.code)
    name, kind, slug = found.groups()
    if name == "site":
        return Drawn(path, partial(_site, snapshot))
    if name:
        wanted = asked(name, parameters)
        if wanted is None or (name == "compare" and len(wanted.slugs) < FEWEST):
            raise BadInput(f"/pictures/{name}.png needs {NEEDED[name]}.", [ARGUMENT[name]])
        ends = ("from", "to") if name == "move" else ("roles",) * len(wanted.slugs)
        for end, each in zip(ends, wanted.slugs, strict=False):
            snapshot.role(each, [end])
        if wanted.view == "compare":
            return Drawn(wanted.path, partial(_comparison, snapshot, wanted.slugs, parameters), compares=True)
        return Drawn(wanted.path, partial(_moves, snapshot, wanted.slugs, parameters), compares=True)
    held: Mapping[str, Mapping[str, Entity]] = {
        "role": snapshot.roles,
        "skill": snapshot.skills,
        "tool": snapshot.tools,
        "group": snapshot.role_groups,
    }
    entity = held[kind].get(slug)
    if entity is None:
        raise unknown("role group" if kind == "group" else kind, slug, ["path"], held[kind])
    return Drawn(path, partial(_record, snapshot, kind, entity))


def _titles(*entities: Entity) -> list[str]:
    """Their names, and what is made of their slugs, which are always Latin letters."""
    slugs = [each.slug.rpartition("/")[2].replace("-", " ").capitalize() for each in entities]
    return [_capital(" and ".join(each.name for each in entities)), " and ".join(slugs)]


def _capital(name: str) -> str:
    """A name at the beginning of a line: ESCO writes its in small letters."""
    return name[:1].upper() + name[1:]


def _site(snapshot: Snapshot) -> Card:
    counts = [(len(snapshot.roles), "roles"), (len(snapshot.skills), "skills"), (len(snapshot.tools), "tools")]
    return Card(readable.SITE, [readable.VIEWS[""]], readable.ABOUT, counts, circles=(3, 2, 3))


def _record(snapshot: Snapshot, kind: str, entity: Entity) -> Card:
    page = readable.record(snapshot, kind, entity.slug, Audience())
    counts: list[tuple[int, str]]
    dots: list[bool]
    match entity:
        case Role() as role:
            counts = [(len(role.skills), "skills"), (len(role.tools), "tools"), (len(role.responsibilities), "tasks")]
            dots = sorted((each.importance is Importance.ESSENTIAL for each in role.skills), reverse=True)
        case Skill() as skill:
            counts = [(len(skill.roles), "roles need it"), (len(skill.narrower), "skills are part of it")]
            dots = sorted((each.importance is Importance.ESSENTIAL for each in skill.roles), reverse=True)
        case Tool() as tool:
            counts = [(len(tool.roles), "roles use it")]
            dots = sorted((each.in_demand for each in tool.roles), reverse=True)
        case RoleGroup() as group:
            counts = [(len(group.roles), "roles"), (len(group.narrower), "groups in it")]
            dots = [True] * len(group.roles)
        case _:
            raise TypeError(f"{entity!r} has no page")
    return Card(page.plain_facts, _titles(entity), page.description, counts, dots[:MOST_DOTS])


def _comparison(snapshot: Snapshot, slugs: Sequence[str], parameters: QueryParams) -> Card:
    page = _page(snapshot, "compare", parameters)
    found = overlap(snapshot, slugs)
    rows = held_by_any(snapshot.profiles, found.roles, "skills", "skill")
    everyone = sum(None not in each.holdings for each in rows)
    counts = [(everyone, "skills in common"), (len(rows), "skills together")]
    if len(found.roles) > 2:
        bars = []
        for place, role in enumerate(found.roles[:MOST_BARS]):
            own = sum(each.holdings[place] is not None for each in rows)
            bars.append(Bar(_capital(role.name), everyone / own if own else 0.0, f"{everyone:,} of {own:,}"))
        return Card(page.plain_facts, _titles(*found.roles), page.description, counts, bars=bars)
    one, other = (sum(each.holdings[place] is not None for each in rows) - everyone for place in (0, 1))
    return Card(page.plain_facts, _titles(*found.roles), page.description, counts, circles=(one, everyone, other))


def _moves(snapshot: Snapshot, slugs: Sequence[str], parameters: QueryParams) -> Card:
    page = _page(snapshot, "move", parameters)
    source = snapshot.role(slugs[0], ["from"])
    if len(set(slugs)) == 1:
        best = transitions(snapshot, source.slug, order=MoveOrder.COUNSEL)[:MOST_BARS]
        bars = [Bar(_capital(each.target.name), each.feasibility, f"{each.feasibility:.0%}") for each in best]
        return Card(page.plain_facts, [page.name, f"Where to move from {_titles(source)[1]}"], "", bars=bars)
    found = transition(snapshot, *slugs)
    brought, missing = len(found.transferable_skills), len(found.skill_gaps)
    latin = " to ".join(_titles(each)[1] for each in (source, found.to_role))
    bars = [
        Bar("Feasible", found.feasibility, f"{found.feasibility:.0%}"),
        Bar("Related", found.likeness, f"{found.likeness:.0%}"),
    ]
    if brought + missing:
        bars.append(Bar("Skills brought", brought / (brought + missing), f"{brought:,} of {brought + missing:,}"))
    return Card(page.plain_facts, [page.name, f"From {latin}"], page.description, bars=bars)


def _page(snapshot: Snapshot, name: str, parameters: QueryParams) -> readable.Readable:
    wanted = asked(name, parameters)
    if wanted is None:
        raise BadInput("This address compares nothing.", [name])
    return answer(snapshot, wanted, Audience())
