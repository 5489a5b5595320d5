"""Slugs for imported concepts: readable, unique, and the same in every release."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from knowledge.model.declaring import SLUG_LENGTH
from knowledge.model.made import MADE_OF, NAMING, Made, made_of
from knowledge.model.vocabulary import Kind

LONGEST = 120
SPELT = (("c++", "c plus plus"), ("c#", "c sharp"), ("f#", "f sharp"), ("&", " and "), ("+", " plus "))


def slugify(text: str) -> str:
    """Small letters, digits and single hyphens; empty if the text has no Latin letter or digit."""
    flat = text.casefold()
    for sign, word in SPELT:
        flat = flat.replace(sign, word)
    plain = unicodedata.normalize("NFKD", flat).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = "-".join(words)
    return slug if len(slug) <= LONGEST else slug[:LONGEST].rsplit("-", 1)[0]


def assign(prefix: str, labels: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """A slug for each (identifier, label), such as `esco/data-scientist`.

    An identifier that is `known` keeps its slug, whatever its label is now. A new one gets its label's; where several
    concepts have that label, or another one has the slug already, a digest of the identifier is added to each new one,
    so that the order of the concepts makes no difference.
    """
    pairs = dict(labels)
    bases = {identifier: slugify(label) for identifier, label in pairs.items()}
    times = Counter(bases.values())
    taken = set(known.values())
    slugs = {}
    for identifier, base in bases.items():
        slug = known.get(identifier)
        if slug is None:
            slug = f"{prefix}/{base}"
            if not base or times[base] > 1 or slug in taken:
                slug = f"{prefix}/{'-'.join(filter(None, (base, _digest(identifier))))}"
        slugs[identifier] = slug
    return slugs


def mapping_slug(subject: str, relation: str, other: str, *, within: str = "") -> str:
    """A slug for a mapping, such as `cook/exact-match/esco/cook`, which begins with `within` if that is said.

    Identifiers in the places of slugs become readable parts; a digest stands for what is too long.
    """
    parts = (within, subject, relation.lower().replace("_", "-"), other)
    plain = [part_of_slug(part) for part in parts if part]
    slug = "/".join(plain)
    if len(slug) <= SLUG_LENGTH:
        return slug
    return "/".join(filter(None, (within, _digest(slug))))


def made_while_waiting(kind: Kind, record: Mapping[str, str]) -> Made:
    """What is made of a record of a kind in `MADE_OF`, which may still name others by identifiers."""
    told = {name: part_of_slug(record[name]) if name in NAMING else record[name] for name in MADE_OF[kind]}
    return made_of(kind, {"dataset": record["dataset"], **told})


def part_of_slug(named: str) -> str:
    """What stands within a slug for something that is named by its slug, or by an identifier."""
    return slugify(named) or _digest(named) if ":" in named else named


def _digest(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()[:8]
