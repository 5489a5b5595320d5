"""What pages say of themselves without a script: to search engines, to previews of links, and to readers."""

import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import httpx
import orjson
import pytest

from api.readable import LONGEST
from db.store import Store
from seeds.loading import load
from tests.api.test_clients import CLIENTS, NODE, run
from tests.databases import Holding, opened, sqlite_database
from tests.servers import READY_SECONDS, Server, serving

WEB = Path(__file__).parents[2] / "api/web"
HTML = {"accept": "text/html"}
HOSTILE = """
dataset: {slug: odd, title: Odd}
citations: []
basis: INFERRED
skills:
  - {slug: odd/markup, name: "</script><script>alert(1)</script> & more", skill_kind: SKILL}
role_groups:
  - {slug: odd/g1, name: A group, scheme: ISCO, code: "1"}
roles:
  - slug: odd/role one
    name: 'A "quoted" <b>role</b>'
    description: "WORDS"
    groups: [odd/g1]
    skills: [{skill: odd/markup, importance: ESSENTIAL}]
""".replace("odd/role one", "odd/role-one").replace("WORDS", "word " * 200)


class Head(HTMLParser):
    """The title, the metas, the links and the JSON-LD of a page, and the texts of its body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.anchors: dict[str, str] = {}
        self.texts: list[str] = []
        self.title = self.data = ""
        self._in: list[str] = []
        self._href = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[given.get("name") or given.get("property", "")] = given.get("content", "")
        elif tag == "link":
            self.links[given["rel"]] = given["href"]
        else:
            self._in.append("json" if given.get("type") == "application/ld+json" else tag)
            self._href = given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "link"):
            self._in.pop()

    def handle_data(self, data: str) -> None:
        within = self._in[-1] if self._in else ""
        if within == "title":
            self.title += data
        elif within == "json":
            self.data += data
        elif within == "a":
            self.anchors[data] = self._href
        elif "main" in self._in:
            self.texts.append(data)


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.yaml").write_text(HOSTILE)
    with sqlite_database(folder, Holding.TABLES) as address:
        with opened(address) as store:
            load(store, [folder / "odd.yaml"], "tester")
        with serving(address, SITE_URL="https://site.example/careers", PATH_PREFIX="/careers") as server:
            yield server


def shortened(text: str) -> str:
    """As long as previews show, without half of a word."""
    if len(text) <= LONGEST:
        return text
    kept = text[:LONGEST]
    return f"{kept[: kept.rindex(' ')]} …"


def got(server: Server, path: str) -> httpx.Response:
    return httpx.get(server.url + path, headers=HTML)


def test_a_role_says_what_it_is_and_where_it_is_found(server: Server) -> None:
    asked = server.ask('{ role(slug: "ai-engineer") { name description skills { nodes { name slug } } } }')["data"][
        "role"
    ]
    answer = got(server, "/role/ai-engineer?utm=x")
    head = Head(answer.text)
    assert answer.status_code == 200
    assert head.title == "AI engineer · Rolegraph"
    assert head.links["canonical"] == head.meta["og:url"] == f"{server.url}/role/ai-engineer"
    assert head.meta["og:title"] == "AI engineer"
    assert head.meta["description"] == head.meta["og:description"] == shortened(asked["description"])
    assert "robots" not in head.meta
    assert head.texts[0] == "AI engineer"
    for skill in asked["skills"]["nodes"]:
        assert head.anchors[skill["name"]] == f"/skill/{skill['slug']}"


def test_a_role_is_an_occupation_of_schema_org(server: Server) -> None:
    role = server.ask('{ role(slug: "ai-engineer") { aliases skills { totalCount } pay { min max currency period } } }')
    said = orjson.loads(Head(got(server, "/role/ai-engineer").text).data)
    assert (said["@context"], said["@type"], said["name"]) == ("https://schema.org", "Occupation", "AI engineer")
    assert said["@id"] == said["url"] == f"{server.url}/role/ai-engineer"
    assert said.get("alternateName", []) == role["data"]["role"]["aliases"]
    assert len(said["skills"]) == role["data"]["role"]["skills"]["totalCount"]
    assert {each["@type"] for each in said["skills"]} == {"DefinedTerm"}
    pay = role["data"]["role"]["pay"]
    assert [each["value"]["minValue"] for each in said.get("estimatedSalary", [])] == [each["min"] for each in pay]


@pytest.mark.parametrize(("path", "name"), [("/skill/python", "Python"), ("/tool/pytorch", "PyTorch")])
def test_skills_and_tools_are_defined_terms_that_lead_to_their_roles(server: Server, path: str, name: str) -> None:
    head = Head(got(server, path).text)
    said = orjson.loads(head.data)
    assert (said["@type"], said["name"], said["termCode"]) == ("DefinedTerm", name, path.rpartition("/")[2])
    assert said["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert any(each.startswith("/role/") for each in head.anchors.values())


@pytest.mark.parametrize(
    "path", ["/role/nope", "/skill/role", "/tool/x", "/group/x", "/nowhere", "/role", "/role/a/b/c"]
)
def test_what_is_not_there_is_404_and_not_to_be_found(server: Server, path: str) -> None:
    answer = got(server, path)
    head = Head(answer.text)
    assert answer.status_code == 404
    assert head.meta["robots"] == "noindex"
    assert "canonical" not in head.links
    assert not head.data
    assert "/static/assets/page" in answer.text
    assert head.meta["description"] in head.texts, "it says so before any script runs"


def test_programs_get_a_problem_where_people_get_a_page(server: Server) -> None:
    answer = httpx.get(f"{server.url}/nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json; charset=utf-8")
    assert answer.json()["detail"] == "There is nothing at /nowhere: /llms.txt tells what there is."


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ("ai-engineer,ai-engineer", 'The role "ai-engineer" is named twice'),
        ("ai-engineer,ml-engineer,ai-engineer", 'The role "ai-engineer" is named twice'),
        (",".join(f"r{each}" for each in range(9)), "Give 2 to 8 roles to compare, not 9."),
    ],
)
def test_a_comparison_that_there_cannot_be_says_why_and_leads_to_the_roles(
    server: Server, roles: str, said: str
) -> None:
    answer = got(server, f"/compare?roles={roles}")
    head = Head(answer.text)
    assert (answer.status_code, head.meta["robots"]) == (400, "noindex")
    assert head.meta["description"].startswith(said)
    assert head.anchors.get("AI engineer") == ("/role/ai-engineer" if "ai-engineer" in roles else None)
    assert got(server, "/compare").status_code == got(server, "/compare?roles=ai-engineer").status_code == 200


def test_a_comparison_of_one_role_says_that_another_is_missing_and_leads_to_those_most_like_it(server: Server) -> None:
    head = Head(got(server, "/compare?roles=ai-engineer").text)
    assert head.meta["description"] == "Choose another role to compare AI engineer with."
    assert "Choose another role to compare AI engineer with." in head.texts
    similar = server.ask('{ transitions(from: "ai-engineer", orderBy: LIKENESS, first: 1) { nodes { to { slug } } } }')
    first = similar["data"]["transitions"]["nodes"][0]["to"]["slug"]
    assert f"/compare?roles=ai-engineer,{first}" in head.anchors.values()
    unknown = got(server, "/compare?roles=ai-enginer")
    assert unknown.status_code == 404
    assert any('No role "ai-enginer". Did you mean "ai-engineer"' in each for each in Head(unknown.text).texts)


def test_a_move_to_where_it_begins_says_so_and_leads_to_the_others(server: Server) -> None:
    head, others = (Head(got(server, f"/move?from=ai-engineer{to}").text) for to in ("&to=ai-engineer", ""))
    said = "This move leads to where it begins. Choose another role to see what it takes to become that."
    assert said in head.texts
    assert not any("100%" in each for each in head.texts)
    assert said not in others.texts
    assert head.links["canonical"] == others.links["canonical"] == f"{server.url}/move?from=ai-engineer"
    assert head.anchors == others.anchors


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "What do roles share, and how do people move between them?"),
        ("/hire?need=x", "Whom to hire"),
        ("/data", "Data"),
    ],
)
def test_views_have_titles_of_their_own(server: Server, path: str, title: str) -> None:
    head = Head(got(server, path).text)
    assert head.title == f"{title} · Rolegraph"
    assert head.links["canonical"] == f"{server.url}{path.partition('?')[0]}"


def test_texts_of_records_are_texts_and_no_markup(odd: Server) -> None:
    answer = got(odd, "/careers/role/odd/role-one")
    head = Head(answer.text)
    assert "<script>alert" not in answer.text
    assert "<b>role" not in answer.text
    assert head.title == 'A "quoted" <b>role</b> · Rolegraph'
    said = orjson.loads(head.data)
    assert said["skills"][0]["name"] == "</script><script>alert(1)</script> & more"
    assert len(head.meta["description"]) <= LONGEST + 2
    assert head.meta["description"].endswith("word …")
    assert said["occupationalCategory"] == [
        {"@type": "CategoryCode", "codeValue": "1", "name": "A group", "inCodeSet": "ISCO"}
    ]


def test_addresses_have_the_prefix_and_the_name_of_the_site(odd: Server) -> None:
    head = Head(got(odd, "/careers/group/odd/g1").text)
    assert head.links["canonical"] == "https://site.example/careers/group/odd/g1"
    assert head.anchors['A "quoted" <b>role</b>'] == "/careers/role/odd/role-one"
    robots = got(odd, "/careers/robots.txt").text
    assert "Sitemap: https://site.example/careers/sitemap.xml" in robots
    assert "Disallow: /careers/revisions/" in robots
    assert "graphql" not in robots, "pages ask there, also those that a search engine draws"


def test_a_sitemap_leads_to_every_page_and_tells_when_it_was_loaded(server: Server) -> None:
    index = ElementTree.fromstring(got(server, "/sitemap.xml").content)
    parts = [each.text or "" for each in index.iterfind(".//{*}loc")]
    assert parts == [f"{server.url}/sitemap/1.xml"]
    found = ElementTree.fromstring(httpx.get(parts[0]).content)
    addresses = [each.text or "" for each in found.iterfind(".//{*}loc")]
    counts = server.ask(
        "{ roles { totalCount } skills { totalCount } tools { totalCount } roleGroups { totalCount }"
        " revision { committedAt } }"
    )["data"]
    for kind, field in (("role", "roles"), ("skill", "skills"), ("tool", "tools"), ("group", "roleGroups")):
        assert sum(f"/{kind}/" in each for each in addresses) == counts[field]["totalCount"]
    assert len(set(addresses)) == len(addresses)
    times = {(each.text or "")[:19] for each in found.iterfind(".//{*}lastmod")}
    assert times == {counts["revision"]["committedAt"][:19]}
    assert got(server, "/sitemap/2.xml").status_code == 404


def test_a_page_that_one_has_is_not_sent_again(server: Server) -> None:
    first = got(server, "/role/ai-engineer")
    again = httpx.get(f"{server.url}/role/ai-engineer", headers={**HTML, "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for path, status in (
        ("/role/ai-engineer", 304),
        ("/pictures/site.png", 304),
        ("/feeds/changes.atom", 304),
        ("/role/x", 404),
    ):
        anything = httpx.get(server.url + path, headers={**HTML, "if-none-match": "*"})
        assert anything.status_code == status, path
    other = httpx.get(f"{server.url}/role/ml-engineer", headers={**HTML, "if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_the_icon_is_where_browsers_look_for_it(server: Server) -> None:
    answer = httpx.get(f"{server.url}/favicon.ico")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert re.search(r"<svg\b", answer.text)


def sections(html: str) -> dict[str, list[str]]:
    """The lists of a page, by their headings."""
    found = re.findall(r"<h2>(.*?) <span.*?</h2><ul>(.*?)</ul>", html, re.DOTALL)
    return {title: re.findall(r"<li>(?:<a [^>]*>)?(.*?)(?:</a>)?</li>", items) for title, items in found}


def test_a_comparison_says_its_answer_in_a_sentence_and_lists_what_it_is_made_of(server: Server) -> None:
    asked = server.ask(
        """{ overlap(roles: ["ai-engineer", "ml-engineer"]) { likeness
            anySkills { skill { name } holdings { importance } } } }"""
    )["data"]["overlap"]
    held = {each["skill"]["name"]: [bool(one) for one in each["holdings"]] for each in asked["anySkills"]}
    answer = got(server, "/compare?roles=ml-engineer,ai-engineer")
    head = Head(answer.text)
    common = [name for name, holders in held.items() if all(holders)]
    assert head.title == "AI engineer and ML engineer · Rolegraph"
    assert head.meta["description"] == (
        f"AI engineer and ML engineer have {len(common)} skills of {len(held)} in common, such as "
        f"{common[0]}, {common[1]} and {common[2]}. They are {asked['likeness']:.0%} related."
    )
    found = sections(answer.text)
    assert found["Skills of all of them"] == common
    assert found["Skills of ML engineer only"] == [name for name, holders in held.items() if holders == [False, True]]
    assert found["Roles"] == ["AI engineer", "ML engineer"]


def test_the_same_comparison_has_one_address_whatever_the_order(server: Server) -> None:
    one, other = (
        Head(got(server, f"/compare?roles={each}").text)
        for each in ("ml-engineer,ai-engineer", "ai-engineer,ml-engineer&x=1")
    )
    assert one.links["canonical"] == other.links["canonical"] == f"{server.url}/compare?roles=ai-engineer,ml-engineer"
    said = orjson.loads(one.data)
    assert (said["@type"], {each["@type"] for each in said["about"]}) == ("WebPage", {"Occupation"})


def test_a_move_says_how_hard_it_is_and_what_is_missing(server: Server) -> None:
    move = server.ask(
        """{ transition(from: "ai-engineer", to: "ai-research-scientist") { band feasibility barriers { needed }
            skillGaps { skill { name } } transferableSkills { weight } } }"""
    )["data"]["transition"]
    answer = got(server, "/move?from=ai-engineer&to=ai-research-scientist")
    head = Head(answer.text)
    brought, gaps = len(move["transferableSkills"]), [each["skill"]["name"] for each in move["skillGaps"]]
    assert move["band"] == "HARD"
    assert head.meta["description"] == (
        f"From AI engineer to AI research scientist is a hard move: one brings {brought} of {brought + len(gaps)} "
        f"skills that it takes, and what is missing is mostly {gaps[0]}, {gaps[1]} and {gaps[2]}. "
        "In the way: Doctorate."
    )
    assert sections(answer.text)["Missing skills"] == gaps
    assert f"{move['feasibility']:.0%} feasible" in answer.text
    assert head.links["canonical"] == f"{server.url}/move?from=ai-engineer&to=ai-research-scientist"


def test_moves_from_a_role_are_listed_best_first(server: Server) -> None:
    asked = server.ask('{ transitions(from: "ai-engineer", first: 3) { nodes { to { name slug } feasibility } } }')
    best = asked["data"]["transitions"]["nodes"]
    head = Head(got(server, "/move?from=ai-engineer").text)
    for each in best:
        name = f"{each['to']['name']}: {each['feasibility']:.0%} feasible"
        assert head.anchors[name] == f"/move?from=ai-engineer&to={each['to']['slug']}"


@pytest.mark.parametrize(
    "path", ["/compare?roles=ai-engineer,nope", "/move?from=nope", "/move?from=ai-engineer&to=nope"]
)
def test_a_question_about_a_role_that_there_is_not_is_404(server: Server, path: str) -> None:
    answer = got(server, path)
    assert (answer.status_code, Head(answer.text).meta["robots"]) == (404, "noindex")


@pytest.mark.parametrize("path", ["/compare?roles=ai-engineer", "/compare?roles=", "/move?to=x", "/move?mine=Python"])
def test_an_address_that_asks_nothing_yet_is_the_view(server: Server, path: str) -> None:
    answer = got(server, path)
    assert answer.status_code == 200
    assert Head(answer.text).links["canonical"] == f"{server.url}{path.partition('?')[0]}"


def test_who_has_spent_the_budget_gets_the_page_that_asks_by_itself(sqlite_store: Store) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address, ANONYMOUS_BUDGET="3500/hour") as poor:
        titles = [
            Head(got(poor, f"/compare?roles=ai-engineer,{other}").text).title
            for other in ("ml-engineer", "data-scientist", "data-engineer", "data-analyst")
        ]
        assert titles[:3] == [
            f"AI engineer and {each} · Rolegraph" for each in ("ML engineer", "Data scientist", "Data engineer")
        ]
        assert titles[3] == "Compare roles · Rolegraph"
        again = Head(got(poor, "/compare?roles=ai-engineer,ml-engineer").text)
        assert again.title == titles[0], "what is there already costs nothing"
        refused = httpx.get(f"{poor.url}/pictures/role/ai-engineer.png")
        assert (refused.status_code, "retry-after" in refused.headers) == (429, True)


def test_pages_are_valid_html(server: Server, odd: Server, tmp_path: Path) -> None:
    asked = [
        (server, "/"),
        (server, "/role/ai-engineer"),
        (server, "/tool/pytorch"),
        (server, "/compare?roles=ai-engineer,ml-engineer"),
        (server, "/move?from=ai-engineer&to=ai-research-scientist"),
        (server, "/nowhere"),
        (server, "/graphql"),
        (odd, "/careers/role/odd/role-one"),
        (odd, "/careers/group/odd/g1"),
    ]
    for place, (where, path) in enumerate(asked):
        (tmp_path / f"{place}.html").write_text(got(where, path).text)
    validator = WEB / "node_modules/html-validate/bin/html-validate.mjs"
    said = subprocess.run(
        [NODE / "bin/node", validator, "--preset", "standard", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
        check=False,
    )
    assert (said.returncode, said.stdout) == (0, ""), said.stdout + said.stderr


def test_json_ld_has_the_shapes_of_schema_org(server: Server, odd: Server) -> None:
    """As far as the types of Google's `schema-dts` tell: which properties a type has, and what their values are."""
    asked = [
        ("Occupation", server, "/role/ai-engineer"),
        ("Occupation", odd, "/careers/role/odd/role-one"),
        ("DefinedTerm", server, "/skill/python"),
        ("DefinedTerm", odd, "/careers/group/odd/g1"),
        ("WebPage", server, "/compare?roles=ai-engineer,ml-engineer"),
    ]
    types = ", ".join(sorted({name for name, _, _ in asked}))
    lines = [f'import type {{ {types}, WithContext }} from "schema-dts";']
    for place, (name, where, path) in enumerate(asked):
        said = Head(got(where, path).text).data
        lines.append(f"export const said{place}: WithContext<{name}> = {said};")
    program = CLIENTS / "generated/ld/schema_org.ts"  # apart from what the clients are checked with
    program.parent.mkdir(exist_ok=True, parents=True)
    program.write_text("\n".join(lines))
    options = ("--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--module", "nodenext", "--types", "")
    run("node", "node_modules/typescript/bin/tsc", *options, "generated/ld/schema_org.ts")


