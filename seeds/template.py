"""A workbook to begin with: every sheet, explained, and one worked example, which loads as it is."""

from pathlib import Path

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.parsing import defaults, parse_document
from seeds.problems import Place, Problem, Refused
from seeds.reading import read
from seeds.seed import Declared, Parsed
from seeds.sheets.workbook_writing import write_workbook

EXAMPLE = Path(__file__).parent / "templates" / "workshop.yaml"


def write_template(file: Path) -> None:
    """Write the workbook. Raises `Refused` if there is a file of that name, or its name is not that of a workbook."""
    if file.suffix.lower() != ".xlsx":
        raise Refused([Problem(Place(file), "", "a workbook is called SOMETHING.xlsx")])
    if file.exists():
        raise Refused([Problem(Place(file), "", "is there already: choose a new name")])
    document, parsed = read(EXAMPLE), Parsed()
    if isinstance(document, list):
        raise Refused(document)
    evidence = defaults(document, parsed)
    parse_document(document, Declared(None, {}), parsed)
    if parsed.problems:
        raise Refused(parsed.problems)
    records = {seed.key: dict(seed.record) for seed in parsed.seeds}
    for record in records.values():
        if record.get("basis") == evidence["basis"]:
            del record["basis"]  # which the first sheet says for all
    (dataset,) = [key for key in records if key.kind is Kind.DATASET]
    write_workbook(file, file, records[Key(*dataset)], records, evidence)
