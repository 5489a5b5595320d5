"""Why a move is feasible or not, in sentences that one could say to the person who asks."""

from collections.abc import Sequence
from typing import NamedTuple

from knowledge.likeness.barriers import BarrierKind
from knowledge.likeness.feasibility import FactorKind
from knowledge.likeness.licences import is_law, missing
from knowledge.likeness.preparation import ISCO_LEVELS, is_of_ranks, job_zone, skill_level, zone_of
from knowledge.likeness.professions import PROFESSIONS
from knowledge.likeness.scales import EntryRequirement, Scale
from knowledge.likeness.standing import FORCES, Standing, field
from knowledge.model.entities import Role, RoleGroup, RoleSkill
from knowledge.model.vocabulary import GroupScheme
from knowledge.questions.shortfalls import Skills
from knowledge.sentences import joined, listed, message, part_of_name, say, share

NOTHING = say(
    "What no source says of both is expected to be alike, too, but less surely: for the rest it counts as of any two."
)
MOST_NAMED = 3
SCALES = {
    BarrierKind.EDUCATION: (Scale.EDUCATION,),
    BarrierKind.EXPERIENCE: (Scale.EXPERIENCE,),
    BarrierKind.TRAINING: (Scale.ON_SITE_TRAINING, Scale.ON_THE_JOB_TRAINING),
}
"""The scales on which a barrier is measured."""

