"""What it takes to enter an occupation: job zones, education, training and experience."""

from collections import defaultdict

from knowledge.preparation import JOB_ZONE
from knowledge.record import Key
from knowledge.vocabulary import DegreeLevel, Kind, QualificationKind, Requirement
from seeds.importing.onet.reader import CODE, DATASET, SUPPRESSED, OnetReader, shortened
from seeds.importing.slugs import slugify
from seeds.tables import Row

EDUCATION = "RL"
EXPERIENCE = {
    "RW": "Related work experience",
    "PT": "On-site or in-plant training",
    "OJ": "On-the-job training",
}
DEGREES = {
    "associate": None,
    "bachelor": DegreeLevel.BACHELOR,
    "master": DegreeLevel.MASTER,
    "doctoral": DegreeLevel.DOCTORATE,
}


def add_job_zones(reader: OnetReader) -> None:
    columns = ("Job Zone", "Name", "Experience", "Education", "Job Training")
    for row in reader.rows("Job Zone Reference", columns):
        zone, name, *texts = row.values
        reader.add(
            Kind.QUALIFICATION,
            f"{DATASET}/job-zone-{zone}",
            "Job Zone Reference",
            row.line,
            name=name,
            description=" ".join(texts),
            qualification_kind=QualificationKind.EXPERIENCE.value,
            external_ids=[{"scheme": JOB_ZONE, "identifier": zone}],
        )
    for row in reader.rows("Job Zones", (CODE, "Job Zone")):
        code, zone = row.values
        slug = f"{DATASET}/job-zone-{zone}"
        if Key(Kind.QUALIFICATION, slug) not in reader.records:
            reader.release.note("job zones that the release does not explain")
        elif role := reader.role(code):
            link = {"qualification": slug, "requirement": Requirement.TYPICAL.value}
            role.setdefault("qualifications", []).append(link)


def add_education(reader: OnetReader) -> None:
    """Education, training and experience: what share of the people in an occupation says that it takes which."""
    reference = reader.rows(
        "Education, Training, and Experience Categories", ("Scale ID", "Category", "Category Description")
    )
    categories: dict[tuple[str, str], str] = {}
    for row in reference:
        scale, category, description = row.values
        if scale == EDUCATION or scale in EXPERIENCE:
            categories[scale, category] = _add_category(reader, row, scale, category, description)
    shares: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    columns = (CODE, "Scale ID", "Category", "Data Value")
    table = "Education, Training, and Experience"
    for row in reader.rows(table, columns, ("Recommend Suppress",)):
        code, scale, category, value, suppress = row.values
        if suppress == "Y":
            reader.release.note(SUPPRESSED)
        elif (scale, category) in categories and float(value) > 0:
            shares[code][scale, category] = float(value) / 100
    for code, found in shares.items():
        if role := reader.role(code):
            links = role.setdefault("qualifications", [])
            for (scale, category), share in found.items():
                usual = max((other for (of, _), other in found.items() if of == scale), default=0)
                place = next(number for (of, number), other in found.items() if of == scale and other == usual)
                links.append(
                    {
                        "qualification": categories[scale, category],
                        "requirement": _requirement(int(category), int(place)).value,
                        "share": round(min(1.0, share), 4),
                    }
                )


def _add_category(reader: OnetReader, row: Row, scale: str, category: str, description: str) -> str:
    degree = next((word for word in DEGREES if description.casefold().startswith(word)), None)
    if scale == EDUCATION:
        name = shortened(description.split(" - ")[0])
        certificate = "certificate" in name.casefold()
        kind = QualificationKind.CERTIFICATION if certificate else QualificationKind.DEGREE
    else:
        name = f"{EXPERIENCE[scale]}: {description[0].lower()}{description[1:]}"
        kind, degree = QualificationKind.EXPERIENCE, None
    level = DEGREES[degree] if degree and kind is QualificationKind.DEGREE else None
    slug = f"{DATASET}/{scale.lower()}-{category}-{slugify(name)}"[:150].rstrip("-")
    reader.add(
        Kind.QUALIFICATION,
        slug,
        "Education, Training, and Experience Categories",
        row.line,
        name=name,
        description=description if scale == EDUCATION and description != name else None,
        qualification_kind=kind.value,
        degree_level=level.value if level else None,
    )
    return slug


def _requirement(category: int, usual: int) -> Requirement:
    if category == usual:
        return Requirement.TYPICAL
    return Requirement.ADVANCED if category > usual else Requirement.HELPFUL
