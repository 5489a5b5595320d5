"""What a page says of itself before any script runs: for search engines, previews of links, and readers without one.

The words are those of the records; only the headings are written here. All of it follows from a snapshot and an
address, so that it can be kept as long as the revision is served.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from urllib.parse import quote

import orjson

from knowledge.model.entities import Role, RoleGroup, Skill, Tool
from knowledge.model.entity import Entity
from knowledge.snapshot.snapshot import Snapshot

SITE = "Rolegraph"
ABOUT = "Roles, skills and tools: how they overlap, how they differ, and how to move between them"
SITE_PICTURE = "/pictures/site.png"
EVERYTHING = "/feeds/changes"
LONGEST = 300  # characters of a description that previews show
VIEWS = {
    "": "What do roles share, and how do people move between them?",
    "find": "Find",
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

    `data` makes its JSON-LD in the shapes of schema.org, from the address of the site. `feed` and `picture` are
    addresses below it, too: what changed of it, without the ending that tells the format, and what previews of links
    show. `languages` has an address for each language in which it is told, if there are several.
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
    feed: str | None = None
    picture: str = SITE_PICTURE
    languages: Mapping[str, str] = field(default_factory=dict)

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
    return Readable(VIEWS[name], ABOUT, f"/{name}", feed=EVERYTHING)


def record(snapshot: Snapshot, kind: str, slug: str) -> Readable:
    """The page of a role, skill, tool or group; one with the status 404 for a slug that nothing has."""
    held: Mapping[str, Mapping[str, Entity]] = {
        "role": snapshot.roles,
        "skill": snapshot.skills,
        "tool": snapshot.tools,
        "group": snapshot.role_groups,
    }
    entity = held[kind].get(slug)
    if entity is None:
        said = f"There is no {kind} “{slug}”."
        return Readable(f"No such {kind}", said, None, lead=said, status=404)
    path = address(entity)
    languages = _languages(snapshot, entity, path)
    return replace(_page(entity), feed=f"/feeds{path}", picture=f"/pictures{path}.png", languages=languages)


def _page(entity: Entity) -> Readable:
    match entity:
        case Role() as role:
            return _role(role)
        case Skill() as skill:
            return _term(skill, skill.category or "Skill", _of_skill(skill))
        case Tool() as tool:
            sections = [("Roles that use it", things(each.role for each in tool.roles))]
            return _term(tool, tool.category or "Tool", sections)
        case RoleGroup() as group:
            return _group(group)
        case _:
            raise TypeError(f"{entity!r} has no page")


def _languages(snapshot: Snapshot, entity: Entity, path: str) -> Mapping[str, str]:
    """Its addresses by the languages in which it is told, beginning with its own; none if there is but one."""
    translations = snapshot.translations
    others = [each for each in translations.languages if translations.language(entity, (each,)) == each]
    own = {entity.dataset.spoken: path}
    return {**own, **{each: f"{path}?language={each}" for each in others}} if others else {}


def things(entities: Iterable[Entity]) -> list[Thing]:
    return [(each.name, address(each)) for each in entities if each.active]


def _said(entity: Entity, otherwise: str) -> str:
    """What it is, as short as previews show it."""
    text = " ".join((entity.description or entity.definition or otherwise).split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"


def _role(role: Role) -> Readable:
    needs, uses = things(each.skill for each in role.skills), things(each.tool for each in role.tools)
    first = ", ".join(name for name, _ in needs[:5])
    sections: list[tuple[str, list[Thing]]] = [
        ("Work", [(each.responsibility.name, None) for each in role.responsibilities]),
        ("Skills", needs),
        ("Tools", uses),
        ("Qualifications", [(each.qualification.name, None) for each in role.qualifications]),
        ("People go to", things(each.to_role for each in role.moves_out)),
        ("People come from", things(each.from_role for each in role.moves_in)),
        ("Groups", things(role.groups)),
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
        ("Part of", things(each.broader for each in skill.broader)),
        ("Has parts", things(each.skill for each in skill.narrower)),
        ("Roles that need it", things(each.role for each in skill.roles)),
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
        ("Part of", things([group.broader] if group.broader else [])),
        ("Groups in it", things(group.narrower)),
        ("Roles", things(group.roles)),
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
