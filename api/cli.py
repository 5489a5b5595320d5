"""The command line: `rolegraph`. What only one command needs is imported there, so that the others start fast."""

import logging
import os
import socket
import tempfile
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import orjson
import typer

from api import (
    auditing,
    backing_up,
    checking_links,
    configuring,
    crosswalking,
    curating,
    curation_commands,
    diagnosing,
    evaluating,
    importing,
    migrating,
    normalizing,
    observation_commands,
    operating,
    skos_commands,
    spreadsheets,
    translating,
)
from api.assistants import command as assistants
from api.console import err, out, refusals, settings
from db.engine import check_readable, open_engine

LONGEST_START_SECONDS = 3600  # of a worker that SIGHUP has started, until its predecessor stays after all
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # of prometheus-client, which is imported where it is needed

logger = logging.getLogger("rolegraph.serve")

app = typer.Typer(no_args_is_help=True, add_completion=False, help="A knowledge base of roles, skills and careers.")
schema_app = typer.Typer(no_args_is_help=True, help="The schemas: of the GraphQL API, and of seed files.")
app.add_typer(schema_app, name="schema")
importing.importing.command("crosswalk")(crosswalking.import_crosswalk)
importing.importing.command("table")(spreadsheets.import_table)
importing.importing.command("oews")(observation_commands.import_oews)
importing.importing.command("projections")(observation_commands.import_projections)
importing.importing.command("scores")(observation_commands.import_scores)
importing.importing.command("skos")(skos_commands.import_skos)
app.add_typer(importing.importing, name="import")
app.add_typer(crosswalking.mapping, name="mapping")
app.add_typer(curation_commands.curate, name="curate")
app.add_typer(checking_links.checks, name="check")
app.add_typer(operating.keys, name="keys")
app.add_typer(operating.documents, name="documents")
for command in (
    migrating.migrate,
    curating.load,
    curating.validate,
    curating.diff,
    curating.export,
    spreadsheets.template,
    curating.rollback,
    curating.revisions,
    evaluating.evaluate,
    normalizing.normalize,
    translating.languages,
    operating.verify,
    auditing.audit,
    configuring.config,
    diagnosing.doctor,
    backing_up.backup,
    backing_up.restore,
    backing_up.prune_history,
    assistants.mcp,
):
    app.command()(command)


def main() -> None:
    app()


def _tell_version(wanted: bool) -> None:
    if wanted:
        out.print(f"rolegraph {version('rolegraph')}")
        raise typer.Exit


@app.callback()
def every_command(
    _: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version, and end.")
    ] = False,
) -> None:
    """A knowledge base of roles, skills and careers."""


@app.command()
def serve() -> None:
    """Serve the API, on ROLEGRAPH_HOST and ROLEGRAPH_PORT."""
    import uvicorn

    from api import allocating, descriptors, logs, stopping

    stopping.end_if_told()
    allocating.share_places()
    with refusals():
        chosen = settings()
        logs.configure(chosen.log_format)
        descriptors.raise_limit()
        engine = open_engine(chosen.database_url, waiting=chosen.waiting())
        check_readable(engine)
        engine.dispose()
        application = None
        if chosen.workers == 1:
            from api.app import create_app

            application = create_app(chosen)
    listening = listen(chosen.host, chosen.port)
    host = f"[{chosen.host}]" if listening.family is socket.AF_INET6 else chosen.host
    place = f"{host}:{listening.getsockname()[1]}{chosen.path_prefix}"
    out.print(f"Rolegraph is at http://{place}/graphql (Ctrl-C stops it)")
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
        timeout_graceful_shutdown=stopping.seconds_for_requests(chosen.shutdown_seconds),  # type: ignore[arg-type]  # it waits for fractions, too
        timeout_worker_healthcheck=LONGEST_START_SECONDS,
    )
    if application:
        server = stopping.Server(config)
        server.run(sockets=[listening])
        if server.has_failed:
            raise typer.Exit(1)
        return
    with tempfile.TemporaryDirectory(prefix="rolegraph-metrics-") as folder:
        os.environ[SHARED_FOLDER] = folder  # the processes count together
        from api.supervising import Supervisor  # here, because it counts, too

        supervisor = Supervisor(
            config, [listening], silence=chosen.worker_seconds, shutdown=float(chosen.shutdown_seconds)
        )
        supervisor.run()
    if supervisor.has_failed:
        raise typer.Exit(1)


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
