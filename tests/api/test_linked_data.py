"""What has a page is told in RDF at the same address: exactly, in both forms alike, and pinned."""

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from db.store import Store
from knowledge.model.vocabulary import Kind
from seeds.importing.skos import read_skos
from seeds.loading import load
from tests.databases import Holding, opened, sqlite_database
from tests.servers import Server, serving

TURTLE, JSON_LD = "text/turtle", "application/ld+json"
FORMATS = {TURTLE: RdfFormat.TURTLE, JSON_LD: RdfFormat.JSON_LD}
PREFIXES = """\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix model: <urn:rolegraph:model:> .
"""
SITE = "https://jobs.example/careers"
BAKERY = """
dataset: {slug: bakery, title: Bäckerei, language: de, licence: CC0, version: "3", publisher: The guild,
  url: "https://guild.example/"}
sources: [{slug: book, title: The book, published_on: 2020-05-01, url: "https://guild.example/book"}]
citations: [book § 7]
role_groups:
  - {slug: bakery/makers, name: Hersteller, scheme: ISCO, code: "75",
     external_ids: [{scheme: bakery, identifier: "http://guild.example/g/75"}]}
skills:
  - {slug: bakery/craft, name: Handwerk, skill_kind: SKILL}
  - slug: bakery/kneading
    name: Kneten
    skill_kind: KNOWLEDGE
    reuse_level: CROSS_SECTOR
    collections: [Grün]
    broader: [bakery/craft]
    external_ids: [{scheme: bakery, identifier: "http://guild.example/s/1"}, {scheme: bakery-code, identifier: K1},
      {scheme: wiki data, identifier: Q1}, {scheme: odd, identifier: "http://bad.example/<>"}]
tools: [{slug: bakery/oven, name: Ofen, skills: [bakery/kneading]}]
roles:
  - {slug: bakery/old, name: Brotmacher, status: DEPRECATED, replaced_by: bakery/baker}
  - slug: bakery/baker
    name: Bäcker
    aliases: ["Brot\\"bäcker"]
    definition: Backt Brot.
    scope_note: Keine Torten.
    groups: [bakery/makers]
    skills: [{skill: bakery/kneading, importance: ESSENTIAL, emphasis: Daily.}]
    tools: [bakery/oven]
translations:
  - {subject_kind: ROLE, subject: bakery/baker, language: fr, name: boulanger,
     aliases: [panetier], hidden_aliases: [boulangé]}
concept_mappings:
  - {slug: bakery/m1, name: m1, subject_kind: ROLE, subject: bakery/baker, relation: BROAD_MATCH,
     object_slug: esco/food-worker}
"""
ROLE = (
    """
<SITE/role/bakery/baker> a skos:Concept, <urn:rolegraph:kind:ROLE>, esco:Occupation ;
    owl:sameAs <urn:rolegraph:role:bakery/baker> ; skos:inScheme <SITE/datasets/bakery> ;
    skos:prefLabel "Bäcker"@de, "boulanger"@fr ; skos:altLabel "Brot\\"bäcker"@de, "panetier"@fr ;
    skos:hiddenLabel "boulangé"@fr ; skos:definition "Backt Brot."@de ; skos:scopeNote "Keine Torten."@de ;
    esco:memberOfISCOGroup <http://guild.example/g/75> ; esco:relatedEssentialSkill <http://guild.example/s/1> ;
    model:tool <SITE/tool/bakery/oven> ; skos:broadMatch <urn:rolegraph:role:esco/food-worker> ;
    model:basis "STATED" ; prov:hadPrimarySource <SITE/source/book> ; dcterms:bibliographicCitation "The book, 7" .
<SITE/role/bakery/baker#skills/bakery/kneading> a esco:Relationship ;
    esco:isRelationshipFor <SITE/role/bakery/baker> ; esco:refersConcept <http://guild.example/s/1> ;
    esco:hasRelationshipType esco:relatedEssentialSkill ; model:importance "ESSENTIAL" ;
    dcterms:description "Daily."@de .
<urn:rolegraph:concept_mapping:bakery/m1> a esco:Relationship ; esco:isRelationshipFor <SITE/role/bakery/baker> ;
    esco:refersConcept <urn:rolegraph:role:esco/food-worker> ; esco:hasRelationshipType skos:broadMatch ;
    model:basis "STATED" ; prov:hadPrimarySource <SITE/source/book> ; dcterms:bibliographicCitation "The book, 7" .
<http://guild.example/g/75> skos:prefLabel "Hersteller"@de ; foaf:page <SITE/group/bakery/makers> .
<http://guild.example/s/1> skos:prefLabel "Kneten"@de ; foaf:page <SITE/skill/bakery/kneading> .
<SITE/tool/bakery/oven> skos:prefLabel "Ofen"@de ; owl:sameAs <urn:rolegraph:tool:bakery/oven> .
"""
    + (
        DATASET := """
<SITE/datasets/bakery> a skos:ConceptScheme ; owl:sameAs <urn:rolegraph:dataset:bakery> ;
    dcterms:title "Bäckerei"@de ; dcterms:publisher "The guild" ; dcterms:license "CC0" ; owl:versionInfo "3" ;
    rdfs:seeAlso <https://guild.example/> .
"""
    )
    + (
        SOURCE := """
<SITE/source/book> a prov:Entity ; owl:sameAs <urn:rolegraph:source:book> ; dcterms:title "The book" ;
    dcterms:issued "2020-05-01"^^xsd:date ; rdfs:seeAlso <https://guild.example/book> .
"""
    )
)


