"""Reads ESCO's own CSV release (1.x): occupations become roles, skills and their groups skills, ISCO groups groups.

Tables and columns are those of the download that the ESCO portal calls "classification" and "relations"; its
documentation is the source of what each means. Columns are found by name, so releases may add some.
"""

from collections.abc import Mapping
from pathlib import Path

from db.progress import SILENT, Progress
from knowledge.model.vocabulary import Kind
from seeds.importing.esco.languages import read_languages as read_languages
from seeds.importing.esco.package import Package
from seeds.importing.esco.reader import DATASET as DATASET
from seeds.importing.esco.reader import EscoReader
from seeds.importing.imported import Imported


def read_esco(
    path: Path,
    known: Mapping[Kind, Mapping[str, str]],
    *,
    language: str = "en",
    version: str | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """The seeds of an ESCO release at `path`: a folder, a zip file, or a folder of zip files.

    `known` gives the slugs that identifiers have already, by kind. Relations to concepts that the release does not
    have, and repeated ones, are left out and counted. Raises `Refused` if a table or a column is missing or broken, if
    the parts are of several releases, or if the relations leave out so much that they must be truncated.
    """
    return EscoReader(Package(path, language, version), known, progress).read()
