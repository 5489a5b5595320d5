"""Who asks: the holder of a key, or an address; and what they may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from limits import RateLimitItem
from limits import parse as parse_rate

from api.protocol import BadRequest
from db.access import Key, hashed

UNAUTHENTICATED = "UNAUTHENTICATED"
IPV6_PREFIX = 64  # bits that tell customers of a provider apart


@dataclass(frozen=True, slots=True)
class Caller:
    """`identity` is what requests are counted by. Rate is in requests, budget in points; None is without limit.

    `may_load` are the slugs of datasets; nobody without a key may load any.
    """

    name: str
    identity: str
    rate: RateLimitItem | None
    budget: RateLimitItem | None
    has_key: bool = False
    may_load: frozenset[str] = frozenset()


class Callers:
    """Knows the keys in force."""

    def __init__(
        self,
        anonymous_rate: str | None,
        anonymous_budget: str | None,
        trusted_proxies: Sequence[IPv4Network | IPv6Network],
    ):
        self._rate = _limit(anonymous_rate)
        self._budget = _limit(anonymous_budget)
        self._proxies = tuple(trusted_proxies)
        self._holders: dict[bytes, Caller] = {}
        self._nobody = Caller("anonymous", "", None, None)

    def know(self, keys: Mapping[bytes, Key]) -> None:
        """These keys, by their hashes, and no others are in force from now on."""
        self._holders = {
            digest: Caller(
                key.name, f"key:{key.id}", _limit(key.rate), _limit(key.budget), True, frozenset(key.may_load)
            )
            for digest, key in keys.items()
        }

    def who(self, headers: Mapping[bytes, bytes], peer: str) -> Caller:
        """Who sent a request with these headers from this address. Raises `BadRequest` with 401 for a key unknown."""
        secret = headers.get(b"x-api-key") or _bearer(headers.get(b"authorization"))
        if secret:
            holder = self._holders.get(hashed(secret.decode("latin-1")))
            if holder is None:
                raise BadRequest(
                    "This API key is not known, or was revoked.",
                    401,
                    UNAUTHENTICATED,
                    {"www-authenticate": 'Bearer realm="rolegraph"'},
                )
            return holder
        if self._rate is None and self._budget is None:
            return self._nobody
        address = _counted(self.address(headers, peer))
        return Caller("anonymous", f"address:{address}", self._rate, self._budget)

    def address(self, headers: Mapping[bytes, bytes], peer: str) -> str:
        """Where a request came from: X-Forwarded-For is believed as far as trusted proxies wrote it."""
        found = peer
        hops = headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")
        while hops and _is_within(found, self._proxies):
            hop = hops.pop().strip()
            if not _is_address(hop):
                break
            found = hop
        return found


def _limit(rate: str | None) -> RateLimitItem | None:
    return parse_rate(rate) if rate else None


def _bearer(authorization: bytes | None) -> bytes | None:
    if authorization is None:
        return None
    scheme, _, secret = authorization.partition(b" ")
    return secret.strip() if scheme.lower() == b"bearer" else None


@lru_cache(maxsize=4096)
def _is_within(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return bool(networks) and _is_address(address) and any(ip_address(address) in network for network in networks)


@lru_cache(maxsize=4096)
def _counted(address: str) -> str:
    """What an address is counted as: the whole network that one customer has of IPv6."""
    if not _is_address(address):
        return address
    parsed = ip_address(address)
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, IPV6_PREFIX), strict=False))


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
