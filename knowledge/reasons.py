"""Why a role is advised for a need, in words that one could say to whoever asks."""

from knowledge.entities import Role
from knowledge.serving import Evidence, Held
from knowledge.vocabulary import Importance, Kind

MOST_NAMED = 2  # things that are named; the others are counted
HIGH = 0.9  # against the role that has something most strongly


def reason_of(role: Role, evidence: Evidence, need: str | None) -> str:
    """Why, in a sentence or a few. `need` is said where there are several needs."""
    about = "it" if need is None else f"“{need}”"
    said = []
    if evidence.called is not None:
        label = evidence.called.label
        said.append(
            f"{role.name} is named after {about}."
            if label in (role.name, evidence.called.entity.name)
            else f"{role.name} is also called {label}, after {about}."
        )
    things = ((kind, evidence.held[kind]) for kind in Kind if kind in evidence.held)
    said.extend(_work(kind, held, evidence.counts[kind], about) for kind, held in things)
    return " ".join(said)


def _work(kind: Kind, held: list[Held], of: int, about: str) -> str:
    """What of a role's work of one kind is about the need."""
    names = [f"“{each.entity.name.removesuffix('.')}”{_how(each)}" for each in held[:MOST_NAMED]]
    more = len(held) - len(names)
    listed = f"{', '.join(names)} and {more} more" if more else " and ".join(names)
    one = len(held) == 1
    match kind:
        case Kind.SKILL:
            whole = f"of the {of} skills it needs" if of > 1 else "of the skills it needs"
        case Kind.RESPONSIBILITY:
            whole = f"of its {of} tasks"
        case Kind.TOOL:
            whole = f"of the {of} tools it uses"
        case _:
            whole = f"of the {of} applications of its work"
    return f"{listed}, {'one' if one else len(held)} {whole}, {'is' if one else 'are'} about {about}."


def _how(held: Held) -> str:
    """What there is to say of how a role has something: rated high, or only helpful."""
    if held.importance is None:
        return ""
    if held.strength not in (1.0, 0.5) and held.against_most >= HIGH:
        return " (rated among the highest)"
    return " (essential)" if held.importance is Importance.ESSENTIAL else " (optional)"
