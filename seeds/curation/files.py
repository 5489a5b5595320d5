"""A change made in the files of a dataset: all of them or none, and nothing in them that the change does not touch."""

import difflib
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from seeds.checking import check
from seeds.curation.deciding import Decision, World
from seeds.curation.line_text import LineText
from seeds.curation.sheet_text import SheetText
from seeds.curation.steps import Dropped, Redirected, Renamed, Step, by_record, outcome
from seeds.curation.yaml_text import YamlText
from seeds.loading import parse
from seeds.parsing import parse_files
from seeds.problems import Level, Place, Problem, Refused, of_level
from seeds.reading import LINES_SUFFIX, YAML_SUFFIXES, dataset_file, find_files
from seeds.seed import Seed
from seeds.sheets.gathering import WithRows
from seeds.sheets.grids import RowOf
from seeds.spoken import InLanguage

Text = YamlText | LineText | SheetText
TEXT_SHEETS = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Edited:
    """A decision, and what becomes of the files: their contents before and after."""

    decision: Decision
    files: Mapping[Path, tuple[bytes, bytes]]

    def difference(self) -> Iterator[str]:
        """The change as a patch shows it, without line breaks at the ends."""
        for file, (before, after) in self.files.items():
            one, other = (content.decode(errors="replace").splitlines() for content in (before, after))
            yield from difflib.unified_diff(one, other, str(file), str(file), n=1, lineterm="")


def edit(folder: Path, around: Mapping[Key, Record], decide: Callable[[World], Decision]) -> Edited:
    """What becomes of the files in a dataset's folder; nothing is written.

    `around` are the records that are known beside them. Raises `Refused` if the files have problems, if the change
    cannot be, or if it would make a problem.
    """
    seeds = parse([_whole(folder)])
    own = {seed.key: seed for seed in seeds}
    fixed = {key for key, seed in own.items() if key.kind is Kind.CONCEPT_MAPPING and _is_row(seed)}
    known = {key: record for key, record in around.items() if key not in own}
    records = {key: seed.record for key, seed in own.items()}
    inline = {key for key, seed in own.items() if isinstance(seed.origin, InLanguage)}
    decision = _of_these(decide(World({**known, **records}, fixed, inline)), own.keys(), folder)
    contents: dict[Path, bytes] = {}
    texts: dict[Path, Text] = {}

    def text(file: Path) -> Text:
        if file not in texts:
            contents[file] = file.read_bytes()
            texts[file] = _text(file, contents[file])
        return texts[file]

    for key, steps in by_record(decision.steps).items():
        _make(own[key], steps, text)
    changed = {file: (contents[file], each.result()) for file, each in texts.items()}
    edited = {file: pair for file, pair in changed.items() if pair[0] != pair[1]}
    _check(folder, seeds, decision, {file: after for file, (_, after) in edited.items()}, known)
    return Edited(decision, edited)


def write(edited: Edited) -> None:
    """Write all files, or none: they are written beside, and then take the place of the old ones.

    Raises `Refused` if a file has changed since it was read.
    """
    for file, (before, _) in edited.files.items():
        if file.read_bytes() != before:
            raise Refused([Problem(Place(file), "", "has changed meanwhile: try again")])
    beside = {file: file.with_name(f".{file.name}.unfinished") for file in edited.files}
    done: list[Path] = []
    try:
        for file, unfinished in beside.items():
            unfinished.write_bytes(edited.files[file][1])
            shutil.copymode(file, unfinished)
        for file, unfinished in beside.items():
            unfinished.replace(file)
            done.append(file)
    except BaseException:
        for file in done:
            beside[file].write_bytes(edited.files[file][0])
            shutil.copymode(file, beside[file])
            beside[file].replace(file)
        raise
    finally:
        for unfinished in beside.values():
            with suppress(FileNotFoundError):
                unfinished.unlink()


def _whole(folder: Path) -> Path:
    """The folder of the whole dataset. Raises `Refused` for a part of one, whose other files would not be followed."""
    if folder.is_file():
        message = "is a file: name the folder of its dataset, or leave out --files to change what is stored"
        raise Refused([Problem(Place(folder), "", message)])
    if not folder.is_dir():
        raise Refused([Problem(Place(folder), "", "there is no such folder: name the folder of a dataset")])
    declared = dataset_file(folder / "any")
    if declared and declared.parent != folder.resolve() and find_files([folder])[0]:
        message = (
            f"is a part of the dataset in {declared.parent}: name that folder, so that every reference is followed"
        )
        raise Refused([Problem(Place(folder), "", message)])
    return folder


def _of_these(decision: Decision, own: Collection[Key], folder: Path) -> Decision:
    """The decision without what it does to records that are stored and stand in none of these files.

    What only names the old record goes on naming it. Raises `Refused` if the record itself is not in the files.
    """
    missing = [key for key in by_record(decision.steps) if key not in own]
    for key, steps in by_record(decision.steps).items():
        if key in missing and not all(isinstance(step, Redirected | Dropped) for step in steps):
            message = (
                f"{key} stands in no file here: name the folder of the dataset {decision.dataset}, "
                "or leave out --files to change it in the database"
            )
            raise Refused([Problem(Place(folder), "", message)])
    kept = tuple(step for key, each in by_record(decision.steps).items() if key in own for step in each)
    return replace(decision, steps=kept, elsewhere=(*decision.elsewhere, *missing)) if missing else decision


