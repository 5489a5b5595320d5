"""The command that serves assistants over standard input and output."""

import asyncio
from typing import Annotated

import typer

from api.console import refusals, settings

Address = Annotated[
    str | None,
    typer.Option(help="Ask the Rolegraph that runs there, as https://site.example/careers, instead of a database."),
]


def mcp(address: Address = None) -> None:
    """Serve assistants (MCP) on standard input and output, from the database of ROLEGRAPH_DATABASE_URL.

    ROLEGRAPH_API_KEY is the key to ask an address with.
    """
    from api import logs
    from api.assistants.standard import of_address, of_database, serve  # here, because it takes a while
    from db.engine import check_readable, open_engine
    from db.store import Store

    with refusals():
        chosen = settings()
        logs.configure(chosen.log_format)
        if address is not None:
            if not address.startswith(("http://", "https://")):
                raise typer.BadParameter("an address is such as https://site.example/careers", param_hint="--address")
            served = of_address(address, chosen.api_key or None)
        else:
            engine = open_engine(chosen.database_url, waiting=chosen.waiting())
            check_readable(engine)
            served = of_database(Store(engine), chosen)
        asyncio.run(serve(served))
