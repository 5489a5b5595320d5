"""What somebody reads of a text that was copied from somewhere, and where it stands in what was sent."""

import pytest
import regex

from knowledge.texts.layout import BULLET
from knowledge.texts.legible import legible

WORDS = frozenset(("management", "software", "schreinerei"))


def read(text: str) -> list[str]:
    """The lines and items that somebody reads, without what stands around them."""
    plain = legible(text, WORDS.__contains__).text
    return [" ".join(each.split()) for each in regex.split(rf"[\n\r\t\u2028{BULLET}]", plain) if each.strip()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<ul><li>Python</li><li>SQL</li></ul>", ["Python", "SQL"]),
        ("<tr><td>Python</td><td>SQL</td></tr>", ["Python", "SQL"]),
        ("<p>welding<br/>carpentry</p>", ["welding", "carpentry"]),
        ("I do <b>welding</b>.", ["I do welding ."]),
        ("pro<b>gram</b>ming, H<sub>2</sub>O", ["programming, H2O"]),
        ("<span>Python</span><span>SQL</span>", ["Python SQL"]),
        ("<b>Skills</b>Python", ["Skills Python"]),
        ("<skill>Python</skill><skill>SQL</skill>", ["Python", "SQL"]),
        ("<a title='docker > sap' href=x>SQL</a>", ["SQL"]),
        ("<script>var cook = '<b>x</b>';</script>nurse<style>p {}</style><!-- welder -->", ["nurse"]),
        ("pro<!-- -->gramming", ["programming"]),
        ("<!DOCTYPE html><?xml version='1'?><![CDATA[SQL]]>", ["SQL"]),
        ("&lt;ul&gt;&lt;li&gt;R&amp;amp;D&lt;/li&gt;&lt;li&gt;C&amp;#43;&amp;#43;&lt;/li&gt;", ["R&D", "C++"]),
        ("weld&shy;ing &eacute;t&eacute; &nosuch;", ["welding été &nosuch;"]),
        ("I know <Python> and List<String>, a < b > c", ["I know <Python> and List<String>, a < b > c"]),
        ("<!-- never closed: nurse <b>baker", ["never closed: nurse baker"]),
    ],
)
def test_markup_ends_lines_cells_and_words_and_hides_no_text(text: str, lines: list[str]) -> None:
    assert read(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("soft\u00adware, weld\u200bing, \ufeffSAP\u2060", ["software, welding, SAP"]),
        ("manage-\nment and customer-\nfacing", ["management and customer-facing"]),
        ("Schrei-\r\n  nerei", ["Schreinerei"]),
        ("S K I L L S\nR\nC", ["SKILLS", "R", "C"]),
        ("Microsoft® Excel™ at 20 °C", ["Microsoft Excel at 20 °C"]),
        ("► Python ◆ SQL ✔ Docker", ["Python", "SQL", "Docker"]),
        ("\uf0b7 Python\n\uf0a7 SQL\no\tDocker\n🚀 SAP ⭐️ C", ["Python", "SQL", "Docker", "SAP", "C"]),
        ("✓Python ✓SQL", ["Python", "SQL"]),
        ("x > 3 = y ~ a + b, C++ | C#", ["x > 3 = y ~ a + b, C++ | C#"]),
    ],
)
def test_what_only_lays_out_is_no_part_of_words(text: str, lines: list[str]) -> None:
    assert read(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Versed in project\nmanagement and client\nservice.", ["Versed in project management and client service."]),
        (
            "For years I have looked after the old and the sick in a big\nhospital and their\n\nPython",
            ["For years I have looked after the old and the sick in a big hospital and their", "Python"],
        ),
        ("welding\nsoldering\ncarpentry", ["welding", "soldering", "carpentry"]),
        ("I cook.\nwelding\nPython", ["I cook.", "welding", "Python"]),
        ("Skills\nPython\nSQL", ["Skills", "Python", "SQL"]),
        ("<p>project\n   management</p>", ["project management"]),
        ("Wir suchen eine Kraft für die\nPflege von Kindern.", ["Wir suchen eine Kraft für die Pflege von Kindern."]),
    ],
)  # fmt: skip
def test_a_line_goes_on_where_the_paper_ended_and_not_where_an_item_did(text: str, lines: list[str]) -> None:
    assert read(text) == lines


@pytest.mark.parametrize(
    ("text", "named", "sent"),
    [
        ("<i>pro<b>gram</b>ming</i>", "programming", "pro<b>gram</b>ming"),
        ("a\u00ad soft\u00adware\u00ad!", "software", "soft\u00adware"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;", "R&D", "R&amp;amp;D"),
        ("🧑‍🔧 project manage-\n ment!", "management", "manage-\n ment"),
        ("► SQL", "SQL", "SQL"),
    ],
)
def test_each_part_is_found_in_the_text_as_it_was_sent(text: str, named: str, sent: str) -> None:
    plain = legible(text, WORDS.__contains__)
    place = plain.text.index(named)
    start, end = plain.span(place, place + len(named))
    assert text[start:end] == sent


def test_a_text_that_has_nothing_to_take_out_is_itself() -> None:
    text = "I know C++, R & D: 3 < 5.\n\n- SAP\n- Excel"
    assert legible(text, WORDS.__contains__) == (text, ())


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<a b='", "&", "<!--", "<script>", "-\n", "aa-\naa", "\u00ad", "►", "<b>", "<p>", "</a", "\n", " ",
     "\t", "<!x ", "o \t", "é\u200b", "<x y=\"'", "a\n \n", "\ue000", "a🚀", "&lt;p ", "a "],
)  # fmt: skip
def test_whatever_is_repeated_is_read_to_its_end(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    plain = legible(text, WORDS.__contains__)
    assert plain.span(0, len(plain.text))[1] <= len(text)
