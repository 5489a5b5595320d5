"""Names and texts are told in the language that is asked for, as near as there is one, and the answer tells which."""

from collections.abc import Callable
from functools import partial
from typing import Any

import orjson
import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from schema.connections import encode
from schema.context import Context
from schema.document import Document, parsed
from schema.limits import Limits

Ask = Callable[..., Any]
OF_ESCO = {"dataset": "esco", "basis": "INFERRED"}


def translation(language: str, subject: str, name: str, dataset: str = "esco", **more: Any) -> dict[str, Any]:
    return {
        "slug": slug_of(dataset, language, "ROLE", subject),
        "dataset": dataset,
        "basis": "INFERRED",
        "subject_kind": "ROLE",
        "subject": subject,
        "language": language,
        "name": name,
        **more,
    }


TOLD = [
    translation("fr", "baker", "boulanger/boulangère", aliases=["fournier"], hidden_aliases=["boulangere"]),
    translation("fr", "nurse", "infirmier", description="Soigne les malades."),
    translation("fr", "clerk", "Employé", dataset="swiss"),
    translation("de", "clerk", "Ärmelschoner"),
    translation("de", "nurse", "Zahnpfleger"),
    translation("de", "baker", "Bäcker"),
    translation("ar", "nurse", "ممرض"),
]
ROLES: list[dict[str, Any]] = [
    {**OF_ESCO, "slug": "baker", "name": "Baker", "aliases": ["Bread maker"], "description": "Makes bread."},
    {**OF_ESCO, "slug": "nurse", "name": "Nurse", "description": "Cares for people."},
    {**OF_ESCO, "slug": "clerk", "name": "Clerk"},
]


def world(translations: list[dict[str, Any]]) -> Snapshot:
    records: dict[Key, Any] = {
        Key(Kind.DATASET, "esco"): {"slug": "esco", "title": "ESCO"},
        Key(Kind.DATASET, "swiss"): {"slug": "swiss", "title": "Swiss"},
        Key(Kind.SKILL, "dough"): {**OF_ESCO, "slug": "dough", "name": "Dough", "skill_kind": "SKILL"},
    }
    records |= {Key(Kind.ROLE, each["slug"]): each for each in ROLES}
    records |= {Key(Kind.TRANSLATION, each["slug"]): each for each in translations}
    return build(records, [])


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return world(TOLD)


def answered(snapshot: Snapshot, store: Store, query: str, *languages: str, document: Document | None = None) -> Any:
    """The data of an answer, which the compiled operation and the ordinary executor give alike."""
    document = document or parsed(query, Limits())
    context = Context(snapshot, store, lambda _: snapshot, languages=languages)
    executed = document.execute(None, None, context)
    whole = orjson.loads(executed.answer)
    ordinary = document.execute_ordinarily(None, None, context)
    assert ordinary.data == whole.get("data")
    return whole if executed.errors else whole["data"]


@pytest.fixture
def ask(snapshot: Snapshot, sqlite_store: Store) -> Ask:
    return partial(answered, snapshot, sqlite_store)


def test_a_field_tells_the_language_that_it_is_asked_for(ask: Ask) -> None:
    found = ask(
        """{ role(slug: "baker") {
          name french: name(language: "fr") canadian: name(language: "fr-CA") italian: name(language: "it")
          american: name(language: "en-US")
          nameLanguage told: nameLanguage(language: "FR-ca") other: nameLanguage(language: "it")
          aliases frenchAliases: aliases(language: "fr") dataset { language } } }"""
    )["role"]
    assert found == {
        "name": "Baker",
        "french": "boulanger/boulangère",
        "canadian": "boulanger/boulangère",
        "italian": "Baker",
        "american": "Baker",
        "nameLanguage": "en",
        "told": "fr",
        "other": "en",
        "aliases": ["Bread maker"],
        "frenchAliases": ["fournier"],
        "dataset": {"language": "en"},
    }


def test_a_request_has_languages_which_an_argument_overrides(ask: Ask) -> None:
    query = '{ role(slug: "nurse") { name nameLanguage english: name(language: "en") aliases description } }'
    assert ask(query, "fr", "de")["role"] == {
        "name": "infirmier",
        "nameLanguage": "fr",
        "english": "Nurse",
        "aliases": [],
        "description": "Soigne les malades.",
    }
    assert ask(query)["role"]["name"] == "Nurse"