def triples(text: str | bytes, form: str = TURTLE) -> set[Triple]:
    return {each.triple for each in pyoxigraph.parse(text, FORMATS[form])}


def expected(text: str) -> set[Triple]:
    """Statements that are written by hand."""
    return triples(PREFIXES + text.replace("SITE", SITE))


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("bakery")
    with sqlite_database(folder, Holding.TABLES) as address:
        with opened(address) as store:
            for text in (BAKERY.replace("name: Ofen", "name: Alter Ofen"), BAKERY):
                (folder / "bakery.yaml").write_text(text)
                load(store, [folder / "bakery.yaml"], "anna")
        with serving(address, SITE_URL=SITE, PATH_PREFIX="/careers", MAX_AGE="30") as server:
            yield server


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


def get(server: Server, path: str, accept: str = "", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(server.url + path, headers=({"accept": accept} if accept else {}) | named)


def graph(response: httpx.Response) -> set[Triple]:
    assert response.status_code == 200, response.text
    return triples(response.content, response.headers["content-type"].partition(";")[0])


def value(node: object) -> str:
    """The address of a node, or the text of a literal."""
    assert isinstance(node, NamedNode | BlankNode | Literal)
    return node.value


def without_revision(found: set[Triple]) -> set[Triple]:
    return {each for each in found if "/revisions/" not in value(each.subject)}


def test_a_role_is_told_exactly_in_both_forms_alike(bakery: Server) -> None:
    turtle, json_ld = (graph(get(bakery, "/role/bakery/baker", accept)) for accept in FORMATS)
    assert turtle == json_ld
    assert without_revision(turtle) == expected(ROLE)
    document = f"{SITE}/revisions/{bakery.ask('{ revision { number digest } }')['data']['revision']['number']}-"
    about = {each for each in turtle if value(each.subject).startswith(document)}
    assert {value(each.predicate).rpartition("/")[2].rpartition("#")[2] for each in about} == {
        "type", "primaryTopic", "wasDerivedFrom", "identifier", "generatedAtTime",
    }  # fmt: skip


def test_what_its_publisher_gave_an_address_is_called_by_it(bakery: Server) -> None:
    skill = graph(get(bakery, "/skill/bakery/kneading.ttl"))
    assert without_revision(skill) == expected(
        """
        <http://guild.example/s/1> a skos:Concept, <urn:rolegraph:kind:SKILL>, esco:Skill ;
            foaf:page <SITE/skill/bakery/kneading> ; skos:inScheme <SITE/datasets/bakery> ;
            esco:skillType <http://data.europa.eu/esco/skill-type/knowledge> ;
            esco:reuseLevel <http://data.europa.eu/esco/skill-reuse-level/cross-sector> ;
            skos:prefLabel "Kneten"@de ; skos:notation "K1", "Q1"^^<urn:rolegraph:scheme:wiki%20data>,
                "http://bad.example/<>"^^<urn:rolegraph:scheme:odd> ;
            skos:broader <SITE/skill/bakery/craft> ;
            model:basis "STATED" ; prov:hadPrimarySource <SITE/source/book> ;
            dcterms:bibliographicCitation "The book, 7" .
        <urn:rolegraph:collection:bakery:4:4772c3bc6e> a skos:Collection ; skos:prefLabel "Grün"@de ;
            skos:member <http://guild.example/s/1> .
        <SITE/skill/bakery/craft> skos:prefLabel "Handwerk"@de ; owl:sameAs <urn:rolegraph:skill:bakery/craft> .
        <SITE/role/bakery/baker> esco:relatedEssentialSkill <http://guild.example/s/1> ; skos:prefLabel "Bäcker"@de ;
            owl:sameAs <urn:rolegraph:role:bakery/baker> .
        <SITE/tool/bakery/oven> model:serves <http://guild.example/s/1> ; skos:prefLabel "Ofen"@de ;
            owl:sameAs <urn:rolegraph:tool:bakery/oven> .
        """
        + DATASET
        + SOURCE
    )


def test_what_was_replaced_says_by_what(bakery: Server) -> None:
    found = graph(get(bakery, "/role/bakery/old", TURTLE))
    assert (
        expected("<SITE/role/bakery/old> owl:deprecated true ; dcterms:isReplacedBy <SITE/role/bakery/baker> .")
        <= found
    )


def test_hierarchies_are_told_from_both_ends(bakery: Server) -> None:
    above = graph(get(bakery, "/skill/bakery/craft.jsonld"))
    assert expected("<SITE/skill/bakery/craft> skos:narrower <http://guild.example/s/1> .") <= above
    group = graph(get(bakery, "/group/bakery/makers.ttl"))
    assert (
        expected(
            """<http://guild.example/g/75> skos:notation "75"^^<urn:rolegraph:group-code:ISCO> .
        <SITE/role/bakery/baker> esco:memberOfISCOGroup <http://guild.example/g/75> ."""
        )
        <= group
    )


def test_json_ld_reads_like_json_and_brings_its_context(bakery: Server) -> None:
    told = get(bakery, "/role/bakery/baker.jsonld").json()
    first = told["@graph"][0]
    assert first["id"] == f"{SITE}/role/bakery/baker"
    assert first["prefLabel"] == {"de": "Bäcker", "fr": "boulanger"}
    assert first["hasEssentialSkill"] == "http://guild.example/s/1"
    served = get(bakery, "/careers/context.jsonld")
    assert (served.json()["@context"], served.headers["content-type"]) == (
        told["@context"], "application/ld+json; charset=utf-8",
    )  # fmt: skip


def test_all_shipped_things_are_told_alike_in_both_forms(server: Server) -> None:
    query = "{ roles { nodes { slug } } applications { nodes { slug } } qualifications { nodes { slug } } }"
    found = server.ask(query)["data"]
    paths = [f"/{kind[:-1]}/{each['slug']}" for kind, nodes in found.items() for each in nodes["nodes"][:5]]
    assert len(paths) > 10
    for path in [*paths, "/source/artiba-2025", "/datasets", "/datasets/ai-careers"]:
        turtle, json_ld = (graph(get(server, path, accept)) for accept in FORMATS)
        assert turtle == json_ld, path
        assert NamedNode(server.url + path) in {each.subject for each in turtle}, path


def test_each_form_has_an_address_and_names_the_others(bakery: Server) -> None:
    page = get(bakery, "/careers/role/bakery/baker", "text/html,*/*;q=0.8")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in re.split(", ?", page.headers["vary"])
    assert page.headers["link"] == (
        '</careers/role/bakery/baker.jsonld>; rel="alternate"; type="application/ld+json", '
        '</careers/role/bakery/baker.ttl>; rel="alternate"; type="text/turtle"'
    )
    told = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)" />', page.text)
    assert told == [
        (JSON_LD, f"{SITE}/role/bakery/baker.jsonld"), (TURTLE, f"{SITE}/role/bakery/baker.ttl"),
    ]  # fmt: skip
    turtle = get(bakery, "/careers/role/bakery/baker.ttl")
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert turtle.headers["link"] == (
        '</careers/role/bakery/baker.jsonld>; rel="alternate"; type="application/ld+json", '
        '</careers/role/bakery/baker>; rel="alternate"; type="text/html"'
    )
    assert turtle.content == get(bakery, "/role/bakery/baker", TURTLE).content
    assert turtle.headers["vary"] == "Accept, Accept-Encoding"
    assert turtle.headers["access-control-allow-origin"] == "*"


