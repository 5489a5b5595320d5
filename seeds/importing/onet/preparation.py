"""What it takes to enter an occupation: job zones, education, training and experience."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.likeness import scales
from knowledge.likeness.preparation import JOB_ZONE
from knowledge.model.record import Key
from knowledge.model.vocabulary import DegreeLevel, Kind, QualificationKind, Requirement
from seeds.importing.onet.editions import Row
from seeds.importing.onet.figures import whole
from seeds.importing.onet.layouts import EDUCATION as EDUCATION_TABLES
from seeds.importing.onet.layouts import EDUCATION_CATEGORIES, JOB_ZONE_REFERENCE, JOB_ZONES
from seeds.importing.onet.reader import DATASET, OnetReader, shortened
from seeds.slugs import slugify

EDUCATION = "RL"
EXPERIENCE = {
    "RW": "Related work experience",
    "PT": "On-site or in-plant training",
    "OJ": "On-the-job training",
}
SCHEMES = {
    EDUCATION: scales.EDUCATION,
    "RW": scales.EXPERIENCE,
    "PT": scales.ON_SITE_TRAINING,
    "OJ": scales.ON_THE_JOB_TRAINING,
}
"""The schemes of external ids that put the categories of a scale in order."""
DEGREES = {
    "bachelor": DegreeLevel.BACHELOR,
    "master": DegreeLevel.MASTER,
    "doctoral": DegreeLevel.DOCTORATE,
}
"""By the first word of a category. A first professional degree has no level: ISCED counts it as a master's (7), O*NET
puts it two places above one, and a master's degree does not stand for it. Neither have degrees below a bachelor's, and
post-doctoral training, which ends with no degree. All of them have their places on O*NET's scale."""
SUPPRESSED = "shares of education, experience or training that O*NET recommends not to rely on"


class Figure(NamedTuple):
    """The share of people, 0 to 1, who say that an occupation takes a category, and whether not to rely on it."""

    share: float
    suppressed: bool


def add_job_zones(reader: OnetReader) -> None:
    for row in reader.rows(JOB_ZONE_REFERENCE):
        text, name, *texts = row.values
        zone = whole(row, text, "a job zone")
        reader.add(
            Kind.QUALIFICATION,
            f"{DATASET}/job-zone-{zone}",
            row,
            name=name,
            description=" ".join(texts),
            qualification_kind=QualificationKind.EXPERIENCE.value,
            external_ids=[{"scheme": JOB_ZONE, "identifier": str(zone)}],
        )
    for row in reader.rows(JOB_ZONES):
        code, text = row.values
        slug = f"{DATASET}/job-zone-{whole(row, text, 'a job zone')}"
        if Key(Kind.QUALIFICATION, slug) not in reader.records:
            reader.release.note("job zones that the release does not explain")
        elif role := reader.role(code):
            link = {"qualification": slug, "requirement": Requirement.TYPICAL.value}
            role.setdefault("qualifications", []).append(link)


def add_education(reader: OnetReader) -> None:
    """Education, training and experience: what share of the people in an occupation says that it takes which."""
    categories: dict[str, dict[int, str]] = defaultdict(dict)
    for row in reader.rows(EDUCATION_CATEGORIES):
        scale, category, description = row.values
        if scale in SCHEMES:
            number = whole(row, category, "a category")
            categories[scale][number] = _add_category(reader, row, scale, number, description)
    for code, of_scale in _figures(reader, categories).items():
        if role := reader.role(code):
            for scale, found in of_scale.items():
                links = _links(categories[scale], found)
                if links:
                    role.setdefault("qualifications", []).extend(links)
                    reader.marked[SUPPRESSED] += sum("suppressed" in link for link in links)
                if unnamed := len(found) - len(links):
                    reader.release.note("categories that nobody in an occupation named", unnamed)


def _figures(
    reader: OnetReader, categories: Mapping[str, Mapping[int, str]]
) -> dict[str, dict[str, dict[int, Figure]]]:
    """The figures of each occupation by scale and category. What is no figure on one of the scales is counted."""
    figures: dict[str, dict[str, dict[int, Figure]]] = defaultdict(lambda: defaultdict(dict))
    for row in reader.rows(EDUCATION_TABLES):
        code, scale, category, value, suppress = row.values
        if scale not in SCHEMES:
            reader.release.note("ratings among the shares, of how important certificates and apprenticeships are")
            continue
        number = whole(row, category, "a category")
        if number not in categories.get(scale, ()):
            reader.release.note("shares of categories that the release does not explain")
        elif number in figures[code][scale]:
            reader.release.note("shares that a table lists twice")
        else:
            figures[code][scale][number] = Figure(round(reader.figure(row, scale, value) / 100, 4), suppress == "Y")
    return figures


def _links(slugs: Mapping[int, str], figures: Mapping[int, Figure]) -> list[dict[str, Any]]:
    """What an occupation takes on one scale: each category that somebody named, those below and above the largest.

    The largest figure makes a category typical, the lowest of equal ones, unless it is not to be relied on.
    """
    largest = max(sorted(figures), key=lambda number: figures[number].share)
    links = []
    for number in sorted(figures):
        share, suppressed = figures[number]
        if not share:
            continue
        if number == largest and not suppressed:
            requirement = Requirement.TYPICAL
        else:
            requirement = Requirement.ADVANCED if number > largest else Requirement.HELPFUL
        link = {"qualification": slugs[number], "requirement": requirement.value, "share": share}
        links.append({**link, "suppressed": True} if suppressed else link)
    return links


def _add_category(reader: OnetReader, row: Row, scale: str, category: int, description: str) -> str:
    degree = None
    if scale == EDUCATION:
        name = shortened(description.split(" - ")[0])
        certificate = "certificate" in name.casefold()
        kind = QualificationKind.CERTIFICATION if certificate else QualificationKind.DEGREE
        if not certificate:
            degree = next((level for word, level in DEGREES.items() if name.casefold().startswith(word)), None)
    else:
        name = f"{EXPERIENCE[scale]}: {description[0].lower()}{description[1:]}"
        kind = QualificationKind.EXPERIENCE
    slug = f"{DATASET}/{scale.lower()}-{category}-{slugify(name)}"[:150].rstrip("-")
    reader.add(
        Kind.QUALIFICATION,
        slug,
        row,
        name=name,
        description=description if scale == EDUCATION and description != name else None,
        qualification_kind=kind.value,
        degree_level=degree.value if degree else None,
        external_ids=[{"scheme": SCHEMES[scale], "identifier": str(category)}],
    )
    return slug
