"""Tables of identifiers that belong together become mappings; what does not fit is counted, and nothing is guessed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind
from seeds.importing.crosswalk import About, Columns, read_crosswalk
from seeds.importing.imported import Imported
from seeds.loading import load, load_seeds
from seeds.problems import Refused

Write = Callable[..., Path]
ABOUT = About("walk", "A crosswalk")
ROLES = """citations: [test-source]
roles:
  - {slug: cook, name: Cook, external_ids: [{scheme: onet-soc, identifier: 35-2014.00}]}
  - {slug: baker, name: Baker, external_ids: [{scheme: onet-soc, identifier: 51-3011.00}]}
  - {slug: koch, name: Koch, external_ids: [{scheme: esco, identifier: "http://esco/cook"}]}
  - {slug: baecker, name: Bäcker, external_ids: [{scheme: esco, identifier: "http://esco/baker"}]}
role_groups:
  - {slug: cooks, name: Cooks, scheme: ISCO, code: "5120", external_ids: [{scheme: esco, identifier: "http://esco/C5120"}]}
"""
HEADER = "O*NET Id,O*NET Title,ESCO or ISCO URI,ESCO or ISCO Title,Type of Match\n"


@pytest.fixture
def kitchen(store: Store, write: Write) -> Store:
    load(store, [write(ROLES)], "anna")
    return store


def read(store: Store, path: Path, columns: Columns = Columns()) -> Imported:
    with store.reading() as reader:
        return read_crosswalk(path, reader, ABOUT, columns)


def mappings(found: Imported) -> list[tuple[str, str, str]]:
    return [
        (seed.record["subject"], seed.record["relation"], seed.record["object_slug"])
        for seed in found.seeds
        if seed.key.kind is Kind.CONCEPT_MAPPING
    ]


def test_columns_are_found_by_what_is_in_them_and_relations_are_those_of_skos(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(
        HEADER + "35-2014.00,Cooks,http://esco/cook,cook,exactMatch\n"
        "51-3011.00,Bakers,http://esco/baker,baker,skos:broadMatch\n"
        "35-2014.00,Cooks,http://esco/baker,baker,wouldn't match\n"
        "35-2014.00,Cooks,http://esco/C5120,Cooks,closeMatch\n"
        "99-9999.00,Others,http://esco/cook,cook,closeMatch\n"
    )
    found = read(kitchen, path)
    assert mappings(found) == [("cook", "EXACT_MATCH", "koch"), ("baker", "BROAD_MATCH", "baecker")]
    assert found.notes == {
        "rows that say that there is no match": 1,
        "rows that join things of different kinds, as a role and a group": 1,
        "rows whose 'O*NET Id' is an identifier that nothing has": 1,
    }
    done = load_seeds(kitchen, found.seeds, "walk.csv", "anna")
    assert done.revision is not None
    assert done.revision.created == 4, "a dataset, its source, and two mappings"
    assert load_seeds(kitchen, read(kitchen, path).seeds, "walk.csv", "anna").revision is None


def test_confidence_is_a_share_or_per_cent_and_only_accepted_rows_count(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(
        "a,b,Confidence,Accept\n35-2014.00,http://esco/cook,0.8,yes\n51-3011.00,http://esco/baker,90 %,X\n"
        "51-3011.00,http://esco/cook,0.2,no\n35-2014.00,http://esco/baker,0.3,\n"
    )
    found = read(kitchen, path)
    told = [seed.record.get("confidence") for seed in found.seeds if seed.key.kind is Kind.CONCEPT_MAPPING]
    assert told == [0.8, 0.9]
    assert found.notes == {"rows that nobody accepted": 2}


def test_concepts_may_be_named_by_their_slugs(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text("subject,object\ncook,koch\nbaker,baecker\n")
    assert mappings(read(kitchen, path)) == [("cook", "CLOSE_MATCH", "koch"), ("baker", "CLOSE_MATCH", "baecker")]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("a,b\nx,y\n", Columns(), "name the columns of both identifiers .*: those that look like such are none"),
        ("a,b\n35-2014.00,y\n", Columns(object="b"), "nothing that is loaded has the identifiers in 'b'"),
        ("a,b\n35-2014.00,http://esco/cook\n", Columns(subject="c"), "no column 'c'; the columns are: a, b"),
        (
            "a,b,relation\n35-2014.00,http://esco/cook,sibling\n",
            Columns(),
            ":2: 'sibling' is no relation of concepts: expected exact, close, broad or narrow match",
        ),
        (
            "a,b,confidence\n35-2014.00,http://esco/cook,7\n",
            Columns(),
            ":2: '7' is no confidence: expected 0 to 1, or per cent",
        ),
    ],
)
def test_what_cannot_be_read_is_said(kitchen: Store, tmp_path: Path, text: str, columns: Columns, message: str) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(text)
    with pytest.raises(Refused, match=message):
        read(kitchen, path, columns)


def test_codes_of_groups_are_joined_with_a_relation_for_all_rows(store: Store, write: Write, tmp_path: Path) -> None:
    groups = (
        "citations: [test-source]\nrole_groups:\n"
        '  - {slug: isco-5120, name: Cooks, scheme: ISCO, code: "5120"}\n'
        "  - {slug: soc-cooks, name: Cooks, scheme: SOC, code: 35-2010}\n"
    )
    load(store, [write(groups)], "anna")
    path = tmp_path / "isco-soc.csv"
    path.write_text("ISCO-08 Code,ISCO-08 Title,2018 SOC Code\n5120,Cooks,35-2010\n")
    assert mappings(read(store, path, Columns(relation="exact"))) == [("isco-5120", "EXACT_MATCH", "soc-cooks")]
    assert mappings(read(store, path)) == [("isco-5120", "CLOSE_MATCH", "soc-cooks")]


def test_what_another_dataset_says_already_is_left_out(kitchen: Store, write: Write, tmp_path: Path) -> None:
    said = (
        "citations: [test-source]\nconcept_mappings:\n"
        "  - {slug: m, name: M, subject_kind: ROLE, subject: cook, relation: CLOSE_MATCH, object_slug: koch}\n"
    )
    load(kitchen, [write(said, "seeds/mappings.yaml")], "anna")
    path = tmp_path / "walk.csv"
    path.write_text("a,b\n35-2014.00,http://esco/cook\n51-3011.00,http://esco/baker\n")
    found = read(kitchen, path)
    assert mappings(found) == [("baker", "CLOSE_MATCH", "baecker")]
    assert found.notes == {"mappings that another dataset has already": 1}