def test_schema_org_is_for_those_who_name_its_profile(server: Server) -> None:
    for path, accept in (
        ("/role/ai-engineer", f'{JSON_LD};profile="https://schema.org/"'),
        ("/role/ai-engineer.schema.jsonld", ""),
        ("/role/ai-engineer?profile=schema.org", JSON_LD),
    ):
        told = get(server, path, accept)
        assert told.headers["content-type"] == f'{JSON_LD};profile="https://schema.org/"; charset=utf-8'
        assert (told.json()["@type"], told.json()["name"]) == ("Occupation", "AI engineer")
        assert told.json()["@context"]["@vocab"] == "https://schema.org/"
        assert triples(told.content, JSON_LD), "nothing is fetched to read it"
    turtle = graph(get(server, "/skill/python.schema.ttl"))
    assert (
        triples(f'{PREFIXES} <{server.url}/skill/python> a schema:DefinedTerm ; schema:termCode "python" .') <= turtle
    )
    assert get(server, "/source/artiba-2025?profile=schema.org", JSON_LD).status_code == 406
    learning = graph(get(server, "/learning-resource/kafka-quickstart.schema.ttl"))
    about = f"<{server.url}/learning-resource/kafka-quickstart>"
    assert triples(f"{PREFIXES} {about} a schema:LearningResource .") <= learning
    assert {value(each.predicate).partition("schema.org/")[1] for each in learning} == {"schema.org/", ""}


