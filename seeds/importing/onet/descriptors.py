"""What occupations are rated on beside skills: abilities, activities, circumstances, styles, values and interests."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.model.vocabulary import DescriptorDomain, Kind
from seeds.importing.onet.anchors import Anchors
from seeds.importing.onet.editions import Row
from seeds.importing.onet.elements import above
from seeds.importing.onet.figures import Scale, whole
from seeds.importing.onet.layouts import (
    ABILITIES,
    AREAS_TO_INTERESTS,
    CONTEXT_CATEGORIES,
    INTEREST_AREAS,
    INTERESTS,
    WORK_ACTIVITIES,
    WORK_CONTEXT,
    WORK_STYLES,
    WORK_VALUES,
    Subject,
)
from seeds.importing.onet.ratings import Rating, Ratings, in_order
from seeds.importing.onet.reader import OnetReader, identifier_of

RATED: tuple[tuple[Subject, DescriptorDomain], ...] = (
    (ABILITIES, DescriptorDomain.ABILITY),
    (WORK_ACTIVITIES, DescriptorDomain.WORK_ACTIVITY),
    (WORK_CONTEXT, DescriptorDomain.WORK_CONTEXT),
    (WORK_STYLES, DescriptorDomain.WORK_STYLE),
    (WORK_VALUES, DescriptorDomain.WORK_VALUE),
    (INTERESTS, DescriptorDomain.INTEREST),
    (INTEREST_AREAS, DescriptorDomain.INTEREST_AREA),
)
CATEGORIES = ("CXP", "CTP")


class Element(NamedTuple):
    """An element that occupations are rated on: its domain, its name, the scale of its values, and where it is told."""

    domain: DescriptorDomain
    name: str
    scale: Scale | None
    row: Row


def add_descriptors(reader: OnetReader, anchors: Anchors) -> None:
    """The elements, with what is above them in the content model, and how each occupation is rated on them."""
    ratings = Ratings(reader)
    elements: dict[str, Element] = {}
    for subject, domain in RATED:
        for row in reader.rows(subject):
            _, element, name, scale, *_ = row.values
            valued = ratings.add(row, domain)
            known = elements.get(element)
            if known is None or (valued and known.scale is None):
                told = reader.element_name(element, name, row) if known is None else known.name
                elements[element] = Element(domain, told, reader.figure.scales[scale] if valued else None, row)
    elements = {each: found for each, found in elements.items() if each in ratings.elements}
    slugs = _add_elements(reader, elements, anchors)
    for (code, element), found in ratings.found.items():
        if found.shares and not in_order(found.shares):
            reader.release.note("shares of answers of which some are missing", len(found.shares))
            found.suppressed_shares.clear()
        if role := reader.role(code):
            role.setdefault("descriptors", []).append({"descriptor": slugs[element], **_link(found)})
    reader.marked.update(ratings.marked)


def _link(found: Rating) -> dict[str, Any]:
    """What is said of a rating; what is not said is left out."""
    said: dict[str, Any] = {
        "importance_rating": found.importance,
        "level_rating": found.level,
        "value": found.value,
        "rank": found.rank,
        "distinctiveness": found.distinctiveness,
        "shares": in_order(found.shares),
        "suppressed_shares": sorted(found.suppressed_shares),
        "suppressed": found.suppressed,
        "level_suppressed": found.level_suppressed,
        "not_relevant": found.not_relevant,
    }
    return {name: value for name, value in said.items() if value is not None and value is not False and value != []}


def _add_elements(reader: OnetReader, elements: Mapping[str, Element], anchors: Anchors) -> dict[str, str]:
    """Records of the elements and of those above them, which have the domain of what is under them; their slugs."""
    parents: dict[str, DescriptorDomain] = {}
    for element, found in elements.items():
        for each in above(element):
            if each in reader.model and each not in elements:
                parents.setdefault(each, found.domain)
    labels = [(element, found.name) for element, found in sorted(elements.items())]
    labels += [(element, f"{reader.model[element].values[1]} {element}") for element in sorted(parents)]
    slugs = reader.assign(Kind.DESCRIPTOR, labels)
    categories, more = _categories(reader), _interests(reader, slugs)
    for element in sorted(slugs):
        in_model = reader.model.get(element)
        if element in elements:
            domain, name, scale, row = elements[element]
        else:
            row = reader.model[element]
            domain, name, scale = parents[element], row.values[1], None
        over = next((each for each in above(element) if each in slugs), None)
        broader = dict.fromkeys([*([slugs[over]] if over else []), *more.get(element, ())])
        reader.add(
            Kind.DESCRIPTOR,
            slugs[element],
            row,
            name=name,
            description=in_model.values[2] if in_model else None,
            domain=domain.value,
            scale=scale.name if scale else None,
            minimum=scale.low if scale else None,
            maximum=scale.high if scale else None,
            categories=categories.get(element),
            anchors=anchors.get(element),
            broader=[{"descriptor": each} for each in broader],
            external_ids=[identifier_of(Kind.DESCRIPTOR, element)],
        )
    return slugs


def _categories(reader: OnetReader) -> dict[str, list[str]]:
    """The answers that people had to choose from, in order, by element."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in reader.rows(CONTEXT_CATEGORIES):
        element, scale, number, description = row.values
        if scale in CATEGORIES:
            found[element][whole(row, number, "a category")] = description
    return {element: [text for _, text in sorted(each.items())] for element, each in found.items()}


def _interests(reader: OnetReader, slugs: Mapping[str, str]) -> dict[str, list[str]]:
    """The slugs of the types of interests that each area of interest belongs to, by the area's element."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows(AREAS_TO_INTERESTS):
        area, interest = row.values
        if area in slugs and interest in slugs:
            found[area].append(slugs[interest])
        else:
            reader.release.note("areas of interest that no occupation is rated on")
    return found
