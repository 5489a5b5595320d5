"""What links, pay, observations and learning resources say is told in RDF, and found there by asking in SPARQL."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from api.linked.occupations import in_its_words, occupation
from db.editions import PIECE, edition, piece
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.skos import export_skos, read_skos
from seeds.loading import load
from tests.api.linked_kitchen import GUEST, KITCHEN, SITE, ask, document, dump
from tests.databases import Holding, opened, sqlite_database


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database with all that RDF tells of links, for tests that only read."""
    folder = tmp_path_factory.mktemp("kitchen")
    with sqlite_database(folder, Holding.TABLES) as address, opened(address) as store:
        for name, text in (("kitchen.yaml", KITCHEN), ("guest.yaml", GUEST)):
            (folder / name).write_text(text)
            load(store, [folder / name], "anna")
        yield store


@pytest.fixture(scope="module")
def snapshot(kitchen: Store) -> Snapshot:
    return newest_snapshot(kitchen)


@pytest.fixture(scope="module", params=["documents", "dumps"])
def told(request: pytest.FixtureRequest, kitchen: Store, snapshot: Snapshot) -> set[Triple]:
    """All that is told, by the documents of things, and by dumps of datasets."""
    if request.param == "dumps":
        return dump(kitchen, snapshot, "kitchen") | dump(kitchen, snapshot, "guest")
    kinds = (Kind.ROLE, Kind.SKILL, Kind.ROLE_GROUP, Kind.MEASURE, Kind.MARKET, Kind.LEARNING_RESOURCE)
    every = [(kind, slug) for kind in kinds for slug in snapshot.by_kind[kind]]
    return {each for kind, slug in every for each in document(snapshot, kind, slug)}


