"""Sentences of ours are said in the language that is asked for, with the names that its readers know."""

from typing import Any

import orjson
import pytest

from api.audience import speaking
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import parsed
from schema.limits import Limits

OWN: dict[str, Any] = {"dataset": "guild", "basis": "STATED"}
SKILLS = ("dough", "oven", "scales", "icing")
HELD = {"baker": ("dough", "oven", "scales"), "confectioner": ("dough", "oven", "icing"), "weigher": ("scales",)}
CODES = {"baker": "7512", "confectioner": "7512", "weigher": "9621"}
GERMAN = {"baker": "Bäcker", "confectioner": "Konditor", "7512": "Bäcker und Konditoren"}


def world(*, translated: bool) -> Snapshot:
    records: dict[Key, Any] = {Key(Kind.DATASET, "guild"): {"slug": "guild", "title": "Guild"}}
    records |= {Key(Kind.SKILL, each): {**OWN, "slug": each, "name": each, "skill_kind": "SKILL"} for each in SKILLS}
    for code, name in (("7512", "Bakers and confectioners"), ("9621", "Messengers and porters")):
        records[Key(Kind.ROLE_GROUP, code)] = {**OWN, "slug": code, "name": name, "scheme": "ISCO", "code": code}
    for slug, skills in HELD.items():
        held = [{"skill": each, "importance": "ESSENTIAL"} for each in skills]
        name = slug.capitalize()
        records[Key(Kind.ROLE, slug)] = {**OWN, "slug": slug, "name": name, "skills": held, "groups": [CODES[slug]]}
    records[Key(Kind.ROLE, "confectioner")]["regulated"] = True
    if translated:
        for subject, name in GERMAN.items():
            kind = "ROLE_GROUP" if subject.isdecimal() else "ROLE"
            slug = slug_of("guild", "de", kind, subject)
            told = {**OWN, "slug": slug, "subject_kind": kind, "subject": subject, "language": "de", "name": name}
            records[Key(Kind.TRANSLATION, slug)] = told
    return build(records, [])


@pytest.fixture(scope="module")
def plain() -> Snapshot:
    return world(translated=False)


@pytest.fixture(scope="module")
def translated() -> Snapshot:
    return world(translated=True)


def answered(snapshot: Snapshot, store: Store, query: str, *languages: str) -> Any:
    """The answer, which the compiled operation and the ordinary executor give alike."""
    document = parsed(query, Limits())
    context = Context(snapshot, store, lambda _: snapshot, languages=languages, speaking=speaking)
    answer = orjson.loads(document.execute(None, None, context).answer)
    assert document.execute_ordinarily(None, None, context).data == answer.get("data")
    return answer


def move(snapshot: Snapshot, store: Store, language: str | None, *languages: str) -> dict[str, Any]:
    """What the move from baker to confectioner says, by where it says it."""
    said = f'(language: "{language}")' if language else ""
    query = f"""{{ transition(from: "baker", to: "confectioner") {{
        likenessFactors {{ kind explanation{said} }} unknown {{ kind explanation{said} }}
        barriers {{ kind needed{said} held{said} explanation{said} }} }} }}"""
    found = answered(snapshot, store, query, *languages)["data"]["transition"]
    told = {each["kind"]: each["explanation"] for each in (*found["likenessFactors"], *found["unknown"])}
    return {**told, "barriers": {each["kind"]: each for each in found["barriers"]}}


def test_a_sentence_is_said_in_the_language_that_is_named_and_in_english_to_whoever_names_none(
    plain: Snapshot, sqlite_store: Store
) -> None:
    english, german = (move(plain, sqlite_store, each) for each in (None, "de-AT"))
    assert english["GROUPS"] == "Both belong to “Bakers and confectioners” (ISCO 7512)."
    assert german["GROUPS"] == "Beide gehören zu „Bakers and confectioners“ (ISCO 7512)."
    assert english["EDUCATION"].startswith("It is not known of both which education they take:")
    assert german["EDUCATION"].startswith("Es ist nicht von beiden bekannt, was sie an Bildung brauchen:")
    assert english["barriers"]["LICENCE"]["needed"] == "a licence for Confectioner"
    assert german["barriers"]["LICENCE"] == {
        "kind": "LICENCE",
        "needed": "eine Zulassung für Confectioner",
        "held": None,
        "explanation": german["barriers"]["LICENCE"]["explanation"],
    }
    assert move(plain, sqlite_store, "fr") == move(plain, sqlite_store, "en") == english


def test_a_sentence_calls_things_as_its_readers_do(translated: Snapshot, sqlite_store: Store) -> None:
    german = move(translated, sqlite_store, "de")
    assert german["GROUPS"] == "Beide gehören zu „Bäcker und Konditoren“ (ISCO 7512)."
    assert german["barriers"]["LICENCE"]["needed"] == "eine Zulassung für Konditor"
    assert move(translated, sqlite_store, None, "de") == german, "that of the request, where it matters to names"
    assert move(translated, sqlite_store, "en", "de")["GROUPS"] == (
        "Both belong to “Bakers and confectioners” (ISCO 7512)."
    )


def test_why_there_is_no_way_round_and_why_a_role_is_advised_is_said_in_it_too(
    plain: Snapshot, sqlite_store: Store
) -> None:
    query = """{ careerPaths(from: "confectioner", to: "baker") { reason(language: "de") english: reason }
        adviseHire(needs: ["icing"]) { reason(language: "de") english: reason role { slug } } }"""
    found = answered(plain, sqlite_store, query)["data"]
    assert found["careerPaths"] == [
        {
            "reason": "Der Wechsel von Confectioner zu Baker ist so, wie er ist, in Reichweite; "
            "kein Umweg macht ihn leichter.",
            "english": "The move from Confectioner to Baker is within reach as it is; no way round makes it easier.",
        }
    ]
    (advice,) = (each for each in found["adviseHire"] if each["role"]["slug"] == "confectioner")
    assert advice["reason"] == "„icing“ (wesentlich) ist eine der 3 Fähigkeiten, die sie braucht."
    assert advice["english"] == "“icing” (essential) is one of the 3 skills that it needs."


def test_what_is_no_language_is_refused_with_its_place(plain: Snapshot, sqlite_store: Store) -> None:
    query = '{ transition(from: "baker", to: "weigher") { unknown { explanation(language: "<b>") } } }'
    context = Context(plain, sqlite_store, lambda _: plain, speaking=speaking)
    error = parsed(query, Limits()).execute(None, None, context).errors[0]
    assert error.extensions is not None
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert error.extensions["argument"] == ["language"]
