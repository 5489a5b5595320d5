"""Why a move is feasible or not, in words that one could say to the person who asks."""

from collections.abc import Sequence
from typing import NamedTuple

from knowledge.likeness.barriers import BarrierKind, Standing, field
from knowledge.likeness.feasibility import FactorKind
from knowledge.likeness.licences import PROFESSIONS
from knowledge.likeness.preparation import ISCO_LEVELS, job_zone, skill_level, zone_of
from knowledge.likeness.scales import EntryRequirement, Scale
from knowledge.model.entities import Role, RoleGroup, RoleSkill
from knowledge.model.vocabulary import GroupScheme
from knowledge.questions.shortfalls import Skills

NOTHING = (
    "What no source says of both is expected to be alike, too, but less surely: for the rest it counts as of any two."
)
SUPPRESSED = "; too few answered to rely on it"
MOST_NAMED = 3

GRADES = (
    (0.7, "very much alike"),
    (0.5, "alike"),
    (0.38, "somewhat alike"),
    (0.25, "no more alike than any two"),
    (0.0, "unlike"),
)
ALIKE = {
    FactorKind.MEANING: "By what they are called and what people do in them, the two are {}.",
    FactorKind.WORK: "By the words that describe their work, the two are {}.",
    FactorKind.NAMES: "By the words of what they are called, the two are {}.",
    FactorKind.RESPONSIBILITIES: "By what people answer for in them, the two are {}.",
    FactorKind.RATINGS: "By what people in them have to know and be good at, the two are {}.",
    FactorKind.LEVELS: "By the levels of their skills, the two are {}.",
}
UNKNOWN = {
    FactorKind.SKILLS: "skills",
    FactorKind.EDUCATION: "education",
    FactorKind.EXPERIENCE: "experience",
    FactorKind.PREPARATION: "preparation",
    FactorKind.LICENCE: "licence",
}
"""What is told where it is not known. The others would only repeat these, or are known of few roles."""


class BarrierWords(NamedTuple):
    """What is needed and held, and both in a sentence."""

    needed: str
    held: str | None
    explanation: str


def factor(kind: FactorKind, score: float, source: Role, target: Role, needed: Skills) -> str:
    """Why a factor has its score."""
    if kind is FactorKind.GROUPS:
        return _groups(source, target)
    if kind is FactorKind.SKILLS:
        return _skills(target, needed)
    if kind in (FactorKind.TOOLS, FactorKind.APPLICATIONS):
        what = "tools" if kind is FactorKind.TOOLS else "applications"
        return f"{_amount(score)} of the {what} of {target.name} are used in {source.name}, too."
    grade = next(words for least, words in GRADES if score >= least)
    return ALIKE[kind].format(grade)


def _amount(score: float) -> str:
    if score >= 0.5:
        return "Many"
    return "Some" if score >= 0.38 else "Few"


def _skills(target: Role, needed: Skills) -> str:
    gaps = [each for each in needed.missing if each.source is None]
    count = len(needed.brought) + len(needed.missing)
    words = f"{len(needed.brought)} of the {count} skills of {target.name} are held already"
    if needed.near:
        words += f", and one that is near to {needed.near} of the {len(gaps)} others"
    if needed.unknown:
        words += f"; of {len(needed.unknown)} more no source says whether they are"
    return f"{words}."


def _groups(source: Role, target: Role) -> str:
    common = [group for group in _groups_of(source) if group in set(_groups_of(target))]
    if not common:
        return "They belong to different parts of the classification of occupations."
    deepest = max(common, key=lambda group: (len(group.code), group.code))
    return f"Both belong to “{deepest.name}” ({deepest.scheme.value} {deepest.code})."


def _groups_of(role: Role) -> list[RoleGroup]:
    found: list[RoleGroup] = []
    for group in role.groups:
        above: RoleGroup | None = group
        while above is not None and above not in found:
            found.append(above)
            above = above.broader
    return found


def unknown(kind: FactorKind, source: Role, target: Role, needed: Skills) -> str:
    """That something is not known of the two roles."""
    if kind is FactorKind.LICENCE:
        return f"It is not known whether {target.name} takes a licence."
    if kind is FactorKind.SKILLS:
        skills = f"of the {len(needed.unknown)} skills of {target.name} people in {source.name} have"
        asked = skills if needed.unknown else f"skills {target.name} takes"
        return f"No source tells which {asked}: what is missing is unknown."
    return f"It is not known of both which {UNKNOWN[kind]} they take: it counts for little either way."


def barrier(
    kind: BarrierKind, source: Role, target: Role, standings: tuple[Standing, Standing], needed: Skills
) -> BarrierWords:
    """What a barrier consists in."""
    ours, theirs = standings
    if kind is BarrierKind.LEVELS:
        return _levels(needed)
    if kind is BarrierKind.LICENCE:
        return BarrierWords(f"a licence for {target.name}", None, _licence(target, theirs))
    if kind is BarrierKind.PREPARATION:
        return _other_field(source, target) if is_of_other_field(ours, theirs) else _prepared(source, target)
    scales = {
        BarrierKind.EDUCATION: (Scale.EDUCATION,),
        BarrierKind.EXPERIENCE: (Scale.EXPERIENCE,),
        BarrierKind.TRAINING: (Scale.ON_SITE_TRAINING, Scale.ON_THE_JOB_TRAINING),
    }[kind]
    scale = max(scales, key=lambda each: theirs.above(ours, each) or 0.0)
    wanted, has = _entry(theirs, scale, target=True), _entry(ours, scale, target=False)
    words = f"{target.name}: {wanted}. {source.name}: {has}."
    return BarrierWords(wanted, has, words)


