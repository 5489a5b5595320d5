"""Many strings at once: each with what it means, how surely, and what was set aside."""

import numpy as np
import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.asked import ask_for
from knowledge.words.decorations import Decoration, asides
from knowledge.words.equivalents import EQUIVALENTS, Equivalents
from knowledge.words.hits import Normalized
from knowledge.words.query_words import understood
from knowledge.words.spelling import words_of
from knowledge.words.telling import ENOUGH, TellingWords
from tests.conftest import world
from tests.knowledge.test_search import DATASET, OFFICE, role


@pytest.fixture(scope="module")
def office() -> Snapshot:
    return world(DATASET, *OFFICE)


def test_strings_are_answered_in_their_order_each_with_what_it_means(office: Snapshot) -> None:
    terms = ["Golang (advanced)", "good knowledge of machine learning", "", "time managment", "Golang (advanced)"]
    found = office.search_index.normalize(terms, [Kind.SKILL, Kind.TOOL], least=0.5)
    assert [each.term for each in found] == terms
    assert [[hit.entity.slug for hit in each.hits] for each in found] == [
        ["go"],
        ["machine-learning"],
        [],
        ["time-management"],
        ["go"],
    ]
    assert [(each.text, each.decoration) for each in found[0].set_aside] == [("(advanced)", Decoration.LEVEL)]


def test_many_strings_mean_what_each_of_them_means_alone(office: Snapshot) -> None:
    terms = [
        "machne learning", "Golang (advanced)", "xqzzy", "time managment", "accountnat", "strong sofware enginering",
        "learning machine", "engineer", "k8s", "the of and", "accountants", "data sciense skills",
    ]  # fmt: skip
    index = office.search_index
    together = index.normalize(terms, least=0.05, first=5)
    alone = [index.normalize([each], least=0.05, first=5)[0] for each in terms]
    assert [_hits(each) for each in together] == [_hits(each) for each in alone]
    assert any(_hits(each) for each in together)


def _hits(found: Normalized) -> list[tuple[str, float]]:
    return [(hit.entity.slug, round(hit.confidence, 4)) for hit in found.hits]


def test_labels_tell_the_sum_of_what_their_words_tell_and_nothing_is_left_for_the_next_query(office: Snapshot) -> None:
    (index,) = office.search_index.datasets
    (asked,) = ask_for(["senior machine learning engineer"], index.meanings, typing=False)
    telling = TellingWords(index, index.segments)
    told = [telling.told(word) for word in understood(index, asked)]
    once, again = telling.by_labels(told), telling.by_labels(told)
    assert sum(len(labels) for labels, _ in once) > 0
    for (labels, sums), (same, as_much) in zip(once, again, strict=True):
        numbers = labels[sums > 0].astype(np.int64) + telling.labels_of.start
        assert sums[sums > 0] == pytest.approx(telling.of_labels(told, numbers))
        assert labels.tolist() == same.tolist()
        assert sums.tolist() == as_much.tolist()


def test_a_common_word_brings_no_label_forward_where_enough_have_a_rare_one_and_does_where_they_are_few() -> None:
    town = world(
        DATASET,
        *(role(f"a{number}", f"{name} of street {number}") for number, name in enumerate(["welder"] * ENOUGH)),
        *(role(f"b{number}", f"street number {number}") for number in range(4 * ENOUGH)),
        role("c", "xylophonist"),
    )
    (index,) = town.search_index.datasets

    def found(query: str) -> set[str]:
        (asked,) = ask_for([query], index.meanings, typing=False)
        telling = TellingWords(index, index.segments)
        ((labels, _),) = telling.by_labels([telling.told(word) for word in understood(index, asked)])
        return {index.entity(label).slug[0] for label in labels.tolist()}

    assert found("welder street") == {"a"}
    assert found("xylophonist street") == {"a", "b", "c"}


def test_strings_are_typed_to_their_end(office: Snapshot) -> None:
    (half,) = office.search_index.normalize(["acc"], [Kind.ROLE], least=0.3)
    assert (
        half.hits == () or half.hits[0].confidence < office.search_index.search("accountant", [Kind.ROLE])[0].confidence
    )