def test_what_is_unchanged_is_not_sent_again_and_pinned_ones_are_for_ever(bakery: Server) -> None:
    newest = get(bakery, "/role/bakery/baker.ttl")
    tag = newest.headers["etag"]
    assert newest.headers["cache-control"].startswith("public, max-age=30")
    for accept in (TURTLE, f"text/html;q=0.1, {TURTLE}"):
        again = get(bakery, "/role/bakery/baker.ttl", accept, if_none_match=f'"x", W/{tag}')
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(bakery, "/role/bakery/baker", JSON_LD, if_none_match=tag).status_code == 200
    head = httpx.head(f"{bakery.url}/role/bakery/baker.ttl")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    pinned = get(bakery, "/revisions/2/role/bakery/baker.ttl")
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert graph(pinned) == graph(newest)
    assert get(bakery, "/revisions/1/role/bakery/baker").headers["content-type"].startswith(JSON_LD)
    assert get(bakery, "/revisions/1/role/bakery/baker", "text/html").status_code == 406
    for path in ("tool/bakery/oven.ttl", "tool/bakery/oven", "datasets/bakery.nt", "datasets/bakery.ttl"):
        then, now = (get(bakery, f"{before}/{path}").text for before in ("/revisions/1", ""))
        assert ("Alter Ofen" in then, "Alter Ofen" in now, "Ofen" in now) == (True, False, True), path
    for number in ("9", "0", "x", "1-000000000000"):
        gone = get(bakery, f"/revisions/{number}/role/bakery/baker.ttl")
        assert gone.status_code == (410 if "-" in number else 404), number


@pytest.mark.parametrize(
    "path",
    ["/role/nobody", "/role/bakery%00", "/role/node.js", "/role/a%0d%0aX-A:%20b", "/role/" + "x" * 3000,
     "/datasets/nobody", "/role/%F0%9F%8D%9E", "/role/../role/nobody", "/role/<>"],
)  # fmt: skip
@pytest.mark.parametrize("accept", [TURTLE, JSON_LD])
def test_what_there_is_not_is_not_found_in_the_form_that_was_asked_for(bakery: Server, path: str, accept: str) -> None:
    response = get(bakery, path, accept)
    assert (response.status_code, response.headers["content-type"]) == (404, f"{accept}; charset=utf-8")
    assert response.headers["cache-control"] == "no-store"
    told = {value(each.predicate).rpartition("#")[2]: value(each.object) for each in triples(response.content, accept)}
    assert told["statusCode"] == "404"
    assert "There is no " in told["description"]


