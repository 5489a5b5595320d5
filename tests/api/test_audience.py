"""What the server says of its own is there in every language that has a file, with the same values in it."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from markupsafe import Markup

from api.audience import Audience, Reading, reading
from api.tongues import FOLDER, language_for
from knowledge.sentences import ENGLISH, counted, say

HOUSE = Path(__file__).parents[2]
SAID_IN_TEMPLATES = re.compile(r'(?:to|marked)\.say\("((?:[^"\\]|\\.)*)"')
FILES = sorted(FOLDER.glob("*.json"))
TEXT, COUNTED = {"say": 0, "message": 0}, {"counted": 2}
"""Functions that say a text, and which of what they are given it is; of a counted one, that for several."""
SPEAKERS = {"to", "marked"}  # what they are called where pages are made


def said_in(source: str, file: str) -> Iterator[tuple[str, bool]]:
    """The texts that a module says, and whether each is about a number of things. Fails where one is put together."""
    tree = ast.parse(source)
    ours = {
        each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "knowledge.sentences"
        for each in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ""
        if isinstance(node.func, ast.Name) and node.func.id in ours:
            name = node.func.id
        elif isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in SPEAKERS:
            name = node.func.attr
        place = {**TEXT, **COUNTED}.get(name)
        if place is None:
            continue
        given = node.args[place]
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value, name in COUNTED
        else:
            assert not isinstance(given, ast.JoinedStr | ast.BinOp | ast.IfExp), f"{file}:{node.lineno}: put together"


def texts() -> dict[str, bool]:
    """All that is said, in modules and templates, and whether it is about a number of things."""
    modules = [*(HOUSE / "api").glob("*.py"), *(HOUSE / "knowledge").rglob("*.py")]
    found = {text: many for file in modules for text, many in said_in(file.read_text(encoding="utf-8"), file.name)}
    for template in (HOUSE / "api/templates").glob("*.mako"):
        found |= dict.fromkeys(SAID_IN_TEMPLATES.findall(template.read_text(encoding="utf-8")), False)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def forms(language: str) -> set[str]:
    """Those that whole numbers take."""
    form = Locale.parse(language, sep="-").plural_form
    return {form(number) for number in range(200)}


def test_there_is_german_and_something_to_say() -> None:
    assert "de" in [file.stem for file in FILES]
    assert {"Skills", "Also called {names}.", "There is no role “{slug}”.", "Compare roles", "What changed"} <= set(
        texts()
    )
    assert texts()["{name}, {code}: {count} roles"]


def test_a_text_that_is_put_together_is_refused() -> None:
    imported = "from knowledge.sentences import message, say\n"
    assert list(
        said_in(imported + "say('a'); self.say('x'); to.counted(n, 'b', 'bs'); other('c'); said(TABLE[0])", "x.py")
    ) == [
        ("a", False),
        ("bs", True),
    ]
    for source in ("say(f'a {b}')", "to.say('a' + b)", "message('a' if b else 'c')"):
        with pytest.raises(AssertionError, match=r"x\.py:2: put together"):
            list(said_in(imported + source, "x.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_lacks_no_text_and_has_none_too_many(file: Path) -> None:
    told: Mapping[str, str | Mapping[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    asked = texts()
    assert set(told) == set(asked)
    for text, said in told.items():
        several = {} if isinstance(said, str) else said
        assert bool(several) == asked[text], text
        assert not several or set(several) == forms(file.stem), text
        for each in several.values() if several else [str(said)]:
            assert placeholders(each) == placeholders(text)


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


def test_numbers_shares_and_lists_are_written_as_the_language_writes_them() -> None:
    german, english = Audience("de"), Audience()
    for each, number, level, share, listed in (
        (english, "12,345", "4.5", "46%", "a, b and c"),
        (german, "12.345", "4,5", "46\u00a0%", "a, b und c"),
        (ENGLISH, "12,345", "4.5", "46%", "a, b and c"),
    ):
        assert (each.number(12_345), each.number(4.5), each.share(0.456)) == (number, level, share)
        assert each.listed(["a", "b", "c"]) == listed
    assert [german.listed(list(names)) for names in ("", "a", "ab")] == ["", "a", "a und b"]
    skills = "{name}, {code}: {count} role", "{name}, {code}: {count} roles"
    assert [german.counted(count, *skills, name="x", code="y") for count in (1, 2_000)] == [
        "x, y: 1 Rolle",
        "x, y: 2.000 Rollen",
    ]
    assert [english.counted(count, *skills, name="x", code="y") for count in (1, 2_000)] == [
        "x, y: 1 role",
        "x, y: 2,000 roles",
    ]


def test_a_sentence_is_english_and_can_be_said_in_the_language_of_who_asks() -> None:
    sentence = say("{role}: {share} feasible", role="x", share=say("Skills"))
    assert (sentence, sentence.told(Audience("de"))) == ("x: Skills feasible", "x: Fähigkeiten machbar")
    several = counted(2, "{name}, {code}: {count} role", "{name}, {code}: {count} roles", name="x", code=say("Tool"))
    assert (several, several.told(Audience("de"))) == ("x, Tool: 2 roles", "x, Werkzeug: 2 Rollen")


def test_html_tells_the_language_of_words_that_are_in_another_and_escapes_them() -> None:
    english, german = reading(Audience()), reading(Audience("de"))
    assert isinstance(german, Reading)
    assert english.words("a <b>", "en") == "a &lt;b&gt;"
    assert german.words("a <b>", "en") == '<span lang="en" dir="auto">a &lt;b&gt;</span>'
    said = german.say("Also called {names}.", names=german.listed([german.words("x", "en"), "<y>"]))
    assert isinstance(said, Markup)
    assert said == 'Auch genannt: <span lang="en" dir="auto">x</span> und &lt;y&gt;.'
