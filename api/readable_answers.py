"""What the pages of comparisons and moves say before any script runs: the answer in a sentence, and its lists."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from api.audience import Audience, reading
from api.readable import JsonLd, Readable, Thing, address, of_dataset, things, view
from api.tongues import SPOKEN
from knowledge.errors import BadInput, NotFound
from knowledge.model.entities import Entity, Role
from knowledge.questions.moves import MoveOrder, transitions
from knowledge.questions.overlap import FEWEST, MOST, Shared, held_by_any, overlap
from knowledge.questions.transition import Transition, transition
from knowledge.sentences import message, told
from knowledge.snapshot.snapshot import Snapshot

BEST = 20  # moves that are listed
NAMED = 3  # things that a sentence names
BANDS = {
    "EASY": message("From {source} to {target} is an easy move"),
    "WITHIN_REACH": message("From {source} to {target} is a move within reach"),
    "HARD": message("From {source} to {target} is a hard move"),
    "OUT_OF_REACH": message("From {source} to {target} is a move that is out of reach"),
}
ANOTHER = message("Choose another role to compare {role} with.")
NOWHERE = message("This move leads to where it begins. Choose another role to see what it takes to become that.")


class Headings(NamedTuple):
    """What lists of what roles hold are headed: for all of them, for some, and for one alone."""

    everyone: str
    some: str
    alone: str


SKILLS = Headings(message("Skills of all of them"), message("Skills of some of them"), message("Skills of {role} only"))
TOOLS = Headings(message("Tools of all of them"), message("Tools of some of them"), message("Tools of {role} only"))


class Asked(NamedTuple):
    """What the address of a comparison or a move asks, in one order. `path` is its one address below the site."""

    view: str
    slugs: tuple[str, ...]
    path: str


def asked(name: str, parameters: QueryParams) -> Asked | None:
    """What the address of a view asks about roles, None where it asks nothing yet.

    A comparison of one role has not all of its roles yet. Raises `BadInput` where it names a role twice, and more
    roles than are compared.
    """
    if name == "compare":
        given = [each for each in parameters.get("roles", "").split(",") if each]
        if len(given) > MOST:
            raise BadInput(f"Give {FEWEST} to {MOST} roles to compare, not {len(given)}.", ["roles"])
        if (twice := next((each for each in given if given.count(each) > 1), None)) is not None:
            raise BadInput(f'The role "{twice[:100]}" is named twice: compare different roles.', ["roles"])
        if not given:
            return None
        slugs = tuple(sorted(given))
        return Asked(name, slugs, f"/compare?roles={quote(','.join(slugs), safe=',/')}")
    if name == "move" and (source := parameters.get("from")):
        ends = {"from": source, "to": parameters.get("to", "")}
        given_ends = {end: slug for end, slug in ends.items() if slug}
        return Asked(name, tuple(given_ends.values()), f"/move?{urlencode(given_ends, safe='/')}")
    return None


def unanswerable(snapshot: Snapshot, name: str, parameters: QueryParams, error: BadInput, to: Audience) -> Readable:
    """The page of a view whose address cannot be answered: it says why, and leads to the roles that it names."""
    slugs = dict.fromkeys(parameters.get("roles", "").split(","))
    named = [snapshot.roles[each] for each in slugs if each in snapshot.roles][:MOST]
    shown = view(name, to)
    return Readable(
        shown.name,
        str(error),
        None,
        facts=shown.description,
        lead=str(error),
        lead_language=SPOKEN,
        sections=[(to.say("Roles"), things(named, to))] if named else [],
        status=400,
    )


def answer(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    """The page of a comparison or a move; one with the status 404 where it names a role that there is none of."""
    try:
        if asked.view == "compare" and len(asked.slugs) < FEWEST:
            return _half(snapshot, asked, to)
        if asked.view == "compare":
            return _comparison(snapshot, asked, to)
        if len(set(asked.slugs)) == 1:
            return _best_moves(snapshot, asked, to)
        return _move(snapshot, asked, to)
    except NotFound as error:
        return _no_role(error, to)
    except BadInput:
        return view(asked.view, to)  # the page says what is wrong, where it can be mended


def _no_role(error: NotFound, to: Audience) -> Readable:
    *others, last = [f'"{each}"' for each in error.nearest] or [""]
    if others:
        near = ", ".join(others)
        said = to.say('No role "{slug}". Did you mean {others} or {last}?', slug=error.given, others=near, last=last)
    elif last:
        said = to.say('No role "{slug}". Did you mean {last}?', slug=error.given, last=last)
    else:
        said = to.say('No role "{slug}".', slug=error.given)
    return Readable(to.say("No such role"), said, None, lead=said, status=404)


def _comparison(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    found = overlap(snapshot, asked.slugs)
    skills = held_by_any(snapshot.profiles, found.roles, "skills", "skill")
    tools = held_by_any(snapshot.profiles, found.roles, "tools", "tool")
    title = _all(found.roles, to)
    return Readable(
        title,
        _compared(found.roles, skills, found.likeness, to),
        asked.path,
        heading=_all(found.roles, reading(to)),
        facts=to.say("Compared · {share} related", share=to.share(found.likeness)),
        lead=_compared(found.roles, skills, found.likeness, reading(to)),
        sections=_filled(
            (to.say("Roles"), things(found.roles, to)),
            *_by_holders(SKILLS, found.roles, skills, to),
            *_by_holders(TOOLS, found.roles, tools, to),
        ),
        data=partial(_about, title, asked.path, found.roles, to),
        picture=_picture("compare", roles=",".join(asked.slugs)),
    )


def _half(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    """What is said where a comparison has one role: that another one is missing, and which are most like it."""
    role = snapshot.role(asked.slugs[0], ["roles"])
    alike = transitions(snapshot, role.slug, order=MoveOrder.LIKENESS)[:BEST]
    marked = reading(to)
    rows = [
        Thing(
            marked.say("{role}: {share} related", role=marked.name(each.target), share=to.share(each.likeness)),
            to.language,
            f"/compare?roles={quote(','.join((role.slug, each.target.slug)), safe=',/')}",
        )
        for each in alike
    ]
    shown = view("compare", to)
    return replace(
        shown,
        description=to.say(ANOTHER, role=to.name(role)),
        facts=shown.description,
        lead=marked.say(ANOTHER, role=marked.name(role)),
        sections=_filled((to.say("Roles"), things([role], to)), (to.say("Most related"), rows)),
    )


def _all(entities: Sequence[Entity], to: Audience) -> str:
    """The names of some entities in a sentence."""
    return to.listed([to.name(each) for each in entities])


def _filled(*sections: tuple[str, Sequence[Thing]]) -> list[tuple[str, Sequence[Thing]]]:
    return [each for each in sections if each[1]]


def _compared(roles: Sequence[Role], skills: Sequence[Shared], likeness: float, to: Audience) -> str:
    """The answer in a sentence."""
    common = [each.entity for each in skills if None not in each.holdings]
    values = {"names": _all(roles, to), "share": to.share(likeness)}
    if not common:
        return to.say("{names} have no skill in common, as far as is known; they are {share} related.", **values)
    values |= {"all": to.number(len(skills)), "skills": _all(common[:NAMED], to)}
    if len(common) > NAMED:
        return to.counted(
            len(common),
            "{names} have {count} skill of {all} in common, such as {skills}. They are {share} related.",
            "{names} have {count} skills of {all} in common, such as {skills}. They are {share} related.",
            **values,
        )
    return to.counted(
        len(common),
        "{names} have {count} skill of {all} in common: {skills}. They are {share} related.",
        "{names} have {count} skills of {all} in common: {skills}. They are {share} related.",
        **values,
    )


def _by_holders(
    headings: Headings, roles: Sequence[Role], rows: Sequence[Shared], to: Audience
) -> list[tuple[str, list[Thing]]]:
    """What all of the roles hold, what some do, and what only one does."""
    everyone: list[Entity] = []
    some: list[Entity] = []
    alone: list[list[Entity]] = [[] for _ in roles]
    for each in rows:
        holders = [place for place, link in enumerate(each.holdings) if link is not None]
        among = everyone if len(holders) == len(roles) else some if len(holders) > 1 else alone[holders[0]]
        among.append(each.entity)
    marked = reading(to)
    titles = [to.say(headings.everyone), to.say(headings.some)]
    titles += [marked.say(headings.alone, role=marked.name(role)) for role in roles]
    return [(title, things(held, to)) for title, held in zip(titles, [everyone, some, *alone], strict=True)]


def _move(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    found = transition(snapshot, *asked.slugs)
    source, target = found.from_role, found.to_role
    marked = reading(to)
    title = _between(source, target, to)
    return Readable(
        title,
        _moved(found, to),
        asked.path,
        heading=_between(source, target, marked),
        facts=to.say(
            "{share} feasible · {other} related", share=to.share(found.feasibility), other=to.share(found.likeness)
        ),
        lead=_moved(found, marked),
        sections=_filled(
            (to.say("Roles"), things((source, target), to)),
            (to.say("In the way"), [Thing(told(each.explanation, marked), to.language) for each in found.barriers]),
            (to.say("Missing skills"), things((each.skill for each in found.skill_gaps), to)),
            (to.say("Missing tools"), things((each.tool for each in found.tool_gaps), to)),
            (
                to.say("Missing qualifications"),
                [Thing(to.name(each), to.language_of(each)) for each in found.qualification_gaps],
            ),
            (to.say("Skills that one brings"), things((each.skill for each in found.transferable_skills), to)),
            (to.say("Tools that one brings"), things(found.transferable_tools, to)),
        ),
        data=partial(_about, title, asked.path, (source, target), to),
        picture=_picture("move", **{"from": source.slug, "to": target.slug}),
    )


def _between(source: Role, target: Role, to: Audience) -> str:
    return to.say("From {source} to {target}", source=to.name(source), target=to.name(target))


def _moved(found: Transition, to: Audience) -> str:
    """The answer in a sentence or two."""
    brought, missing = len(found.transferable_skills), len(found.skill_gaps)
    said = to.say(BANDS[found.band], source=to.name(found.from_role), target=to.name(found.to_role))
    if brought + missing:
        said = to.counted(
            brought + missing,
            "{move}: one brings {brought} of {count} skill that it takes",
            "{move}: one brings {brought} of {count} skills that it takes",
            move=said,
            brought=to.number(brought),
        )
    if missing:
        skills = _all([each.skill for each in found.skill_gaps[:NAMED]], to)
        said = to.say("{move}, and what is missing is mostly {skills}", move=said, skills=skills)
    unknown = len(found.unknown_skills)
    if unknown and not brought + missing:
        said = to.counted(
            unknown,
            "{move}; whether one brings the {count} skill that it takes, no source tells",
            "{move}; which of the {count} skills that it takes one brings, no source tells",
            move=said,
        )
    if found.barriers:
        needed = to.listed([told(each.needed, to) for each in found.barriers])
        return to.say("{move}. In the way: {things}.", move=said, things=needed)
    return to.say("{move}.", move=said)


def _best_moves(snapshot: Snapshot, asked: Asked, to: Audience) -> Readable:
    source = snapshot.role(asked.slugs[0], ["from"])
    found = transitions(snapshot, source.slug, order=MoveOrder.COUNSEL)[:BEST]
    best = [each.target for each in found]
    marked = reading(to)
    title = _from(source, to)
    path = f"/move?{urlencode({'from': source.slug}, safe='/')}"
    begins = to.say(NOWHERE) if len(asked.slugs) > 1 else None
    rows = [
        Thing(
            marked.say("{role}: {share} feasible", role=marked.name(each.target), share=to.share(each.feasibility)),
            to.language,
            _move_address(source, each.target),
        )
        for each in found
    ]
    return Readable(
        title,
        _nearest(source, best, to),
        path,
        heading=_from(source, marked),
        facts=marked.say("Moves · {dataset}", dataset=of_dataset(source, to)),
        lead=begins or _nearest(source, best, marked),
        sections=_filled((to.say("From here"), things([source], to)), (to.say("Best moves"), rows)),
        data=partial(_about, title, path, (source,), to),
        picture=_picture("move", **{"from": source.slug}),
    )


def _from(source: Role, to: Audience) -> str:
    return to.say("Where to move from {source}", source=to.name(source))


def _nearest(source: Role, best: Sequence[Role], to: Audience) -> str:
    """The answer in a sentence."""
    if not best:
        return to.say("No move from {source} is known.", source=to.name(source))
    return to.say(
        "From {source} people get most easily to {names}.", source=to.name(source), names=_all(best[:NAMED], to)
    )


def _move_address(source: Role, target: Role) -> str:
    return f"/move?{urlencode({'from': source.slug, 'to': target.slug}, safe='/')}"


def _picture(name: str, **given: str) -> str:
    return f"/pictures/{name}.png?{urlencode(given, safe=',/')}"


def _about(title: str, path: str, roles: Sequence[Role], to: Audience, site: str) -> JsonLd:
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": site + path,
        "url": site + path,
        "name": title,
        "about": [
            {"@type": "Occupation", "@id": site + address(each), "name": to.name(each), "url": site + address(each)}
            for each in roles
        ],
    }
