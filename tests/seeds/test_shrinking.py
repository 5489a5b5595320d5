"""A load that would take away much of a dataset is refused, with what would go, until it is said to be meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from seeds.importing.esco import DATASET, read_esco
from seeds.loading import Loaded, diff, load, load_seeds
from seeds.problems import Level, Refused
from tests.databases import with_tables
from tests.seeds.releases import ESCO_TABLES, Rows, esco, uri
from tests.servers import rolegraph

Write = Callable[..., Path]


def shop(roles: int, tools: int) -> str:
    """A dataset of so many roles, each of which has so many of ten tools."""
    listed = "".join(
        f"  - {{slug: r{role}, name: R{role}, tools: [{', '.join(f't{number}' for number in range(tools))}]}}\n"
        for role in range(roles)
    )
    return (
        "basis: INFERRED\ntools:\n"
        + "".join(f"  - {{slug: t{n}, name: T{n}}}\n" for n in range(10))
        + f"roles:\n{listed}"
    )


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [f"{each.field}|{each.message}" for each in refused.value.problems]


def test_pruning_more_than_a_tenth_is_refused_with_what_would_go_and_the_option(store: Store, write: Write) -> None:
    folder = write(shop(roles=20, tools=2)).parent
    load(store, [folder], "anna")
    write(shop(roles=15, tools=2))
    wanted = [
        "|this would take away more than 10% of what the dataset test has: 5 of 30 records would be deprecated. "
        "Is it whole? If this is meant, add --allow-shrink 0.25",
        "roles|5 of 20 roles would be deprecated",
        "roles.tools|tools of roles: 40 → 30",
    ]
    assert refusal(lambda: load(store, [folder], "anna", prune=True)) == wanted
    assert refusal(lambda: diff(store, [folder], prune=True)) == wanted
    assert refusal(lambda: load(store, [folder], "anna", prune=True, allow_shrink=0.24)) == [
        wanted[0].replace("10%", "24%"),
        *wanted[1:],
    ]
    assert store.newest_revision() == 1
    done = load(store, [folder], "anna", prune=True, allow_shrink=0.25)
    assert done.revision is not None
    assert done.revision.deprecated == 5
    assert load(store, [folder], "anna", prune=True).revision is None, "what is done is not refused again"


@pytest.mark.parametrize("roles", [18, 19, 20, 25])
def test_a_tenth_may_go(store: Store, write: Write, roles: int) -> None:
    folder = write(shop(roles=20, tools=2)).parent
    load(store, [folder], "anna")
    write(shop(roles=roles, tools=2))
    load(store, [folder], "anna", prune=True)
    assert sum(role.active for role in newest_snapshot(store).roles.values()) == roles


def test_one_record_may_always_go(store: Store, write: Write) -> None:
    folder = write(shop(roles=2, tools=0)).parent
    load(store, [folder], "anna")
    write(shop(roles=1, tools=0))
    done = load(store, [folder], "anna", prune=True)
    assert done.revision is not None
    assert done.revision.deprecated == 1


def test_all_records_under_new_slugs_are_as_if_they_were_gone(store: Store, write: Write) -> None:
    folder = write(shop(roles=20, tools=0)).parent
    load(store, [folder], "anna")
    write(shop(roles=20, tools=0).replace("slug: r", "slug: new-r"))
    assert "roles|20 of 20 roles would be deprecated" in refusal(lambda: load(store, [folder], "anna", prune=True))


def test_links_that_go_while_their_records_stay_are_refused(store: Store, write: Write) -> None:
    folder = write(shop(roles=20, tools=4)).parent
    load(store, [folder], "anna")
    write(shop(roles=20, tools=0))
    assert refusal(lambda: load(store, [folder], "anna", prune=True)) == [
        "|this would take away more than 10% of what the dataset test has. "
        "Is it whole? If this is meant, add --allow-shrink 1",
        "roles.tools|tools of roles: 80 → 0",
    ]


def test_a_load_of_some_records_may_empty_them_and_warns_if_none_is_left_anywhere(store: Store, write: Write) -> None:
    folder = write(shop(roles=20, tools=4)).parent
    load(store, [folder], "anna")
    write(shop(roles=19, tools=0))
    assert load(store, [folder], "anna").doubts == (), "the last role has its tools"
    write(shop(roles=20, tools=0))
    (warning,) = load(store, [folder], "anna").doubts
    assert (warning.level, warning.field, warning.message) == (Level.WARNING, "roles.tools", "tools of roles: 4 → 0")


def imported(store: Store, folder: Path, *, prune: bool = False, allow_shrink: float = 0.1) -> Loaded:
    with store.reading() as reader:
        known = reader.slugs_by_identifier(DATASET)
    seeds = read_esco(folder, known).seeds
    return load_seeds(store, seeds, "esco", "tester", prune=prune, whole=True, allow_shrink=allow_shrink)


def relations(count: int) -> Rows:
    header = ESCO_TABLES["occupationSkillRelations.csv"][0]
    rows = [[uri("occupation", str(n)), "optional", uri("skill", skill)] for n in (1, 2) for skill in "abcd"]
    return [header, *rows[:count]]


def test_an_import_whose_relations_are_cut_is_refused(store: Store, tmp_path: Path) -> None:
    imported(store, esco(tmp_path / "v1.1.0", occupationSkillRelations=relations(8)))
    cut = esco(tmp_path / "cut/v1.1.0", occupationSkillRelations=relations(1))
    assert refusal(lambda: imported(store, cut))[1:] == ["roles.skills|skills of roles: 8 → 1"]
    assert imported(store, cut, allow_shrink=0.9).revision is not None


def test_an_import_that_lacks_records_is_refused_though_it_does_not_prune(store: Store, tmp_path: Path) -> None:
    occupations = ESCO_TABLES["occupations_en.csv"]
    more = [[uri("occupation", f"x{n}"), "7512", f"x {n}", *occupations[1][3:-1], f"7512.x{n}"] for n in range(8)]
    imported(store, esco(tmp_path / "v1.1.0", occupations_en=[*occupations, *more]))
    less = esco(tmp_path / "less/v1.1.1", occupations_en=[*occupations, *more[:2]])
    assert refusal(lambda: imported(store, less))[1:] == ["roles|6 of 10 roles are not in it"]
    assert imported(store, less, allow_shrink=0.6).revision is not None
    assert all(role.active for role in newest_snapshot(store).roles.values())


def test_a_collection_that_the_stored_release_had_and_this_one_lacks_is_refused(store: Store, tmp_path: Path) -> None:
    header, row = ESCO_TABLES["greenSkillsCollection_en.csv"][:2]
    both = [header, row, [uri("skill", "a"), *row[1:]]]
    imported(store, esco(tmp_path / "v1.1.0", greenSkillsCollection_en=both))
    without = esco(tmp_path / "less/v1.1.1", greenSkillsCollection_en=None)
    assert "skills.collections|collections 'green' of skills: 2 → 0" in refusal(lambda: imported(store, without))


def test_commands_take_the_option(write: Write, tmp_path: Path) -> None:
    address = with_tables(tmp_path / "shop.db")
    folder = write(shop(roles=20, tools=2)).parent
    assert rolegraph("load", folder, DATABASE_URL=address).returncode == 0
    write(shop(roles=10, tools=2))
    refused = rolegraph("load", folder, "--prune", DATABASE_URL=address)
    assert refused.returncode == 1
    assert "add --allow-shrink 0.5" in refused.stderr
    done = rolegraph("load", folder, "--prune", "--allow-shrink", "0.5", DATABASE_URL=address)
    assert (done.returncode, done.stdout) == (
        0,
        "Revision 2: 0 created, 0 changed, 10 deprecated, 22 untouched.\n",
    )
    assert rolegraph("load", folder, "--allow-shrink", "2", DATABASE_URL=address).returncode == 2
