"""Why a role is advised for a need, in sentences that one could say to whoever asks."""

from collections.abc import Sequence
from typing import NamedTuple

from knowledge.model.vocabulary import Importance, Kind
from knowledge.needs.serving import Evidence, Held
from knowledge.sentences import joined, message, part_of_name, say

MOST_NAMED = 2  # things that are named; the others are counted


class Texts(NamedTuple):
    """Of what a role has of a kind: one of several is about the need, the only one, or several."""

    one: str
    only: str
    several: str


WHOLES = {
    Kind.SKILL: Texts(
        message("{thing} is one of the {of} skills that it needs."),
        message("{thing} is all of the skills that it needs."),
        message("{count} of the {of} skills that it needs are about it: {things}."),
    ),
    Kind.RESPONSIBILITY: Texts(
        message("{thing} is one of the {of} tasks that it answers for."),
        message("{thing} is all of the tasks that it answers for."),
        message("{count} of the {of} tasks that it answers for are about it: {things}."),
    ),
    Kind.TOOL: Texts(
        message("{thing} is one of the {of} tools that it uses."),
        message("{thing} is all of the tools that it uses."),
        message("{count} of the {of} tools that it uses are about it: {things}."),
    ),
    Kind.APPLICATION: Texts(
        message("{thing} is one of the {of} applications of its work."),
        message("{thing} is all of the applications of its work."),
        message("{count} of the {of} applications of its work are about it: {things}."),
    ),
}
UNRATED = (1.0, 0.5)  # strengths of what is essential or optional and has no level
HIGH = 0.9  # against the role that has something most strongly


def reason_of(evidence: Evidence, need: str | None) -> str:
    """Why, in a sentence or a few. `need` is said where there are several needs."""
    said: list[str] = []
    if evidence.called is not None:
        label = evidence.called.label
        is_name = label == evidence.role.name
        said.append(say("Its name says so.") if is_name else say("It is also called “{label}”.", label=label))
    said.extend(_work(kind, held, of) for kind, (held, of) in evidence.held().items())
    return joined(said if need is None else [say("For “{need}”:", need=need), *said], " ")


def _work(kind: Kind, held: Sequence[Held], of: int) -> str:
    """What of a role's work of one kind is about the need."""
    texts = WHOLES[kind]
    first, *others = [_named(each) for each in held[:MOST_NAMED]]
    if not others:
        return say(texts.one, thing=first, of=of) if of > 1 else say(texts.only, thing=first)
    things = say("{first} and {second}", first=first, second=others[0])
    if len(held) > MOST_NAMED:
        more = len(held) - MOST_NAMED
        things = say("{first}, {second} and {count} more", first=first, second=others[0], count=more)
    return say(texts.several, count=len(held), of=of, things=things)


def _named(held: Held) -> str:
    """What a role has, with what there is to say of how: rated high, or only helpful."""
    name = part_of_name(held.entity, lambda name: name.removesuffix("."))
    if held.importance is None:
        return say("“{name}”", name=name)
    if held.strength not in UNRATED and held.against_most >= HIGH:
        return say("“{name}” (rated among the highest)", name=name)
    if held.importance is Importance.ESSENTIAL:
        return say("“{name}” (essential)", name=name)
    return say("“{name}” (optional)", name=name)
