"""Writing the ranking of moves in a form that judges of its quality read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.console import migrated_store, out, progress, refusals
from db.progress import Progress
from knowledge.entities import Role
from knowledge.moves import MoveFilter, transitions
from knowledge.snapshot import Snapshot

BEST = 30  # moves of each role
ONET, ONET_CODE = "onet", "onet-soc"

Output = Annotated[Path, typer.Option(help="The file to write: lines of source, target and score.", show_default=False)]
Name = Annotated[str, typer.Option("--dataset", help="The dataset whose roles are ranked.")]


def evaluate(output: Output, dataset: Name = ONET) -> None:
    """Rank the moves between the roles of a dataset, the best 30 of each role, as tab-separated lines.

    Roles of O*NET go by their codes, others by their slugs.
    """
    from db.snapshots import newest_snapshot

    with refusals(), progress() as reporter:
        snapshot = newest_snapshot(migrated_store())
        roles = [role for role in snapshot.roles.values() if role.active and role.dataset.slug == dataset]
        if not roles:
            raise typer.BadParameter(f"there are no roles of a dataset {dataset!r}", param_hint="--dataset")
        lines = list(_ranked(snapshot, roles, dataset, reporter))
        output.write_text("".join(lines), encoding="utf-8")
    out.print(f"{len(lines):,} moves of {len(roles):,} roles are in {output}.", markup=False)


def _ranked(snapshot: Snapshot, roles: list[Role], dataset: str, reporter: Progress) -> Iterator[str]:
    with reporter.stage("ranking", len(roles)) as advance:
        for role in roles:
            for move in transitions(snapshot, role.slug, MoveFilter(dataset=dataset))[:BEST]:
                yield f"{_name(role)}\t{_name(move.target)}\t{move.feasibility:.9f}\n"
            advance(1)


def _name(role: Role) -> str:
    return next((each.identifier for each in role.external_ids if each.scheme == ONET_CODE), role.slug)
