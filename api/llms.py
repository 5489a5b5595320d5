"""What language models are told of a site, at /llms.txt, in the form that llmstxt.org proposes."""

from collections import Counter
from collections.abc import Iterable
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


def text(snapshot: Snapshot, site: str, *, assistants: bool) -> str:
    """The file, for a site that answers assistants or does not."""
    tools: Iterable[str] = ()
    if assistants:
        from api.assistants.tools import TOOLS  # here, because few ask

        tools = TOOLS
    roles, skills = _counted(snapshot.roles.values()), _counted(snapshot.skills.values())
    datasets = [
        Told(each.slug, each.title, each.publisher, each.url, each.licence, roles[each.slug], skills[each.slug])
        for each in snapshot.datasets.values()
    ]
    first = next((each for each in snapshot.roles.values() if each.active), None)
    given = {"revision": snapshot.number, "site": site, "tools": list(tools), "datasets": datasets}
    example = f"{site}{address(first)}" if first else f"{site}/find"
    return str(Template(filename=str(TEMPLATE)).render(**given, example=example))


def _counted(entities: Iterable[Entity]) -> Counter[str]:
    return Counter(each.dataset.slug for each in entities if each.active)