def _licence(target: Role, standing: Standing) -> str:
    if target.regulated:
        return f"{target.name} is a regulated profession."
    known = sorted(standing.licences & PROFESSIONS.keys())
    laws = ", ".join(dict.fromkeys(PROFESSIONS[each].law for each in known))
    return f"{target.name}: {_joined(known)} take a licence nearly everywhere, in the European Union by {laws}."


def _joined(names: Sequence[str]) -> str:
    return " and ".join(names)


def is_of_other_field(ours: Standing, theirs: Standing) -> bool:
    """Whether the target takes no more preparation, but for another field."""
    return ours.preparation is not None and theirs.preparation is not None and ours.preparation >= theirs.preparation


def step_down(kind: BarrierKind, source: Role, target: Role) -> str:
    """In what a target stands below the role that is left."""
    if kind is BarrierKind.PREPARATION:
        return f"It takes less preparation: {target.name} {_preparation(target)}, {source.name} {_preparation(source)}."
    if kind is BarrierKind.EDUCATION:
        return f"People in {target.name} have less education than those in {source.name}."
    return f"{target.name} takes skills at lower levels than {source.name}."


def _prepared(source: Role, target: Role) -> BarrierWords:
    wanted, has = _preparation(target), _preparation(source)
    return BarrierWords(wanted, has, f"{target.name}: {wanted}. {source.name}: {has}.")


def _other_field(source: Role, target: Role) -> BarrierWords:
    wanted, has = _field(target), _field(source)
    said = f"It takes no more preparation, but for another field: {target.name} {wanted}, {source.name} {has}."
    return BarrierWords(f"preparation {wanted}", f"preparation {has}", said)


def _field(role: Role) -> str:
    """For what a role takes preparation: its field by ISCO, by name where the source has the group."""
    code = next(field(each.code) for each in role.groups if each.scheme is GroupScheme.ISCO)
    group = next((each for each in _groups_of(role) if each.scheme is GroupScheme.ISCO and each.code == code), None)
    return f"for ISCO group {code}" if group is None else f"for “{group.name}” (ISCO {code})"


def taken(kind: BarrierKind, target: Role, standing: Standing) -> BarrierWords:
    """What a role takes of whoever wants it."""
    if kind is BarrierKind.LICENCE:
        return BarrierWords(f"a licence for {target.name}", None, _licence(target, standing))
    wanted = _preparation(target)
    if kind is BarrierKind.EDUCATION:
        wanted = _entry(standing, Scale.EDUCATION, target=True)
    return BarrierWords(wanted, None, f"{target.name}: {wanted}.")


def _levels(needed: Skills) -> BarrierWords:
    found = [
        each
        for each in needed.missing
        if each.source is not None and (each.target.level_rating is not None or each.target.importance_rating is None)
    ][:MOST_NAMED]
    if not found:
        words = "Many skills are needed at a little higher level."
        return BarrierWords("skills at a little higher level", None, words)
    wanted = "; ".join(f"{each.skill.name} {_level(each.target)}" for each in found)
    has = "; ".join(f"{each.skill.name} {_level(each.source)}" for each in found if each.source is not None)
    return BarrierWords(wanted, has, f"Needed at a higher level: {'; '.join(each.skill.name for each in found)}.")


def _level(link: RoleSkill) -> str:
    """The level in the publisher's own figures; where there is none, the skill is of little importance there."""
    if link.level_rating is not None:
        return f"{link.level_rating:g}"
    return "hardly any" if link.level is None else f"{link.level:.0%}"


def _preparation(role: Role) -> str:
    zone = job_zone(role)
    if zone is not None:
        named = next(link.qualification.name for link in role.qualifications if zone_of(link.qualification) == zone)
        words = named.partition(": ")[2] or named
        return f"job zone {zone}, {words.lower()}"
    level = skill_level(role)
    return "preparation that nobody states" if level is None else f"ISCO skill level {level}, {ISCO_LEVELS[level]}"


def _entry(standing: Standing, scale: Scale, *, target: bool) -> str:
    found: EntryRequirement | None = next((each for each in standing.entry if each.scale is scale), None)
    chosen = None if found is None else found.most or found.typical
    if found is None or chosen is None:
        return "nobody was asked; more in similar roles" if target else "nobody was asked; less in similar roles"
    name = chosen.name.partition(": ")[2] or chosen.name
    share = "" if found.share is None else f" ({found.share:.0%} of people{SUPPRESSED if found.suppressed else ''})"
    return f"{name}{share}"
