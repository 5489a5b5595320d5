"""The command line: `rolegraph`. What only one command needs is imported there, so that the others start fast."""

import logging
import os
import socket
import tempfile
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import orjson
import typer

from api import curating, evaluating, normalizing, operating
from api.console import err, out, refusals, settings
from db.engine import check_migrated, open_engine, show
from db.engine import migrate as migrate_database

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # of prometheus-client, which is imported where it is needed

logger = logging.getLogger("rolegraph.serve")

app = typer.Typer(no_args_is_help=True, add_completion=False, help="A knowledge base of roles, skills and careers.")
schema_app = typer.Typer(no_args_is_help=True, help="The schemas: of the GraphQL API, and of seed files.")
app.add_typer(schema_app, name="schema")
app.add_typer(curating.importing, name="import")
app.add_typer(operating.keys, name="keys")
app.add_typer(operating.documents, name="documents")
for command in (
    curating.load,
    curating.validate,
    curating.diff,
    curating.export,
    curating.rollback,
    curating.revisions,
    evaluating.evaluate,
    normalizing.normalize,
    operating.verify,
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
    from uvicorn.supervisors import Multiprocess

    from api import logs
    from api.app import create_app

    with refusals():
        chosen = settings()
        logs.configure(chosen.log_format)
        check_migrated(open_engine(chosen.database_url))
        application = create_app(chosen) if chosen.workers == 1 else None
    listening = listen(chosen.host, chosen.port)
    host = f"[{chosen.host}]" if listening.family is socket.AF_INET6 else chosen.host
    out.print(f"Rolegraph is at http://{host}:{listening.getsockname()[1]}/graphql (Ctrl-C stops it)")
    if not (_is_local(chosen.host) or chosen.anonymous_rate):
        logger.warning("anybody may ask as often as they like: ROLEGRAPH_ANONYMOUS_RATE limits it")
    config = uvicorn.Config(
        application or "api.app:from_environment",
        factory=application is None,
        workers=chosen.workers,
        log_config=None,
        log_level="warning",
        http="api.sending:Protocol",
        access_log=False,
        proxy_headers=False,  # api.callers believes only the proxies that settings name
        server_header=False,
        timeout_graceful_shutdown=chosen.shutdown_seconds,
    )
    if application:
        uvicorn.Server(config).run(sockets=[listening])
        return
    with tempfile.TemporaryDirectory(prefix="rolegraph-metrics-") as folder:
        os.environ[SHARED_FOLDER] = folder  # the processes count together
        Multiprocess(config, sockets=[listening]).run()


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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


@schema_app.command("check")
def check_schema(
    old: Annotated[Path, typer.Argument(help="A schema that clients were built for.", show_default=False)],
) -> None:
    """List what changed since an older schema. Exit code 1 if something breaks clients."""
    from schema.printing import Severity, changes_since

    with refusals():
        changes = changes_since(old.read_text())
    for change in changes:
        out.print(f"{change.severity}: {change.description}", markup=False)
    breaking = sum(change.severity is Severity.BREAKING for change in changes)
    if breaking:
        err.print(f"{breaking} of {len(changes)} changes break clients.", style="red")
        raise typer.Exit(1)
    out.print(f"{len(changes)} changes, none breaks clients." if changes else "Nothing changed.")


@schema_app.command("seeds")
def print_seed_schema() -> None:
    """Print the JSON Schema of seed files, for editors."""
    from seeds.json_schema import seed_file_schema

    out.out(orjson.dumps(seed_file_schema(), option=orjson.OPT_INDENT_2).decode())
