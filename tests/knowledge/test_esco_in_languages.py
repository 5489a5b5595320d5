"""ESCO's own labels in three languages: a role is found by what it is called in each of them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.words.index import WordIndex
from tests.conftest import IN_CI, SHARED

ENGLISH = SHARED / "data" / "esco-v1.1.0" / "classification-en.zip"
OTHERS = {
    language: SHARED / "data" / f"esco-v1.0-{language}" / f"occupations_{language}.csv" for language in ("fr", "es")
}
pytestmark = pytest.mark.skipif(
    not IN_CI and not all(path.exists() for path in (ENGLISH, *OTHERS.values())),
    reason="needs ESCO's labels in ../shared/data",
)


def rows(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """The address, the name and the other labels of each occupation."""
    for row in csv.DictReader(io.StringIO(text)):
        others = [each.strip() for each in row["altLabels"].splitlines() if each.strip()]
        if row["preferredLabel"].strip():
            yield row["conceptUri"], row["preferredLabel"].strip(), [*dict.fromkeys(others)]


@pytest.fixture(scope="module")
def index() -> WordIndex:
    records: dict[Key, dict[str, Any]] = {Key(Kind.DATASET, "esco"): {"slug": "esco", "title": "ESCO"}}
    base: dict[str, Any] = {"dataset": "esco", "basis": "STATED"}
    with zipfile.ZipFile(ENGLISH) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("occupations_en.csv"))
        english = archive.read(name).decode("utf-8-sig")
    slugs = {}
    for number, (address, label, others) in enumerate(rows(english)):
        slugs[address] = f"role-{number}"
        records[Key(Kind.ROLE, slugs[address])] = {**base, "slug": slugs[address], "name": label, "aliases": others}
    for language, path in OTHERS.items():
        for address, label, others in rows(path.read_text(encoding="utf-8-sig")):
            if address in slugs:
                slug = slug_of("esco", language, "ROLE", slugs[address])
                records[Key(Kind.TRANSLATION, slug)] = {
                    **base,
                    "slug": slug,
                    "subject_kind": "ROLE",
                    "subject": slugs[address],
                    "language": language,
                    "name": label,
                    "aliases": [each for each in others if each != label],
                }
    return build(records, []).search_index


def first_five(index: WordIndex, query: str, language: str | None = None) -> list[tuple[str, str]]:
    hits = index.search(query, [Kind.ROLE], languages=[language] if language else [])[:5]
    return [(each.entity.name, each.language) for each in hits]


@pytest.mark.parametrize("language", [None, "en", "fr", "es"])
def test_infirmier_enfermera_and_nurse_find_the_same_role(index: WordIndex, language: str | None) -> None:
    for query, told in (("infirmier", "fr"), ("infirmière", "fr"), ("enfermera", "es"), ("nurse", "en")):
        assert ("specialist nurse", told) in first_five(index, query, language)


@pytest.mark.parametrize(
    ("query", "told", "name"),
    [
        ("boulangère", "fr", "baker"),
        ("BOULANGER", "fr", "baker"),
        ("développeuse logiciel", "fr", "software developer"),
        ("panadera", "es", "baker"),
        ("desarrolladora de software", "es", "software developer"),
        ("baker", "en", "baker"),
    ],
)
def test_a_role_is_found_first_by_its_name_in_any_language(index: WordIndex, query: str, told: str, name: str) -> None:
    assert first_five(index, query)[0] == (name, told)
    assert first_five(index, query, told)[0] == (name, told)


def test_two_more_languages_take_less_room_than_their_share(index: WordIndex) -> None:
    took = {language: sum(each.bytes for each in index.inside(language)) for language in index.languages}
    labels = {language: sum(len(each.owner) for each in index.inside(language)) for language in index.languages}
    for language in ("fr", "es"):
        assert took[language] / labels[language] < 0.5 * took["en"] / labels["en"]
