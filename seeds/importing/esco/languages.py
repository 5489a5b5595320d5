"""Which languages of a release are read, and as what: the one that the dataset speaks, and translations into others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from db.progress import SILENT, Progress
from knowledge.model.language import USUAL
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.importing.esco.labels import Labels, uris_of
from seeds.importing.esco.package import LOCALISED, Package
from seeds.importing.esco.reader import DATASET, EscoReader
from seeds.importing.imported import Imported
from seeds.problems import Place, Problem, Refused
from seeds.seed import Seed
from seeds.tables import open_release
from seeds.tags import known_tag

EVERY = "all"


def read_languages(
    path: Path,
    known: Mapping[Kind, Mapping[str, str]],
    asked: Sequence[str] = (),
    *,
    spoken: str | None = None,
    version: str | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """The seeds of an ESCO release at `path` in the languages that are `asked` for, `all` for every one that it has.

    `spoken` is the language of the stored dataset, None if it is not stored: then the first language asked for becomes
    that of the dataset. In its own language the release is read whole; of others only the labels are, and the rest of
    the dataset stays as it is. Without `asked`, it is read in the dataset's own language, English at first. Raises
    `Refused` as `read_esco` does, and for a language that is none or that the release does not have.
    """
    wanted = _wanted(path, asked, spoken)
    own = spoken or wanted[0]
    seeds: list[Seed] = []
    notes: dict[str, int] = {}
    marked: Mapping[str, int] = {}
    doubts: list[Problem] = []
    unread: set[str] | None = None
    slugs: dict[Kind, dict[str, str]] = defaultdict(dict, {kind: dict(held) for kind, held in known.items()})
    if own in wanted:
        whole = EscoReader(Package(path, own, version), known, progress).read()
        seeds += _speaking(whole.seeds, own)
        notes, marked, unread = dict(whole.notes), whole.marked, set(whole.unread)
        doubts += whole.doubts
        for kind, identifier, slug in uris_of(whole.seeds):
            slugs[kind].setdefault(identifier, slug)
    others = [each for each in wanted if each != own]
    if others:
        release = open_release(path, (".csv",), whole_lines=True)
        for language in others:
            labels = Labels(release, language, slugs, progress)
            seeds += labels.read()
            doubts += labels.doubts
        for what, count in release.notes.items():
            notes[what] = notes.get(what, 0) + count
        unread = set(release.unread()) if unread is None else unread & set(release.unread())
    return Imported(seeds, notes, marked, doubts, sorted(unread or ()), languages=tuple(others), is_whole=own in wanted)


def _wanted(path: Path, asked: Sequence[str], spoken: str | None) -> list[str]:
    if EVERY in asked:
        release = open_release(path, (".csv",), whole_lines=True)
        found = {known_tag(match[2]) for name in release.tables if (match := LOCALISED.fullmatch(name))}
        if not found:
            message = "has no table that says its language, such as occupations_fr.csv: name it with --language"
            raise Refused([Problem(Place(path), "", message)])
        return sorted(found, key=lambda each: (each != (spoken or USUAL), each))
    try:
        return list(dict.fromkeys(map(known_tag, asked))) or [spoken or USUAL]
    except ValueError as error:
        raise Refused([Problem(Place(path), "", f"--language: {error}")]) from error


def _speaking(seeds: Sequence[Seed], language: str) -> list[Seed]:
    """The same seeds, in which the dataset says its language, unless that is the usual one."""
    if language == USUAL:
        return list(seeds)
    key = Key(Kind.DATASET, DATASET)
    return [
        Seed(key, {**each.record, "language": language}, each.origin, each.loc) if each.key == key else each
        for each in seeds
    ]
