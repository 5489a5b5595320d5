"""Pictures for previews of links: made of the data, never with empty boxes for letters, bounded, and paid for."""

import struct
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.datastructures import QueryParams

from api.lettering import Lettering
from api.picture_contents import MOST_DOTS, drawn
from api.printing import STATIC
from db.store import Store
from knowledge.errors import BadInput, NotFound
from knowledge.snapshot.snapshot import Snapshot
from tests.servers import Server, serving

LETTERS = Lettering(STATIC / "fonts")
WRITTEN = ("Pflegefachkräfte", "Zdravotní sestra", "νοσοκόμος", "медицинска сестра", "ممرض", "אחות")
ADDRESSES = (
    "site.png",
    "role/ai-engineer.png",
    "skill/python.png",
    "tool/pytorch.png",
    "compare.png?roles=ai-engineer,ml-engineer",
    "compare.png?roles=ai-engineer,ml-engineer,data-scientist",
    "move.png?from=ai-engineer",
    "move.png?from=ai-engineer&to=ml-engineer",
)


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


def size(png: bytes) -> tuple[int, int]:
    """Width and height, as the header of a PNG file says."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_a_picture_of_the_size_that_previews_show(server: Server, address: str) -> None:
    answer = httpx.get(f"{server.url}/pictures/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert size(answer.content) == (1200, 630)
    assert len(answer.content) < 300_000
    again = httpx.get(f"{server.url}/pictures/{address}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_pictures_differ_by_what_they_are_about(server: Server) -> None:
    assert len({httpx.get(f"{server.url}/pictures/{each}").content for each in ADDRESSES}) == len(ADDRESSES)


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("/", "site.png"),
        ("/role/ai-engineer", "role/ai-engineer.png"),
        ("/compare?roles=ai-engineer,ml-engineer", "compare.png?roles=ai-engineer,ml-engineer"),
        ("/move?from=ai-engineer&to=ml-engineer", "move.png?from=ai-engineer&amp;to=ml-engineer"),
    ],
)
def test_pages_name_their_pictures(server: Server, path: str, picture: str) -> None:
    html = httpx.get(server.url + path, headers={"accept": "text/html"}).text
    assert f'<meta property="og:image" content="{server.url}/pictures/{picture}" />' in html
    assert '<meta name="twitter:card" content="summary_large_image" />' in html


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("role/nope.png", 404),
        ("role/ai-engineer.gif", 404),
        ("planet/earth.png", 404),
        ("compare.png?roles=ai-engineer", 400),
        ("compare.png?roles=ai-engineer,nope", 404),
        ("move.png", 400),
        (f"compare.png?roles={','.join(f'r{each}' for each in range(9))}", 400),
    ],
)
def test_what_there_is_no_picture_of_is_refused_in_words(server: Server, address: str, status: int) -> None:
    answer = httpx.get(f"{server.url}/pictures/{address}")
    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("text", WRITTEN)
def test_the_letters_of_esco_s_languages_can_be_written(text: str) -> None:
    assert LETTERS.can_write(text)
    assert LETTERS.runs_left(text) == (text in WRITTEN[4:])


def test_what_no_font_can_write_is_not_written(tmp_path: Path) -> None:
    assert not LETTERS.can_write("看護師")
    assert LETTERS.first("看護師", None, "nurse") == "nurse"
    assert LETTERS.first("看護師") == ""
    assert Lettering(tmp_path).fonts == []


def test_lines_fit_and_the_last_tells_that_there_is_more() -> None:
    text = "Maintenance and repair of agricultural and industrial machinery, except where somebody else does it"
    lines = LETTERS.lines(text, 40, 600, 2)
    assert len(lines) == 2
    assert all(LETTERS.width(each, 40) <= 600 for each in lines)
    assert lines[1].endswith("…")
    assert LETTERS.lines("Nurse", 40, 600, 2) == ["Nurse"]
    unbroken = LETTERS.lines("w" * 100, 40, 600, 9)
    assert "".join(unbroken) == "w" * 100
    assert all(LETTERS.width(each, 40) <= 600 for each in unbroken)


def test_figures_are_those_of_the_data(shipped: Snapshot) -> None:
    role = shipped.roles["ai-engineer"]
    card = drawn(shipped, "role/ai-engineer.png", QueryParams()).make()
    assert card.counts[0] == (len(role.skills), "skills")
    assert len(card.dots) == min(MOST_DOTS, len(role.skills))
    assert card.titles[0] == "AI engineer"
    both = drawn(shipped, "compare.png", QueryParams("roles=ai-engineer,ml-engineer")).make()
    assert both.circles is not None
    assert sum(both.circles) == both.counts[1][0]
    assert both.circles[1] == both.counts[0][0]


def test_one_comparison_is_drawn_once_whatever_the_order(shipped: Snapshot) -> None:
    one, other = (
        drawn(shipped, "compare.png", QueryParams(f"roles={each}")).address
        for each in ("ai-engineer,ml-engineer", "ml-engineer,ai-engineer")
    )
    assert one == other
    with pytest.raises(BadInput):
        drawn(shipped, "compare.png", QueryParams("roles=ai-engineer"))
    with pytest.raises(NotFound):
        drawn(shipped, "role/nobody.png", QueryParams())
