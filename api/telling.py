"""What commands say of loads: before they are done, and afterwards; for people and for scripts."""

from api.console import out, print_json, tell_doubts
from api.differing import told
from api.options import Shape
from knowledge.model.vocabulary import Operation
from seeds.importing.imported import Imported
from seeds.loading import Loaded
from seeds.planned import Plan
from seeds.problems import as_json


def tell(done: Loaded) -> None:
    """Say what a load did."""
    if done.revision is None:
        out.print(f"Nothing to do: all {done.records:,} records are stored already.")
        return
    made = done.revision
    untouched = max(0, done.records - made.created - made.changed)
    out.print(
        f"Revision {made.number}: {made.created:,} created, {made.changed:,} changed, {made.deprecated:,} deprecated, "
        f"{untouched:,} untouched."
    )


def tell_left_out(found: Imported) -> None:
    """Say what of a release was left out or not read at all, and what was kept with a mark."""
    for what in found.unread:
        out.print(f"Not read: {what}.", markup=False)
    for what, count in found.notes.items():
        out.print(f"Left out: {count:,} × {what}.", markup=False)
    for what, count in found.marked.items():
        out.print(f"Kept and marked: {count:,} × {what}.", markup=False)


def tell_plan(plan: Plan, shape: Shape, *, every: bool = False, found: Imported | None = None) -> None:
    """Say what a load would do, record by record; and what was left out of a release, if it is `found` in one."""
    if shape is Shape.JSON:
        print_json(plan_as_json(plan) | (_left_out_as_json(found) if found else {}))
        return
    for line in told(plan):
        out.print(line, markup=False)
    if found:
        tell_left_out(found)
    tell_doubts(plan.doubts, every=every)
    counts = ", ".join(f"{plan.count(each):,} {each.lower()}" for each in Operation)
    out.print(f"{counts}, {plan.records - _touched(plan):,} untouched.")


def loaded_as_json(done: Loaded, found: Imported | None = None) -> dict[str, object]:
    """What a load did; `revision` is null if everything was stored already."""
    made = done.revision
    revision = made and {
        "number": made.number,
        "dataset": made.dataset,
        "created": made.created,
        "changed": made.changed,
        "deprecated": made.deprecated,
    }
    left_out = _left_out_as_json(found) if found else {}
    return {"records": done.records, "revision": revision, **as_json(done.doubts), **left_out}


def _left_out_as_json(found: Imported) -> dict[str, object]:
    return {"left_out": dict(found.notes), "kept_and_marked": dict(found.marked), "not_read": list(found.unread)}


def _touched(plan: Plan) -> int:
    return sum(change.operation is not Operation.DEPRECATED for change in plan.changes)


def plan_as_json(plan: Plan) -> dict[str, object]:
    """Every change of a plan as operations: `path` leads to what each adds, removes or replaces."""
    totals: dict[str, dict[str, int]] = {}
    for change in plan.changes:
        of_kind = totals.setdefault(change.key.kind.value, {})
        of_kind[change.operation.value] = of_kind.get(change.operation.value, 0) + 1
    return {
        "dataset": plan.dataset,
        "records": plan.records,
        "totals": totals,
        "changes": [
            {
                "kind": change.key.kind.value,
                "slug": change.key.slug,
                "operation": change.operation.value,
                "name": change.after.get("name") or change.after.get("title"),
                "edits": [
                    {"op": edit.change.value, "path": edit.path, "before": edit.before, "after": edit.after}
                    for edit in change.edits()
                ],
            }
            for change in plan.changes
        ],
        **as_json(plan.doubts),
    }
