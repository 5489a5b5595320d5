"""The hierarchies of ESCO as its publisher has them: ISCO-08 and the four pillars of skills."""

from knowledge.model.vocabulary import GroupScheme, Kind
from knowledge.questions.hierarchy import Wanted, hierarchy
from knowledge.questions.outline import Outline
from knowledge.snapshot.snapshot import Snapshot


def test_isco_is_a_menu_of_619_rows_whose_major_groups_share_out_all_roles(esco: Snapshot) -> None:
    found = hierarchy(esco, Wanted(Kind.ROLE_GROUP, scheme=GroupScheme.ISCO))
    rows = Outline(found).window(None, None, first=1_000, last=None).rows
    assert (len(rows), Outline(found).total) == (619, 619), "each group has one parent"
    assert [row.node.name for row in rows if row.depth == 0][:2] == ["Armed forces occupations", "Managers"]
    assert [sum(row.depth == level for row in rows) for level in range(4)] == [10, 43, 130, 436]
    active = len(esco.active(Kind.ROLE))
    assert sum(row.role_count for row in rows if row.depth == 0) == active, "each role is in one major group"
    assert sum(row.descendant_count + 1 for row in rows if row.depth == 0) == 619
    for row in rows:
        assert row.depth == len(getattr(row.node, "code", "")) - 1, "a digit for each level"


def test_the_pillars_of_skills_two_levels_deep_count_what_is_below_them(esco: Snapshot) -> None:
    found = hierarchy(esco, Wanted(Kind.SKILL))
    outline = Outline(found, depth=2)
    rows = outline.window(None, None, first=1_000, last=None).rows
    assert len(rows) == outline.total
    pillars = {row.node.name: row for row in rows if row.depth == 0}
    assert list(pillars) == [
        "knowledge", "language skills and knowledge", "skills", "transversal skills and competences",
    ]  # fmt: skip
    under = {each for pillar in pillars.values() for each in found.descendants(pillar.node)}
    assert len(under) == len(found.members) - 4, "every skill is under a pillar"
    for row in pillars.values():
        assert row.descendant_count == len(found.descendants(row.node))
        below = set(found.descendants(row.node)) | {row.node}
        needing = [each for each in esco.roles.values() if each.active and any(x.skill in below for x in each.skills)]
        assert row.role_count == len(needing)
