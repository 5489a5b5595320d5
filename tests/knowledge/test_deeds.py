"""Words for what is done and for who does it belong together, and words that only look so do not."""

import pytest

from knowledge.needs.deeds import kinship


@pytest.mark.parametrize(
    ("deed", "doer"),
    [
        ("welding", "welders"),
        ("bookkeeping", "bookkeeper"),
        ("translation", "translator"),
        ("carpentry", "carpenter"),
        ("photography", "photographer"),
        ("physiotherapy", "physiotherapist"),
        ("accounting", "accountant"),
        ("analysis", "analyst"),
        ("management", "managers"),
        ("administration", "administrator"),
        ("nursing", "nurse"),
        ("planning", "planner"),
        ("programming", "programmer"),
        ("surgery", "surgeon"),
        ("tailoring", "tailor"),
        ("journalism", "journalist"),
        ("advice", "adviser"),
        ("sales", "salesperson"),
        ("electrical", "electrician"),
        ("midwifery", "midwife"),
        ("roofing", "roof"),
    ],
)
def test_a_deed_and_its_doer_are_near_kin(deed: str, doer: str) -> None:
    assert kinship(deed, doer, frozenset()) == kinship(doer, deed, frozenset()) == 0.95


@pytest.mark.parametrize(("one", "other"), [("tax", "taxes"), ("body", "bodies"), ("class", "classes"), ("a", "a")])
def test_singular_and_plural_are_the_same(one: str, other: str) -> None:
    assert kinship(one, other, frozenset()) == 1


def test_a_plain_word_has_a_doer_only_where_the_deed_is_known() -> None:
    assert kinship("drive", "driver", {"driv"}) == 0.9
    assert kinship("drive", "driver", set()) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("office", "officer"),
        ("customs", "customer"),
        ("nursing", "nursery"),
        ("engine", "engineer"),
        ("water", "watt"),
        ("country", "counter"),
        ("minister", "ministry"),
        ("police", "politics"),
    ],
)
def test_words_that_only_look_alike_are_no_kin(one: str, other: str) -> None:
    assert kinship(one, other, frozenset()) == 0
