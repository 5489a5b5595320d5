"""`rolegraph check links`: what is wrong with the addresses that records tell."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from api.console import out, print_json, progress, readable_store, refusals
from api.options import OutputShape, Shape, Strict
from api.reaching import SECONDS, Asking, Reached, State, reach
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import unknown
from seeds.links import About, Finding, Link, examined, of_records, of_seeds
from seeds.loading import parse
from seeds.problems import Level

AT_ONCE = 8
LEVELS = {State.MOVED: Level.WARNING, State.UNSURE: Level.WARNING, State.BROKEN: Level.ERROR}

checks = typer.Typer(no_args_is_help=True, help="Checks of what is stored, or in files.")

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Seed files, or folders of them. Default: what is stored.", show_default=False),
]
Name = Annotated[str | None, typer.Option("--dataset", help="Only what this dataset tells.", show_default=False)]
Online = Annotated[bool, typer.Option("--online", help="Ask each address whether it answers.")]
Parallel = Annotated[int, typer.Option("--parallel", min=1, max=32, help="How many hosts are asked at once.")]
Seconds = Annotated[float, typer.Option("--seconds", min=1, max=60, help="How long an address may take to answer.")]


@checks.command("links")
def check_links(
    paths: Files = None,
    dataset: Name = None,
    online: Online = False,
    parallel: Parallel = AT_ONCE,
    seconds: Seconds = SECONDS,
    strict: Strict = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Tell what is wrong with the addresses of datasets, sources and learning resources.

    Nobody is asked unless --online is given. Ends with 1 if an address cannot be followed, or does not answer.
    """
    with refusals(as_data=shape is Shape.JSON), progress() as reporter:
        links = _links(paths, dataset)
        found = examined(links)
        if online:
            wrong = {each.link for each in found if each.about is About.FORM and each.level is Level.ERROR}
            asked = [each for each in links if each.address is not None and each not in wrong]
            with reporter.stage("asking", len({each.address for each in asked})) as advance:
                found += answers(asked, Asking(seconds=seconds), parallel, advance)
    _tell(links, found, shape)
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(each.level in failing for each in found):
        raise typer.Exit(1)


def _links(paths: Sequence[Path] | None, dataset: str | None) -> list[Link]:
    if paths:
        return [each for each in of_seeds(parse(paths)) if dataset in (None, each.dataset)]
    with readable_store().reading() as reader:
        records = reader.records_at()
    known = sorted(key.slug for key in records if key.kind is Kind.DATASET)
    if dataset is not None and dataset not in known:
        raise unknown("dataset", dataset, ["dataset"], known)
    return of_records(records, dataset)


def answers(
    links: Iterable[Link], asking: Asking, parallel: int, advance: Callable[[int], None] = lambda _: None
) -> list[Finding]:
    """What is found by asking: each address once, those of a host one after the other, `parallel` hosts at once."""
    by_address: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.address is not None:
            by_address[link.address].append(link)
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in by_address:
        by_host[urlsplit(address).netloc.lower()].append(address)

    def ask(addresses: Sequence[str]) -> list[tuple[str, Reached]]:
        told = []
        for address in addresses:
            told.append((address, reach(address, asking)))
            advance(1)
        return told

    with ThreadPoolExecutor(parallel) as pool:
        told = {address: reached for part in pool.map(ask, by_host.values()) for address, reached in part}
    return [
        Finding(link, About.ANSWER, LEVELS[told[address].state], f"{address[:200]}: {told[address].said}")
        for address, every in by_address.items()
        if told[address].state in LEVELS
        for link in every
    ]


def _tell(links: Sequence[Link], found: Sequence[Finding], shape: Shape) -> None:
    count = sum(each.address is not None for each in links)
    if shape is Shape.JSON:
        print_json({"addresses": count, "findings": [_as_data(each) for each in found]})
        return
    for each in found:
        out.print(str(each), style="red" if each.level is Level.ERROR else "yellow", markup=False)
    errors = sum(each.level is Level.ERROR for each in found)
    warnings = len(found) - errors
    out.print(f"{count:,} addresses, {errors:,} wrong, {warnings:,} doubtful.")


def _as_data(finding: Finding) -> dict[str, object]:
    link = finding.link
    return {
        "kind": link.key.kind.value,
        "slug": link.key.slug,
        "dataset": link.dataset,
        "place": None if link.place is None else str(link.place),
        "address": link.address,
        "about": finding.about.value,
        "level": finding.level.value,
        "message": finding.said,
    }
