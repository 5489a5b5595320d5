"""The languages of a request: what its address says, or else its header Accept-Language (RFC 9110, 12.5.4)."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs

from api.protocol import BadRequest
from api.tongues import SPOKEN, language_for
from knowledge.model.language import canonical
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.translations import relevant
from schema.errors import BAD_USER_INPUT

PARAMETER = b"language="
MOST_TAGS = 20  # of a header that are read
LONGEST = 1_000  # characters of a header that are read
MOST_REVISIONS = 100  # of which it is remembered which languages there are
QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@lru_cache(maxsize=1_000)
def accepted(header: str) -> tuple[str, ...]:
    """The languages that a header names, most welcome first; without those that it refuses, and what is no tag.

    `*`, which welcomes any, ends the list: the language of the dataset is one.
    """
    welcome: list[tuple[float, str]] = []
    for part in header[:LONGEST].split(",")[:MOST_TAGS]:
        tag, *parameters = (each.strip() for each in part.split(";"))
        said = [found for each in parameters if (found := QUALITY.fullmatch(each.lower()))]
        if parameters and not said:
            continue
        quality = float(said[0][1]) if said else 1.0
        try:
            written = tag if tag == "*" else canonical(tag)
        except ValueError:
            continue
        if quality > 0:
            welcome.append((quality, written))
    ordered = [tag for _, tag in sorted(welcome, key=lambda each: -each[0])]
    return tuple(dict.fromkeys(ordered[: ordered.index("*")] if "*" in ordered else ordered))


@lru_cache(maxsize=1_000)
def in_address(query_string: bytes) -> tuple[str, ...] | None:
    """The language that an address asks for, None if it asks for none. Raises `BadRequest` for what is none."""
    if PARAMETER not in query_string:
        return None
    found = parse_qs(query_string.decode("latin-1")).get(PARAMETER.decode().rstrip("="))
    if not found:
        return None
    if len(set(found)) > 1:
        raise BadRequest("The parameter language stands there more than once.")
    try:
        return (canonical(found[-1]),)
    except ValueError as error:
        said = f"The parameter language: {error}."
        raise BadRequest(said, 400, BAD_USER_INPUT, parameter=PARAMETER.decode().rstrip("=")) from error


class Heard(NamedTuple):
    """What of a request's languages matters to its answer, best first.

    `told` is the language that the answer is in where it can be; None where nothing is translated and no address names
    a language. `by_header`: another Accept-Language would have another answer.
    """

    languages: tuple[str, ...] = ()
    told: str | None = None
    by_header: bool = False


PLAIN = Heard()


class Languages:
    """Which languages revisions speak, and which of a request's matter to what they answer.

    Those that change no answer are left out, so that no more answers are kept and told apart than there are.
    """

    def __init__(self) -> None:
        self._spoken: OrderedDict[str, tuple[tuple[str, ...], tuple[str, ...]]] = OrderedDict()

    def meet(self, snapshot: Snapshot) -> None:
        """Remember what a revision speaks, by its digest."""
        digest = snapshot.identity.digest
        if digest not in self._spoken:
            spoken = sorted({each.spoken for each in snapshot.datasets.values()})
            self._spoken[digest] = snapshot.translations.languages, tuple(spoken)
            while len(self._spoken) > MOST_REVISIONS:
                self._spoken.popitem(last=False)

    def heard(self, digest: str, query_string: bytes, headers: Mapping[bytes, bytes]) -> Heard:
        """What of a request's languages matters in a revision. In one that was not met all of them do.

        Raises `BadRequest` for an address that names no language.
        """
        asked = in_address(query_string)
        tags = accepted(headers.get(b"accept-language", b"").decode("latin-1")) if asked is None else asked
        met = self._spoken.get(digest)
        if met is None:
            return Heard(tags)
        translated, spoken = met
        languages = relevant(tags, translated, spoken) if translated else ()
        if asked is not None and not languages and (said := language_for(asked)) != SPOKEN:
            return Heard(asked, ", ".join(dict.fromkeys([*spoken, said])))  # there are sentences of ours alone
        if not translated and asked is None:
            return PLAIN
        told = languages[0] if languages else ", ".join(spoken) or SPOKEN
        return Heard(languages, told, asked is None)
