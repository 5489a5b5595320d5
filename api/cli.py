"""The command line: `rolegraph`. What only one command needs is imported there, so that the others start fast."""

import logging
import socket
import sys

import orjson
import typer

from api import curating
from api.console import err, out, refusals, settings
from db.engine import migrate as migrate_database
from db.engine import open_engine, show

app = typer.Typer(no_args_is_help=True, add_completion=False, help="A knowledge base of roles, skills and careers.")
schema_app = typer.Typer(no_args_is_help=True, help="The schemas: of the GraphQL API, and of seed files.")
app.add_typer(schema_app, name="schema")
app.add_typer(curating.importing, name="import")
for command in (
    curating.load,
    curating.validate,
    curating.diff,
    curating.export,
    curating.rollback,
    curating.revisions,
):
    app.command()(command)


def main() -> None:
    app()


@app.command()
def migrate() -> None:
    """Create the tables, or bring them up to date."""
    with refusals():
        engine = open_engine(settings().database_url, create=True)
        migrate_database(engine)
        out.print(f"The database {show(engine)} is up to date.", markup=False)


@app.command()
def serve() -> None:
    """Serve the API, on ROLEGRAPH_HOST and ROLEGRAPH_PORT."""
    import uvicorn

    from api.app import create_app

    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with refusals():
        chosen = settings()
        application = create_app(chosen)
    listening = listen(chosen.host, chosen.port)
    host = f"[{chosen.host}]" if listening.family is socket.AF_INET6 else chosen.host
    out.print(f"Rolegraph is at http://{host}:{listening.getsockname()[1]}/graphql (Ctrl-C stops it)")
    uvicorn.Server(uvicorn.Config(application, log_level="warning")).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; where that fails, a message and exit code 1."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        err.print(
            f"rolegraph: cannot listen on {host}:{port} ({error.strerror}): choose with ROLEGRAPH_HOST, ROLEGRAPH_PORT",
            style="red",
            markup=False,
        )
        raise typer.Exit(1) from error


@schema_app.command("print")
def print_schema() -> None:
    """Print the GraphQL schema."""
    from schema.printing import printed

    out.out(printed(), end="")


@schema_app.command("seeds")
def print_seed_schema() -> None:
    """Print the JSON Schema of seed files, for editors."""
    from seeds.json_schema import seed_file_schema

    out.out(orjson.dumps(seed_file_schema(), option=orjson.OPT_INDENT_2).decode())
