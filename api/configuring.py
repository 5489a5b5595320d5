"""The command that tells with which settings a server would run, and where each comes from."""

import os
from collections.abc import Iterator
from typing import Annotated, NamedTuple

import orjson
import typer

from api.console import out, refusals, settings
from api.masking import MASK, WHOLLY_SECRET, masked
from api.options import Shape
from api.secret_files import ENDING
from api.settings import PREFIX, Settings

Form = Annotated[Shape, typer.Option("--format", help="Text for people, JSON for scripts.")]


class Effective(NamedTuple):
    """A setting as it is: its variable, its value without secrets, and where that is from."""

    name: str
    value: object
    source: str


def effective(chosen: Settings) -> Iterator[Effective]:
    """All settings, in the order in which they are documented."""
    for field in Settings.model_fields:
        name = f"{PREFIX}{field}".upper()
        value = getattr(chosen, field)
        if value and field in WHOLLY_SECRET:
            value = MASK
        shown = [masked(str(each)) for each in value] if isinstance(value, list) else value
        given = {each.upper() for each in os.environ}
        source = (
            "environment" if name in given else f"file {os.environ[name + ENDING]}" if name + ENDING in given else ""
        )
        yield Effective(name, masked(shown) if isinstance(shown, str) else shown, source or "default")


def config(shape: Form = Shape.TEXT) -> None:
    """Print the settings that a server would run with, passwords masked, and where each comes from."""
    with refusals():
        found = list(effective(settings()))
    if shape is Shape.JSON:
        listed = {each.name: {"value": each.value, "source": each.source} for each in found}
        out.out(orjson.dumps(listed, option=orjson.OPT_INDENT_2).decode())
        return
    for each in found:
        out.out(f"{each.name}={_text(each.value)}  # {each.source}", highlight=False)


def _text(value: object) -> str:
    """As it is written in an environment variable."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else str(value)
