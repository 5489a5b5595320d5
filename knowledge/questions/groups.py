"""What lies under a group of roles or a skill in its hierarchy."""

from collections.abc import Iterator
from typing import Any

from knowledge.model.entities import RoleGroup, Skill
from knowledge.model.vocabulary import SkillKind
from knowledge.snapshot.snapshot import Snapshot


def with_narrower(snapshot: Snapshot, group: RoleGroup) -> set[RoleGroup]:
    """A group and all groups under it, also those under a deprecated one, which no list of parts has."""
    return {group} | {each for each in snapshot.role_groups.values() if group in _wholes(each)}


def roles_within(snapshot: Snapshot, group: RoleGroup) -> tuple[str, ...]:
    """The slugs of the roles in a group and in the groups under it, in order: also of deprecated ones, which no list of
    roles has."""
    groups = with_narrower(snapshot, group)
    return tuple(sorted(slug for slug, role in snapshot.roles.items() if not groups.isdisjoint(role.groups)))


def _wholes(group: RoleGroup) -> Iterator[RoleGroup]:
    while group.broader is not None:
        group = group.broader
        yield group


def part_under(top: RoleGroup | None, group: RoleGroup) -> RoleGroup | None:
    """Which part of `top` a group is or lies under: one of the topmost where that is None. None if it is elsewhere."""
    here: RoleGroup | None = group
    while here is not None and here.broader is not top:
        here = here.broader
    return here


def headed(held: Any) -> set[Any]:
    """What may be held for something: itself, or of a heading of skills, which nobody holds, each skill under it."""
    is_heading = isinstance(held, Skill) and held.skill_kind is SkillKind.GROUP
    return skills_under(held) if is_heading else {held}


def skills_under(top: Skill) -> set[Skill]:
    """A skill and all that are a part or a special case of it, however far below and on however many ways."""
    found, waiting = {top}, [top]
    while waiting:
        for link in waiting.pop().narrower:
            if link.skill not in found:
                found.add(link.skill)
                waiting.append(link.skill)
    return found