def _is_row(seed: Seed) -> bool:
    return isinstance(seed.origin, RowOf)


def _text(file: Path, content: bytes) -> Text:
    if file.suffix.lower() in YAML_SUFFIXES:
        return YamlText(file, content)
    if file.suffix.lower() == LINES_SUFFIX:
        return LineText(content)
    if file.suffix.lower() in TEXT_SHEETS:
        return SheetText(file, content)
    message = (
        f"a {file.suffix} file cannot be changed in place: load it, change what is stored (without --files), export it"
    )
    raise Refused([Problem(Place(file), "", message)])


def _make(seed: Seed, steps: Sequence[Step], text: Callable[[Path], Text]) -> None:
    """Make the steps of a record in the text of its file, and those of its links in the sheets that they stand in."""
    rows = seed.origin if isinstance(seed.origin, WithRows) else None
    origin = seed.origin if rows is None else rows.record
    own = []
    if seed.key.kind is Kind.TRANSLATION and seed.loc[0] != KINDS[Kind.TRANSLATION].section:
        # of a file that is all in one language, where the subject is what has the slug
        steps = [Renamed(step.key, step.slug) if isinstance(step, Redirected) else step for step in steps]
    for step in steps:
        row = _row(step, rows)
        if row is None:
            own.append(step)
        else:
            _make_row(step, row, text)
    if rows is not None:
        _rename_rows(seed, steps, rows, text)
    file = text(origin.file)
    if isinstance(file, YamlText):
        file.change(tuple(seed.loc), own)
    else:
        line = origin.place(()).line
        assert line is not None, "records that are no part of a YAML file have a line"
        file.change(line, own)


def _row(step: Step, rows: WithRows | None) -> RowOf | None:
    """The row in which the link stands that a step changes, None if it stands in no sheet."""
    match step:
        case Redirected(_, (str(field), int(place), *_)) | Dropped(_, field, place):
            found = rows.rows.get(field) if rows else None
            return found.row(place) if found else None
    return None


def _line(row: RowOf) -> int:
    line = row.place(()).line
    assert line is not None, "rows of text have lines"
    return line


def _make_row(step: Step, row: RowOf, text: Callable[[Path], Text]) -> None:
    sheet = text(row.file)
    assert isinstance(sheet, SheetText), "rows are in sheets"
    if isinstance(step, Redirected):
        sheet.change_link(_line(row), step.slug, str(step.path[-1]))
    else:
        sheet.drop_link(_line(row))


def _rename_rows(seed: Seed, steps: Sequence[Step], rows: WithRows, text: Callable[[Path], Text]) -> None:
    """Rows that say something of a record that is renamed say it of the new slug."""
    slug = next((step.slug for step in steps if isinstance(step, Renamed)), None)
    if slug is None:
        return
    for numbers in rows.rows.values():
        for place in range(numbers.first, numbers.first + len(numbers.numbers)):
            row = numbers.row(place)
            assert row is not None, "all of these places are rows"
            sheet = text(row.file)
            assert isinstance(sheet, SheetText), "rows are in sheets"
            sheet.change_link(_line(row), slug, seed.key.kind.lower())


def _check(
    folder: Path, seeds: Sequence[Seed], decision: Decision, after: Mapping[Path, bytes], known: Mapping[Key, Record]
) -> None:
    """Raise `Refused` if the files would then have a problem, or say anything but what was decided."""
    before = {problem.message for problem in check(seeds, known)}
    with tempfile.TemporaryDirectory(prefix="rolegraph-curation-") as place:
        copy = Path(place).resolve() / (folder.resolve().name or "dataset")
        files = find_files([folder])[0]
        for file in files:
            target = copy / file.resolve().relative_to(folder.resolve())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(after.get(file) or file.read_bytes())
        parsed = parse_files(find_files([copy])[0])
        found = [*parsed.problems, *(each for each in check(parsed.seeds, known) if each.message not in before)]
        problems = of_level(found, Level.ERROR)
        if problems:
            raise Refused([_at(each, copy, folder) for each in problems])
    told = {seed.key: seed.record for seed in parsed.seeds}
    meant = _meant({seed.key: seed.record for seed in seeds}, decision)
    renamed = {each for step in decision.steps if isinstance(step, Renamed) for each in (step.key.slug, step.slug)}
    for key in {**told, **meant}:
        if key.kind is Kind.TRANSLATION and (told.get(key) or meant[key])["subject"] in renamed:
            continue  # its slug is made anew where it stands
        if _plain(told.get(key)) != _plain(meant.get(key)):
            message = f"{key} would not say what it should: change it by hand"
            raise Refused([Problem(Place(folder), "", message)])


def _meant(records: Mapping[Key, Record], decision: Decision) -> dict[Key, Record]:
    """The records that the files should have in the end."""
    return {**records, **outcome(records, decision.steps)}


def _plain(record: Record | None) -> Record | None:
    """A record without what its place in a file decides: the evidence that is inherited, and the order of lists."""
    if record is None:
        return None
    return {
        name: sorted(value, key=repr) if isinstance(value, list) else value
        for name, value in record.items()
        if value not in (None, "", [])
    }


def _at(problem: Problem, copy: Path, folder: Path) -> Problem:
    """A problem of the copy, told of the file itself."""
    file = problem.place.file
    own = folder / file.relative_to(copy) if file.is_relative_to(copy) else file
    return Problem(Place(own, problem.place.line), problem.field, f"after the change: {problem.message}")
