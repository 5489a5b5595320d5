"""The command line: `rolegraph`."""

import getpass
import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import DBAPIError

from api.app import create_app
from api.settings import Settings
from db.engine import DatabaseProblem, check_migrated, open_engine, reason, show
from db.engine import migrate as migrate_database
from db.store import Store
from schema.printing import printed
from seeds.loading import load as load_seeds
from seeds.loading import validate as validate_seeds
from seeds.problems import Refused

app = typer.Typer(no_args_is_help=True, add_completion=False, help="A knowledge base of roles, skills and careers.")
schema_app = typer.Typer(no_args_is_help=True, help="The GraphQL schema.")
app.add_typer(schema_app, name="schema")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Paths = Annotated[list[Path], typer.Argument(help="Seed files, or folders of them.", show_default=False)]


def main() -> None:
    app()


@contextmanager
def refusals() -> Iterator[None]:
    """Turns what can be wrong into a message and exit code 1."""
    try:
        yield
    except Refused as error:
        for problem in error.problems:
            err.print(str(problem), markup=False)
        count = len(error.problems)
        err.print(f"Refused because of {count} problem{'s' * (count != 1)}; nothing was written.", style="red")
        raise typer.Exit(1) from error
    except DatabaseProblem as error:
        err.print(f"rolegraph: {error}", style="red", markup=False)
        raise typer.Exit(1) from error
    except DBAPIError as error:
        err.print(f"rolegraph: the database failed: {reason(error)}", style="red", markup=False)
        raise typer.Exit(1) from error


def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for each in error.errors():
            name = f"ROLEGRAPH_{'_'.join(map(str, each['loc'])).upper()}"
            err.print(f"rolegraph: {name}={each['input']!r}: {each['msg']}", style="red", markup=False)
        raise typer.Exit(1) from error


def migrated_store() -> Store:
    engine = open_engine(settings().database_url)
    check_migrated(engine)
    return Store(engine)


@app.command()
def migrate() -> None:
    """Create the tables, or bring them up to date."""
    with refusals():
        engine = open_engine(settings().database_url, create=True)
        migrate_database(engine)
        out.print(f"The database {show(engine)} is up to date.", markup=False)


@app.command()
def load(
    paths: Paths,
    author: Annotated[str, typer.Option(help="Who loads, for the history.")] = "",
) -> None:
    """Load seed files as one revision. Loading what is there already changes nothing."""
    with refusals():
        done = load_seeds(migrated_store(), paths, author or getpass.getuser())
        if done.revision is None:
            out.print(f"Nothing to do: all {done.records} records are stored already.")
        else:
            made = done.revision
            out.print(
                f"Revision {made.number}: {made.created} created, {made.changed} changed, {made.deprecated} "
                f"deprecated, {done.records - made.created - made.changed - made.deprecated} untouched."
            )


@app.command()
def validate(paths: Paths) -> None:
    """Check seed files without a database."""
    with refusals():
        count = validate_seeds(paths)
        out.print(f"{count} record{'s' * (count != 1)}, no problem.")


@app.command()
def revisions() -> None:
    """List all revisions."""
    with refusals():
        with migrated_store().reading() as reader:
            found = reader.revisions()
        table = Table("Revision", "Committed", "Dataset", "Loaded", "By", "Created", "Changed", "Deprecated")
        for each in found:
            table.add_row(
                str(each.number),
                f"{each.committed_at:%Y-%m-%d %H:%M:%S} UTC",
                each.dataset,
                each.loaded,
                each.author,
                str(each.created),
                str(each.changed),
                str(each.deprecated),
            )
        out.print(table if found else "Nothing was ever loaded.")


@app.command()
def serve() -> None:
    """Serve the API, on ROLEGRAPH_HOST and ROLEGRAPH_PORT."""
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
    out.out(printed(), end="")
