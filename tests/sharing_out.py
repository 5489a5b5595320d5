"""How the tests of a run are shared out among its processes: a file, or what has a group, is done by one of them.

So what a file needs is made once. What takes longest begins first, so that all processes end at about the same time;
what is not named here takes less.
"""

import pytest

LONGEST = (
    "tests/browser/test_page.py",
    "releases",
    "esco",
    "tests/docs/test_docs.py",
    "tests/seeds/test_killed.py",
    "tests/api/test_safety.py",
    "differences",
    "tests/knowledge/test_algebra.py",
    "tests/browser/test_rated_roles.py",
    "tests/browser/test_moves.py",
    "tests/browser/test_graphiql.py",
    "tests/seeds/test_accepted_loads.py",
    "tests/browser/test_embedding.py",
    "tests/api/test_operating.py",
    "tests/api/test_command_line.py",
    "tests/docs/test_compose.py",
    "tests/api/test_documents.py",
    "tests/api/test_serving.py",
    "tests/api/test_access.py",
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
