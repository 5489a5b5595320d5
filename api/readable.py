"""What a page says of itself before any script runs: for search engines, previews of links, and readers without one.

The words are those of the records; only the headings are written here. All of it follows from a snapshot, an address
and the languages wanted, so that it can be kept as long as the revision is served.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson
from markupsafe import Markup

from api.audience import Audience, reading
from knowledge.model.entities import Role, RoleGroup, Skill, Tool
from knowledge.model.entity import Entity
from knowledge.sentences import message
from knowledge.snapshot.snapshot import Snapshot

SITE = "Rolegraph"
ABOUT = message("Roles, skills and tools: how they overlap, how they differ, and how to move between them")
SCHEMA_ORG_WORDS = "https://schema.org/"
SITE_PICTURE = "/pictures/site.png"
EVERYTHING = "/feeds/changes"
LONGEST = 300  # characters of a description that previews show
VIEWS = {
    "": message("What do roles share, and how do people move between them?"),
    "find": message("Find"),
    "browse": message("Browse"),
    "compare": message("Compare roles"),
    "move": message("Where to move"),
    "hire": message("Whom to hire"),
    "data": message("Data"),
}
"""The views that are about no record, by the first part of their address, and what they are headed."""

JsonLd = dict[str, Any]
KINDS = {
    "role": (message("No such role"), message("There is no role “{slug}”.")),
    "skill": (message("No such skill"), message("There is no skill “{slug}”.")),
    "tool": (message("No such tool"), message("There is no tool “{slug}”.")),
    "group": (message("No such group"), message("There is no group “{slug}”.")),
}
"""What is said where there is none, by the first part of the address."""


class Thing(NamedTuple):
    """Its name, the language of that, and the address of its own page."""

    name: str
    language: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Readable:
    """A page in words. `path` is its one address below the site, None where there is nothing to be found.

    `facts`, `heading` and `lead` may be markup, in which words of other languages than the page's are marked; a heading
    that is not told is the name. `data` makes its JSON-LD in the shapes of schema.org, from the address of the site.
    `language` is that of its name and aliases, `lead_language` that of its lead; None for that of the page's own words.
    `feed` and `picture` are addresses below the site, too: what changed of it, without the ending that tells the
    format, and what previews of links show. `languages` has an address for each language in which it is told, if there
    are several.
    """

    name: str
    description: str
    path: str | None
    facts: str = ""
    heading: str = ""
    lead: str = ""
    aliases: Sequence[str] = ()
    sections: Sequence[tuple[str, Sequence[Thing]]] = ()
    data: Callable[[str], JsonLd] | None = None
    status: int = 200
    language: str | None = None
    lead_language: str | None = None
    feed: str | None = None
    picture: str = SITE_PICTURE
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.name} · {SITE}"

    @property
    def plain_facts(self) -> str:
        """Its facts without markup."""
        return self.facts.striptags() if isinstance(self.facts, Markup) else self.facts

    def json(self, site: str) -> str:
        """The JSON-LD, safe within a script element."""
        made = self.data(site) if self.data else {}
        return orjson.dumps(made).decode().replace("<", "\\u003c")


def nowhere(to: Audience) -> Readable:
    """The page of an address that leads nowhere."""
    said = to.say("This address leads nowhere.")
    return Readable(to.say("Nothing is here"), said, None, lead=said, status=404)


def address(entity: Entity) -> str:
    """Where the page of a role, skill, tool or group is."""
    kind = "group" if isinstance(entity, RoleGroup) else type(entity).__name__.lower()
    return f"/{kind}/{quote(entity.slug, safe='/')}"


def view(name: str, to: Audience) -> Readable:
    """A view that is about no record."""
    return Readable(to.say(VIEWS[name]), to.say(ABOUT), f"/{name}", feed=EVERYTHING)


def record(snapshot: Snapshot, kind: str, slug: str, to: Audience) -> Readable:
    """The page of a role, skill, tool or group; one with the status 404 for a slug that nothing has."""
    held: Mapping[str, Mapping[str, Entity]] = {
        "role": snapshot.roles,
        "skill": snapshot.skills,
        "tool": snapshot.tools,
        "group": snapshot.role_groups,
    }
    entity = held[kind].get(slug)
    if entity is None:
        none, which = KINDS[kind]
        said = to.say(which, slug=slug)
        return Readable(to.say(none), said, None, lead=said, status=404)
    path = address(entity)
    languages = _languages(snapshot, entity, path)
    return replace(_page(entity, to), feed=f"/feeds{path}", picture=f"/pictures{path}.png", languages=languages)


def _page(entity: Entity, to: Audience) -> Readable:
    match entity:
        case Role() as role:
            return _role(role, to)
        case Skill() as skill:
            return _term(skill, skill.category, to.say("Skill"), _of_skill(skill, to), to)
        case Tool() as tool:
            sections = [(to.say("Roles that use it"), things((each.role for each in tool.roles), to))]
            return _term(tool, tool.category, to.say("Tool"), sections, to)
        case RoleGroup() as group:
            return _group(group, to)
        case _:
            raise TypeError(f"{entity!r} has no page")


def _languages(snapshot: Snapshot, entity: Entity, path: str) -> Mapping[str, str]:
    """Its addresses by the languages in which it is told, beginning with its own; none if there is but one."""
    translations = snapshot.translations
    others = [each for each in translations.languages if translations.language(entity, (each,)) == each]
    return {each: f"{path}?language={each}" for each in (entity.dataset.spoken, *others)} if others else {}


def things(entities: Iterable[Entity], to: Audience) -> list[Thing]:
    """The active ones of some entities, each with the address of its page."""
    return [Thing(to.name(each), to.language_of(each), address(each)) for each in entities if each.active]


def _named(entities: Iterable[Entity], to: Audience) -> list[Thing]:
    return [Thing(to.name(each), to.language_of(each)) for each in entities]


def _said(entity: Entity, otherwise: str, to: Audience) -> str:
    """What it is, as short as previews show it."""
    told = to.text(entity, "description") or to.text(entity, "definition")
    text = " ".join((told or otherwise).split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"


def _readable(
    entity: Entity,
    facts: Iterable[str],
    otherwise: str,
    sections: Sequence[tuple[str, Sequence[Thing]]],
    data: Callable[[str], JsonLd],
    to: Audience,
) -> Readable:
    """The page of a record; sections without anything are left out."""
    return Readable(
        to.name(entity),
        _said(entity, otherwise, to),
        address(entity),
        facts=Markup(" · ").join(facts),
        lead=to.text(entity, "description") or "",
        aliases=to.aliases(entity),
        sections=[each for each in sections if each[1]],
        data=data,
        language=to.language_of(entity),
        lead_language=to.language_of_text(entity, "description"),
    )


def _role(role: Role, to: Audience) -> Readable:
    needs = things((each.skill for each in role.skills), to)
    first = ", ".join(each.name for each in needs[:5])
    sections = [
        (to.say("Work"), _named((each.responsibility for each in role.responsibilities), to)),
        (to.say("Skills"), needs),
        (to.say("Tools"), things((each.tool for each in role.tools), to)),
        (to.say("Qualifications"), _named((each.qualification for each in role.qualifications), to)),
        (to.say("People go to"), things((each.to_role for each in role.moves_out), to)),
        (to.say("People come from"), things((each.from_role for each in role.moves_in), to)),
        (to.say("Groups"), things(role.groups, to)),
    ]
    name, title = to.name(role), role.dataset.title
    needing = to.say("{role}: needs {skills}", role=name, skills=first)
    otherwise = needing if first else to.say("{role}, a role of {dataset}", role=name, dataset=title)
    groups = (Markup("{} {} {}").format(each.scheme, each.code, reading(to).name(each)) for each in role.groups)
    return _readable(role, (of_dataset(role, to), *groups), otherwise, sections, partial(_occupation, role, to), to)


def of_dataset(entity: Entity, to: Audience) -> Markup:
    """What its dataset is called."""
    return reading(to).words(entity.dataset.title, entity.dataset.spoken)


def _of_skill(skill: Skill, to: Audience) -> list[tuple[str, list[Thing]]]:
    return [
        (to.say("Part of"), things((each.broader for each in skill.broader), to)),
        (to.say("Has parts"), things((each.skill for each in skill.narrower), to)),
        (to.say("Roles that need it"), things((each.role for each in skill.roles), to)),
    ]


def _term(
    entity: Entity, category: str | None, kind: str, sections: Sequence[tuple[str, list[Thing]]], to: Audience
) -> Readable:
    """`category` is in the words of its dataset, `kind` in ours."""
    title = entity.dataset.title
    otherwise = to.say("{name}: {what}, of {dataset}", name=to.name(entity), what=category or kind, dataset=title)
    data = partial(_defined, entity, entity.slug, title, to)
    what = reading(to).words(category, entity.dataset.spoken) if category else kind
    return _readable(entity, (what, of_dataset(entity, to)), otherwise, sections, data, to)


def _group(group: RoleGroup, to: Audience) -> Readable:
    sections = [
        (to.say("Part of"), things([group.broader] if group.broader else [], to)),
        (to.say("Groups in it"), things(group.narrower, to)),
        (to.say("Roles"), things(group.roles, to)),
    ]
    code = f"{group.scheme} {group.code}"
    otherwise = to.counted(
        len(group.roles),
        "{name}, {code}: {count} role",
        "{name}, {code}: {count} roles",
        name=to.name(group),
        code=code,
    )
    data = partial(_defined, group, group.code, str(group.scheme), to)
    return _readable(group, (code, of_dataset(group, to)), otherwise, sections, data, to)


def schema_org(entity: Entity, site: str) -> JsonLd:
    """An entity in the words of schema.org, with a context of its own: nobody has to fetch theirs to read it.

    Its texts are in the languages of its dataset.
    """
    to = Audience()
    if isinstance(entity, Role):
        made = _occupation(entity, to, site)
    elif isinstance(entity, RoleGroup):
        made = _defined(entity, entity.code, str(entity.scheme), to, site)
    else:
        made = _defined(entity, entity.slug, entity.dataset.title, to, site)
    return {**made, "@context": {"@vocab": SCHEMA_ORG_WORDS, "url": {"@type": "@id"}}}


def _known(**properties: Any) -> JsonLd:
    """Without what is not known: an empty property would say that there is none."""
    return {name.replace("at_", "@"): value for name, value in properties.items() if value not in (None, "", [])}


def _defined(entity: Entity, code: str, vocabulary: str, to: Audience, site: str) -> JsonLd:
    return _known(
        at_context="https://schema.org",
        at_type="DefinedTerm",
        at_id=site + address(entity),
        url=site + address(entity),
        name=to.name(entity),
        alternateName=list(to.aliases(entity)),
        description=to.text(entity, "description"),
        termCode=code,
        inDefinedTermSet=_known(at_type="DefinedTermSet", name=vocabulary, url=entity.dataset.url),
    )


def _occupation(role: Role, to: Audience, site: str) -> JsonLd:
    return _known(
        at_context="https://schema.org",
        at_type="Occupation",
        at_id=site + address(role),
        url=site + address(role),
        name=to.name(role),
        alternateName=list(to.aliases(role)),
        description=to.text(role, "description"),
        occupationalCategory=[
            {"@type": "CategoryCode", "codeValue": each.code, "name": to.name(each), "inCodeSet": str(each.scheme)}
            for each in role.groups
        ],
        skills=[
            {"@type": "DefinedTerm", "name": to.name(each.skill), "url": site + address(each.skill)}
            for each in role.skills
        ],
        responsibilities=[to.name(each.responsibility) for each in role.responsibilities],
        qualifications=[to.name(each.qualification) for each in role.qualifications],
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
