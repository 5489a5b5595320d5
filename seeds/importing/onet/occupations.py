"""Occupations with their titles and groups, and the related occupations."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from knowledge.model.record import Key
from knowledge.model.vocabulary import GroupScheme, Kind, MoveKind
from seeds.importing.onet.editions import Row
from seeds.importing.onet.figures import whole
from seeds.importing.onet.layouts import CAREER_CHANGERS, OCCUPATIONS, RELATED, REPORTED_TITLES, TITLES
from seeds.importing.onet.reader import DATASET, SOURCE, OnetReader, identifier_of
from seeds.importing.onet.soc import MAJOR_GROUPS
from seeds.problems import Line

ONET_SOC = re.compile(r"\d\d-\d{4}\.\d\d")


def add_dataset(reader: OnetReader) -> None:
    version = reader.release.version
    line = Line(reader.release.path, 1)
    licence, url = "CC BY 4.0", "https://www.onetcenter.org/database.html"
    publisher = "U.S. Department of Labor, Employment and Training Administration"
    dataset = {
        "slug": DATASET,
        "title": "O*NET: Occupational Information Network",
        "description": "Occupations of the United States: what each takes, as incumbents and analysts rate it.",
        "publisher": publisher,
        "url": url,
        "licence": licence,
    }
    source = {
        "slug": SOURCE,
        "dataset": DATASET,
        "title": "O*NET database",
        "publisher": publisher,
        "url": url,
        "licence": licence,
    }
    if version:
        dataset["version"] = version
        source["title"] = f"O*NET {version} database"
    for key, record in ((Key(Kind.DATASET, DATASET), dataset), (Key(Kind.SOURCE, SOURCE), source)):
        reader.records[key] = record
        reader.origins[key] = line


def add_occupations(reader: OnetReader) -> None:
    """Raises `Refused` for an occupation without a title, and for a code that is none of the O*NET-SOC."""
    rows = list(reader.rows(OCCUPATIONS))
    for row in rows:
        if not ONET_SOC.fullmatch(row.values[0]):
            raise row.refuse(f"{row.values[0]!r} is no code of the O*NET-SOC, such as 15-1252.00")
        if not row.values[1].strip():
            raise row.refuse(f"the occupation {row.values[0]} has no title")
    slugs = reader.assign(Kind.ROLE, ((row.values[0], row.values[1]) for row in rows))
    titles = {row.values[0]: row.values[1] for row in rows}
    for row in rows:
        code, title, description = row.values
        if code in reader.roles:
            reader.release.note("occupations that a table lists twice")
            continue
        detailed = _add_soc_groups(reader, code[:7], titles, row)
        reader.roles[code] = reader.add(
            Kind.ROLE,
            slugs[code],
            row,
            name=title,
            description=description,
            groups=[detailed],
            external_ids=[identifier_of(Kind.ROLE, code)],
        )


def _add_soc_groups(reader: OnetReader, soc: str, titles: Mapping[str, str], row: Row) -> str:
    """The detailed SOC group of an occupation, and the major group that it is in."""
    slug = f"{DATASET}/soc-{soc}"
    if Key(Kind.ROLE_GROUP, slug) not in reader.records:
        major = f"{soc[:2]}-0000"
        parent = f"{DATASET}/soc-{major}"
        if major in MAJOR_GROUPS and Key(Kind.ROLE_GROUP, parent) not in reader.records:
            fields = {"name": MAJOR_GROUPS[major], "scheme": GroupScheme.SOC.value, "code": major}
            reader.add(Kind.ROLE_GROUP, parent, row, **fields)
        reader.add(
            Kind.ROLE_GROUP,
            slug,
            row,
            name=titles.get(f"{soc}.00", row.values[1]),
            scheme=GroupScheme.SOC.value,
            code=soc,
            broader=parent if major in MAJOR_GROUPS else None,
        )
    return slug


def add_titles(reader: OnetReader) -> None:
    reported = list(reader.rows(REPORTED_TITLES))
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    for row in (*reader.rows(TITLES), *reported):
        for title in filter(None, row.values[1:]):
            if title != "n/a":
                aliases[row.values[0]][title] = None
    for code, titles in aliases.items():
        if role := reader.role(code):
            titles.pop(role["name"], None)
            role["aliases"] = list(titles)
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for row in reported:
        told[row.values[0]][row.values[1]] = None
    for code, titles in told.items():
        if role := reader.role(code):
            role["reported_titles"] = sorted(titles)


def add_moves(reader: OnetReader) -> None:
    """Related occupations; releases before 26.0 have a matrix of career changers instead."""
    older = not reader.release.of(RELATED) and reader.release.of(CAREER_CHANGERS)
    seen = set()
    for row in reader.rows(CAREER_CHANGERS if older else RELATED):
        code, related, index, tier = row.values
        role, target = reader.role(code), reader.role(related)
        if role is None or target is None:
            continue
        if role is target or (code, related) in seen:
            reader.release.note("related occupations that a table lists twice, or of themselves")
            continue
        seen.add((code, related))
        move: dict[str, Any] = {
            "to": target["slug"],
            "move_kind": MoveKind.RELATED.value,
            "rank": whole(row, index, "the index of a related occupation"),
        }
        if tier:
            move["rationale"] = f"Relatedness tier: {tier}."
        role.setdefault("moves", []).append(move)
