"""Reads O*NET's own release, Excel or text (24.x to 30.x): occupations become roles, with what each asks for.

Tables, columns and scales are those of the O*NET data dictionary, which is the source of what each means. Tables that a
release does not have are reported and left out, except for the occupations themselves.
"""

from collections.abc import Mapping
from pathlib import Path

from db.progress import SILENT, Progress
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.onet.elements import add_elements
from seeds.importing.onet.occupations import add_dataset, add_moves, add_occupations, add_titles
from seeds.importing.onet.preparation import add_education, add_job_zones
from seeds.importing.onet.reader import DATASET as DATASET
from seeds.importing.onet.reader import OnetReader
from seeds.importing.onet.work import add_activities, add_tasks, add_tools
from seeds.problems import Place, Problem, Refused
from seeds.tables import open_release, version_in


def read_onet(
    path: Path,
    known: Mapping[Kind, Mapping[str, str]],
    *,
    version: str | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """The seeds of an O*NET release at `path`: a folder or a zip file of Excel or tab-separated tables.

    `known` gives the slugs that identifiers have already, by kind. Rows about occupations that the release does not
    have, repeated rows, and ratings that O*NET recommends to suppress are left out and counted; shares on education
    and training that it recommends to suppress are kept, marked and counted. Raises `Refused` if the occupations are
    missing, or a table that is there cannot be read.
    """
    release = open_release(path, (".xlsx", ".txt"))
    if "Occupation Data" not in release.tables:
        message = "there is no table 'Occupation Data': is this an O*NET database release?"
        raise Refused([Problem(Place(path), "", message)])
    reader = OnetReader(release, known, progress)
    add_dataset(reader, version or version_in(path))
    add_occupations(reader)
    add_titles(reader)
    add_elements(reader)
    add_tools(reader)
    add_tasks(reader, add_activities(reader))
    add_job_zones(reader)
    add_education(reader)
    add_moves(reader)
    return reader.imported()