GRADES = (
    (0.7, message("very much alike")),
    (0.5, message("alike")),
    (0.38, message("somewhat alike")),
    (0.25, message("no more alike than any two")),
    (0.0, message("unlike")),
)
ALIKE = {
    FactorKind.MEANING: message("By what they are called and what people do in them, the two are {alike}."),
    FactorKind.WORK: message("By the words that describe their work, the two are {alike}."),
    FactorKind.NAMES: message("By the words of what they are called, the two are {alike}."),
    FactorKind.RESPONSIBILITIES: message("By what people answer for in them, the two are {alike}."),
    FactorKind.RATINGS: message("By what people in them have to know and be good at, the two are {alike}."),
    FactorKind.LEVELS: message("By the levels of their skills, the two are {alike}."),
}
USED = {
    FactorKind.TOOLS: (
        (0.5, message("Many of the tools of {target} are used in {source}, too.")),
        (0.38, message("Some of the tools of {target} are used in {source}, too.")),
        (0.0, message("Few of the tools of {target} are used in {source}, too.")),
    ),
    FactorKind.APPLICATIONS: (
        (0.5, message("Many of the applications of {target} are used in {source}, too.")),
        (0.38, message("Some of the applications of {target} are used in {source}, too.")),
        (0.0, message("Few of the applications of {target} are used in {source}, too.")),
    ),
}
ZONES = (
    message("little or no preparation needed"),
    message("some preparation needed"),
    message("medium preparation needed"),
    message("considerable preparation needed"),
    message("extensive preparation needed"),
)
"""What O*NET calls its job zones: words that are the same in all its releases, so that they can be said, too."""
UNKNOWN = {
    FactorKind.SKILLS: message("skills"),
    FactorKind.EDUCATION: message("education"),
    FactorKind.EXPERIENCE: message("experience"),
    FactorKind.PREPARATION: message("preparation"),
    FactorKind.LICENCE: message("licence"),
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
    if kind in USED:
        return say(_grade(USED[kind], score), target=target, source=source)
    return say(ALIKE[kind], alike=say(_grade(GRADES, score)))


def _grade(grades: Sequence[tuple[float, str]], score: float) -> str:
    return next(words for least, words in grades if score >= least)


def _skills(target: Role, needed: Skills) -> str:
    gaps = [each for each in needed.missing if each.source is None]
    count = len(needed.brought) + len(needed.missing)
    words = say(
        "{brought} of the {count} skills of {role} are held already",
        brought=len(needed.brought),
        count=count,
        role=target,
    )
    if needed.near:
        words = say(
            "{said}, and one that is near to {near} of the {gaps} others", said=words, near=needed.near, gaps=len(gaps)
        )
    if needed.unknown:
        words = say("{said}; of {count} more no source says whether they are", said=words, count=len(needed.unknown))
    return say("{said}.", said=words)


def _groups(source: Role, target: Role) -> str:
    common = [group for group in _groups_of(source) if group in set(_groups_of(target))]
    if not common:
        return say("They belong to different parts of the classification of occupations.")
    deepest = max(common, key=lambda group: (len(group.code), group.code))
    scheme = deepest.scheme.value
    return say("Both belong to “{group}” ({scheme} {code}).", group=deepest, scheme=scheme, code=deepest.code)


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
        return say("It is not known whether {role} takes a licence.", role=target)
    if kind is FactorKind.SKILLS and needed.unknown:
        return say(
            "No source tells which of the {count} skills of {target} people in {source} have: "
            "what is missing is unknown.",
            count=len(needed.unknown),
            target=target,
            source=source,
        )
    if kind is FactorKind.SKILLS:
        return say("No source tells which skills {target} takes: what is missing is unknown.", target=target)
    what = say(UNKNOWN[kind])
    return say("It is not known of both which {what} they take: it counts for little either way.", what=what)


def barrier(
    kind: BarrierKind, source: Role, target: Role, standings: tuple[Standing, Standing], needed: Skills
) -> BarrierWords:
    """What a barrier consists in."""
    ours, theirs = standings
    if kind is BarrierKind.LEVELS:
        return _levels(needed)
    if kind is BarrierKind.LICENCE:
        return _licence(target, theirs, ours)
    if kind is BarrierKind.PREPARATION and _is_of_forces(theirs):
        return _of_forces(target)
    if kind is BarrierKind.PREPARATION:
        return _other_field(source, target) if is_of_other_field(ours, theirs) else _prepared(source, target)
    scale = max(SCALES[kind], key=lambda each: theirs.above(ours, each) or 0.0)
    wanted, has = _entry(theirs, scale, target=True), _entry(ours, scale, target=False)
    return BarrierWords(wanted, has, _side_by_side(target, wanted, source, has))


def _side_by_side(target: Role, wanted: str, source: Role, has: str) -> str:
    return say("{target}: {needed}. {source}: {held}.", target=target, needed=wanted, source=source, held=has)


def _licence(target: Role, theirs: Standing, ours: Standing | None = None) -> BarrierWords:
    """The licence that a role takes, or what of it is missing: by law, or else in many countries."""
    lacking = missing(() if ours is None else ours.licences, theirs.licences)
    known = sorted(each for each in lacking if each.profession)
    by_law = [each for each in known if is_law(each)]
    needed = say("a licence for {role}", role=target)
    if target.regulated and (by_law or not known):
        return BarrierWords(needed, None, say("{role} is a regulated profession.", role=target))
    if by_law:
        laws = dict.fromkeys(law for each in by_law if (law := PROFESSIONS[each.profession].law) is not None)
        said = say(
            "{role}: {professions} take a licence nearly everywhere, in the European Union by {laws}.",
            role=target,
            professions=listed([say(each.profession) for each in by_law]),
            laws=joined([say(each) for each in laws], ", "),
        )
        return BarrierWords(needed, None, said)
    said = say(
        "No source says whether there is a licence for {role}; in many countries {professions} need one, or a "
        "registration or a certificate of their own.",
        role=target,
        professions=listed([say(each.profession) for each in known]),
    )
    return BarrierWords(say("a licence for {role}, in many countries", role=target), None, said)


def is_of_other_field(ours: Standing, theirs: Standing) -> bool:
    """Whether the target takes no more preparation, but for another field."""
    return ours.preparation is not None and theirs.preparation is not None and ours.preparation >= theirs.preparation


def step_down(kind: BarrierKind, source: Role, target: Role) -> str:
    """In what a target stands below the role that is left."""
    if kind is BarrierKind.PREPARATION:
        return say(
            "It takes less preparation: {target} {needed}, {source} {held}.",
            target=target,
            needed=_preparation(target),
            source=source,
            held=_preparation(source),
        )
    if kind is BarrierKind.EDUCATION:
        return say("People in {target} have less education than those in {source}.", target=target, source=source)
    return say("{target} takes skills at lower levels than {source}.", target=target, source=source)


def _prepared(source: Role, target: Role) -> BarrierWords:
    wanted, has = _preparation(target), _preparation(source)
    return BarrierWords(wanted, has, _side_by_side(target, wanted, source, has))


def _other_field(source: Role, target: Role) -> BarrierWords:
    wanted, has = _field(target), _field(source)
    said = say(
        "It takes no more preparation, but for another field: {target} {needed}, {source} {held}.",
        target=target,
        needed=wanted,
        source=source,
        held=has,
    )
    return BarrierWords(say("preparation {field}", field=wanted), say("preparation {field}", field=has), said)


def _field(role: Role) -> str:
    """For what a role takes preparation: its field by ISCO, by name where the source has the group."""
    code = next(field(each.code) for each in role.groups if each.scheme is GroupScheme.ISCO)
    group = next((each for each in _groups_of(role) if each.scheme is GroupScheme.ISCO and each.code == code), None)
    if group is None:
        return say("for ISCO group {code}", code=code)
    return say("for “{group}” (ISCO {code})", group=group, code=code)


def _is_of_forces(standing: Standing) -> bool:
    return any(code.startswith(FORCES) for code in standing.codes)


def _of_forces(target: Role) -> BarrierWords:
    return BarrierWords(
        say("the training of the armed forces for {role}", role=target),
        None,
        say("The armed forces choose and train people for {role} themselves; no source says how long.", role=target),
    )


def is_expected(kind: BarrierKind, target: Role, standing: Standing) -> bool:
    """Whether no source says what the target takes: it is expected by the groups that it is in."""
    if kind is BarrierKind.LICENCE:
        return not target.regulated
    if kind is BarrierKind.PREPARATION:
        return _is_of_forces(standing)
    asked = {each.scale for each in standing.entry}
    return kind in SCALES and asked.isdisjoint(SCALES[kind])


def taken(kind: BarrierKind, target: Role, standing: Standing) -> BarrierWords:
    """What a role takes of whoever wants it."""
    if kind is BarrierKind.LICENCE:
        return _licence(target, standing)
    if _is_of_forces(standing):
        return _of_forces(target)
    wanted = _preparation(target)
    if kind is BarrierKind.EDUCATION:
        wanted = _entry(standing, Scale.EDUCATION, target=True)
    return BarrierWords(wanted, None, say("{role}: {needed}.", role=target, needed=wanted))


def _levels(needed: Skills) -> BarrierWords:
    found = [
        each
        for each in needed.missing
        if each.source is not None and (each.target.level_rating is not None or each.target.importance_rating is None)
    ][:MOST_NAMED]
    if not found:
        words = say("Many skills are needed at a little higher level.")
        return BarrierWords(say("skills at a little higher level"), None, words)
    wanted = joined([joined([each.skill, _level(each.target)], " ") for each in found], "; ")
    has = joined([joined([each.skill, _level(each.source)], " ") for each in found if each.source is not None], "; ")
    skills = joined([each.skill for each in found], "; ")
    return BarrierWords(wanted, has, say("Needed at a higher level: {skills}.", skills=skills))


def _level(link: RoleSkill) -> float | str:
    """The level in the publisher's own figures; where there is none, the skill is of little importance there."""
    if link.level_rating is not None:
        return link.level_rating
    return say("hardly any") if link.level is None else share(link.level)


def _preparation(role: Role) -> str:
    zone = job_zone(role)
    if zone is not None:
        stated = next(link.qualification for link in role.qualifications if zone_of(link.qualification) == zone)
        words = part_of_name(stated, lambda name: _after_colon(name).lower())
        return say("job zone {zone}, {words}", zone=zone, words=say(words) if words in ZONES else words)
    if is_of_ranks(role):
        return say("the training of a trade in the armed forces")
    level = skill_level(role)
    if level is None:
        return say("preparation that nobody states")
    return say("ISCO skill level {level}, {words}", level=level, words=say(ISCO_LEVELS[level]))


def _after_colon(name: str) -> str:
    return name.partition(": ")[2] or name


def _entry(standing: Standing, scale: Scale, *, target: bool) -> str:
    found: EntryRequirement | None = next((each for each in standing.entry if each.scale is scale), None)
    chosen = None if found is None else found.most or found.typical
    if found is None or chosen is None:
        if target:
            return say("nobody was asked; more in similar roles")
        return say("nobody was asked; less in similar roles")
    name = part_of_name(chosen, _after_colon)
    if found.share is None:
        return name
    people = share(found.share)
    if found.suppressed:
        return say("{name} ({share} of people; too few answered to rely on it)", name=name, share=people)
    return say("{name} ({share} of people)", name=name, share=people)
