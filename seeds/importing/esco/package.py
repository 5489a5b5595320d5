"""What a release of ESCO consists of: its tables and their language, its version, and whether it is whole and one."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from seeds.importing.esco.checklist import SUFFIXES, check_list
from seeds.problems import Level, Place, Problem, Refused, of_level
from seeds.tables import open_release, version_in

CLASSIFICATION = ("occupations", "skills", "skillGroups", "ISCOGroups")
RELATIONS = (
    "broaderRelationsOccPillar",
    "broaderRelationsSkillPillar",
    "occupationSkillRelations",
    "skillSkillRelations",
)
LOCALISED = re.compile(rf"({'|'.join(CLASSIFICATION)})_([a-z]{{2}}(?:-[A-Za-z]+)?)")
PARTS = (".zip", ".csv")
VERSION = re.compile(r"\d+(?:[._]\d+)+")


class Package:
    """The tables of a release at `path` in one language, checked as far as that is possible without reading them.

    Raises `Refused` if tables are missing, or their checksums are wrong, or if they belong to several releases.
    """

    def __init__(self, path: Path, language: str, version: str | None):
        _check_one(path, _named_versions(path))
        self.release = open_release(path, (".csv",), whole_lines=True)
        self.language = language
        self.doubts: list[Problem] = []
        problems = list(self._missing())
        found = self._versions()
        _check_one(path, found)
        for table in [each for each in self.release.others if each.shown.suffix in SUFFIXES]:
            checked = list(check_list(table, list(self.release.tables.values())))
            self.release.others.remove(table)
            problems += of_level(checked, Level.ERROR)
            self.doubts += of_level(checked, Level.WARNING)
        if problems:
            raise Refused(problems)
        self.version = version or next(iter(found), None) or version_in(path)
        if self.version is None:
            message = "nothing names the version of this release: add --release, as in --release 1.1.0"
            self.doubts.append(Problem(Place(path), "", message, Level.WARNING, "releases without a version"))

    def name(self, stem: str) -> str:
        """A table's name: releases add the language to most of them, and to which they do changes."""
        localised = f"{stem}_{self.language}"
        return localised if localised in self.release.tables else stem

    def has(self, stem: str) -> bool:
        return self.name(stem) in self.release.tables

    def _missing(self) -> list[Problem]:
        place = Place(self.release.path)
        missing = [stem for stem in (*CLASSIFICATION, *RELATIONS) if not self.has(stem)]
        if not missing:
            return []
        languages = sorted({found[2] for name in self.release.tables if (found := LOCALISED.fullmatch(name))})
        if languages and self.language not in languages and set(CLASSIFICATION) <= set(missing):
            message = f"has no tables in {self.language!r}: add --language {' or --language '.join(languages)}"
            return [Problem(place, "", message)]
        advice = "download the whole classification as CSV, with its relations"
        if set(missing) <= set(RELATIONS):
            advice = "the relations are in a package of their own, or in that of the language: put it beside this one"
        return [Problem(place, "", f"there is no table {', '.join(map(repr, missing))} in this release: {advice}")]

    def _versions(self) -> dict[str, set[str]]:
        """The files of the release by the version that their names say, or those of folders within them."""
        path = self.release.path
        found: dict[str, set[str]] = defaultdict(set)
        for table in self.release.tables.values():
            part = table.file.name if table.file == path else str(table.file.relative_to(path))
            if version := _version(table.shown.relative_to(path if path.is_dir() else path.parent)):
                found[version].add(part)
        return found


def _named_versions(path: Path) -> dict[str, set[str]]:
    """The files in a folder by the version that their names say."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in path.rglob("*") if path.is_dir() else ():
        if file.suffix in PARTS and (version := _version(file.relative_to(path))):
            found[version].add(str(file.relative_to(path)))
    return found


def _check_one(path: Path, versions: Mapping[str, Collection[str]]) -> None:
    """Raise `Refused` if there are files of several versions, all of which it names."""
    if len(versions) > 1:
        shown = "; ".join(f"{version}: {', '.join(sorted(files))}" for version, files in sorted(versions.items()))
        message = f"the parts are of several releases ({shown}): keep those of one in the folder"
        raise Refused([Problem(Place(path), "", message)])


def _version(name: Path) -> str | None:
    """The last version in the name of a file and of the folders above it."""
    found = VERSION.findall(str(name))
    return found[-1].replace("_", ".") if found else None
