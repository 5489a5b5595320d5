"""SKOS concept schemes come in as records, in any form of RDF, nothing lost in silence, and go out as they came."""

from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import GroupScheme, Kind
from seeds.importing.imported import Imported
from seeds.importing.skos import export_skos, read_skos
from seeds.loading import load_seeds
from seeds.problems import Refused
from seeds.rdf.naming import Naming
from seeds.rdf.statements import DESCRIBED
from seeds.seed import Seed
from tests.servers import rolegraph

HEAD = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <http://ex.org/> .
"""
CRAFTS = """
:scheme a skos:ConceptScheme ; dct:title "Crafts"@en ; dct:publisher "The guild" ; owl:versionInfo "2.1" ;
    skos:hasTopConcept :wood .
:wood a skos:Concept ; skos:prefLabel "Woodwork"@en, "Holzarbeit"@de ; skos:notation "W1" ; skos:narrower :joinery .
:joinery a skos:Concept ; skos:prefLabel "Joinery"@en ; skos:altLabel "Joining"@en, "Fügen"@de ;
    skos:hiddenLabel "joinry"@en ; skos:definition "Joints that hold."@en ; skos:scopeNote "No glue."@en ;
    dct:description "How wood is joined."@en ; skos:related :wood ; dct:created "2020" .
