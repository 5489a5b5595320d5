"""Ordered scales of what it takes to enter a role, and what a role takes on each of them.

O*NET asks people which education, related experience and training their work takes, and gives the share of each answer
(Education, Training, and Experience Categories). The categories of a scale are ordered: a qualification has a place on
its scale, from 1 (least) on, and two qualifications compare by place only within one scale. Job zones are a scale of
their own. Degrees of other datasets stand on O*NET's scale of education where their level puts them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.likeness.preparation import JOB_ZONE
from knowledge.model.entities import Qualification, Role, RoleQualification
from knowledge.model.vocabulary import DegreeLevel, Requirement


class Scale(StrEnum):
    """An ordered scale that qualifications have places on, with how many places O*NET gives it."""

    EDUCATION = "EDUCATION"
    """1 (less than a high school diploma) to 12 (post-doctoral training)."""

    EXPERIENCE = "EXPERIENCE"
    """Related work before: 1 (none) to 11 (over ten years)."""

    ON_SITE_TRAINING = "ON_SITE_TRAINING"
    """Organised by the employer, on site or in plant: 1 (none) to 9 (over ten years)."""

    ON_THE_JOB_TRAINING = "ON_THE_JOB_TRAINING"
    """While working, by somebody more experienced: 1 (none or a short demonstration) to 9 (over ten years)."""

    PREPARATION = "PREPARATION"
    """All of it together, the job zone: 1 (little or none) to 5 (extensive)."""


EDUCATION, EXPERIENCE = "onet-education", "onet-related-experience"
ON_SITE_TRAINING, ON_THE_JOB_TRAINING = "onet-on-site-training", "onet-on-the-job-training"
SCHEMES = {
    EDUCATION: Scale.EDUCATION,
    EXPERIENCE: Scale.EXPERIENCE,
    ON_SITE_TRAINING: Scale.ON_SITE_TRAINING,
    ON_THE_JOB_TRAINING: Scale.ON_THE_JOB_TRAINING,
    JOB_ZONE: Scale.PREPARATION,
}
"""The schemes of external ids whose identifiers are places, in decimal digits."""

DEGREES = {DegreeLevel.BACHELOR: 6, DegreeLevel.MASTER: 8, DegreeLevel.DOCTORATE: 11}
"""Places of degrees on the scale of education: the categories of O*NET that have these names."""


@dataclass(frozen=True, slots=True)
class EntryRequirement:
    """What a role takes on one scale.

    `typical` is the qualification that is typical there; None where nothing is, or where its publisher recommends not
    to rely on the largest figure. `most` is the qualification with the largest `share` (0 to 1) of people who say that
    it takes this, the lower one of equals, and `suppressed` whether not to rely on that figure: `most` and `share` are
    None, and `suppressed` is false, where there are no figures. `mean` is the mean place on the scale of all figures,
    each weighted by its share, suppressed ones included; None where there are none, or none above 0.
    """

    scale: Scale
    typical: Qualification | None
    most: Qualification | None
    share: float | None
    suppressed: bool
    mean: float | None


def place(qualification: Qualification) -> tuple[Scale, int] | None:
    """The scale that a qualification is on, and its place there, from 1 on; None if it is on none.

    An external id says it, the first one if several do; otherwise the level of a degree.
    """
    for each in qualification.external_ids:
        if each.scheme in SCHEMES and each.identifier.isdecimal() and int(each.identifier) > 0:
            return SCHEMES[each.scheme], int(each.identifier)
    if qualification.degree_level is not None:
        return Scale.EDUCATION, DEGREES[qualification.degree_level]
    return None


def entry(role: Role) -> tuple[EntryRequirement, ...]:
    """What it takes to enter a role, one line for each scale that it has qualifications on, in the order of `Scale`.

    Where a scale has no figures, because nobody asked, the lowest of its typical qualifications is what is needed.
    """
    found: dict[Scale, list[tuple[int, RoleQualification]]] = defaultdict(list)
    for link in role.qualifications:
        if stands := place(link.qualification):
            found[stands[0]].append((stands[1], link))
    return tuple(_required(scale, sorted(found[scale], key=lambda each: each[0])) for scale in Scale if scale in found)


def _required(scale: Scale, placed: Sequence[tuple[int, RoleQualification]]) -> EntryRequirement:
    """What is needed by the links of one scale, lowest place first."""
    typical = next((link.qualification for _, link in placed if _is_typical(link)), None)
    figures = [(number, link, link.share) for number, link in placed if link.share is not None]
    if not figures:
        return EntryRequirement(scale, typical, None, None, False, None)
    _, most, share = max(figures, key=lambda each: each[2])  # the first, so the lowest, of equals
    total = sum(each for _, _, each in figures)
    return EntryRequirement(
        scale=scale,
        typical=None if most.suppressed else typical,
        most=most.qualification,
        share=share,
        suppressed=most.suppressed,
        mean=sum(number * each for number, _, each in figures) / total if total else None,
    )


def _is_typical(link: RoleQualification) -> bool:
    return link.requirement is Requirement.TYPICAL and not link.suppressed


def degree_share(role: Role) -> float | None:
    """The share of people who have a degree, a bachelor's or a higher one, 0 to 1: of all figures on the scale of
    education, suppressed ones included, or 0 or 1 by what is typical if there are none. None where nobody says."""
    shares: dict[bool, float] = defaultdict(float)
    for link in role.qualifications:
        stands = place(link.qualification)
        if stands is not None and stands[0] is Scale.EDUCATION and link.share is not None:
            shares[stands[1] >= DEGREES[DegreeLevel.BACHELOR]] += link.share
    total = sum(shares.values())
    if total:
        return shares[True] / total
    typical = next((each.typical for each in entry(role) if each.scale is Scale.EDUCATION), None)
    stands = None if typical is None else place(typical)
    return None if stands is None else float(stands[1] >= DEGREES[DegreeLevel.BACHELOR])


def stands_for(held: Qualification, wanted: Qualification) -> bool:
    """Whether who has the one needs not have the other: it is the same, or lower on the same scale."""
    if held is wanted:
        return True
    ours, theirs = place(held), place(wanted)
    return ours is not None and theirs is not None and ours[0] is theirs[0] and ours[1] >= theirs[1]
