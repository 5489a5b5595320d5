"""Seeds name things by the identifiers of other schemes, and no two things have one that is for one alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.loading import diff, examine, load
from seeds.problems import Level, Refused

Write = Callable[..., Path]
CITED = "citations: [test-source]\n"
URI = "http://data.europa.eu/esco/skill/0001"
SCHEMES = "identifier_schemes:\n  - {slug: esco, name: ESCO}\n  - {slug: unspsc, name: UNSPSC, unique: false}\n"
SKILLS = f"""skills:
  - slug: baking
    name: Baking
    skill_kind: SKILL
    external_ids: [{{scheme: esco, identifier: "{URI}"}}]
  - {{slug: kneading, name: Kneading, skill_kind: SKILL}}
role_groups:
  - {{slug: bakers, name: Bakers, scheme: ISCO, code: "7512"}}
"""
BAKER = f"""roles:
  - slug: baker
    name: Baker
    groups: ["isco:7512"]
    skills:
      - {{skill: "esco:{URI}", importance: ESSENTIAL}}
      - {{skill: kneading, importance: OPTIONAL}}
"""
MAPPING = """concept_mappings:
  - {slug: m, name: M, subject_kind: SKILL, subject: kneading, relation: CLOSE_MATCH, object_slug: "esco:%s"}
"""


def record(store: Store, kind: Kind, slug: str) -> dict[str, object]:
    with store.reading() as reader:
        return reader.records_at()[Key(kind, slug)]


def wrong(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        examine([path])
    return [f"{each.place.line}|{each.field}|{each.message}" for each in refused.value.problems]


def test_links_groups_and_mappings_name_things_by_identifiers_and_are_stored_by_slug(
    store: Store, write: Write
) -> None:
    path = write(CITED + SCHEMES + SKILLS + BAKER + MAPPING % URI)
    load(store, [path], "anna")
    baker = record(store, Kind.ROLE, "baker")
    assert baker["groups"] == ["bakers"]
    assert baker["skills"] == [
        {"skill": "baking", "importance": "ESSENTIAL"},
        {"skill": "kneading", "importance": "OPTIONAL"},
    ]
    assert record(store, Kind.CONCEPT_MAPPING, "m")["object_slug"] == "baking"
    assert load(store, [path], "anna").revision is None, "the same again changes nothing"


def test_what_is_stored_is_named_by_its_identifier(store: Store, write: Write) -> None:
    load(store, [write(CITED + SCHEMES + SKILLS, "seeds/skills.yaml")], "anna")
    path = write(CITED + BAKER, "seeds/roles.yaml")
    assert diff(store, [path]).changes[0].after["groups"] == ["bakers"]
    load(store, [path], "anna")
    assert diff(store, [path]).changes == ()


def test_an_identifier_that_nothing_has_is_said_where_it_stands(write: Write) -> None:
    assert wrong(write(CITED + SKILLS + BAKER.replace(URI, "http://none").replace("7512", "99"))) == [
        "13|roles.0.groups.0|no role group has the identifier 99 of the scheme isco",
        "15|roles.0.skills.0.skill|no skill has the identifier http://none of the scheme esco",
    ]


def test_an_identifier_that_several_have_is_said_with_their_slugs(write: Write) -> None:
    twice = SKILLS.replace(
        "  - {slug: kneading, name: Kneading, skill_kind: SKILL}",
        "  - {slug: kneading, name: Kneading, skill_kind: SKILL, external_ids: "
        f'[{{scheme: esco, identifier: "{URI}"}}]}}',
    )
    assert wrong(write(CITED + twice + BAKER)) == [
        f"15|roles.0.skills.0.skill|2 skills have the identifier {URI} of the scheme esco: name one by its slug "
        "(baking, kneading)"
    ]


@pytest.mark.parametrize("value", ["Bad Slug", "a:", ":b", "a" * 201])
def test_what_is_neither_slug_nor_identifier_is_refused(write: Write, value: str) -> None:
    (problem,) = wrong(write(CITED + BAKER.replace("isco:7512", value)))
    assert problem.startswith("5|roles.0.groups.0|")


SHARED = """skills:
  - {slug: a, name: A, skill_kind: SKILL, external_ids: [{scheme: %(scheme)s, identifier: "1"}]}
  - {slug: b, name: B, skill_kind: SKILL, status: %(status)s, external_ids: [{scheme: %(scheme)s, identifier: "1"}]}