:sawing a skos:Concept ; skos:prefLabel "Sawing"@en ; skos:broader :wood, :gone, :sawing ; skos:exactMatch :far .
:old a skos:Concept ; skos:prefLabel "Ripping"@en ; owl:deprecated true ; dct:isReplacedBy :sawing .
"""


def write(tmp_path: Path, text: str, name: str = "crafts.ttl") -> Path:
    path = tmp_path / name
    path.write_text((HEAD if name.endswith("ttl") else "") + text)
    return path


def read(path: Path, kind: Kind = Kind.SKILL, **asked: Any) -> Imported:
    return read_skos(path, "crafts", kind, asked.pop("known", {}), **asked)


def records(found: Imported, kind: Kind = Kind.SKILL) -> dict[str, dict[str, Any]]:
    """The records of a kind by slug, without what all of them have."""
    common = ("slug", "dataset", "basis", "citations")
    return {
        seed.key.slug: {name: value for name, value in seed.record.items() if name not in common}
        for seed in found.seeds
        if seed.key.kind is kind
    }


def refusal(path: Path, **asked: Any) -> str:
    with pytest.raises(Refused) as refused:
        read(path, **asked)
    return str(refused.value)


def test_concepts_are_skills_with_labels_texts_hierarchy_and_identifiers(tmp_path: Path) -> None:
    found = read(write(tmp_path, CRAFTS))
    uri = "http://ex.org/"
    assert records(found) == {
        "crafts/woodwork": {
            "name": "Woodwork",
            "skill_kind": "SKILL",
            "external_ids": [
                {"scheme": "crafts", "identifier": f"{uri}wood"},
                {"scheme": "crafts-code", "identifier": "W1"},
            ],
        },
        "crafts/joinery": {
            "name": "Joinery",
            "aliases": ["Joining", "joinry"],
            "description": "How wood is joined.",
            "definition": "Joints that hold.",
            "scope_note": "No glue.",
            "skill_kind": "SKILL",
            "external_ids": [{"scheme": "crafts", "identifier": f"{uri}joinery"}],
            "broader": [{"skill": "crafts/woodwork"}],
        },
        "crafts/sawing": {
            "name": "Sawing",
            "skill_kind": "SKILL",
            "external_ids": [{"scheme": "crafts", "identifier": f"{uri}sawing"}],
            "broader": [{"skill": "crafts/woodwork"}],
        },
        "crafts/ripping": {
            "name": "Ripping",
            "skill_kind": "SKILL",
            "external_ids": [{"scheme": "crafts", "identifier": f"{uri}old"}],
            "status": "DEPRECATED",
            "replaced_by": "crafts/sawing",
        },
    }
    assert records(found, Kind.DATASET)["crafts"] == {"title": "Crafts", "publisher": "The guild", "version": "2.1"}


def test_what_is_not_read_is_named_and_counted(tmp_path: Path) -> None:
    assert read(write(tmp_path, CRAFTS)).notes == {
        "statements with skos:related": 1,
        "statements with dcterms:created": 1,
        "texts in other languages": 2,
        "relations to concepts that neither the file nor the database has": 1,
        "relations of a concept to itself": 1,
        "skos:exactMatch to concepts that are not loaded: load them first": 1,
    }


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("c.nt", RdfFormat.N_TRIPLES),
        ("c.rdf", RdfFormat.RDF_XML),
        ("c.jsonld", RdfFormat.JSON_LD),
        ("c.TTL", RdfFormat.TURTLE),
    ],
)
def test_every_form_of_rdf_says_the_same(tmp_path: Path, name: str, form: RdfFormat) -> None:
    first = write(tmp_path, CRAFTS)
    quads = list(pyoxigraph.parse(first.read_bytes(), RdfFormat.TURTLE))
    statements = quads if form == RdfFormat.JSON_LD else [each.triple for each in quads]
    pyoxigraph.serialize(statements, tmp_path / name, form)
    assert records(read(tmp_path / name)) == records(read(first))


def test_names_in_another_language_with_fallback_that_is_told(tmp_path: Path) -> None:
    found = read(write(tmp_path, CRAFTS), language="de")
    assert {slug: each["name"] for slug, each in records(found).items()} == {
        "crafts/holzarbeit": "Holzarbeit",
        "crafts/joinery": "Joinery",
        "crafts/sawing": "Sawing",
        "crafts/ripping": "Ripping",
    }
    assert records(found)["crafts/joinery"]["aliases"] == ["Fügen", "joinry"]
    assert found.marked == {"texts in en, where there is none in de": 6}


def test_a_region_of_the_language_goes_before_none_and_others_are_the_last(tmp_path: Path) -> None:
    text = """
    :a a skos:Concept ; skos:prefLabel "colour"@en-GB, "color" .
    :b a skos:Concept ; skos:prefLabel "plain", "schlicht"@de .
    :c a skos:Concept ; skos:prefLabel "rouge"@fr .
    :d a skos:Concept .
    """
    found = read(write(tmp_path, text))
    assert [each["name"] for each in records(found).values()] == ["colour", "plain", "rouge", "d"]
    assert found.marked == {
        "texts in fr, where there is none in en": 1,
        "concepts without skos:prefLabel, named by their address": 1,
    }


def test_labels_of_skos_xl_and_texts_of_things_are_read(tmp_path: Path) -> None:
    text = """
    :a a skos:Concept ; xl:prefLabel [ xl:literalForm "Gilding"@en ] ; xl:altLabel :l ; skos:prefLabel "Gilding"@en ;
        skos:definition [ rdf:value "With gold."@en ] .
    :l a xl:Label ; xl:literalForm "Gold work"@en .
    """
    (only,) = records(read(write(tmp_path, text))).values()
    assert (only["name"], only["aliases"], only["definition"]) == ("Gilding", ["Gold work"], "With gold.")


def test_the_vocabulary_of_esco_and_isco_is_understood(tmp_path: Path) -> None:
    text = """
    :carpenter a esco:Occupation, skos:Concept ; skos:prefLabel "carpenter"@en ; skos:broader :builder ;
        esco:relatedEssentialSkill :s ; esco:memberOfISCOGroup <http://data.europa.eu/esco/isco/C7115> .
    :builder a esco:Occupation ; skos:prefLabel "builder"@en ; skos:broader <http://data.europa.eu/esco/isco/C7115> .
    :s a esco:Skill ; skos:prefLabel "saw wood"@en ; skos:broader :group ;
        esco:skillType <http://data.europa.eu/esco/skill-type/knowledge> ;
        esco:reuseLevel <http://data.europa.eu/esco/skill-reuse-level/cross-sector> .
    :t a esco:Skill ; skos:prefLabel "glue wood"@en ; esco:isOptionalForOccupation :carpenter ;
        esco:relatedOptionalSkill :s .
    :group a skos:Concept ; skos:prefLabel "working with wood"@en .
    <http://data.europa.eu/esco/isco/C7115> a skos:Concept ; skos:prefLabel "Carpenters"@en ; skos:notation "7115" ;
        skos:broader <http://data.europa.eu/esco/isco/C711> .
    <http://data.europa.eu/esco/isco/C711> a skos:Concept ; skos:prefLabel "Building workers"@en ; skos:notation "711" .
    :green a skos:Collection ; skos:prefLabel "green"@en ; skos:member :s .
    """
    found = read(write(tmp_path, text))
    roles, skills, groups = (records(found, kind) for kind in (Kind.ROLE, Kind.SKILL, Kind.ROLE_GROUP))
    carpenter = roles["crafts/carpenter"]
    assert carpenter["skills"] == [
        {"skill": "crafts/saw-wood", "importance": "ESSENTIAL"},
        {"skill": "crafts/glue-wood", "importance": "OPTIONAL"},
    ]
    assert (carpenter["groups"], carpenter["broader"]) == (["crafts/carpenters"], [{"role": "crafts/builder"}])
    assert roles["crafts/builder"]["groups"] == ["crafts/carpenters"]
    saw = skills["crafts/saw-wood"]
    assert (saw["skill_kind"], saw["reuse_level"], saw["collections"]) == ("KNOWLEDGE", "CROSS_SECTOR", ["green"])
    assert skills["crafts/working-with-wood"]["skill_kind"] == "GROUP"
    assert (saw["category"], "category" in skills["crafts/working-with-wood"]) == ("working with wood", False)
    assert skills["crafts/glue-wood"]["related"] == [{"skill": "crafts/saw-wood", "importance": "OPTIONAL"}]
    assert groups["crafts/carpenters"]["code"] == "7115"
    assert groups["crafts/carpenters"]["broader"] == "crafts/building-workers"


def test_mappings_lead_to_what_is_loaded_and_are_kept_by_slug(tmp_path: Path) -> None:
    elsewhere = {Kind.SKILL: {"http://ex.org/far": "other/sawing"}}
    found = read(write(tmp_path, CRAFTS), elsewhere=elsewhere)
    (mapping,) = records(found, Kind.CONCEPT_MAPPING).values()
    assert (mapping["subject"], mapping["relation"], mapping["object_slug"]) == (
        "crafts/sawing",
        "EXACT_MATCH",
        "other/sawing",
    )


def test_an_address_keeps_its_slug_when_its_label_changes(tmp_path: Path, store: Store) -> None:
    load_seeds(store, read(write(tmp_path, CRAFTS)).seeds, "crafts", "anna")
    with store.reading() as reader:
        known = reader.slugs_by_identifier("crafts")
    renamed = read(write(tmp_path, CRAFTS.replace('"Sawing"', '"Sawing by hand"')), known=known)
    assert records(renamed)["crafts/sawing"]["name"] == "Sawing by hand"
    done = load_seeds(store, renamed.seeds, "crafts", "anna").revision
    assert done is not None
    assert (done.created, done.changed) == (0, 1)


def test_groups_take_their_code_from_the_notation_and_need_one(tmp_path: Path) -> None:
    text = ':a a skos:Concept ; skos:prefLabel "Makers"@en ; skos:notation "17-2000" .'
    found = read(write(tmp_path, text), Kind.ROLE_GROUP, group_scheme=GroupScheme.SOC)
    assert [(each["scheme"], each["code"]) for each in records(found, Kind.ROLE_GROUP).values()] == [("SOC", "17-2000")]
    bare = write(tmp_path, ':a a skos:Concept ; skos:prefLabel "Makers"@en .')
    assert "a role group has a code: give it a skos:notation" in refusal(bare, kind=Kind.ROLE_GROUP)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.txt", "", "not RDF that is known: the name of the file ends with .ttl"),
        ("x.ttl", ":a :b ; .", "x.ttl:9: not RDF"),
        ("x.ttl", ":a a :b .", "there is no skos:Concept in it"),
        ("x.jsonld", '{"@context": "http://127.0.0.1:1/c", "@id": "http://x/a"}', "and nothing is fetched"),
        ("x.jsonld", "{", "not RDF"),
        ("x.jsonld", '{"@id":"http://a/b","http://p/q":' * 60_000 + "1" + "}" * 60_000, "not RDF"),
        ("x.rdf", "<a", "x.rdf:1: not XML"),
        (
            "x.rdf",
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
            "declares the entity x, which lies elsewhere or grows",
        ),
        ("x.rdf", '<!DOCTYPE r [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><r>&y;</r>', "declares the entity y"),
        ("x.rdf", f'<!DOCTYPE r [<!ENTITY x "{"a" * 300}">]><r>&x;</r>', "declares the entity x"),
        ("x.nt", "<http://a/\ud800> <http://b> <http://c> .", "x.nt"),
    ],
)
def test_what_is_no_rdf_or_reaches_out_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(((HEAD if name.endswith("ttl") else "") + text).encode("utf-8", "surrogatepass"))
    assert message in refusal(path)


def test_simple_entities_as_ontologies_have_them_are_read(tmp_path: Path) -> None:
    text = """<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="&skos;">
      <skos:Concept rdf:about="#a"><skos:prefLabel xml:lang="en">Gilding</skos:prefLabel></skos:Concept>
    </rdf:RDF>"""
    (only,) = records(read(write(tmp_path, text, "x.owl"))).values()
    assert only["name"] == "Gilding"
    assert only["external_ids"] == [{"scheme": "crafts", "identifier": "http://rolegraph.invalid/#a"}]


@pytest.mark.parametrize("ending", ["ttl", "rdf", "jsonld", "nt"])
def test_what_is_written_comes_back_as_it_was(tmp_path: Path, store: Store, ending: str) -> None:
    text = CRAFTS + ':c a esco:Occupation ; skos:prefLabel "carpenter"@en ; esco:relatedEssentialSkill :joinery .'
    load_seeds(store, read(write(tmp_path, text)).seeds, "crafts", "anna")
    file = tmp_path / f"out.{ending}"
    count, left = export_skos(store, "crafts", file)
    assert (count, left) == (5, {})
    with store.reading() as reader:
        known = reader.slugs_by_identifier("crafts")
        elsewhere = reader.slugs_by_identifier()
    again = read(file, known=known, elsewhere=elsewhere)
    assert again.notes == {}
    assert load_seeds(store, again.seeds, "crafts", "anna").revision is None


def test_records_without_addresses_come_back_under_their_slugs_and_what_is_left_out_is_told(
    tmp_path: Path, sqlite_store: Store
) -> None:
    file = tmp_path / "out.ttl"
    count, left = export_skos(sqlite_store, "ai-careers", file)
    assert left["records of the kind common ground"] > 0
    assert not {"emphasis", "records of the kind tool", "records of the kind learning resource"} & left.keys()
    found = read_skos(file, "ai-careers", Kind.SKILL, {})
    with sqlite_store.reading() as reader:
        stored = reader.records_at()
    given = {seed.key: seed.record for seed in found.seeds if seed.key.kind in (Kind.ROLE, Kind.SKILL)}
    assert given.keys() == {key for key in stored if key.kind in (Kind.ROLE, Kind.SKILL)}
    tools = sum(key.kind is Kind.TOOL for key in stored)
    assert found.notes["records of the kind tool"] == tools > 0, "what SKOS schemes are not imported as is told"
    assert count == sum(key.kind in DESCRIBED for key in stored)
    for key, record in given.items():
        for name in ("name", "aliases", "description", "skill_kind", "status"):
            assert record.get(name) == stored[key].get(name), (key, name)
        for name in ("skills", "broader"):
            ends = [{each.get("skill") for each in one.get(name, ())} for one in (record, stored[key])]
            assert ends[0] == ends[1], (key, name)
    mapped = {seed.record["object_slug"] for seed in found.seeds if seed.key.kind is Kind.CONCEPT_MAPPING}
    wanted = (Kind.ROLE, Kind.SKILL)
    assert mapped == {
        record["object_slug"]
        for key, record in stored.items()
        if key.kind is Kind.CONCEPT_MAPPING and record["subject_kind"] in wanted
    }


def test_nothing_is_left_of_an_export_that_fails(tmp_path: Path, sqlite_store: Store) -> None:
    with pytest.raises(Refused, match="not a form of RDF"):
        export_skos(sqlite_store, "ai-careers", tmp_path / "out.csv")
    (tmp_path / "there.ttl").write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        export_skos(sqlite_store, "ai-careers", tmp_path / "there.ttl")
    assert [each.name for each in tmp_path.iterdir()] == ["there.ttl"]
    assert (tmp_path / "there.ttl").read_text() == "mine"


def test_the_commands_read_and_write(database_url: str, tmp_path: Path) -> None:
    file = write(tmp_path, CRAFTS)
    rolegraph("migrate", DATABASE_URL=database_url)
    done = rolegraph("import", "skos", file, "--dataset", "crafts", "--as", "skill", DATABASE_URL=database_url)
    assert done.returncode == 0, done.stderr
    assert "Left out: 1 × statements with skos:related." in done.stdout
    assert "Revision 1: 6 created" in done.stdout
    out = tmp_path / "out.ttl"
    told = rolegraph("export", "crafts", out, "--format", "skos", DATABASE_URL=database_url)
    assert told.stdout.startswith("4 concepts of crafts are in ")
    again = rolegraph("import", "skos", out, "--dataset", "crafts", DATABASE_URL=database_url)
    assert "Nothing to do" in again.stdout


def test_a_dataset_becomes_another_one_under_slugs_of_its_own(tmp_path: Path, store: Store) -> None:
    skill = {"slug": "w/saw", "dataset": "w", "name": "Sawing", "skill_kind": "SKILL", "basis": "INFERRED"}
    origin = read(write(tmp_path, CRAFTS)).seeds[0].origin
    dataset = Seed(Key(Kind.DATASET, "w"), {"slug": "w", "title": "W"}, origin)
    load_seeds(store, [dataset, Seed(Key(Kind.SKILL, "w/saw"), skill, origin)], "w", "anna")
    export_skos(store, "w", tmp_path / "w.ttl")
    assert records(read_skos(tmp_path / "w.ttl", "w", Kind.SKILL, {})).keys() == {"w/saw"}
    copied = read_skos(tmp_path / "w.ttl", "copy", Kind.SKILL, {})
    assert records(copied)["copy/sawing"]["external_ids"] == [
        {"scheme": "copy", "identifier": "urn:rolegraph:skill:w/saw"}
    ]
    load_seeds(store, copied.seeds, "copy", "anna")
    assert store.newest_revision() == 2


def named(**records: dict[str, Any]) -> Naming:
    """What names the skills `a` and `b` of the datasets `one` and `two`, and whatever else there is."""
    known: dict[Key, dict[str, Any]] = {Key(Kind.DATASET, each): {"slug": each} for each in ("one", "two")}
    known |= {Key(Kind.SKILL, slug): {"dataset": "one", **record} for slug, record in records.items()}
    return Naming(lambda key: known.get(key, {}), "https://site.example")


@pytest.mark.parametrize(
    ("identifiers", "name"),
    [
        ([("one", "http://one.example/a")], "http://one.example/a"),
        ([("wiki", "http://wiki.example/a"), ("one", "http://one.example/a")], "http://one.example/a"),
        ([("wiki", "http://wiki.example/a")], "http://wiki.example/a"),
        ([("two", "http://two.example/a")], "https://site.example/skill/a"),
        ([("one", "http://bad.example/<>")], "https://site.example/skill/a"),
        ([("one", "A1")], "https://site.example/skill/a"),
        ([], "https://site.example/skill/a"),
    ],
)
def test_a_thing_is_called_by_its_publishers_address_and_never_by_that_of_another_datasets(
    identifiers: list[tuple[str, str]], name: str
) -> None:
    naming = named(a={"external_ids": [{"scheme": each, "identifier": told} for each, told in identifiers]})
    assert naming.node(Key(Kind.SKILL, "a")).value == name
    introduced = [str(each) for each in naming.introduced()]
    own = "<https://site.example/skill/a> <http://www.w3.org/2002/07/owl#sameAs> <urn:rolegraph:skill:a>"
    assert introduced == ([own] if name.startswith("https://site") else [])
    assert list(naming.introduced()) == [], "once"


def test_what_is_not_known_has_the_name_that_it_has_everywhere() -> None:
    assert named().node(Key(Kind.SKILL, "b")).value == "urn:rolegraph:skill:b"


def test_groups_of_other_classifications_are_not_taken_for_those_of_isco(tmp_path: Path, store: Store) -> None:
    origin = read(write(tmp_path, CRAFTS)).seeds[0].origin
    common = {"dataset": "g", "basis": "INFERRED"}
    given = [
        Seed(Key(Kind.DATASET, "g"), {"slug": "g", "title": "G"}, origin),
        *(
            Seed(Key(Kind.ROLE_GROUP, f"g/{scheme.lower()}"), {**common, "slug": f"g/{scheme.lower()}",
                 "name": scheme, "scheme": scheme, "code": "1"}, origin)
            for scheme in ("ISCO", "SOC")
        ),
        Seed(Key(Kind.ROLE, "g/r"), {**common, "slug": "g/r", "name": "R", "groups": ["g/isco", "g/soc"]}, origin),
    ]  # fmt: skip
    load_seeds(store, given, "g", "anna")
    export_skos(store, "g", tmp_path / "g.nt")
    told = (tmp_path / "g.nt").read_text()
    assert "<http://data.europa.eu/esco/model#memberOfISCOGroup> <urn:rolegraph:role_group:g/isco>" in told
    assert "<urn:rolegraph:model:memberOf> <urn:rolegraph:role_group:g/soc>" in told
    assert told.count("memberOf") == 2
    again = records(read_skos(tmp_path / "g.nt", "g", Kind.SKILL, {}), Kind.ROLE)
    assert again["g/r"]["groups"] == ["g/isco", "g/soc"]


def test_other_things_that_are_the_same_are_named_as_not_read(tmp_path: Path) -> None:
    found = read(write(tmp_path, ':a a skos:Concept ; skos:prefLabel "A"@en ; owl:sameAs :b .'))
    assert found.notes == {"statements with owl:sameAs": 1}
