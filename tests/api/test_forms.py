"""Which form of an address a request wants, by RFC 9110."""

import pytest

from api.linked.forms import Form, by_suffix, wanted

ALL = (Form.HTML, Form.JSON_LD, Form.TURTLE)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", Form.HTML),
        ("*/*", Form.HTML),
        (BROWSER, Form.HTML),
        ("text/*", Form.HTML),
        ("text/turtle", Form.TURTLE),
        ("TEXT/Turtle ; Q=1", Form.TURTLE),
        ("application/*", Form.JSON_LD),
        ("application/ld+json, text/turtle", Form.JSON_LD),
        ("text/turtle, */*", Form.TURTLE),
        ("text/*, application/ld+json", Form.JSON_LD),
        ("text/turtle;q=0.5, application/ld+json;q=0.4", Form.TURTLE),
        ("text/html;q=0.2, text/turtle;q=0.9", Form.TURTLE),
        ("text/html;q=0, */*;q=0.1", Form.JSON_LD),
        ("text/*;q=0.1, */*;q=0.2", Form.JSON_LD),
        ("text/turtle;q=0, text/*", Form.HTML),
        ('application/ld+json;profile="https://schema.org/"', Form.SCHEMA_JSON_LD),
        ('text/turtle; profile="http://www.w3.org/ns/json-ld#compacted https://schema.org"', Form.SCHEMA_TURTLE),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', Form.JSON_LD),
        ("application/json", None),
        ("image/png, text/turtle;q=0", None),
        ("text/turtle;q=2", None),
        ("text/turtle;q=nan", None),
        (";;,,;q=", None),
        ("text/turtle" + ", image/png" * 1000, Form.TURTLE),
        ("image/png, " * 1000 + "text/turtle", None),
    ],
)
def test_the_most_welcome_form_is_sent_and_none_where_nothing_fits(accept: str, form: Form | None) -> None:
    assert wanted(accept.encode(), b"", ALL) is form


def test_the_profile_may_stand_in_the_address() -> None:
    assert wanted(b"text/turtle", b"profile=schema.org", ALL) is Form.SCHEMA_TURTLE
    assert wanted(b"", b"profile=https%3A%2F%2Fschema.org%2F", ALL) is Form.SCHEMA_JSON_LD
    assert wanted(b"text/turtle", b"profile=skos&x=%ff", ALL) is Form.TURTLE
    assert wanted(b"image/png", b"profile=schema.org", ALL) is None


@pytest.mark.parametrize(
    ("path", "bare", "form"),
    [
        ("/python.ttl", "/python", Form.TURTLE),
        ("/esco/data-scientist.jsonld", "/esco/data-scientist", Form.JSON_LD),
        ("/python.schema.jsonld", "/python", Form.SCHEMA_JSON_LD),
        ("/node.js", "/node.js", None),
        ("/node.js.ttl", "/node.js", Form.TURTLE),
        ("/ttl", "/ttl", None),
    ],
)
def test_a_suffix_says_the_form(path: str, bare: str, form: Form | None) -> None:
    assert by_suffix(path) == (bare, form)
