"""Says what came of a dataset that is written as a SKOS concept scheme."""

from pathlib import Path

from api.console import out, progress, readable_store, refusals


def export(dataset: str, path: Path) -> None:
    """Write a dataset as a concept scheme, and tell what SKOS has no words for."""
    from seeds.importing import skos

    with refusals(), progress() as reporter:
        count, left = skos.export_skos(readable_store(), dataset, path, reporter)
    out.print(f"{count:,} concepts of {dataset} are in {path}.", markup=False)
    for what, times in left.items():
        out.print(f"Left out: {times:,} × {what}.", markup=False)
