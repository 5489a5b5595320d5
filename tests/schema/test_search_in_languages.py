"""Searches through GraphQL tell the language of each hit, and put those of the client first."""

from typing import Any, cast

import pytest

from knowledge.model.history import History
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import Ask, asking
from tests.knowledge.many_tongues import world

SEARCH = """query ($typed: String!, $language: String) {
  search(query: $typed, language: $language, first: 3) { edges { matched language node { slug } } } }"""
NORMALIZE = """query ($terms: [String!]!, $language: String) {
  normalize(terms: $terms, language: $language) { matches { matched language entity { slug } } } }"""


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return world(("fr", "de"))


def asked(snapshot: Snapshot, document: str, languages: tuple[str, ...] = (), **variables: Any) -> Any:
    return asking_in(snapshot, languages)(document, **variables)


def asking_in(snapshot: Snapshot, languages: tuple[str, ...]) -> Ask:
    return asking(snapshot, cast(History, None), lambda _: snapshot, languages)


def found(answer: Any) -> list[tuple[str, str, str]]:
    edges = answer["data"]["search"]["edges"]
    return [(each["node"]["slug"], each["language"], each["matched"]) for each in edges]


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("infirmière", ("nurse", "fr", "infirmier/infirmière")),
        ("Bäckerin", ("baker", "de", "Bäcker/Bäckerin")),
        ("nurse", ("nurse", "en", "nurse")),
    ],
)
@pytest.mark.parametrize("language", [None, "en", "fr", "fr-CA", "de", "pt"])
def test_a_search_finds_labels_of_all_languages(
    snapshot: Snapshot, query: str, hit: tuple[str, str, str], language: str | None
) -> None:
    assert found(asked(snapshot, SEARCH, typed=query, language=language))[0] == hit


def test_the_language_of_the_request_decides_where_no_argument_does(snapshot: Snapshot) -> None:
    query = "personal"  # of Personal führen, and in French nearly personnel
    assert found(asked(snapshot, SEARCH, ("de",), typed=query))[0] == ("manage-staff", "de", "Personal führen")
    assert found(asked(snapshot, SEARCH, ("de",), typed="infirmier"))[0][1] == "fr"


def test_strings_are_normalized_in_any_language(snapshot: Snapshot) -> None:
    terms = ["Krankenpfleger (m/w/d)", "boulangère", "web developer"]
    answer = asked(snapshot, NORMALIZE, terms=terms, language="de")
    assert [
        (each["matches"][0]["entity"]["slug"], each["matches"][0]["language"]) for each in answer["data"]["normalize"]
    ] == [("nurse", "de"), ("baker", "fr"), ("web-developer", "en")]


@pytest.mark.parametrize(("document", "field"), [(SEARCH, "search"), (NORMALIZE, "normalize")])
def test_what_is_no_language_tag_is_refused(snapshot: Snapshot, document: str, field: str) -> None:
    variables: dict[str, Any] = {"typed": "nurse"} if field == "search" else {"terms": ["nurse"]}
    answer = asked(snapshot, document, language="not a tag", **variables)
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "no language tag" in error["message"]
    assert answer["data"] == {field: None}


def test_a_text_is_said_to_be_in_a_language_that_is_loaded(snapshot: Snapshot) -> None:
    text = "Nous cherchons une infirmière pour notre hôpital. Vous savez gérer du personnel avec le sourire."
    document = "query ($text: String!) { understand(text: $text) { language isLanguageLoaded " + (
        "mentions { entity { slug } matched matchedLanguage } } }"
    )
    understood = asked(snapshot, document, text=text)["data"]["understand"]
    assert (understood["language"], understood["isLanguageLoaded"]) == ("fr", True)
    assert {(each["entity"]["slug"], each["matchedLanguage"]) for each in understood["mentions"]} == {
        ("nurse", "fr"),
        ("manage-staff", "fr"),
    }