class Spoken(HTMLParser):
    """The texts of a page that are in the page's own language: not within what has another `lang`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._in: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or (self._in[-1][1] if self._in else "")
        if tag not in ("meta", "link"):
            self._in.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "link"):
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1][1] == "de" and self._in[-1][0] not in ("script", "title") and data.strip():
            self.said.append(data.strip())


ENGLISH = re.compile(
    r"\b(the|of|and|is|are|from|with|what|which|that|to|skills?|roles?|tools?|moves?)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/role/ai-engineer",
        "/skill/python",
        "/tool/pytorch",
        "/compare?roles=ai-engineer,ml-engineer",
        "/compare?roles=ai-engineer,ml-engineer,data-scientist",
        "/move?from=ai-engineer",
        "/move?from=ai-engineer&to=ai-research-scientist",
        "/move?from=ai-enginer",
        "/role/nope",
    ],
)
def test_a_german_page_says_nothing_in_english_that_it_does_not_mark_as_that(server: Server, path: str) -> None:
    answer = httpx.get(server.url + path, headers={**HTML, "accept-language": "de-CH,en;q=0.5"})
    assert answer.headers["content-language"] == "de"
    said = Spoken(answer.text).said
    assert said
    assert [each for each in said if ENGLISH.search(each)] == []


def test_a_comparison_is_said_in_the_readers_language_and_its_links_keep_that(server: Server) -> None:
    plain, german = (got(server, f"/compare?roles=ml-engineer,ai-engineer{more}").text for more in ("", "&language=de"))
    counts = re.search(r"have (\d+) skills of (\d+) in common.*? (\d+)% related", Head(plain).meta["description"])
    assert counts is not None
    head = Head(german)
    assert head.title == "AI engineer und ML engineer · Rolegraph"
    assert head.meta["description"].startswith(f"AI engineer und ML engineer haben {counts[1]} von {counts[2]} ")
    assert head.meta["description"].endswith(f"Sie sind zu {counts[3]}\u00a0% verwandt.")
    assert head.links["canonical"] == Head(plain).links["canonical"]
    assert head.anchors["Python"] == "/skill/python?language=de"
    assert '<h1><span lang="en" dir="auto">AI engineer</span> und ' in german
    assert sections(german)["Fähigkeiten von allen"] == sections(plain)["Skills of all of them"]


def test_a_move_is_said_in_the_readers_language_and_leads_to_others_in_it(server: Server) -> None:
    head = Head(got(server, "/move?from=ai-engineer&to=ai-research-scientist&language=de").text)
    assert head.meta["description"].startswith("Von AI engineer zu AI research scientist ist es ein schwerer Wechsel: ")
    best = got(server, "/move?from=ai-engineer&language=de").text
    assert "/move?from=ai-engineer&amp;to=" in best
    addresses = re.findall(r'<a href="(/move\?[^"]*)"', best)
    assert addresses
    assert all(each.endswith("&amp;language=de") for each in addresses)


def test_an_address_that_names_a_language_has_sentences_in_it_where_no_record_is_translated(server: Server) -> None:
    query = '{ transition(from: "ai-engineer", to: "ml-engineer") { factors { kind explanation } to { name } } }'

    def asked(accept: str, **more: str) -> tuple[str, str, httpx.Response]:
        answer = httpx.get(
            f"{server.url}/graphql", params={"query": query, **more}, headers={"accept-language": accept}
        )
        move = answer.json()["data"]["transition"]
        told = {each["kind"]: each["explanation"] for each in move["factors"]}
        return told["SKILLS"], move["to"]["name"], answer

    said, name, german = asked("en", language="de-CH")
    assert (name, "Fähigkeiten von ML engineer sind schon vorhanden" in said) == ("ML engineer", True)
    assert "vary" not in german.headers or "accept-language" not in german.headers["vary"].lower()
    for accept, more in (("de", {}), ("de", {"language": "en"}), ("en", {"language": "fr"})):
        assert "skills of ML engineer are held already" in asked(accept, **more)[0]
