"""What is asked in any language is found in it: those of the client first, each hit with its language told."""

import pytest

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from tests.knowledge.many_tongues import LANGUAGES, records, world


@pytest.fixture(scope="module")
def told() -> Snapshot:
    return world()


@pytest.mark.parametrize(
    ("query", "language", "slug"),
    [
        ("infirmière", "fr", "nurse"),
        ("infirmier", "fr", "nurse"),
        ("INFIRMIERE", "fr", "nurse"),
        ("infirmier(ère)", "fr", "nurse"),
        ("boulangère", "fr", "baker"),
        ("boulanger", "fr", "baker"),
        ("directrice commerciale", "fr", "sales-manager"),
        ("directeur commercial H/F", "fr", "sales-manager"),
        ("développeuse de logiciels", "fr", "software-developer"),
        ("actrice", "fr", "stage-performer"),
        ("employée de bureau", "fr", "office-clerk"),
        ("enfermera", "es", "nurse"),
        ("enfermero", "es", "nurse"),
        ("enfermero/a", "es", "nurse"),
        ("médica", "es", "physician"),
        ("actriz", "es", "stage-performer"),
        ("Krankenpflegerin", "de", "nurse"),
        ("Krankenpfleger", "de", "nurse"),
        ("Krankenpfleger (m/w/d)", "de", "nurse"),
        ("Bäckerin", "de", "baker"),
        ("Bäcker", "de", "baker"),
        ("Baecker", "de", "baker"),
        ("Baeckerin", "de", "baker"),
        ("Backer", "de", "baker"),
        ("Ärztin", "de", "physician"),
        ("Aerztin", "de", "physician"),
        ("Bürokauffrau", "de", "office-clerk"),
        ("Buerokaufmann (m/w/d)", "de", "office-clerk"),
        ("Strassenbauer", "de", "street-worker"),
        ("Straßenbauerin", "de", "street-worker"),
        ("Lehrerinnen", "de", "teacher"),
        ("Lehrer/-in", "de", "teacher"),
        ("LehrerIn", "de", "teacher"),
        ("Software Entwickler", "de", "software-developer"),
        ("Softwareentwicklerin", "de", "software-developer"),
        ("Webentwickler", "de", "web-developer"),
        ("ممرض", "ar", "nurse"),
        ("مُمَرِّض", "ar", "nurse"),
        ("ممرضة", "ar", "nurse"),
        ("طبيبة", "ar", "physician"),
        ("اداره الموظفين", "ar", "manage-staff"),
        ("看護師", "ja", "nurse"),
        ("看護師さん", "ja", "nurse"),
        ("ソフトウェア開発", "ja", "software-developer"),
        ("ｿﾌﾄｳｪｱ開発者", "ja", "software-developer"),
        ("护士", "zh", "nurse"),
        ("软件工程", "zh", "software-developer"),
        ("אחות", "he", "nurse"),
        ("מפתח תוכנה", "he", "software-developer"),
    ],
)
def test_a_name_is_found_in_its_language(told: Snapshot, query: str, language: str, slug: str) -> None:
    for languages in ([language], []):
        hit = told.search_index.search(query, languages=languages)[0]
        assert (hit.entity.slug, hit.language) == (slug, language)
        (term,) = told.search_index.normalize([query], languages=languages)
        assert (term.hits[0].entity.slug, term.hits[0].language) == (slug, language)


def test_what_matched_is_the_label_that_was_found_and_not_the_name(told: Snapshot) -> None:
    hit = told.search_index.search("boulangère")[0]
    assert (hit.entity.name, hit.matched, hit.language) == ("baker", "boulanger/boulangère", "fr")
    hit = told.search_index.search("baker")[0]
    assert (hit.matched, hit.language) == ("baker", "en")


@pytest.mark.parametrize(("query", "first"), [("infirmier", "nurse"), ("enfermera", "nurse"), ("nurse", "nurse")])
def test_one_role_is_found_by_its_name_in_each_language(told: Snapshot, query: str, first: str) -> None:
    for language in ("en", "fr", "es", "de"):
        found = told.search_index.search(query, [Kind.ROLE], languages=[language])
        assert found[0].entity.slug == first
        assert [each.entity.slug for each in found].count(first) == 1


def test_labels_of_the_clients_languages_come_first_where_two_languages_share_a_word(told: Snapshot) -> None:
    spanish = told.search_index.search("actor", languages=["es"])
    assert (spanish[0].entity.slug, spanish[0].language, spanish[0].matched) == (
        "stage-performer",
        "es",
        "actor/actriz",
    )
    mexican = told.search_index.search("actor", languages=["es-MX"])
    assert (mexican[0].entity.slug, mexican[0].language) == ("stage-performer", "es")
    german = told.search_index.search("personal", languages=["de", "fr"])
    assert (german[0].entity.slug, german[0].matched, german[0].language) == ("manage-staff", "Personal führen", "de")
    spanish = told.search_index.search("personal", languages=["es"])
    assert (spanish[0].matched, spanish[0].language) == ("gestionar personal", "es")


def test_other_languages_come_after_the_clients_and_are_not_left_out(told: Snapshot) -> None:
    found = told.search_index.search("web", languages=["de"])
    languages = [each.language for each in found]
    assert languages[0] == "de"
    assert languages == sorted(languages, key=lambda each: each != "de")


QUERIES = ("nurse", "nurses", "softwear developer", "developer", "bake bread", "sales director", "teach", "staff", "x")


@pytest.mark.parametrize("query", QUERIES)
def test_answers_in_the_datasets_language_do_not_hang_on_the_languages_beside_it(told: Snapshot, query: str) -> None:
    alone = world(())
    before = alone.search_index.search(query)
    after = told.search_index.search(query)
    assert after[: len(before)] == [
        each._replace(entity=told.by_kind[each.entity.kind][each.entity.slug]) for each in before
    ]
    assert len(alone.search_index.languages) == 1


def test_an_index_for_each_language_and_no_vectors_where_no_word_has_one(told: Snapshot) -> None:
    assert told.search_index.languages == ("en", *sorted(LANGUAGES))
    (english,), (french,) = told.search_index.inside("en"), told.search_index.inside("fr")
    assert (english.meanings.dimensions > 0, french.meanings.dimensions) == (True, 0)
    assert told.search_index.inside("pt") == []
    assert told.search_index.bytes == sum(
        index.bytes for language in told.search_index.languages for index in told.search_index.inside(language)
    )


def test_a_language_that_is_not_loaded_changes_nothing(told: Snapshot) -> None:
    assert told.search_index.search("nurse", languages=["pt"]) == told.search_index.search("nurse")


def test_a_hidden_label_finds_and_is_shown_nowhere() -> None:
    told = records(("fr",))
    (french,) = (record for key, record in told.items() if key.slug.endswith("fr/role/baker"))
    french["hidden_aliases"] = ["mitron"]
    hit = build(told, []).search_index.search("mitron")[0]
    assert (hit.entity.slug, hit.matched, hit.language) == ("baker", "boulanger/boulangère", "fr")
