"""What a page says of itself before any script runs: for search engines, previews of links, and readers without one.

The words are those of the records; only the headings are written here. All of it follows from a snapshot and an
address, so that it can be kept as long as the revision is served.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

import orjson

from knowledge.model.entities import Role, RoleGroup, Skill, Tool
from knowledge.model.entity import Entity
from knowledge.snapshot.snapshot import Snapshot

SITE = "Rolegraph"
ABOUT = "Roles, skills and tools: how they overlap, how they differ, and how to move between them"
LONGEST = 300  # characters of a description that previews show
VIEWS = {
    "": "What do roles share, and how do people move between them?",
    "find": "Find",
    "browse": "Browse",
    "compare": "Compare roles",
    "move": "Where to move",
    "hire": "Whom to hire",
    "data": "Data",
}
"""The views that are about no record, by the first part of their address, and what they are headed."""

Thing = tuple[str, str | None]  # its name, and the address of its own page
JsonLd = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Readable:
    """A page in words. `path` is its one address below the site, None where there is nothing to be found.

    `data` makes its JSON-LD in the shapes of schema.org, from the address of the site.
    """

    name: str
    description: str
    path: str | None
    facts: str = ""
    lead: str = ""
    aliases: Sequence[str] = ()
    sections: Sequence[tuple[str, Sequence[Thing]]] = ()
    data: Callable[[str], JsonLd] | None = None
    status: int = 200

    @property
    def title(self) -> str:
        return f"{self.name} · {SITE}"

    def json(self, site: str) -> str:
        """The JSON-LD, safe within a script element."""
        made = self.data(site) if self.data else {}
        return orjson.dumps(made).decode().replace("<", "\\u003c")


NOWHERE = Readable("Nothing is here", "This address leads nowhere.", None, status=404)


def address(entity: Entity) -> str:
    """Where the page of a role, skill, tool or group is."""
    kind = "group" if isinstance(entity, RoleGroup) else type(entity).__name__.lower()
    return f"/{kind}/{quote(entity.slug, safe='/')}"


def view(name: str) -> Readable:
    """A view that is about no record."""
    return Readable(VIEWS[name], ABOUT, f"/{name}")


def record(snapshot: Snapshot, kind: str, slug: str) -> Readable:
    """The page of a role, skill, tool or group; one with the status 404 for a slug that nothing has."""
    held: Mapping[str, Mapping[str, Entity]] = {
        "role": snapshot.roles,
        "skill": snapshot.skills,
        "tool": snapshot.tools,
        "group": snapshot.role_groups,
    }
    match held[kind].get(slug):
        case Role() as role:
            return _role(role)
        case Skill() as skill:
            return _term(skill, skill.category or "Skill", _of_skill(skill))
        case Tool() as tool:
            sections = [("Roles that use it", _things(each.role for each in tool.roles))]
            return _term(tool, tool.category or "Tool", sections)
        case RoleGroup() as group:
            return _group(group)
        case _:
            said = f"There is no {kind} “{slug}”."
            return Readable(f"No such {kind}", said, None, lead=said, status=404)


def _things(entities: Iterable[Entity]) -> list[Thing]:
    return [(each.name, address(each)) for each in entities if each.active]


def _said(entity: Entity, otherwise: str) -> str:
    """What it is, as short as previews show it."""
    text = " ".join((entity.description or entity.definition or otherwise).split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"


def _role(role: Role) -> Readable:
    needs, uses = _things(each.skill for each in role.skills), _things(each.tool for each in role.tools)
    first = ", ".join(name for name, _ in needs[:5])
    sections: list[tuple[str, list[Thing]]] = [
        ("Work", [(each.responsibility.name, None) for each in role.responsibilities]),
        ("Skills", needs),
        ("Tools", uses),
        ("Qualifications", [(each.qualification.name, None) for each in role.qualifications]),
        ("People go to", _things(each.to_role for each in role.moves_out)),
        ("People come from", _things(each.from_role for each in role.moves_in)),
        ("Groups", _things(role.groups)),
    ]
    otherwise = f"{role.name}: needs {first}" if first else f"{role.name}, a role of {role.dataset.title}"
    return Readable(
        role.name,
        _said(role, otherwise),
        address(role),
        facts=" · ".join((role.dataset.title, *(f"{each.scheme} {each.code} {each.name}" for each in role.groups))),
        lead=role.description or "",
        aliases=role.aliases,
        sections=[each for each in sections if each[1]],
        data=partial(_occupation, role),
    )


def _of_skill(skill: Skill) -> list[tuple[str, list[Thing]]]:
    return [
        ("Part of", _things(each.broader for each in skill.broader)),
        ("Has parts", _things(each.skill for each in skill.narrower)),
        ("Roles that need it", _things(each.role for each in skill.roles)),
    ]


def _term(entity: Entity, what: str, sections: Sequence[tuple[str, list[Thing]]]) -> Readable:
    return Readable(
        entity.name,
        _said(entity, f"{entity.name}: {what}, of {entity.dataset.title}"),
        address(entity),
        facts=f"{what} · {entity.dataset.title}",
        lead=entity.description or "",
        aliases=entity.aliases,
        sections=[each for each in sections if each[1]],
        data=partial(_defined, entity, entity.slug, entity.dataset.title),
    )


def _group(group: RoleGroup) -> Readable:
    sections = [
        ("Part of", _things([group.broader] if group.broader else [])),
        ("Groups in it", _things(group.narrower)),
        ("Roles", _things(group.roles)),
    ]
    return Readable(
        group.name,
        _said(group, f"{group.name}, {group.scheme} {group.code}: {len(group.roles)} roles"),
        address(group),
        facts=f"{group.scheme} {group.code} · {group.dataset.title}",
        lead=group.description or "",
        aliases=group.aliases,
        sections=[each for each in sections if each[1]],
        data=partial(_defined, group, group.code, str(group.scheme)),
    )


def _known(**properties: Any) -> JsonLd:
    """Without what is not known: an empty property would say that there is none."""
    return {name.replace("at_", "@"): value for name, value in properties.items() if value not in (None, "", [])}


def _defined(entity: Entity, code: str, vocabulary: str, site: str) -> JsonLd:
    return _known(
        at_context="https://schema.org",
        at_type="DefinedTerm",
        at_id=site + address(entity),
        url=site + address(entity),
        name=entity.name,
        alternateName=list(entity.aliases),
        description=entity.description,
        termCode=code,
        inDefinedTermSet=_known(at_type="DefinedTermSet", name=vocabulary, url=entity.dataset.url),
    )


def _occupation(role: Role, site: str) -> JsonLd:
    return _known(
        at_context="https://schema.org",
        at_type="Occupation",
        at_id=site + address(role),
        url=site + address(role),
        name=role.name,
        alternateName=list(role.aliases),
        description=role.description,
        occupationalCategory=[
            {"@type": "CategoryCode", "codeValue": each.code, "name": each.name, "inCodeSet": str(each.scheme)}
            for each in role.groups
        ],
        skills=[
            {"@type": "DefinedTerm", "name": each.skill.name, "url": site + address(each.skill)} for each in role.skills
        ],
        responsibilities=[each.responsibility.name for each in role.responsibilities],
        qualifications=[each.qualification.name for each in role.qualifications],
        estimatedSalary=[
            {
                "@type": "MonetaryAmount",
                "currency": each.currency,
                "value": {
                    "@type": "QuantitativeValue",
                    "minValue": each.minimum,
                    "maxValue": each.maximum,
                    "unitText": str(each.period),
                },
            }
            for each in role.pay
        ],
    )
