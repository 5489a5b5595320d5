"""What the pages of comparisons and moves say before any script runs: the answer in a sentence, and its lists."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from api.audience import Audience
from api.readable import JsonLd, Readable, Thing, address, things, view
from knowledge.errors import BadInput, NotFound
from knowledge.model.entities import Entity, Role
from knowledge.questions.moves import MoveOrder, transitions
from knowledge.questions.overlap import FEWEST, MOST, Shared, held_by_any, overlap
from knowledge.questions.transition import Transition, transition
from knowledge.snapshot.snapshot import Snapshot

BEST = 20  # moves that are listed
NAMED = 3  # things that a sentence names
BANDS = {
    "EASY": "an easy move",
    "WITHIN_REACH": "a move within reach",
    "HARD": "a hard move",
    "OUT_OF_REACH": "a move that is out of reach",
}


class Asked(NamedTuple):
    """What the address of a comparison or a move asks, in one order. `path` is its one address below the site."""

    view: str
    slugs: tuple[str, ...]
    path: str


def asked(name: str, parameters: QueryParams) -> Asked | None:
    """What the address of a view asks about roles, None where it asks nothing that can be answered."""
    if name == "compare":
        slugs = tuple(sorted({each for each in parameters.get("roles", "").split(",") if each}))
        if not FEWEST <= len(slugs) <= MOST:
            return None
        return Asked(name, slugs, f"/compare?roles={quote(','.join(slugs), safe=',/')}")
    if name == "move" and (source := parameters.get("from")):
        ends = {"from": source, "to": parameters.get("to", "")}
        given = {end: slug for end, slug in ends.items() if slug}
        return Asked(name, tuple(given.values()), f"/move?{urlencode(given, safe='/')}")
    return None


def answer(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    """The page of a comparison or a move; one with the status 404 where it names a role that there is none of.

    Its sentences are in English: whoever it is for reads that.
    """
    try:
        if asked.view == "compare":
            return _comparison(snapshot, asked, to)
        if len(asked.slugs) == 1:
            return _best_moves(snapshot, asked, to)
        return _move(snapshot, asked, to)
    except NotFound as error:
        return Readable("No such role", str(error), None, lead=str(error), status=404)
    except BadInput:
        return view(asked.view, to)  # the page says what is wrong, where it can be mended


def _comparison(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    found = overlap(snapshot, asked.slugs)
    skills = held_by_any(snapshot.profiles, found.roles, "skills", "skill")
    tools = held_by_any(snapshot.profiles, found.roles, "tools", "tool")
    title = _joined([each.name for each in found.roles])
    sections: list[tuple[str, list[Thing]]] = [
        ("Roles", things(found.roles, to)),
        *_by_holders("Skills", found.roles, skills, to),
        *_by_holders("Tools", found.roles, tools, to),
    ]
    said = _compared(found.roles, skills, found.likeness)
    return Readable(
        title,
        said,
        asked.path,
        facts=f"Compared · {_percent(found.likeness)} related",
        lead=said,
        sections=[each for each in sections if each[1]],
        data=partial(_about, title, asked.path, found.roles),
        picture=_picture("compare", roles=",".join(asked.slugs)),
    )


def _compared(roles: Sequence[Role], skills: Sequence[Shared], likeness: float) -> str:
    """The answer in a sentence."""
    common = [each.entity.name for each in skills if None not in each.holdings]
    names = _joined([each.name for each in roles])
    if not common:
        return f"{names} have no skill in common, as far as is known; they are {_percent(likeness)} related."
    most = f", such as {_joined(common[:NAMED])}" if len(common) > NAMED else f": {_joined(common)}"
    shared = f"{_counted(len(common), 'skill')} of {len(skills):,} in common{most}"
    return f"{names} have {shared}. They are {_percent(likeness)} related."


def _by_holders(
    what: str, roles: Sequence[Role], rows: Sequence[Shared], to: Audience
) -> list[tuple[str, list[Thing]]]:
    """What all of the roles hold, what some do, and what only one does."""
    among: dict[str, list[Entity]] = {f"{what} of all of them": []}
    if len(roles) > FEWEST:
        among[f"{what} of some of them"] = []
    alone = [f"{what} of {role.name} only" for role in roles]
    among |= {title: [] for title in alone}
    for each in rows:
        holders = [place for place, link in enumerate(each.holdings) if link is not None]
        everyone = len(holders) == len(roles)
        title = f"{what} of {'all' if everyone else 'some'} of them" if len(holders) > 1 else alone[holders[0]]
        among[title].append(each.entity)
    return [(title, things(held, to)) for title, held in among.items()]


def _move(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    found = transition(snapshot, *asked.slugs)
    source, target = found.from_role, found.to_role
    title = f"From {source.name} to {target.name}"
    sections: list[tuple[str, list[Thing]]] = [
        ("Roles", things((source, target), to)),
        ("In the way", [Thing(each.explanation, to.language) for each in found.barriers]),
        ("Missing skills", things((each.skill for each in found.skill_gaps), to)),
        ("Missing tools", things((each.tool for each in found.tool_gaps), to)),
        ("Missing qualifications", [Thing(to.name(each), to.language_of(each)) for each in found.qualification_gaps]),
        ("Skills that one brings", things((each.skill for each in found.transferable_skills), to)),
        ("Tools that one brings", things(found.transferable_tools, to)),
    ]
    said = _moved(found)
    return Readable(
        title,
        said,
        asked.path,
        facts=f"{_percent(found.feasibility)} feasible · {_percent(found.likeness)} related",
        lead=said,
        sections=[each for each in sections if each[1]],
        data=partial(_about, title, asked.path, (source, target)),
        picture=_picture("move", **{"from": source.slug, "to": target.slug}),
    )


def _moved(found: Transition) -> str:
    """The answer in a sentence or two."""
    source, target = found.from_role.name, found.to_role.name
    brought, missing = len(found.transferable_skills), len(found.skill_gaps)
    said = f"From {source} to {target} is {BANDS[found.band]}"
    if brought + missing:
        said += f": one brings {brought:,} of {_counted(brought + missing, 'skill')} that it takes"
    if missing:
        said += f", and what is missing is mostly {_joined([each.skill.name for each in found.skill_gaps[:NAMED]])}"
    if found.unknown_skills and not brought + missing:
        said += f"; which of {_counted(len(found.unknown_skills), 'skill')} that it takes one brings, no source tells"
    in_the_way = _joined([each.needed for each in found.barriers])
    return f"{said}. In the way: {in_the_way}." if in_the_way else f"{said}."


def _best_moves(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    source = snapshot.role(asked.slugs[0], ["from"])
    found = transitions(snapshot, source.slug, order=MoveOrder.COUNSEL)[:BEST]
    title = f"Where to move from {source.name}"
    names = _joined([each.target.name for each in found[:NAMED]])
    said = (
        f"From {source.name} people get most easily to {names}." if found else f"No move from {source.name} is known."
    )
    rows: list[Thing] = [
        Thing(
            f"{each.target.name}: {_percent(each.feasibility)} feasible",
            to.language,
            _move_address(source, each.target),
        )
        for each in found
    ]
    return Readable(
        title,
        said,
        asked.path,
        facts=f"Moves · {source.dataset.title}",
        lead=said,
        sections=[("From here", things([source], to)), ("Best moves", rows)],
        data=partial(_about, title, asked.path, (source,)),
        picture=_picture("move", **{"from": source.slug}),
    )


def _move_address(source: Role, target: Role) -> str:
    return f"/move?{urlencode({'from': source.slug, 'to': target.slug}, safe='/')}"


def _picture(name: str, **given: str) -> str:
    return f"/pictures/{name}.png?{urlencode(given, safe=',/')}"


def _about(title: str, path: str, roles: Sequence[Role], site: str) -> JsonLd:
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": site + path,
        "url": site + path,
        "name": title,
        "about": [
            {"@type": "Occupation", "@id": site + address(each), "name": each.name, "url": site + address(each)}
            for each in roles
        ],
    }


def _joined(names: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{share:.0%}"
