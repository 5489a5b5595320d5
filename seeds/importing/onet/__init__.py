"""Reads O*NET's own release, 24.1 and later, in any edition: occupations become roles, with what each asks for.

Tables, columns and scales are those of the O*NET data dictionary, which is the source of what each means. Tables that a
release does not have, and tables and columns that are not kept, are named in the summary.
"""

from collections.abc import Mapping
from pathlib import Path

from db.progress import SILENT, Progress
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.onet.activities import add_activities
from seeds.importing.onet.anchors import read_anchors
from seeds.importing.onet.descriptors import add_descriptors
from seeds.importing.onet.editions import open_onet
from seeds.importing.onet.elements import add_elements
from seeds.importing.onet.layouts import OCCUPATIONS
from seeds.importing.onet.occupations import add_dataset, add_moves, add_occupations, add_titles
from seeds.importing.onet.preparation import add_education, add_job_zones
from seeds.importing.onet.reader import DATASET as DATASET
from seeds.importing.onet.reader import OnetReader
from seeds.importing.onet.tasks import add_emerging_tasks, add_tasks
from seeds.importing.onet.tools import add_tools
from seeds.importing.onet.wholeness import check_whole
from seeds.problems import Place, Problem, Refused


def read_onet(
    path: Path,
    known: Mapping[Kind, Mapping[str, str]],
    *,
    version: str | None = None,
    partial: bool = False,
    progress: Progress = SILENT,
) -> Imported:
    """The seeds of an O*NET release at `path`: a folder or a zip file of tables, in one of its editions.

    `known` gives the slugs that identifiers have already, by kind. Rows about occupations that the release does not
    have, repeated rows, and ratings of skills that O*NET recommends to suppress are left out and counted; other figures
    that it recommends to suppress are kept, marked and counted. Raises `Refused` if the occupations are missing, if
    the release lacks what `known` comes from and is not meant to be `partial`, on figures that are none or are outside
    their scale, and on a table that cannot be read.
    """
    release = open_onet(path, version)
    if not release.of(OCCUPATIONS):
        message = "there is no table 'Occupation Data': is this an O*NET database release?"
        raise Refused([Problem(Place(path), "", message)])
    reader = OnetReader(release, known, progress)
    if not partial:
        check_whole(reader)
    add_dataset(reader)
    add_occupations(reader)
    if not reader.roles:
        raise Refused([Problem(Place(release.tables["Occupation Data"].shown), "", "has no row: is the file cut?")])
    add_titles(reader)
    anchors = read_anchors(reader)
    add_elements(reader, anchors)
    add_tools(reader)
    add_tasks(reader, add_activities(reader))
    add_emerging_tasks(reader)
    add_job_zones(reader)
    add_education(reader)
    add_moves(reader)
    add_descriptors(reader, anchors)
    if not partial:
        check_whole(reader)
    return reader.imported()
