"""From seed files to seeds, with every problem that shows without looking at other records."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from db.progress import SILENT, Progress
from knowledge.model.language import USUAL
from knowledge.model.translation import TRANSLATABLE
from knowledge.model.vocabulary import Kind
from seeds.format import SECTIONS, Evident
from seeds.lines import parse_lines
from seeds.problems import Loc, Problem
from seeds.reading import LINES_SUFFIX, Document, dataset_file, plain, read
from seeds.seed import Declared, Parsed, add_record, dotted, kind_of, problems_of, spoken_in
from seeds.sheets.files import SHEET_SUFFIXES, WORKBOOK_SUFFIXES, add_sheet, add_workbook
from seeds.sheets.gathering import Gathering
from seeds.spoken import of_subject
from seeds.tags import known_tag

SINGULAR = {kind.lower(): kind for kind in SECTIONS.values()} | SECTIONS
FILE_FIELDS = ("dataset", "basis", "citations", "language")
TRANSLATIONS = "translations"  # a folder whose files are called by their languages


def parse_files(files: Iterable[Path], progress: Progress = SILENT) -> Parsed:
    """Read and validate seed files, each on its own; links in sheets go to records in any of them."""
    parsed = Parsed()
    gathering = Gathering(parsed, progress)
    given = list(files)
    datasets: dict[Path | None, Declared] = {}
    with progress.stage("reading files", len(given)) as advance:
        for file in given:
            above = dataset_file(file)
            if above not in datasets:
                datasets[above] = _declared(above)
            _parse_file(file, datasets[above], gathering, parsed)
            advance(1)
    gathering.finish()
    return parsed


def _parse_file(file: Path, declared: Declared, gathering: Gathering, parsed: Parsed) -> None:
    suffix = file.suffix.lower()
    if suffix in SHEET_SUFFIXES:
        add_sheet(file, declared, gathering, parsed)
    elif suffix in WORKBOOK_SUFFIXES:
        add_workbook(file, declared, gathering, parsed)
    elif suffix == LINES_SUFFIX:
        parse_lines(file, declared, parsed)
    else:
        document = read(file)
        if isinstance(document, Document):
            parse_document(document, declared, parsed)
        else:
            parsed.problems.extend(document)


def _declared(file: Path | None) -> Declared:
    """What a file that declares a dataset says: its slug, and the evidence of what has no place for its own."""
    document = read(file) if file else None
    if not isinstance(document, Document):
        return Declared(None, {})
    declared = document.data.get("dataset")
    slug = declared.get("slug") if isinstance(declared, dict) else declared
    return Declared(slug if isinstance(slug, str) else None, defaults(document, Parsed()), spoken_in(declared))


def defaults(document: Document, parsed: Parsed) -> dict[str, Any]:
    """The evidence that a file gives for all its records."""
    given = {key: plain(document.data[key]) for key in ("basis", "citations") if key in document.data}
    try:
        return Evident.model_validate(given).model_dump(mode="json", exclude_defaults=True)
    except ValidationError as error:
        parsed.problems.extend(problems_of(error, document, ()))
        return {}


def parse_document(document: Document, around: Declared, parsed: Parsed) -> None:
    """Add the records of a YAML file, which belong to the dataset that is declared around it unless it says otherwise.

    A file in a language has translations: its sections say what their records are called in it.
    """

    def problem(loc: Loc, message: str) -> None:
        parsed.problems.append(Problem(document.place(loc), dotted(loc), message))

    data = document.data
    declaration = data.get("dataset")
    dataset, language = around.dataset, around.language
    if isinstance(declaration, str):
        language = around.language if declaration == dataset else None
        dataset = declaration
    elif declaration is not None:
        add_record(Kind.DATASET, plain(declaration), document, ("dataset",), Declared(None, {}), parsed, typed=True)
        dataset = declaration.get("slug") if isinstance(declaration, dict) else None
        language = spoken_in(declaration)
    if dataset is None:
        problem((), "belongs to no dataset: add `dataset: SLUG`, or a dataset.yaml in the folder or above it")
        return
    try:
        other = _language(document)
    except ValueError as error:
        problem(("language",) if "language" in data else (), str(error))
        return
    declared = Declared(dataset, defaults(document, parsed), language)
    for section, content in data.items():
        if section in FILE_FIELDS:
            continue
        kind = SINGULAR.get(section)
        if kind is None:
            problem((section,), f"unknown section: expected one of {', '.join((*FILE_FIELDS, *SECTIONS))}")
        elif isinstance(content, dict):
            _add(kind, plain(content), document, (section,), declared, other, parsed)
        elif isinstance(content, list):
            for place, item in enumerate(content):
                _add(kind, plain(item), document, (section, place), declared, other, parsed)
        else:
            problem((section,), f"expected a list of records, found {kind_of(content)}")


def _language(document: Document) -> str | None:
    """The language of a file with translations, which it says itself, or its name in a folder of such files.

    Raises `ValueError` for what is no language.
    """
    language = document.data.get("language")
    if language is None and document.file.parent.name == TRANSLATIONS:
        language = document.file.stem
    return None if language is None else known_tag(str(language))


def _add(
    kind: Kind, content: Any, document: Document, loc: Loc, declared: Declared, language: str | None, parsed: Parsed
) -> None:
    """Add a record, or in a file that is all in another language than its dataset what it is called in that."""
    if language is not None and isinstance(content, dict):
        if kind is Kind.TRANSLATION and "language" not in content:
            content["language"] = language
        elif kind in TRANSLATABLE and language != (declared.language or USUAL):
            kind, content = Kind.TRANSLATION, of_subject(kind, content, language)
    add_record(kind, content, document, loc, declared, parsed, typed=True)
