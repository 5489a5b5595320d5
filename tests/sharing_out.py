"""How the tests of a run are shared out among its processes: a file, or what has a group, is done by one of them.

So what a file needs is made once. What takes longest begins first, so that all processes end at about the same time;
what is not named here takes less.
"""

import pytest

LONGEST = (
    "tests/db/test_memory.py",  # not long, but for who has much in memory already: it goes through all of it
    "releases",
    "tests/browser/test_page.py",
    "tests/api/test_loads.py",
    "tests/api/test_supervising.py",
    "tests/docs/test_docs.py",
    "tests/api/test_identity.py",
    "esco",
    "tests/seeds/test_accepted_loads.py",
    "tests/seeds/test_killed.py",
    "tests/db/test_backup.py",
    "tests/db/test_migrations.py",
    "tests/browser/test_graphiql.py",
    "tests/db/test_write_ahead_log.py",
    "tests/knowledge/test_algebra.py",
    "tests/api/test_accepting.py",
    "tests/api/test_safety.py",
    "tests/seeds/test_extensions.py",
    "tests/seeds/test_warnings.py",
    "tests/db/test_chain.py",
    "tests/browser/test_long_lists.py",
    "tests/seeds/test_formats.py",
    "tests/api/test_current.py",
    "tests/api/test_command_line.py",
    "differences",
    "tests/api/test_access.py",
    "tests/api/test_operating.py",
    "tests/knowledge/test_independence.py",
)


def shared_out(items: list[pytest.Item]) -> None:
    """Give every test a group, and bring them in order."""
    places = {group: place for place, group in enumerate(LONGEST)}

    def place(item: pytest.Item) -> int:
        mark = item.get_closest_marker("xdist_group")
        group = mark.args[0] if mark else item.nodeid.split("::")[0]
        if mark is None:
            item.add_marker(pytest.mark.xdist_group(group))
        return places.get(group, len(places))

    items.sort(key=place)
