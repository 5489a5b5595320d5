"""The command that says whether a server would run well here, and what to mend."""

from typing import Annotated

import orjson
import typer

from api.console import out, refusals, settings
from api.options import Shape

Form = Annotated[Shape, typer.Option("--format", help="Text for people, JSON for scripts.")]
STYLES = {"ok": "green", "note": "yellow", "wrong": "red"}


def doctor(shape: Form = Shape.TEXT) -> None:
    """Look at settings, database, history, disk, memory, rates, proxies and clocks. Ends with 1 if one is wrong."""
    from api.findings import State, findings

    with refusals():
        found = list(findings(settings(tell_unknown=False)))
    if shape is Shape.JSON:
        listed = [{"about": each.about, "state": each.state.value, "said": each.said} for each in found]
        out.out(orjson.dumps(listed, option=orjson.OPT_INDENT_2).decode())
    else:
        width = max(len(each.about) for each in found)
        for each in found:
            out.print(
                f"{each.state.value:<6}{each.about:<{width + 2}}{each.said}", style=STYLES[each.state], markup=False
            )
    if any(each.state is State.WRONG for each in found):
        raise typer.Exit(1)
