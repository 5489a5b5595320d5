"""Writing rankings of roles in a form that judges of their quality read."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.console import out, progress, readable_store, refusals
from db.progress import Progress
from knowledge.model.entities import Role
from knowledge.questions.moves import MoveFilter, MoveOrder, transitions
from knowledge.snapshot.snapshot import Snapshot

BEST = 30  # targets of each role
ONET = "onet"
SCHEMES = {ONET: "onet-soc"}  # by which the roles of a dataset go where nothing is said


class By(StrEnum):
    """The figure by which roles are ranked."""

    LIKENESS = "likeness"
    FEASIBILITY = "feasibility"


Output = Annotated[Path, typer.Option(help="The file to write: lines of source, target and score.", show_default=False)]
Name = Annotated[str, typer.Option("--dataset", help="The dataset whose roles are ranked.")]
Figure = Annotated[By, typer.Option("--by", help="How related roles are, or how feasible the move is.")]
Most = Annotated[int, typer.Option("--most", help="How many targets of each role.", min=1)]
Scheme = Annotated[
    str | None,
    typer.Option(help="The scheme of the identifiers that are written; slugs where a role has none. [onet: onet-soc]"),
]


def evaluate(
    output: Output, dataset: Name = ONET, by: Figure = By.LIKENESS, most: Most = BEST, scheme: Scheme = None
) -> None:
    """Rank the roles of a dataset from each of them, the best 30 or more, as tab-separated lines.

    Roles of O*NET go by their codes, others by their slugs or by the identifiers of a scheme.
    """
    from db.snapshots import newest_snapshot

    with refusals(), progress() as reporter:
        snapshot = newest_snapshot(readable_store())
        roles = [role for role in snapshot.roles.values() if role.active and role.dataset.slug == dataset]
        if not roles:
            raise typer.BadParameter(f"there are no roles of a dataset {dataset!r}", param_hint="--dataset")
        written = SCHEMES.get(dataset) if scheme is None else scheme
        known = sorted({each.scheme for role in roles for each in role.external_ids})
        if scheme is not None and scheme not in known:
            message = f"no role of {dataset} has an identifier of {scheme!r}; known: {', '.join(known) or 'none'}"
            raise typer.BadParameter(message, param_hint="--scheme")
        lines = list(ranked(snapshot, roles, MoveOrder[by.name], most, written, reporter))
        output.write_text("".join(lines), encoding="utf-8")
    out.print(f"{len(lines):,} targets of {len(roles):,} roles, ranked by {by.value}, are in {output}.", markup=False)


def ranked(
    snapshot: Snapshot, roles: list[Role], order: MoveOrder, most: int, scheme: str | None, reporter: Progress
) -> Iterator[str]:
    """The lines of the best targets of each of some roles of one dataset."""
    wanted = MoveFilter(dataset=roles[0].dataset.slug)
    with reporter.stage("ranking", len(roles)) as advance:
        for role in roles:
            for move in transitions(snapshot, role.slug, wanted, order)[:most]:
                figure = move.likeness if order is MoveOrder.LIKENESS else move.feasibility
                yield f"{_name(role, scheme)}\t{_name(move.target, scheme)}\t{figure:.9f}\n"
            advance(1)


def _name(role: Role, scheme: str | None) -> str:
    return next((each.identifier for each in role.external_ids if each.scheme == scheme), role.slug)
