"""Groups of roles with the groups under them."""

from collections.abc import Iterator

from knowledge.model.entities import RoleGroup
from knowledge.snapshot.snapshot import Snapshot


def with_narrower(snapshot: Snapshot, group: RoleGroup) -> set[RoleGroup]:
    """A group and all groups under it, also those under a deprecated one, which no list of parts has."""
    return {group} | {each for each in snapshot.role_groups.values() if group in _wholes(each)}


def _wholes(group: RoleGroup) -> Iterator[RoleGroup]:
    while group.broader is not None:
        group = group.broader
        yield group
