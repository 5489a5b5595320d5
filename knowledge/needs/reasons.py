"""Why a role is advised for a need, in words that one could say to whoever asks."""

from collections.abc import Sequence

from knowledge.model.vocabulary import Importance, Kind
from knowledge.needs.serving import Evidence, Held

MOST_NAMED = 2  # things that are named; the others are counted
WHOLES = {
    Kind.SKILL: "{} skills that it needs",
    Kind.RESPONSIBILITY: "{} tasks that it answers for",
    Kind.TOOL: "{} tools that it uses",
    Kind.APPLICATION: "{} applications of its work",
}
UNRATED = (1.0, 0.5)  # strengths of what is essential or optional and has no level
HIGH = 0.9  # against the role that has something most strongly


def reason_of(evidence: Evidence, need: str | None) -> str:
    """Why, in a sentence or a few. `need` is said where there are several needs."""
    said = []
    if evidence.called is not None:
        label = evidence.called.label
        said.append("Its name says so." if label == evidence.role.name else f"It is also called “{label}”.")
    said.extend(_work(kind, held, of) for kind, (held, of) in evidence.held().items())
    return " ".join(said if need is None else [f"For “{need}”:", *said])


def _work(kind: Kind, held: Sequence[Held], of: int) -> str:
    """What of a role's work of one kind is about the need."""
    whole = WHOLES[kind].format(f"the {of:,}" if of > 1 else "the")
    names = [f"“{each.entity.name.removesuffix('.')}”{_how(each)}" for each in held[:MOST_NAMED]]
    if len(held) == 1:
        return f"{names[0]} is {'one of' if of > 1 else 'all of'} {whole}."
    more = f", {names[1]} and {len(held) - 2:,} more" if len(held) > 2 else f" and {names[1]}"
    return f"{len(held):,} of {whole} are about it: {names[0]}{more}."


def _how(held: Held) -> str:
    """What there is to say of how a role has something: rated high, or only helpful."""
    if held.importance is None:
        return ""
    if held.strength not in UNRATED and held.against_most >= HIGH:
        return " (rated among the highest)"
    return " (essential)" if held.importance is Importance.ESSENTIAL else " (optional)"
