"""Over HTTP, answers are in the languages of the request, and caches are told where that makes a difference."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.languages import accepted, in_address
from api.protocol import BadRequest
from db.store import Store
from seeds.loading import load
from tests.conftest import new_store
from tests.servers import Server, serving, until

FIRST = """\
dataset: {slug: esco, title: ESCO}
basis: INFERRED
roles: [{slug: baker, name: Baker, aliases: [Bread maker]}, {slug: nurse, name: Nurse}]
"""
SECOND = FIRST.replace("name: Baker,", "name: {en: Baker, fr: boulanger, de: Bäcker},")
QUERY = '{ role(slug: "baker") { name nameLanguage } }'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Revision 1 is from before languages, revision 2 has them."""
    folder: Path = tmp_path_factory.mktemp("languages")
    address = f"sqlite:///{folder}/x.db"
    with new_store(address) as store:
        for number, text in enumerate((FIRST, SECOND)):
            (folder / f"{number}.yaml").write_text(text)
            load(store, [folder / f"{number}.yaml"], "anna")
    with serving(address, MAX_AGE="30") as running:
        yield running


def get(server: Server, accept: str | None = None, path: str = "/graphql", **more: str) -> httpx.Response:
    headers = {} if accept is None else {"accept-language": accept}
    named = {name.replace("_", "-"): value for name, value in more.items() if name != "language"}
    parameters = {"query": QUERY} | ({"language": more["language"]} if "language" in more else {})
    return httpx.get(server.url + path, params=parameters, headers=headers | named)


def name(response: httpx.Response) -> str:
    told: str = response.json()["data"]["role"]["name"]
    return told


@pytest.mark.parametrize(
    ("header", "told", "content_language"),
    [
        (None, "Baker", "en"),
        ("fr", "boulanger", "fr"),
        ("fr-CA, en;q=0.5", "boulanger", "fr"),
        ("it, de;q=0.8, fr;q=0.9", "boulanger", "fr"),
        ("en-US,en;q=0.9,fr;q=0.8", "Baker", "en"),
        ("it, *;q=0.5", "Baker", "en"),
        ("fr;q=0, de", "Bäcker", "de"),
        ("nonsense;;q=x,,", "Baker", "en"),
        ("*", "Baker", "en"),
    ],
)
def test_accept_language_decides(server: Server, header: str | None, told: str, content_language: str) -> None:
    response = get(server, header)
    assert (name(response), response.headers["content-language"]) == (told, content_language)
    assert response.headers["vary"] == "Accept, Accept-Encoding, Accept-Language"