def test_how_a_role_holds_a_skill_is_found_beside_the_link(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?skill ?type ?importance ?level ?rating ?levelRating ?text ?basis WHERE {
            ?held a esco:Relationship ; esco:isRelationshipFor <https://jobs.example/role/kitchen/chef> ;
                esco:refersConcept ?skill ; esco:hasRelationshipType ?type ; model:importance ?importance ;
                model:level ?level ; model:importanceRating ?rating ; model:levelRating ?levelRating ;
                dcterms:description ?text ; model:basis ?basis .
            <https://jobs.example/role/kitchen/chef> ?type ?skill }""",
    )
    need = "http://data.europa.eu/esco/model#relatedEssentialSkill"
    assert rows == [("/skill/kitchen/knives", need, "ESSENTIAL", "0.9", "4.5", "6.25", "All day.", "INFERRED")]


def test_the_question_of_the_guide_is_answered(told: set[Triple]) -> None:
    guide = (Path(__file__).parents[2] / "docs/linked-data.md").read_text()
    (question,) = re.findall(r"```sparql\n(.*?)```", guide, re.S)
    of = {"/learning-resource/kitchen/course": "0.25", "/role/kitchen/chef": "0.9", "/role/kitchen/owner": "0.1"}
    assert ask(told, question) == [(each, "/skill/kitchen/knives", level, None) for each, level in of.items()]


def test_a_link_that_says_no_more_than_that_it_is_there_is_one_statement(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?held ?skill WHERE { <https://jobs.example/role/kitchen/chef> esco:relatedOptionalSkill ?skill
            OPTIONAL { ?held esco:isRelationshipFor <https://jobs.example/role/kitchen/chef> ;
                esco:refersConcept ?skill } }""",
    )
    assert rows == [(None, "/skill/kitchen/sauces")]


def test_links_of_all_sorts_have_their_facts_and_sources(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?end ?name ?value WHERE {
            ?link esco:isRelationshipFor <https://jobs.example/role/kitchen/chef> ; esco:refersConcept ?end ;
                ?name ?value
            FILTER(!isIRI(?value) && ?end != <https://jobs.example/skill/kitchen/knives>) }""",
    )
    last = re.compile("[^:/]*$")
    assert {(*(last.findall(each)[0] for each in row[:2]), row[2]) for row in rows} == {
        ("oven", "inDemand", "true"),
        ("serve", "importance", "ESSENTIAL"),
        ("serve", "basis", "STATED"),
        ("serve", "bibliographicCitation", "The survey, 3"),
        ("degree", "requirement", "HELPFUL"),
        ("degree", "share", "0.5"),
        ("degree", "field", "Food"),
        ("degree", "field", "Trade"),
        ("heat", "value", "0.0000001"),
        ("owner", "moveKind", "PROGRESS"),
        ("owner", "rationale", "Savings."),
        ("chef", "confidence", "0.75"),
        ("chef", "basis", "INFERRED"),
    }  # fmt: skip
    cited = (
        "SELECT ?source WHERE { ?link esco:refersConcept ?end ; model:importance ?any ; prov:hadPrimarySource ?source }"
    )
    assert ask(told, cited) == [("/source/survey",)]


def test_values_that_only_their_places_tell_apart_are_a_sequence(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?by ?number ?value WHERE { ?link ?by ?all . ?all a rdf:Seq ; ?number ?value
            FILTER(?number != rdf:type && ?by != model:categories) }""",
    )
    assert {(by.rpartition(":")[2], number.rpartition("#")[2], value) for by, number, value in rows} == {
        ("frequencies", "_1", "0.25"), ("frequencies", "_2", "0.75"),
        ("shares", "_1", "0.25"), ("shares", "_2", "0.75"),
    }  # fmt: skip


def test_fields_for_which_no_vocabulary_has_a_word_are_told_by_ours(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?of ?regulated ?title ?statement WHERE { ?of model:regulated ?regulated ; model:reportedTitle ?title ;
            model:contrasts ?part . ?part model:dimension "SCOPE_OF_WORK" ; model:statement ?statement }""",
    )
    assert rows == [("/role/kitchen/chef", "true", "Head cook", "One kitchen.")]


def test_pay_is_a_range_of_schema_org_with_its_place_time_and_source(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?role ?least ?most ?currency ?unit ?market ?at ?note ?source WHERE {
            ?role schema:estimatedSalary ?pay . ?pay a schema:MonetaryAmount ; schema:minValue ?least ;
                schema:maxValue ?most ; schema:currency ?currency ; schema:unitText ?unit .
            OPTIONAL { ?pay model:market ?market ; dcterms:date ?at ;
                <http://www.w3.org/2000/01/rdf-schema#comment> ?note ; prov:hadPrimarySource ?source } }""",
    )
    assert rows[0] == (
        "/role/kitchen/chef", "30000", "52000.5", "EUR", "YEAR", "Austria", "2025-05-01", "Net.", "/source/survey",
    )  # fmt: skip
    assert rows[1] == ("/role/kitchen/owner", "1", "2", "EUR", "HOUR", None, None, None, None)
    assert len(rows) == 2


def test_what_an_extension_says_is_said_by_its_dataset_with_its_evidence(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?level ?pay ?basis ?by WHERE { ?of dcterms:isPartOf ?by ; model:basis ?basis
            { ?of model:level ?level } UNION { ?of schema:minValue ?pay }
            FILTER(?by = <https://jobs.example/datasets/guest>) }""",
    )
    assert set(rows) == {(None, "1", "INFERRED", "/datasets/guest"), ("0.1", None, "INFERRED", "/datasets/guest")}
    assert len(rows) == 2


def test_figures_are_observations_of_a_data_cube_that_tell_themselves_apart(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?subject ?set ?period ?area ?value ?mean ?low ?high ?sample ?error WHERE {
            ?figure a qb:Observation ; qb:dataSet ?set ; model:subject ?subject ; dimension:refPeriod ?period ;
                dimension:refArea ?area ; measure:obsValue ?value .
            OPTIONAL { ?figure model:mean ?mean ; schema:percentile10 ?low ; schema:percentile90 ?high ;
                model:sample ?sample ; model:relativeStandardError ?error } }""",
    )
    chef, wage, austria = "/role/kitchen/chef", "/measure/kitchen/wage", "/market/kitchen/at"
    nothing = (None,) * 5
    assert rows == [
        ("/group/kitchen/cooks", "/measure/kitchen/training", "2024/2034", austria, "A trade", *nothing),
        (chef, wage, "2024-05", austria, "2900", *nothing),
        (chef, wage, "2025-05", austria, "3000", "3100.5", "2000", "5000", "40", "1.5"),
    ]
    month = Literal("2025-05", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth"))
    assert {each.object for each in told if each.predicate.value.endswith("refPeriod")} >= {month, Literal("2024/2034")}


def test_a_figure_that_is_not_told_has_no_value_and_says_why(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?area ?top ?withheld ?value WHERE { ?figure model:topCoded ?top ; model:withheld ?withheld ;
            dimension:refArea ?area OPTIONAL { ?figure measure:obsValue ?value } }""",
    )
    assert rows == [("/market/kitchen/at-9", "VALUE", "P10", None)]
    assert ask(told, "SELECT ?class WHERE { ?figure a qb:Observation ; model:measuredClass ?class }") == [
        ("51 Services",)
    ]


def test_observed_pay_is_a_distribution_of_schema_org_and_a_measure_a_data_set_with_its_structure(
    told: set[Triple],
) -> None:
    rows = ask(
        told,
        """SELECT ?role ?median ?currency ?duration ?unit ?of WHERE { ?role schema:estimatedSalary ?figure .
            ?figure a schema:MonetaryAmountDistribution ; schema:median ?median ; schema:currency ?currency ;
                schema:duration ?duration ; qb:dataSet ?set .
            ?set a qb:DataSet ; attribute:unitMeasure ?unit ; qb:structure/qb:component/qb:measure ?of
            FILTER(?median > 2950) }""",
    )
    value = "http://purl.org/linked-data/sdmx/2009/measure#obsValue"
    assert rows == [("/role/kitchen/chef", "3000", "EUR", "P1M", "MONEY", value)]
    grounds = """SELECT ?place WHERE { ?series qb:observation ?figure ; dcterms:bibliographicCitation ?place .
        ?figure measure:obsValue 3000.0 }"""
    assert ask(told, grounds) == [("The survey, 1",)]
    within = "SELECT ?part ?whole WHERE { ?part a schema:AdministrativeArea ; schema:containedInPlace ?whole }"
    assert ask(told, within) == [("/market/kitchen/at-9", "/market/kitchen/at")]


def test_learning_resources_are_found_by_what_they_teach_cost_and_take(told: set[Triple]) -> None:
    rows = ask(
        told,
        """SELECT ?name ?url ?by ?price ?currency ?takes ?for ?before ?needs ?covers WHERE {
            ?course a schema:Course, schema:LearningResource ;
                schema:teaches <https://jobs.example/skill/kitchen/knives> ;
                schema:name ?name ; schema:url ?url ; schema:provider/schema:name ?by ;
                schema:isAccessibleForFree false ;
                schema:offers [ schema:price ?price ; schema:priceCurrency ?currency ] ; schema:timeRequired ?takes ;
                schema:educationalLevel ?for ; dcterms:requires ?before ; schema:competencyRequired ?needs .
            ?how esco:isRelationshipFor ?course ; esco:refersConcept <https://jobs.example/skill/kitchen/knives> ;
                model:covers ?covers }""",
    )
    assert rows == [
        ("Knife course", "https://learn.example/knives", "Learn", "90", "EUR", "PT1H30M", "BEGINNER",
         "/learning-resource/kitchen/first", "/skill/kitchen/sauces", "Holding them."),
    ]  # fmt: skip
    silent = """SELECT ?about WHERE { <https://jobs.example/learning-resource/kitchen/first> ?about ?any
        FILTER(?about IN (schema:isAccessibleForFree, schema:timeRequired, schema:offers, schema:educationalLevel)) }"""
    assert ask(told, silent) == [], "what no source says is not said"


def test_a_dump_says_of_each_thing_what_its_document_says(kitchen: Store, snapshot: Snapshot) -> None:
    said = dump(kitchen, snapshot, "kitchen")
    for kind in (Kind.ROLE, Kind.LEARNING_RESOURCE, Kind.MEASURE, Kind.MARKET):
        for slug in snapshot.by_kind[kind]:
            own = document(snapshot, kind, slug)
            subjects = {
                each.subject for each in own if "#" in str(each.subject) or str(each.subject).endswith(f"{slug}>")
            }
            assert {each for each in said if each.subject in subjects} <= own, slug


def test_schema_org_tells_the_newest_pay_of_a_role_in_each_country(snapshot: Snapshot) -> None:
    told = occupation(snapshot, snapshot.roles["kitchen/chef"], SITE)["estimatedSalary"]
    assert [each["@type"] for each in told] == ["MonetaryAmount", "MonetaryAmountDistribution"]
    assert told[1] == {
        "@type": "MonetaryAmountDistribution", "name": "Wage, Chef, Austria, 2025-05", "currency": "EUR",
        "duration": "P1M", "median": 3000.0, "percentile10": 2000.0, "percentile90": 5000.0,
    }  # fmt: skip
    course = document(snapshot, Kind.LEARNING_RESOURCE, "kitchen/course")
    words = {each.predicate.value for each in in_its_words(course)}
    assert "https://schema.org/teaches" in words
    assert all(each.startswith(("https://schema.org/", "http://www.w3.org/1999/02/22")) for each in words)


def test_pieces_of_observations_are_small(kitchen: Store, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """An observation counts as ten records: it has a figure for each market."""
    assert PIECE == 200
    monkeypatch.setattr("db.editions.PIECE", 10)
    wanted, after, pieces = edition(kitchen, "kitchen", snapshot.identity.number), None, list[list[dict[str, Any]]]()
    while True:
        lines, after = piece(kitchen, wanted, after)
        pieces.append([orjson.loads(each) for each in lines.splitlines()])
        if after is None:
            break
    observed = [sum(each["kind"] == "OBSERVATION" for each in found) for found in pieces]
    assert (sum(observed), max(observed)) == (3, 1)
    assert len([each for found in pieces for each in found]) == wanted.records


def test_what_is_said_of_links_comes_back(kitchen: Store, tmp_path: Path) -> None:
    file = tmp_path / "kitchen.ttl"
    _, left = export_skos(kitchen, "kitchen", file)
    assert left == {}
    found = read_skos(file, "kitchen", Kind.SKILL, {})
    records = {seed.key: seed.record for seed in found.seeds}
    chef = records[Key(Kind.ROLE, "kitchen/chef")]
    assert chef["skills"] == [
        {"skill": "kitchen/knives", "importance": "ESSENTIAL", "level": 0.9, "importance_rating": 4.5,
         "level_rating": 6.25, "emphasis": "All day.", "basis": "INFERRED"},
        {"skill": "kitchen/sauces", "importance": "OPTIONAL"},
    ]  # fmt: skip
    assert (chef["regulated"], chef["reported_titles"]) == (True, ["Head cook"])
    assert records[Key(Kind.SKILL, "kitchen/knives")]["category"] == "Tools of the trade"
    assert found.notes["facts on links that are not imported"] == 6
    assert found.notes["sources of what is said: the file is cited instead"] > 0
    assert found.notes["records of the kind learning resource"] == 2
    assert found.notes["statements with schema:estimatedSalary"] == 4
