"""Two datasets with all that RDF tells of links, and how to ask what is told of them, in documents and in dumps."""

from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from api.linked.dumps import in_rdf
from api.linked.forms import Form
from api.linked.graph import Telling
from api.linked.records import thing
from api.linked.writing import written
from db.editions import edition, piece
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot

SITE = "https://jobs.example"
KITCHEN = """
dataset: {slug: kitchen, title: Kitchen, language: en}
sources: [{slug: survey, title: The survey}, {slug: book, title: The book}]
citations: [book]
role_groups: [{slug: kitchen/cooks, name: Cooks, scheme: ISCO, code: "5120"}]
skills:
  - {slug: kitchen/knives, name: Knives, skill_kind: SKILL, category: Tools of the trade}
  - {slug: kitchen/sauces, name: Sauces, skill_kind: KNOWLEDGE}
tools: [{slug: kitchen/oven, name: Oven}]
qualifications: [{slug: kitchen/degree, name: Degree, qualification_kind: DEGREE, degree_level: BACHELOR}]
responsibilities: [{slug: kitchen/serve, name: Serve}]
descriptors:
  - {slug: kitchen/heat, name: Heat, domain: WORK_CONTEXT, categories: [Never, Daily]}
roles:
  - slug: kitchen/chef
    name: Chef
    groups: [kitchen/cooks]
    regulated: true
    reported_titles: [Head cook]
    skills:
      - {skill: kitchen/knives, importance: ESSENTIAL, level: 0.9, importance_rating: 4.5, level_rating: 6.25,
         emphasis: All day., basis: INFERRED}
      - {skill: kitchen/sauces, importance: OPTIONAL}
    tools: [{tool: kitchen/oven, in_demand: true}]
    responsibilities:
      - {responsibility: kitchen/serve, importance: ESSENTIAL, frequencies: [0.25, 0.75], citations: [survey § 3]}
    qualifications: [{qualification: kitchen/degree, requirement: HELPFUL, share: 0.5, fields: [Food, Trade]}]
    descriptors: [{descriptor: kitchen/heat, value: 1e-7, shares: [0.25, 0.75]}]
    moves: [{to: kitchen/owner, move_kind: PROGRESS, rationale: Savings.}]
    contrasts: [{dimension: SCOPE_OF_WORK, statement: One kitchen.}]
    pay:
      - {minimum: 30000, maximum: 52000.5, currency: EUR, period: YEAR, market: Austria, as_of: 2025-05-01, note: Net.,
         citations: [survey]}
  - {slug: kitchen/owner, name: Owner}
measures:
  - {slug: kitchen/wage, name: Wage, quantity: PAY, unit: MONEY, currency: EUR, per: MONTH, minimum: 0}
  - {slug: kitchen/training, name: Training, quantity: ENTRY_EDUCATION, unit: CATEGORY}
markets:
  - {slug: kitchen/at, name: Austria, code: AT}
  - {slug: kitchen/at-9, name: Vienna, code: AT-9, within: kitchen/at}
observations:
  - {measure: kitchen/wage, subject_kind: ROLE, subject: kitchen/chef, period: "2025-05", citations: [survey § 1],
     figures: [{market: kitchen/at, value: 3000, mean: 3100.5, p10: 2000, p90: 5000, sample: 40, relative_error: 1.5},
       {market: kitchen/at-9, top_coded: [VALUE], withheld: [P10]}]}
  - {measure: kitchen/wage, subject_kind: ROLE, subject: kitchen/chef, period: "2024-05",
     figures: [{market: kitchen/at, value: 2900}]}
  - {measure: kitchen/training, subject_kind: ROLE_GROUP, subject: kitchen/cooks, period: 2024/2034,
     measured: 51 Services, figures: [{market: kitchen/at, category: A trade}]}
learning_resources:
  - {slug: kitchen/first, name: First steps, resource_kind: BOOK}
  - {slug: kitchen/course, name: Knife course, resource_kind: COURSE, url: "https://learn.example/knives",
     provider: Learn, language: de, cost: PAID, price: 90, currency: EUR, minimum_hours: 1.5, maximum_hours: 1.5,
     level: BEGINNER, licence: CC0, skills: [{skill: kitchen/knives, covers: Holding them., level: 0.25}],
     tools: [kitchen/oven], required_skills: [kitchen/sauces], prerequisites: [kitchen/first]}
"""
GUEST = """
dataset: {slug: guest, title: A guest}
basis: INFERRED
role_extensions:
  - {role: kitchen/owner, skills: [{skill: kitchen/knives, importance: OPTIONAL, level: 0.1}],
     pay: [{minimum: 1, maximum: 2, currency: EUR, period: HOUR}]}
concept_mappings:
  - {slug: guest/m, name: m, subject_kind: ROLE, subject: kitchen/chef, relation: CLOSE_MATCH, object_slug: esco/chef,
     confidence: 0.75}
"""
PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX measure: <http://purl.org/linked-data/sdmx/2009/measure#>
PREFIX attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX model: <urn:rolegraph:model:>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def document(snapshot: Snapshot, kind: Kind, slug: str) -> set[Triple]:
    """What the document of a thing says, which is the same in both forms."""
    key = Key(kind, slug)
    found = thing(snapshot, key)
    assert found is not None
    told = list(Telling(snapshot, SITE).of(key, found))
    turtle, json_ld = (
        {each.triple for each in pyoxigraph.parse(written(told, form), syntax)}
        for form, syntax in ((Form.TURTLE, RdfFormat.TURTLE), (Form.JSON_LD, RdfFormat.JSON_LD))
    )
    assert turtle == json_ld
    return turtle


def dump(store: Store, snapshot: Snapshot, dataset: str) -> set[Triple]:
    """What a dump says, piece by piece as it is sent."""
    wanted, after, found = edition(store, dataset, snapshot.identity.number), None, set[Triple]()
    make = in_rdf(snapshot, dataset, SITE, "nt")
    while True:
        lines, after = piece(store, wanted, after)
        found |= {each.triple for each in pyoxigraph.parse(make(lines), RdfFormat.N_TRIPLES)}
        if after is None:
            return found


def ask(told: set[Triple], query: str) -> list[tuple[Any, ...]]:
    """The rows of an answer in SPARQL, as texts; None for what is not bound."""
    graph = pyoxigraph.Store()
    graph.extend(pyoxigraph.Quad(*each) for each in told)
    rows: Any = graph.query(PREFIXES + query)
    found = [tuple(None if each is None else str(each.value).removeprefix(SITE) for each in row) for row in rows]
    return sorted(found, key=repr)
