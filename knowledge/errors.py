"""What can be wrong with a question. Each error names the argument, and what to do about it."""

from collections.abc import Sequence

Path = Sequence[str | int]


class QuestionError(Exception):
    """A question that cannot be answered as asked. `argument` is the path to the offending argument."""

    code = "BAD_USER_INPUT"

    def __init__(self, message: str, argument: Path) -> None:
        super().__init__(message)
        self.argument = list(argument)


class BadInput(QuestionError):
    """An argument is out of range or contradicts another."""


class NotFound(QuestionError):
    """A slug or name is unknown: `given`. `nearest` holds the most similar known ones, best first.

    `known` are all that there are, in order, where these are few enough to be told; None where they are not.
    """

    code = "NOT_FOUND"

    def __init__(
        self, what: str, given: str, argument: Path, nearest: Sequence[str] = (), known: Sequence[str] | None = None
    ) -> None:
        said = f'No {what} "{given[:100]}"'
        if nearest:
            said = f"{said}. Did you mean {_one_of(nearest)}?"
        else:
            said = f"{said}." if known is None else f"{said}: there is {', '.join(known) or 'none'}."
        super().__init__(said, argument)
        self.given = given[:100]
        self.nearest = list(nearest)
        self.known = known if known is None else list(known)


class Unavailable(QuestionError):
    """The answer needs the database, which cannot be reached right now."""

    code = "UNAVAILABLE"


class Replaced(QuestionError):
    """A revision is not the one that was meant: its number is the same, its history another."""

    code = "HISTORY_REPLACED"

    def __init__(self, meant: object, argument: Path) -> None:
        said = (
            "the history was replaced, as when a backup is restored. What you keep of it is of the old one: ask anew."
        )
        super().__init__(f"There is no revision {meant} any more: {said}", argument)


class Pruned(QuestionError):
    """The past that was asked for is not kept any more: whoever runs this said that it need not be."""

    code = "HISTORY_PRUNED"

    def __init__(self, number: int, first: int, argument: Path) -> None:
        said = f"the history before revision {first} was pruned. The oldest that can be asked for is {first}."
        super().__init__(f"What revision {number} held is not kept any more: {said}", argument)


def _one_of(slugs: Sequence[str]) -> str:
    quoted = [f'"{slug}"' for slug in slugs]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


class WrongTable(ValueError):
    """A file that is no part of a table of word vectors, or a folder that has none; the message names it."""
