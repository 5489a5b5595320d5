"""The command that tells who loaded what, and who made and revoked keys."""

from typing import Annotated

import orjson
import typer
from rich.table import Column, Table

from api.console import out, readable_store, refusals
from api.options import Shape

Form = Annotated[Shape, typer.Option("--format", help="Text for people, JSON lines for scripts.")]


def audit(shape: Form = Shape.TEXT) -> None:
    """List who did what: loads, keys, trusted documents, restored backups, pruned history. Oldest first."""
    from db.trail import events

    with refusals(), readable_store().reading() as reader:
        found = events(reader.connection)
    if shape is Shape.JSON:
        for each in found:
            line = {"at": each.at, "author": each.author, "action": each.action, "subject": each.subject}
            out.out(orjson.dumps(line).decode())
        return
    table = Table(Column("At (UTC)", no_wrap=True), "By", "Did", "What", box=None, pad_edge=False)
    for each in found:
        table.add_row(f"{each.at:%Y-%m-%d %H:%M:%S}", each.author, each.action.lower().replace("_", " "), each.subject)
    out.print(table if found else "Nothing was done yet.", markup=False)