def test_the_nearest_are_named(bakery: Server) -> None:
    assert "Did you mean bakery/baker?" in get(bakery, "/role/bakery/bakers.ttl").text


def test_only_where_nothing_fits_it_is_not_acceptable(bakery: Server) -> None:
    refused = get(bakery, "/role/bakery/baker", "image/png")
    assert (refused.status_code, refused.headers["content-type"]) == (406, "application/problem+json; charset=utf-8")
    assert "text/html, application/ld+json, text/turtle" in refused.text
    assert get(bakery, "/role/bakery/baker", "image/png, */*;q=0.1").status_code == 200
    assert get(bakery, "/role/bakery/baker", "x/y," * 2600).status_code == 406
    assert get(bakery, "/role/bakery/baker.ttl", "image/png").status_code == 200, "the suffix says it"
    assert get(bakery, "/role/bakery/baker.ttl", host="<evil>").status_code == 200, "the site is set"


def test_the_host_stands_in_addresses_only_if_it_is_one(server: Server) -> None:
    hostile = get(server, "/skill/python.ttl", host='a"b>')
    assert f"<{server.url}/skill/python>" in hostile.text
    assert "<http://jobs.example:81/skill/python>" in get(server, "/skill/python.ttl", host="jobs.example:81").text


def test_the_catalogue_says_where_datasets_are_taken(bakery: Server) -> None:
    found = graph(get(bakery, "/datasets", TURTLE))
    assert found == graph(get(bakery, "/datasets.jsonld"))
    assert (
        expected(
            """
        <SITE/datasets> a dcat:Catalog ; dcat:dataset <SITE/datasets/bakery> .
        <SITE/datasets/bakery> a dcat:Dataset ; dcterms:license "CC0" ; dcat:version "3" ; dcterms:language "de" ;
            dcat:distribution <SITE/datasets/bakery.ttl.gz> .
        <SITE/datasets/bakery.ttl.gz> a dcat:Distribution ; dcat:downloadURL <SITE/datasets/bakery.ttl.gz> ;
            dcat:mediaType <https://www.iana.org/assignments/media-types/text/turtle> ;
            dcat:compressFormat <https://www.iana.org/assignments/media-types/application/gzip> .
        """
            + DATASET
        )
        <= found
    )
    modified = [value(each.object) for each in found if value(each.predicate).endswith("/modified")]
    committed = bakery.ask("{ revision { committedAt } }")["data"]["revision"]["committedAt"]
    assert modified == [committed]
    for each in found:
        if value(each.predicate).endswith("downloadURL"):
            assert get(bakery, value(each.object).removeprefix(SITE)).status_code == 200
    pinned = get(bakery, "/revisions/1/datasets.ttl")
    assert f"<{SITE}/revisions/1-" in pinned.text
    page = httpx.get(f"{bakery.url}/datasets", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/careers/data")


def test_a_dump_has_all_statements_of_its_records_and_comes_back_as_it_was(
    server: Server, sqlite_store: Store, tmp_path: Path
) -> None:
    packed = get(server, "/datasets/ai-careers.ttl.gz", accept_encoding="gzip")
    assert (packed.headers["content-type"], packed.headers.get("content-encoding")) == ("application/gzip", None)
    assert packed.headers["content-disposition"] == 'attachment; filename="ai-careers.ttl.gz"'
    text = gzip.decompress(packed.content)
    plain = get(server, "/datasets/ai-careers.ttl")
    assert (plain.content, plain.headers["content-type"]) == (text, "text/turtle; charset=utf-8")
    lines = get(server, "/datasets/ai-careers.nt")
    assert {each.triple for each in pyoxigraph.parse(lines.content, RdfFormat.N_TRIPLES)} == triples(text)
    assert len({each.headers["etag"] for each in (packed, plain, lines)}) == 3
    assert re.search(r"<[^>]+/revisions/1-[0-9a-f]{12}/datasets/ai-careers> a prov:Entity", text.decode())
    assert get(server, "/datasets/ai-careers.ttl", if_none_match=plain.headers["etag"]).status_code == 304
    pinned = get(server, "/revisions/1/datasets/ai-careers.ttl.gz")
    assert (pinned.content, pinned.headers["cache-control"]) == (
        packed.content, "public, max-age=31536000, immutable",
    )  # fmt: skip
    file = tmp_path / "taken.ttl"
    file.write_bytes(text)
    found = read_skos(file, "ai-careers", Kind.SKILL, {})
    with sqlite_store.reading() as reader:
        stored = reader.records_at()
    carried = (Kind.ROLE, Kind.SKILL)
    given = {seed.key: seed.record for seed in found.seeds if seed.key.kind in carried}
    assert given.keys() == {key for key in stored if key.kind in carried}
    for key, record in given.items():
        for name in ("name", "aliases", "description", "skill_kind", "broader"):
            assert _bare(record.get(name)) == _bare(stored[key].get(name)), (key, name)
        needed = [
            [(each["skill"], each["importance"]) for each in one.get("skills", ())] for one in (record, stored[key])
        ]
        assert sorted(needed[0]) == sorted(needed[1]), key
    role = graph(get(server, "/role/ai-engineer.ttl"))
    assert {each for each in triples(text) if value(each.subject).endswith("/role/ai-engineer")} <= role


def _bare(value: Any) -> Any:
    """Without evidence, which an import gives anew."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{name: each for name, each in item.items() if name not in ("basis", "citations")} for item in value]
    return value


def test_the_rest_door_speaks_the_language_that_is_asked_for(bakery: Server) -> None:
    for asked, header, name in (("&language=fr", "de", "boulanger"), ("", "fr", "boulanger"), ("", "de", "Bäcker")):
        told = get(bakery, f"/api/describe-role?slug=bakery/baker{asked}", accept_language=header)
        assert (told.json()["data"]["role"]["name"], told.status_code) == (name, 200)
    assert told.headers["content-language"] == "de"


def test_pages_of_other_sites_may_ask_with_a_key(server: Server) -> None:
    asked = {"origin": "https://a.example", "access-control-request-method": "GET",
             "access-control-request-headers": "x-api-key"}  # fmt: skip
    for path in ("/role/ai-engineer", "/datasets", "/context.jsonld", "/api/find", "/feeds/changes.atom"):
        allowed = httpx.options(server.url + path, headers=asked)
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "*"), path
    for path in ("/role/ai-engineer", "/datasets/ai-careers", "/measure/x", "/feeds/changes.atom"):
        refused = httpx.put(server.url + path)
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS"), path


def test_keys_and_rates_hold_for_linked_data_too(sqlite_store: Store) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address, ANONYMOUS_RATE="3/minute", ANONYMOUS_BUDGET="400/minute") as server:
        assert get(server, "/role/ai-engineer.ttl").status_code == 200
        unknown = get(server, "/skill/python.ttl", x_api_key="rg_nobody")
        assert (unknown.status_code, "401" in unknown.text) == (401, True)
        spent = get(server, "/skill/python.ttl")
        assert (spent.status_code, int(spent.headers["retry-after"]) >= 1) == (429, True)
        assert get(server, "/skill/python", "text/html").status_code == 200, "pages are no questions"


def test_what_is_compressed_says_the_same(bakery: Server) -> None:
    plain = get(bakery, "/role/bakery/baker.ttl", accept_encoding="identity")
    for coding in ("gzip", "br", "zstd"):
        packed = get(bakery, "/role/bakery/baker.ttl", accept_encoding=coding)
        assert (packed.headers["content-encoding"], packed.content) == (coding, plain.content)
        assert packed.headers["etag"] != plain.headers["etag"]


def test_a_server_reads_no_seeds_and_is_not_held_up_by_what_does() -> None:
    code = "import sys, api.app; sys.exit(any(each in sys.modules for each in ('seeds.format', 'seeds.importing')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
