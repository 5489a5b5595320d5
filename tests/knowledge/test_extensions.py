"""Extensions: a dataset adds to the records of another, which say what they said; clients see whose fact is whose."""

from typing import Any

import pytest

from knowledge.model.vocabulary import Basis, Kind
from knowledge.questions.transition import transition
from tests.knowledge.extended import OF_BAKERS, SAYS, added, bakery, needs, record


def slugs(links: Any, end: str) -> list[str]:
    return [getattr(each, end).slug for each in links]


def test_what_a_dataset_adds_stands_after_what_the_record_says() -> None:
    baker = bakery(OF_BAKERS).roles["esco/baker"]
    assert baker.aliases == ("Bread maker", "Bäcker", "Beck")
    assert [(each.scheme, each.identifier) for each in baker.external_ids] == [("ch-isco", "75120")]
    assert [each.slug for each in baker.groups] == ["esco/7512", "esco/7513"]
    assert slugs(baker.skills, "skill") == ["esco/baking", "esco/kneading", "esco/icing", "swiss/glazing"]
    assert slugs(baker.tools, "tool") == ["esco/oven", "swiss/mould"]
    assert slugs(baker.moves_out, "to_role") == ["swiss/confectioner"]
    assert [(each.minimum, each.currency) for each in baker.pay] == [(4200, "CHF")]
    links: list[Any] = [*baker.skills, *baker.tools, *baker.pay]
    assert {each.role for each in links} == {baker}
    assert baker.dataset.slug == "esco"


def test_every_link_tells_which_dataset_adds_it_on_which_grounds() -> None:
    baker = bakery(OF_BAKERS).roles["esco/baker"]
    told = [
        (each.added_by and each.added_by.slug, each.basis, [cited.source.slug for cited in each.citations])
        for each in (*baker.skills, *baker.pay)
    ]
    assert told == [
        (None, Basis.STATED, ["esco/book"]),
        (None, Basis.STATED, ["esco/book"]),
        ("swiss", Basis.STATED, ["swiss/survey"]),
        ("swiss", Basis.INFERRED, []),
        ("swiss", Basis.STATED, ["swiss/prices"]),
    ]
    assert baker.added_by is None


def test_lists_that_lead_back_have_what_is_added_in_order_of_name() -> None:
    snapshot = bakery(OF_BAKERS)
    icing = snapshot.skills["esco/icing"].roles
    assert slugs(icing, "role") == ["esco/apprentice", "esco/baker", "swiss/confectioner"]
    assert [each.added_by and each.added_by.slug for each in icing] == [None, "swiss", None]
    assert slugs(snapshot.roles["swiss/confectioner"].moves_in, "from_role") == ["esco/baker"]
    assert [each.slug for each in snapshot.role_groups["esco/7513"].roles] == ["esco/baker"]
    assert [each.slug for each in snapshot.role_groups["esco/7512"].roles] == ["esco/baker"]


def test_what_the_record_says_itself_can_be_told_from_what_is_added() -> None:
    snapshot = bakery(OF_BAKERS)
    baker, additions = snapshot.roles["esco/baker"], snapshot.additions
    assert additions.own(baker, "aliases") == ("Bread maker",)
    assert [each.slug for each in additions.own(baker, "groups")] == ["esco/7512"]
    assert slugs(additions.own(baker, "skills"), "skill") == ["esco/baking", "esco/kneading"]
    assert additions.own(baker, "contrasts") == ()
    apprentice = snapshot.roles["esco/apprentice"]
    assert additions.own(apprentice, "skills") == apprentice.skills
    assert [(each.slug, each.dataset.slug) for each in additions.extensions[baker]] == [("swiss/esco/baker", "swiss")]
    assert apprentice not in additions.extensions


def test_skills_and_tools_are_added_to_as_roles_are() -> None:
    snapshot = bakery(
        added(
            Kind.SKILL_EXTENSION,
            "esco/baking",
            aliases=["Backen"],
            collections=["craft"],
            related=[{"skill": "swiss/glazing", "importance": "OPTIONAL"}],
        ),
        added(Kind.TOOL_EXTENSION, "esco/oven", skills=[{"skill": "esco/icing"}, {"skill": "swiss/glazing"}]),
    )
    baking, oven = snapshot.skills["esco/baking"], snapshot.tools["esco/oven"]
    assert (baking.aliases, baking.collections) == (("Backen",), ("craft",))
    assert slugs(baking.related, "related") == ["swiss/glazing"]
    assert slugs(snapshot.skills["swiss/glazing"].related_by, "skill") == ["esco/baking"]
    assert slugs(oven.skills, "skill") == ["esco/baking", "esco/icing", "swiss/glazing"]
    assert [each.added_by and each.added_by.slug for each in oven.skills] == [None, "swiss", "swiss"]
    assert slugs(snapshot.skills["swiss/glazing"].tools, "tool") == ["esco/oven"]


