"""What pages show of the model, made of the model itself.

    .venv/bin/python -m tests.docs.generated

writes it into the pages, between `<!-- generated: NAME -->` and `<!-- end -->`; a test compares it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

from api import metrics, supervising
from db.tables import CITATION, DATASET, ENTITY, EVIDENCE, FORMS, SOURCE, Shape
from db.views import views
from knowledge.model.declaring import Among, Between
from knowledge.model.kinds import COMMON, KINDS, Field, Many, Reference, Scalar
from knowledge.model.vocabulary import Kind
from seeds.sheets.declared import SHEETS
from tests.docs import asked

DOCS = Path(__file__).parents[2] / "docs"
MARK = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
PLAIN = {bool: "yes or no", int: "a whole number", float: "a number", str: "text", date: "a date"}


def common_fields() -> str:
    return _table(
        ("field", "says", "is"), ((f"`{each.key}`", *_told(each)) for each in COMMON if not each.said.of_file)
    )


def own_fields() -> str:
    rows: list[tuple[str, ...]] = []
    for kind in Kind:
        each = KINDS[kind]
        fields = [field for field in each.own if not field.said.of_file]
        name = f"`{each.section}`" if each.section else "`dataset`"
        fields = [field for field in fields if not (isinstance(field, Many) and field.item.added)]
        rows += ((name, f"`{field.key}`", *_told(field)) for field in fields)
    return _table(("section", "field", "says", "is"), rows)


def link_fields() -> str:
    rows: list[tuple[str, ...]] = []
    for kind in Kind:
        for many in KINDS[kind].own:
            if isinstance(many, Many) and many.item.make and not many.item.added:  # those are told of what is extended
                name = f"`{KINDS[kind].section}`: `{many.key}`"
                rows += ((name, f"`{field.key}`", *_told(field)) for field in many.item.fields)
    return _table(("list", "each has", "says", "is"), rows)


def _told(field: Field) -> tuple[str, str]:
    return field.said.description, f"{_is(field)}{', required' if field.required else ''}"


def _is(field: Field) -> str:
    match field:
        case Many(item=item, said=said):
            what = "items, see below" if item.bare is None else f"{_is(item.bare)}, each"
            return f"a list of {said.least} or more {what}" if said.least else f"a list: {what}"
        case Reference(own_kind=True):
            return "a slug of the same section"
        case Reference(kind=Kind() as kind):
            return f"the slug of a {kind.lower().replace('_', ' ')}"
        case Reference():
            return "a slug"
    assert isinstance(field, Scalar)
    match field.bound:
        case Among(values):
            return ", ".join(each.value for each in values)
        case Between(low, high) if low is not None:
            return f"{low:g} to {high:g}" if high is not None else f"{low:g} or more"
    if issubclass(field.type, StrEnum):
        return ", ".join(each.value for each in field.type)
    return PLAIN[field.type]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def entities_and_links() -> str:
    """The tables and how they refer to each other; those with one value a row of a list are left out."""
    lines = ["erDiagram", f"    {SOURCE.table.name} }}o--|| {DATASET.table.name} : dataset"]
    lines.append(f"    {ENTITY.table.name} }}o--|| {DATASET.table.name} : dataset")
    lines.append(f"    {ENTITY.table.name} }}o--|| {EVIDENCE.name} : evidence")
    lines.append(f"    {CITATION.name} }}o--|| {EVIDENCE.name} : evidence")
    lines.append(f"    {CITATION.name} }}o--|| {SOURCE.table.name} : source")
    for form in FORMS.values():
        own = form.heads[-1]
        if len(form.heads) == 2:
            lines.append(f"    {ENTITY.table.name} ||--o| {own.table.name} : is")
            lines += _ends(own)
        for part in own.parts:
            if part.evident or part.references:
                lines.append(f"    {own.table.name} ||--o{{ {part.table.name} : {part.field}")
                lines += _ends(part)
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


def _ends(shape: Shape) -> Iterator[str]:
    for each in shape.references:
        other = KINDS[each.kind].table if each.kind else ENTITY.table.name
        yield f"    {shape.table.name} }}o--|| {other} : {each.name}"


def view_columns() -> str:
    """The columns of each view but those that all views of its sort have."""
    rows = []
    for name, query in views().items():
        columns = list(query.selected_columns.keys())
        if name.endswith("_records"):
            columns = [each for each in columns if each not in {"replaced_by", *(field.key for field in COMMON)}]
        own = [f"`{each}`" for each in columns if each not in ("basis", "evidence_id") or name == "fact_sources"]
        rows.append((f"`{name}`", ", ".join(own)))
    return _table(("view", "columns of its own"), rows)


def sheets() -> str:
    rows = []
    for name, sheet in SHEETS.items():
        required = ", ".join(f"`{each}`" for each in sheet.required)
        rows.append((f"`{name}.csv`", f"{required} [{', '.join(f'`{each}`' for each in sheet.optional)}]"))
    return _table(("file", "columns (optional ones in brackets)"), rows)


def all_metrics() -> str:
    """What /metrics may have, with the ending that counters get."""
    families = [family for registry in (metrics.registry, supervising.registry) for family in registry.collect()]
    named = {f"{each.name}{'_total' if each.type == 'counter' else ''}": each.documentation for each in families}
    return _table(("metric", "says"), ((f"`{name}`", named[name]) for name in sorted(named)))


MADE: dict[str, Callable[[], str]] = {
    "assistants-answers": asked.transcript,
    "assistants-tools": asked.tools,
    "common-fields": common_fields,
    "own-fields": own_fields,
    "link-fields": link_fields,
    "metrics": all_metrics,
    "entities-and-links": entities_and_links,
    "sheets": sheets,
    "views": view_columns,
}


def renewed(text: str) -> str:
    """The text of a page with everything between marks as it should be."""
    return MARK.sub(lambda found: found[1] + MADE[found[2]]() + found[3], text)


if __name__ == "__main__":
    for page in DOCS.glob("*.md"):
        page.write_text(renewed(page.read_text()))