def test_the_address_goes_before_the_header_and_varies_by_nothing_else(server: Server) -> None:
    response = get(server, "de", language="fr")
    assert (name(response), response.headers["content-language"]) == ("boulanger", "fr")
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    wrong = get(server, language="f r")
    assert wrong.status_code == 400
    assert "no language tag" in wrong.json()["errors"][0]["message"]
    assert wrong.json()["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "parameter": "language"}
    both = httpx.get(f"{server.url}/graphql?query=%7B__typename%7D&language=fr&language=de")
    assert (both.status_code, both.json()["errors"][0]["message"]) == (
        400,
        "The parameter language stands there more than once.",
    )


def test_a_language_that_nobody_speaks_falls_back_and_the_answer_says_to_which(server: Server) -> None:
    for path in ("/graphql", "/revisions/1/graphql"):
        response = get(server, "de", path, language="zz")
        assert (name(response), response.headers["content-language"]) == ("Baker", "en")
    wanted = {"zz": '(language: "zz")', "de": '(language: "de-AT")', "usual": ""}
    asked = " ".join(f"{name}: sentenceLanguage{given} {{ tag isOwn }}" for name, given in wanted.items())
    told = {name: tuple(each.values()) for name, each in server.ask(f"{{ {asked} }}")["data"].items()}
    assert told == {"zz": ("en", True), "de": ("de", False), "usual": ("en", True)}


def test_post_has_languages_too(server: Server) -> None:
    response = httpx.post(f"{server.url}/graphql", json={"query": QUERY}, headers={"accept-language": "de"})
    assert (name(response), response.headers["content-language"]) == ("Bäcker", "de")
    assert "vary" not in response.headers


def test_tags_tell_languages_apart_and_only_those_that_matter(server: Server) -> None:
    french, german, english = (get(server, each) for each in ("fr", "de", "en"))
    assert len({each.headers["etag"] for each in (french, german, english)}) == 3
    assert get(server, "fr-CA,fr;q=0.9,en;q=0.1").headers["etag"] == french.headers["etag"]
    assert get(server, "en-GB,en;q=0.8,fr;q=0.3").headers["etag"] == english.headers["etag"]
    assert get(server).headers["etag"] == english.headers["etag"]
    same = get(server, "fr", if_none_match=french.headers["etag"])
    assert (same.status_code, same.headers["vary"]) == (304, "Accept, Accept-Encoding, Accept-Language")
    assert get(server, "de", if_none_match=french.headers["etag"]).status_code == 200


def test_a_revision_from_before_languages_answers_as_it_did(server: Server) -> None:
    path = "/revisions/1/graphql"
    first = get(server, "fr", path)
    assert name(first) == "Baker"
    assert "content-language" not in first.headers
    assert first.headers["vary"] == "Accept, Accept-Encoding"
    assert {get(server, each, path).headers["etag"] for each in ("de", None, "fr")} == {first.headers["etag"]}


def test_a_pinned_address_carries_a_language(server: Server) -> None:
    path = "/revisions/2/graphql"
    response = get(server, "de", path, language="fr")
    assert (name(response), response.headers["vary"]) == ("boulanger", "Accept, Accept-Encoding")
    assert "immutable" in response.headers["cache-control"]
    assert name(get(server, "de", path)) == "Bäcker"
    assert name(get(server, None, path)) == "Baker"


def test_the_header_is_read_by_its_qualities() -> None:
    assert accepted("da, en-gb;q=0.8, en;q=0.7") == ("da", "en-GB", "en")
    assert accepted("en;q=0.1, FR;q=0.9, de") == ("de", "fr", "en")
    assert accepted("fr;q=0, it, *;q=0.3, en;q=0.1") == ("it",)
    assert accepted("") == ()
    assert accepted("en;q=2, de;q=-1, x;q=1, fr") == ("fr",)
    assert len(accepted(",".join(f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh"))) == 20


def test_an_address_names_one_language_or_none() -> None:
    assert in_address(b"query=x&language=FR_ca") == ("fr-CA",)
    assert in_address(b"query=x&nolanguage=fr") is None
    assert in_address(b"query=x&language=") is None
    with pytest.raises(BadRequest):
        in_address(b"language=%20%20")


def test_a_database_of_each_kind_answers(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(SECOND)
    load(store, [tmp_path / "x.yaml"], "anna")
    with serving(store.engine.url.render_as_string(hide_password=False)) as running:
        assert name(get(running, "fr")) == "boulanger"


def printed(server: Server, path: str, accept: str | None = None) -> httpx.Response:
    headers = {"accept": "text/html"} | ({"accept-language": accept} if accept else {})
    return httpx.get(server.url + path, headers=headers)


def test_a_printed_page_is_in_the_readers_language_and_says_what_is_in_another(server: Server) -> None:
    german = printed(server, "/role/baker", "de-CH,de;q=0.9")
    assert '<html lang="de" dir="ltr">' in german.text
    assert "<h1>Bäcker</h1>" in german.text
    assert "<title>Bäcker · Rolegraph</title>" in german.text
    assert german.headers["content-language"] == "de"
    french = printed(server, "/role/baker", "fr")
    assert '<html lang="en" dir="ltr">' in french.text
    assert '<h1 lang="fr" dir="auto">boulanger</h1>' in french.text
    nobody = printed(server, "/role/baker")
    assert "<h1>Baker</h1>" in nobody.text
    assert "Also called Bread maker." in nobody.text
    untranslated = printed(server, "/role/nurse", "de")
    assert '<h1 lang="en" dir="auto">Nurse</h1>' in untranslated.text
    assert all("accept-language" in each.headers["vary"].lower() for each in (german, french, nobody))
    assert len({each.headers["etag"] for each in (german, french, nobody)}) == 3


def test_a_printed_page_is_in_the_language_of_its_address_and_so_are_its_links(server: Server) -> None:
    german = printed(server, "/role/baker?language=de", "fr")
    assert "<h1>Bäcker</h1>" in german.text
    wrong = printed(server, "/role/baker?language=%3Cscript%3E", "fr")
    assert wrong.status_code == 200
    assert '<h1 lang="fr" dir="auto">boulanger</h1>' in wrong.text
    assert '<script>"' not in wrong.text
    lost = printed(server, "/role/nobody?language=de")
    assert lost.status_code == 404
    assert "Es gibt keine Rolle „nobody“." in lost.text
    assert "Wohin wechseln" in printed(server, "/move", "de").text


def test_a_printed_comparison_calls_roles_as_its_readers_do_and_marks_those_that_it_cannot(server: Server) -> None:
    path = "/compare?roles=baker,nurse"
    until(lambda: "<h1>" in printed(server, path).text)  # what comparisons need is made in the background
    german = printed(server, path, "de").text
    assert '<h1>Bäcker und <span lang="en" dir="auto">Nurse</span></h1>' in german
    assert "<title>Bäcker und Nurse · Rolegraph</title>" in german
    assert "haben, soweit bekannt, keine Fähigkeit gemeinsam" in german
    french = printed(server, path, "fr").text
    assert '<h1><span lang="fr" dir="auto">boulanger</span> and Nurse</h1>' in french
    assert "<h1>Baker and Nurse</h1>" in printed(server, path).text
    assert 'hreflang="' not in german


def test_a_translated_record_names_its_page_in_each_language_and_one_that_is_not_has_but_one(server: Server) -> None:
    def links(path: str) -> dict[str, str]:
        found = re.findall(
            r'<link rel="(?:alternate" hreflang="([\w-]+)|canonical)" href="([^"]+)"', printed(server, path).text
        )
        return {language or "canonical": address.removeprefix(server.url) for language, address in found}

    alternates = {
        "x-default": "/role/baker",
        **{each: f"/role/baker?language={each}" for each in ("en", "de", "fr")},
    }
    assert links("/role/baker") == {**alternates, "canonical": "/role/baker"}
    assert links("/role/baker?language=de") == {**alternates, "canonical": "/role/baker?language=de"}
    assert links("/role/baker?language=it") == {**alternates, "canonical": "/role/baker"}
    assert links("/role/nurse") == {"canonical": "/role/nurse"}