def test_what_the_record_says_already_is_listed_once_in_its_own_words_and_confirmed() -> None:
    again = [{"skill": "esco/baking", "importance": "OPTIONAL", "emphasis": "At night."}, *needs("esco/icing")]
    tyrol = record(Kind.ROLE_EXTENSION, "tyrol/esco/baker", role="esco/baker", skills=again, dataset="tyrol")
    snapshot = bakery(OF_BAKERS, tyrol)
    baking, _, icing, _ = snapshot.roles["esco/baker"].skills
    assert (baking.importance, baking.emphasis, baking.added_by) == ("ESSENTIAL", None, None)
    assert icing.added_by
    assert icing.added_by.slug == "swiss"
    confirmed = snapshot.additions.confirmed
    assert {link: [each.dataset and each.dataset.slug for each in said] for link, said in confirmed.items()} == {
        baking: ["tyrol"],
        icing: ["tyrol"],
    }


def test_pay_is_told_apart_by_its_place_so_that_equal_statements_are_both_listed() -> None:
    pay = {"minimum": 4200, "maximum": 5600, "currency": "CHF", "period": "MONTH"}
    own = bakery().roles["esco/baker"]
    baker = record(Kind.ROLE, "esco/baker", pay=[pay], skills=needs(*slugs(own.skills, "skill")))
    snapshot = bakery(baker, added(Kind.ROLE_EXTENSION, "esco/baker", pay=[pay]))
    assert [each.added_by and each.added_by.slug for each in snapshot.roles["esco/baker"].pay] == [None, "swiss"]


def test_a_deprecated_extension_adds_nothing_and_is_still_there() -> None:
    snapshot = bakery(added(Kind.ROLE_EXTENSION, "esco/baker", status="DEPRECATED", **SAYS))
    assert slugs(snapshot.roles["esco/baker"].skills, "skill") == ["esco/baking", "esco/kneading"]
    assert snapshot.roles["esco/baker"].aliases == ("Bread maker",)
    assert snapshot.additions.extensions == {}
    assert snapshot.by_kind[Kind.ROLE_EXTENSION]["swiss/esco/baker"].status == "DEPRECATED"


@pytest.mark.parametrize("successor", ["esco/bread-baker", "swiss/confectioner"])
def test_what_is_added_to_a_replaced_record_is_said_of_its_successor(successor: str) -> None:
    snapshot = bakery(
        record(Kind.ROLE, "esco/bread-baker", skills=needs("esco/baking")),
        record(Kind.ROLE, "esco/baker", status="DEPRECATED", replaced_by=successor, skills=needs("esco/kneading")),
        OF_BAKERS,
    )
    assert slugs(snapshot.roles["esco/baker"].skills, "skill") == ["esco/kneading"]
    after = snapshot.roles[successor]
    assert {"esco/icing", "swiss/glazing"} <= set(slugs(after.skills, "skill"))
    assert len(after.skills) == len(set(slugs(after.skills, "skill")))
    assert slugs(after.tools, "tool") == ["swiss/mould"]
    leads = [] if successor == "swiss/confectioner" else ["swiss/confectioner"]
    assert slugs(after.moves_out, "to_role") == leads, "no move leads from a role to itself"
    (only,) = snapshot.additions.extensions[after]
    assert only.extends is after


def test_a_link_to_what_was_replaced_leads_on_and_is_said_once() -> None:
    old = record(Kind.SKILL, "esco/oven-work", skill_kind="SKILL", status="DEPRECATED", replaced_by="esco/baking")
    snapshot = bakery(old, added(Kind.ROLE_EXTENSION, "esco/baker", skills=needs("esco/oven-work", "esco/icing")))
    skills = snapshot.roles["esco/baker"].skills
    assert slugs(skills, "skill") == ["esco/baking", "esco/kneading", "esco/icing"]
    assert list(snapshot.additions.confirmed) == [skills[0]]


def test_questions_count_what_is_added() -> None:
    plain, extended = (
        transition(snapshot, "esco/baker", "swiss/confectioner") for snapshot in (bakery(), bakery(OF_BAKERS))
    )
    assert [each.skill.slug for each in plain.skill_gaps] == ["esco/icing"]
    assert plain.documented_move is None
    assert [each.skill.slug for each in extended.skill_gaps] == []
    assert extended.documented_move
    assert extended.documented_move.added_by
    assert extended.documented_move.added_by.slug == "swiss"


def test_search_and_identifiers_find_by_what_is_added() -> None:
    snapshot = bakery(OF_BAKERS)
    assert [each.entity.slug for each in snapshot.search_index.search("Beck", [Kind.ROLE])][:1] == ["esco/baker"]
    found = snapshot.identifiers.find("75120", [Kind.ROLE], "ch-isco")
    assert found is snapshot.roles["esco/baker"]
    assert bakery().identifiers.find("75120", [Kind.ROLE], "ch-isco") is None
