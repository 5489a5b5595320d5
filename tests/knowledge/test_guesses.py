"""A best guess beats nothing where somebody looks, and says that it is one; what is misspelt elsewhere is no word."""

import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import ask_for
from knowledge.words.candidates import MANY, candidates
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import BEGINS_ANOTHER, FEATURES
from knowledge.words.meaning import MEANINGS, NO_MEANINGS
from tests.conftest import world
from tests.knowledge.test_search import DATASET, role, skill, tool

LANGUAGES = [f"tongue{number}" for number in range(120)]


@pytest.fixture(scope="module")
def town() -> Snapshot:
    return world(
        DATASET,
        role("train-driver", "train driver"),
        role("railway-shunter", "railway shunter", description="Puts trains together."),
        role("ballet-dancer", "ballet dancer"),
        role("software-developer", "software developer", "software engineer"),
        role("clerk", "clerk", description="Enters what sofware asks for."),
        role("gp", "general practitioner", "g.p."),
        role("gp-receptionist", "receptionist", "GP surgery receptionist"),
        role("locker-attendant", "locker attendant"),
        tool("oracle-java", "Oracle Java"),
        tool("javascript", "JavaScript"),
        role("porter", "porter", description="Works with a docker in a port."),
    )


def first(snapshot: Snapshot, query: str, kind: Kind = Kind.ROLE) -> tuple[str, float]:
    hit = snapshot.search_index.search(query, [kind])[0]
    return hit.entity.slug, hit.confidence


def test_a_word_that_nobody_knows_is_guessed_by_what_it_begins_with(town: Snapshot) -> None:
    found = town.search_index.search("trainmaster", [Kind.ROLE])
    assert {hit.entity.slug for hit in found[:2]} == {"train-driver", "railway-shunter"}
    assert found[0].confidence < 0.5


def test_a_string_among_many_is_not_guessed_at(town: Snapshot) -> None:
    assert town.search_index.normalize(["trainmaster"], [Kind.ROLE])[0].hits == ()


@pytest.mark.parametrize("typed", ["xyzzyxyzzy", "qqqqq", "tra" + "x" * 20])
def test_what_begins_with_nothing_that_is_known_is_not_guessed_at(town: Snapshot, typed: str) -> None:
    assert town.search_index.search(typed, [Kind.ROLE]) == []


def test_a_slip_that_some_description_has_too_is_read_as_the_word_that_is_meant(town: Snapshot) -> None:
    slug, confidence = first(town, "sofware developer")
    assert slug == "software-developer"
    assert confidence > 0.5


def test_a_word_of_descriptions_is_no_slip_for_one_that_begins_otherwise(town: Snapshot) -> None:
    assert first(town, "docker")[0] == "porter"


def test_a_word_that_is_known_is_meant_before_what_goes_on_after_it(town: Snapshot) -> None:
    index = DatasetIndex(town.active(Kind.TOOL), MEANINGS)
    for typed, how_much in (("java", BEGINS_ANOTHER), ("javas", 1), ("javascript", 1), ("script", 0)):
        (found,) = candidates(index, ask_for([typed], MEANINGS), index.segments, MANY)[0]
        begins = dict(zip(found.labels.tolist(), found.features[:, FEATURES.index("begins")].tolist(), strict=True))
        assert begins[index.named("javascript", Kind.TOOL)] == how_much


@pytest.mark.parametrize("typed", ["GP", "gp", "G.P."])
def test_an_abbreviation_is_who_is_called_so_and_not_who_works_there(town: Snapshot, typed: str) -> None:
    assert first(town, typed)[0] == "gp"


def test_a_name_may_be_meant_in_a_sentence_about_it_however_much_others_have_of_the_sentence() -> None:
    said = "ability to comprehend spoken and written and to speak and write in"
    languages = [skill(each, f"{said} {each}", description=f"The {said} {each}.") for each in LANGUAGES]
    others = [skill(f"other{number}", f"other{number}") for number in range(2_000)]
    tamil = skill("tamil", "Tamil", description=" ".join(f"other{number}" for number in range(300)))
    world_of_skills = world(DATASET, tamil, *languages, *others)
    index = DatasetIndex(world_of_skills.active(Kind.SKILL), NO_MEANINGS)
    (found,) = candidates(index, ask_for([f"{said} Tamil"], NO_MEANINGS), index.segments, MANY)[0]
    assert "Tamil" in {index.labels.texts[label] for label in found.labels.tolist()}
