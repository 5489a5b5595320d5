"""What printed pages say of their own is there in every language that has a file, with the same values in it."""

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from api.audience import FOLDER, Audience, language_for
from api.readable import ABOUT, KINDS, VIEWS

SOURCES = Path(__file__).parents[2] / "api"
SAID_IN_TEMPLATES = re.compile(r'to\.say\("((?:[^"\\]|\\.)*)"')
FILES = sorted(FOLDER.glob("*.json"))


def texts() -> set[str]:
    """All that `say` is given as it stands, in modules and templates, and the tables whose texts it is given."""
    found = {ABOUT, *VIEWS.values(), *(text for pair in KINDS.values() for text in pair)}
    for file in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                given = node.args[0]
                found |= {given.value} if isinstance(given, ast.Constant) and isinstance(given.value, str) else set()
    for template in (SOURCES / "templates").glob("*.mako"):
        found |= set(SAID_IN_TEMPLATES.findall(template.read_text(encoding="utf-8")))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_there_is_german_and_something_to_say() -> None:
    assert "de" in [file.stem for file in FILES]
    assert {"Skills", "Also called {names}.", "There is no role “{slug}”.", "Compare roles"} <= texts()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_lacks_no_text_and_has_none_too_many(file: Path) -> None:
    told = json.loads(file.read_text(encoding="utf-8"))
    assert set(told) == texts()
    assert {text: placeholders(said) for text, said in told.items()} == {text: placeholders(text) for text in told}


def test_a_page_is_in_the_first_language_that_it_has_words_for() -> None:
    assert [language_for(each) for each in (["fr", "de-CH"], ["en", "de"], ["fr"], [], ["de-AT"])] == [
        "de",
        "en",
        "en",
        "en",
        "de",
    ]
    assert Audience("de").say("Skills") == "Fähigkeiten"
    assert Audience("xx").say("There is no role “{slug}”.", slug="{x}") == "There is no role “{x}”."
    assert [Audience(each).direction for each in ("de", "ar", "fa-AF", "en")] == ["ltr", "rtl", "rtl", "ltr"]
