"""Commands for those who operate a server: whether a database is whole, API keys and trusted documents.

What only one command needs is imported there, so that the others start fast.
"""

import re
import secrets
from pathlib import Path
from typing import Annotated

import typer
from limits import parse as parse_rate
from rich.table import Table

from api.console import MOST_PROBLEMS, err, migrated_store, out, progress, readable_store, refusals, settings, user
from db import access
from knowledge.model.declaring import SLUG_LENGTH, WORD

SLUG = re.compile(f"{WORD}(?:/{WORD})*")
KEY_PREFIX = "rg_"
KEY_BYTES = 32  # of randomness

keys = typer.Typer(no_args_is_help=True, help="API keys: who may ask how much.")
documents = typer.Typer(no_args_is_help=True, help="Trusted documents, which clients ask for by their hash.")

Name = Annotated[str, typer.Option(help="Whose key it is.", show_default=False)]
DocumentPaths = Annotated[
    list[Path],
    typer.Argument(help="GraphQL files, folders of them, and manifests in JSON.", show_default=False),
]


def _limit(text: str | None) -> str | None:
    if text is not None:
        try:
            parse_rate(text)
        except ValueError as error:
            raise typer.BadParameter(f"{text!r} is not such as 600/minute or 100000/hour") from error
    return text


def _slugs(found: list[str] | None) -> list[str] | None:
    for each in found or ():
        if not SLUG.fullmatch(each) or len(each) > SLUG_LENGTH:
            raise typer.BadParameter(f"{each!r} is not a slug of a dataset, such as my-company")
    return found


Rate = Annotated[
    str | None, typer.Option(callback=_limit, help="How many requests, such as 600/minute. Default: any number.")
]
Budget = Annotated[
    str | None, typer.Option(callback=_limit, help="How many points, such as 100000/minute. Default: any number.")
]


def verify() -> None:
    """Compare the tables with the history. Ends with 1 and says where, if they differ or anything leads nowhere."""
    from db.verifying import STEPS

    with refusals(), progress() as reporter:
        store = migrated_store()
        with reporter.stage("verifying", STEPS) as advance:
            found = store.differences(advance)
        revisions = store.newest_revision()
    for each in found[:MOST_PROBLEMS]:
        out.print(each, markup=False)
    if len(found) > MOST_PROBLEMS:
        out.print(f"… and {len(found) - MOST_PROBLEMS:,} more")
    if found:
        err.print(f"{len(found):,} problem{'s' * (len(found) != 1)}: the database is not whole.", style="red")
        raise typer.Exit(1)
    say = "revision says" if revisions == 1 else "revisions say"
    out.print(f"The database is whole: its tables hold what its {revisions:,} {say}.")


@keys.command()
def create(
    name: Name,
    rate: Rate = None,
    budget: Budget = None,
    may_load: Annotated[
        list[str] | None,
        typer.Option(
            callback=_slugs,
            help="The slug of a dataset that its holder may load over HTTP; once for each. Default: none.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make a key, and show it once: what is kept is its hash."""
    key = KEY_PREFIX + secrets.token_urlsafe(KEY_BYTES)
    with refusals():
        if not name.strip():
            raise typer.BadParameter("a key has a name", param_hint="--name")
        access.create_key(migrated_store().engine, user(), name.strip(), key, rate, budget, may_load or ())
    out.print(f"The key of {name.strip()}, which is not shown again:", markup=False)
    out.print(key, markup=False)


@keys.command("list")
def list_keys() -> None:
    """List the keys, revoked ones too."""
    with refusals():
        found = access.all_keys(readable_store().engine)
    if not found:
        out.print("There are no keys.")
        return
    table = Table("name", "rate", "budget", "may load", "created", "revoked", box=None, pad_edge=False)
    for key in found:
        revoked = f"{key.revoked_at:%Y-%m-%d %H:%M}" if key.revoked_at else ""
        loads = ", ".join(key.may_load) or "nothing"
        created = f"{key.created_at:%Y-%m-%d %H:%M}"
        table.add_row(key.name, key.rate or "any", key.budget or "any", loads, created, revoked)
    out.print(table, markup=False)


@keys.command()
def revoke(name: Annotated[str, typer.Argument(help="The name of the key.", show_default=False)]) -> None:
    """Revoke a key. Running servers refuse it within a second."""
    with refusals():
        now = access.revoke_key(migrated_store().engine, user(), name)
    out.print(f"The key of {name} {'is' if now else 'was already'} revoked.", markup=False)


@documents.command()
def add(
    paths: DocumentPaths,
    name: Annotated[
        str | None,
        typer.Option(
            help="Gives the one document in the file an address, /api/NAME, where it is asked without GraphQL.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Register documents, all or none. Each is checked against the schema first."""
    from api.manifests import read_documents

    with refusals():
        found = read_documents(paths, settings().limits())
        if name is not None:
            _add_named(name, [each.text for each in found])
            return
        new = access.add_documents(migrated_store().engine, user(), [each.text for each in found])
    known = len({each.text for each in found}) - new
    out.print(f"{new} document{'s' * (new != 1)} registered{f', {known} were already' if known else ''}.")


def _add_named(name: str, texts: list[str]) -> None:
    """Raises `DatabaseProblem` for a name that is taken."""
    from api.rest.named import NamedDocument, Unnameable, check_name

    if len(texts) != 1:
        raise typer.BadParameter(f"a name is for one document, and here are {len(texts)}", param_hint="--name")
    try:
        document = NamedDocument(check_name(name), texts[0])
    except Unnameable as error:
        raise typer.BadParameter(str(error), param_hint="--name") from error
    new = access.name_document(migrated_store().engine, user(), document.name, document.text)
    asked = "&".join(f"{each.name}=…" for each in document.parameters.values() if each.required)
    there = "" if new else " already"
    out.print(f"/api/{name}{'?' * bool(asked)}{asked} answers this document{there}.", markup=False)


@documents.command()
def remove(name: Annotated[str, typer.Argument(help="The name of a document.", show_default=False)]) -> None:
    """Take the name from a document: its address answers no more. The document stays trusted by its hash."""
    with refusals():
        access.take_name(migrated_store().engine, user(), name)
    out.print(f"/api/{name} answers no more; the document is still trusted by its hash.", markup=False)


@documents.command("list")
def list_documents() -> None:
    """List the registered documents by their ids, with the names that some have."""
    with refusals():
        found = access.read_access(readable_store().engine)
    if not found.documents:
        out.print("There are no documents.")
    for digest, text in sorted(found.documents.items()):
        first = " ".join(text.split())
        names = [f"/api/{name}" for name, named in found.names.items() if named == text]
        said = f"{first[:60]}{'…' if len(first) > 60 else ''}"
        out.print("  ".join([f"sha256:{digest.hex()}", *names, said]), markup=False)