def test_no_more_than_asked_for_and_nothing_less_sure(office: Snapshot) -> None:
    (term,) = office.search_index.normalize(["engineer"], [Kind.ROLE], first=2)
    assert len(term.hits) == 2
    (term,) = office.search_index.normalize(["engineer"], [Kind.ROLE], least=0.99, first=2)
    assert term.hits == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sr. Software Engineer (remote)", [("Sr.", Decoration.SENIORITY), ("remote", Decoration.PLACE)]),
        ("program manager II", [("II", Decoration.LEVEL)]),
        ("nurse london", [("london", Decoration.PLACE)]),
        ("Data scientist (m/f/d) - New York", [("(m/f/d)", Decoration.GENDER), ("New York", Decoration.PLACE)]),
        ("marketing manager, part time", [("part time", Decoration.CONTRACT)]),
        ("Night shift nurse", [("Night shift", Decoration.CONTRACT)]),
        ("cashier £12/h", [("£12/h", Decoration.CONTRACT)]),
        ("nurse, 40h/week", [("40h/week", Decoration.CONTRACT)]),
        ("Web developer 45.000 € p.a.", [("45.000 € p.a.", Decoration.CONTRACT)]),
        ("Analyst from $50,000 - $60,000 per year", [("from $50,000 - $60,000 per year", Decoration.CONTRACT)]),
        ("5+ years' experience Java", [("5+ years' experience", Decoration.YEARS)]),
        ("Java developer 2019-2021", [("2019-2021", Decoration.YEARS)]),
        ("good knowledge of Python", [("good knowledge of", Decoration.LEVEL)]),
        ("Urgent: driver wanted", [("Urgent", Decoration.CALL), ("wanted", Decoration.CALL)]),
        ("who cuts hair?", [("who", Decoration.CALL)]),
        ("what do you call someone who designs houses",
         [("what do you call", Decoration.CALL), ("someone who", Decoration.CALL)]),
        ("I want to be a nurse", [("I want to be a", Decoration.CALL)]),
        ("person who drives a train", [("person who", Decoration.CALL)]),
        ("who", []),
        ("nurse jobs in London", [("jobs", Decoration.CALL), ("London", Decoration.PLACE)]),
        ("nurse job", [("job", Decoration.CALL)]),
        ("job analyst", []),
        ("position classifier", []),
        ("career counsellor", []),
        ("works manager", []),
        ("person-centred care", []),
        ("time management", []),
        ("London", []),
        ("C++", []),
        ("Windows 10", []),
    ],
)  # fmt: skip
def test_what_decorates_a_name_is_set_aside_and_says_what_it_is(text: str, said: list[tuple[str, Decoration]]) -> None:
    assert [(each.text, each.decoration) for each in asides(text)] == said
    assert all(each.text in text[each.start : each.end] for each in asides(text))


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Senior Softwareentwickler (m/w/d)", "de", [("Senior", "SENIORITY"), ("(m/w/d)", "GENDER")]),
        ("Leitende Pflegefachkraft (m/w/divers) in Teilzeit", "de",
         [("Leitende", "SENIORITY"), ("(m/w/divers)", "GENDER"), ("in Teilzeit", "CONTRACT")]),
        ("Auszubildende zur Köchin, unbefristet", "de",
         [("Auszubildende zur", "SENIORITY"), ("unbefristet", "CONTRACT")]),
        ("gute Kenntnisse in Python", "de", [("gute Kenntnisse in", "LEVEL")]),
        ("SAP-Kenntnisse", "de", [("-Kenntnisse", "LEVEL")]),
        ("Koch gesucht, ab sofort, 3 Jahre Berufserfahrung", "de",
         [("gesucht", "CALL"), ("ab sofort", "CALL"), ("3 Jahre Berufserfahrung", "YEARS")]),
        ("infirmier débutant", "fr", [("débutant", "SENIORITY")]),
        ("Infirmière confirmée H/F, CDI, temps partiel", "fr",
         [("confirmée", "SENIORITY"), ("H/F", "GENDER"), ("CDI", "CONTRACT"), ("temps partiel", "CONTRACT")]),
        ("bonne connaissance de Python", "fr", [("bonne connaissance de", "LEVEL")]),
        ("5 ans d'expérience Java", "fr", [("5 ans d'expérience", "YEARS")]),
        ("se busca panadera con experiencia, media jornada", "es",
         [("se busca", "CALL"), ("con experiencia", "SENIORITY"), ("media jornada", "CONTRACT")]),
        ("conocimientos avanzados de Excel", "es", [("conocimientos avanzados de", "LEVEL")]),
        ("enfermero en prácticas (h/m)", "es", [("en prácticas", "SENIORITY"), ("(h/m)", "GENDER")]),
        ("Koch", "de", []),
        ("Softwareentwickler", "de", []),
        ("assistant social", "fr", []),
        ("gestion du temps", "fr", []),
        ("gestionar personal", "es", []),
    ],
)  # fmt: skip
def test_what_decorates_a_name_is_known_in_the_language_in_which_it_is_asked(
    text: str, language: str, said: list[tuple[str, str]]
) -> None:
    assert [(each.text, each.decoration.value) for each in asides(text, language)] == said


def test_what_decorates_in_one_language_is_said_in_another() -> None:
    assert asides("Confirmed kill, CDI, gesucht") == []
    assert [each.text for each in asides("Senior infirmier", "fr")] == ["Senior"]
    assert asides("débutant", "pl") == asides("débutant") == []


def test_equivalents_are_brought_to_one_form_the_longest_first() -> None:
    equivalents = Equivalents("# a comment\n\nnode js, node.js = nodejs\njs = javascript\n")
    assert equivalents.brought(("node", "js", "and", "js")) == ("nodejs", "and", "javascript")
    assert equivalents.brought(("node", ".js")) == ("nodejs",)
    assert equivalents.brought(("java",)) == ("java",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fireman", "firefighter"), ("barmaid", "barman"), ("policewoman", "police officer"), ("waitress", "waiter"),
        ("air hostess", "flight attendant"), ("lorry driver", "truck driver"), ("bin men", "binmen"),
        ("estate agent", "real estate agent"), ("real estate agent", "real estate agent"), ("G.P.", "GP"),
        ("physio", "physiotherapist"), ("brickie", "bricklayer"), ("counsellor", "counselor"), ("maths", "mathematics"),
        ("old people's home", "home for older people"),
    ],
)  # fmt: skip
def test_what_is_called_otherwise_elsewhere_is_brought_to_one_form(one: str, other: str) -> None:
    said = [set(EQUIVALENTS.brought(words_of(each))) - {"s", "for"} for each in (one, other)]
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("golang go", "Line 1 is no group"),
        ("\ngolang =", "Line 2 is no group"),
        ("go lang, ?! = go", "Line 1 has a word without letters"),
        ("js = javascript\njs = jscript", "Line 2 says of 'js' what an earlier line says otherwise"),
    ],
)
def test_a_line_that_is_no_group_of_equivalents_is_named(lines: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Equivalents(lines)