def test_a_text_that_is_not_translated_is_told_as_it_is_and_in_which_language(ask: Ask) -> None:
    query = "{ roles { nodes { slug description descriptionLanguage nameLanguage } } }"
    found = {each["slug"]: each for each in ask(query, "de", "fr")["roles"]["nodes"]}
    assert [(slug, *list(found[slug].values())[1:]) for slug in ("baker", "clerk", "nurse")] == [
        ("baker", "Makes bread.", "en", "de"),
        ("clerk", None, None, "de"),
        ("nurse", "Soigne les malades.", "fr", "de"),
    ]


def test_translations_tell_language_name_and_whose_they_are(ask: Ask) -> None:
    query = "{ role(slug: %r) { translations { language name aliases description dataset { slug } basis } } }"
    assert ask((query % "clerk").replace("'", '"'))["role"]["translations"] == [
        {
            "language": language,
            "name": name,
            "aliases": [],
            "description": None,
            "dataset": {"slug": dataset},
            "basis": "INFERRED",
        }
        for language, name, dataset in (("de", "Ärmelschoner", "esco"), ("fr", "Employé", "swiss"))
    ]


def test_hidden_names_are_shown_nowhere(ask: Ask) -> None:
    found = ask('{ role(slug: "baker") { aliases translations { aliases } } }', "fr")["role"]
    assert "boulangere" not in str(found)


def test_lists_are_in_order_of_the_names_that_are_told(ask: Ask) -> None:
    query = "{ roles { nodes { name } } dataset: datasets { roles { nodes { name } } } }"
    assert [each["name"] for each in ask(query)["roles"]["nodes"]] == ["Baker", "Clerk", "Nurse"]
    german = ask(query, "de")
    assert [each["name"] for each in german["roles"]["nodes"]] == ["Ärmelschoner", "Bäcker", "Zahnpfleger"]
    assert german["dataset"][0]["roles"] == german["roles"]
    down = "{ roles(orderBy: {field: NAME, direction: DESC}) { nodes { name } } }"
    assert [each["name"] for each in ask(down, "de")["roles"]["nodes"]] == ["Zahnpfleger", "Bäcker", "Ärmelschoner"]


def test_pages_go_on_in_the_order_of_the_language(ask: Ask) -> None:
    page = "{ roles(first: 1%s) { nodes { name } pageInfo { endCursor } } }"
    seen, after = [], ""
    for _ in range(3):
        found = ask(page % after, "de")["roles"]
        seen.append(found["nodes"][0]["name"])
        after = f', after: "{found["pageInfo"]["endCursor"]}"'
    assert seen == ["Ärmelschoner", "Bäcker", "Zahnpfleger"]


def test_one_document_answers_in_several_languages_one_after_the_other(snapshot: Snapshot, sqlite_store: Store) -> None:
    """Compiled operations and the JSON that is remembered of objects are not mixed up."""
    query = "{ roles { nodes { id name aliases } } }"
    document = parsed(query, Limits())
    orders = [("fr",), (), ("de",), ("fr",), (), ("de", "fr"), ("ar",)]
    told = [
        [
            each["name"]
            for each in answered(snapshot, sqlite_store, query, *languages, document=document)["roles"]["nodes"]
        ]
        for languages in orders
    ]
    french, english = ["boulanger/boulangère", "Employé", "infirmier"], ["Baker", "Clerk", "Nurse"]
    german = ["Ärmelschoner", "Bäcker", "Zahnpfleger"]
    assert told == [french, english, german, french, english, german, ["Baker", "Clerk", "ممرض"]]


def test_what_is_no_language_tag_is_refused_with_where_it_stands(ask: Ask) -> None:
    (error,) = ask('{ role(slug: "baker") { description(language: "f r") } }')["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["argument"] == ["language"]
    assert error["path"] == ["role", "description"]
    assert error["message"].startswith('"f r" is no language tag: expected one of BCP 47')
    (wrong,) = ask('{ search(query: "baker", language: "french") { totalCount } }')["errors"]
    assert wrong["extensions"]["argument"] == ["language"]


def test_where_nothing_is_translated_languages_change_nothing(sqlite_store: Store) -> None:
    plain = world([])
    query = "{ roles { nodes { name aliases description nameLanguage translations { name } } } }"
    assert answered(plain, sqlite_store, query, "fr") == answered(plain, sqlite_store, query)


def test_changes_of_a_translation_are_asked_for_by_its_slug_and_its_id_is_none(ask: Ask) -> None:
    query = '{ changes(since: 0, filter: {slug: "%s", kinds: [TRANSLATION]}) { totalCount } }'
    assert ask(query % "esco/fr/role/baker")["changes"]["totalCount"] == 0
    (error,) = ask(query % "esco/it/role/baker")["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    made_up = encode("Translation:esco/fr/role/baker")
    assert ask(f'{{ node(id: "{made_up}") {{ id }} }}')["node"] is None
