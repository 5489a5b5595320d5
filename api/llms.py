"""What language models are told of a site, at /llms.txt, in the form that llmstxt.org proposes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mako.template import Template

from api.readable import address
from knowledge.model.entity import Entity
from knowledge.snapshot.snapshot import Snapshot

TEMPLATE = Path(__file__).parent / "templates/llms.mako"


class Told(NamedTuple):
    """A dataset, and how many active roles and skills it has."""

    slug: str
    title: str
    publisher: str | None
    url: str | None
    licence: str | None
    roles: int
    skills: int


class ForModels:
    """Writes the file, for a site that answers assistants or does not. What it tells of a revision is made once."""

    def __init__(self, *, assistants: bool) -> None:
        self._assistants = assistants
        self._revision = ""
        self._datasets: Sequence[Told] = ()

    def text(self, snapshot: Snapshot, site: str) -> str:
        if self._revision != snapshot.identity.digest:
            self._datasets, self._revision = _datasets(snapshot), snapshot.identity.digest
        tools: Sequence[str] = ()
        if self._assistants:
            from api.assistants.tools import TOOLS  # here, because few ask

            tools = list(TOOLS)
        first = next((each for each in snapshot.roles.values() if each.active), None)
        example = f"{site}{address(first)}" if first else f"{site}/find"
        given = {"revision": snapshot.number, "site": site, "tools": tools, "datasets": self._datasets}
        return str(_template().render(**given, example=example))


@cache
def _template() -> Template:
    return Template(filename=str(TEMPLATE))


def _datasets(snapshot: Snapshot) -> Sequence[Told]:
    roles, skills = _counted(snapshot.roles.values()), _counted(snapshot.skills.values())
    return [
        Told(each.slug, each.title, each.publisher, each.url, each.licence, roles[each.slug], skills[each.slug])
        for each in snapshot.datasets.values()
    ]


def _counted(entities: Iterable[Entity]) -> Counter[str]:
    return Counter(each.dataset.slug for each in entities if each.active)