"""


def test_one_identifier_of_a_unique_scheme_is_for_one_alone(write: Write) -> None:
    path = write(CITED + SCHEMES + SHARED % {"scheme": "esco", "status": "ACTIVE"})
    assert wrong(path) == [
        "7|skills.1.external_ids.0|skill a has the identifier 1 of the scheme esco, which is for one alone"
    ]


@pytest.mark.parametrize(
    ("scheme", "status"),
    [("unspsc", "ACTIVE"), ("esco", "DEPRECATED"), ("nobody-declares-it", "ACTIVE")],
    ids=["of a scheme of classes", "of what is deprecated", "of an unknown scheme"],
)
def test_others_may_be_shared(write: Write, scheme: str, status: str) -> None:
    found = examine([write(CITED + SCHEMES + SHARED % {"scheme": scheme, "status": status})])
    notes = [each.message for each in found.doubts if each.level is Level.NOTE]
    expected = "nobody declares the scheme nobody-declares-it: say what it is under identifier_schemes"
    assert notes == ([expected] if scheme == "nobody-declares-it" else [])


def test_an_identifier_that_a_stored_record_has_is_refused_and_one_that_it_gives_up_is_not(
    store: Store, write: Write
) -> None:
    load(store, [write(CITED + SCHEMES + SHARED % {"scheme": "esco", "status": "DEPRECATED"})], "anna")
    new = 'skills: [{slug: c, name: C, skill_kind: SKILL, external_ids: [{scheme: esco, identifier: "1"}]}]\n'
    with pytest.raises(Refused, match="skill a has the identifier 1 of the scheme esco, which is for one alone"):
        load(store, [write(CITED + new, "seeds/more.yaml")], "anna")
    given_up = "skills:\n  - {slug: a, name: A, skill_kind: SKILL}\n" + new.removeprefix("skills: [").replace(
        "}]}]", "}]}"
    )
    path = write(CITED + given_up.replace("{slug: c", "  - {slug: c"), "seeds/more.yaml")
    assert load(store, [path], "anna").revision is not None


def test_the_same_identifier_in_another_dataset_names_the_same_thing_there(store: Store, write: Write) -> None:
    load(store, [write(CITED + SCHEMES + SHARED % {"scheme": "esco", "status": "DEPRECATED"})], "anna")
    other = write(
        "citations: [other-source]\n"
        'skills: [{slug: c, name: C, skill_kind: SKILL, external_ids: [{scheme: esco, identifier: "1"}]}]\n',
        "other/skills.yaml",
        "other",
    )
    assert load(store, [other], "anna").revision is not None


@pytest.mark.xdist_group("releases")
@pytest.mark.parametrize("release", ["esco_release", "onet_release"])
def test_importers_declare_every_scheme_that_they_use(request: pytest.FixtureRequest, release: str) -> None:
    seeds = request.getfixturevalue(release).seeds
    used = {each["scheme"] for seed in seeds for each in seed.record.get("external_ids", ())}
    assert used <= {seed.key.slug for seed in seeds if seed.key.kind is Kind.IDENTIFIER_SCHEME}


def test_an_extension_may_name_by_identifier_what_it_adds_to_in_files_and_in_sheets(
    store: Store, write: Write, tmp_path: Path
) -> None:
    load(store, [write(CITED + SCHEMES + SKILLS)], "anna")
    other = tmp_path / "other"
    other.mkdir()
    declared = "dataset: {slug: other, title: Other}\nbasis: INFERRED\n"
    (other / "dataset.yaml").write_text(f'{declared}skill_extensions:\n  - {{skill: "esco:{URI}", aliases: [Bread]}}\n')
    (other / "role_group_extensions.csv").write_text("role_group,aliases\nisco:7512,Boulangers\n")
    load(store, [other], "anna")
    with store.reading() as reader:
        found = reader.records_at()
    skill = found[Key(Kind.SKILL_EXTENSION, "other/esco-http-data-europa-eu-esco-skill-0001")]
    assert (skill["skill"], skill["aliases"]) == ("baking", ["Bread"])
    group = found[Key(Kind.ROLE_GROUP_EXTENSION, "other/isco-7512")]
    assert (group["role_group"], group["aliases"]) == ("bakers", ["Boulangers"])
