"""Addresses of the web that anybody may be sent to: what is none of these is dangerous to show, or to fetch.

An address in a record is a link on pages, and `rolegraph check links --online` fetches it. One that runs a script,
holds a password, or leads into the network of whoever reads it is refused before it is loaded. Browsers understand
hosts in more ways than people write them (`http://2130706433/` is this machine): here they are read as browsers do.
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from unicodedata import normalize
from urllib.parse import urlsplit

IP = IPv4Address | IPv6Address
SCHEMES = ("https", "http")
DOTS = str.maketrans("。．｡", "...")  # which browsers take for dots
LABELS = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)*")
NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
LOCAL = ("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")
"""Endings of names that mean something else in each network (RFC 6761, RFC 6762, RFC 8375, and what people use)."""

UNICAST = IPv6Network("2000::/3")  # what of IPv6 is given to anybody
TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 addresses as networks without IPv4 see them (RFC 6052)


def public_address(address: str) -> str:
    """The same address. Raises `ValueError` for one that nobody may be sent to, and says why."""
    reason = unsafe(address)
    if reason is not None:
        raise ValueError(f"the address {address[:200]!r} {reason}")
    return address


def unsafe(address: str) -> str | None:
    """Why nobody may be sent to an address; None if nothing speaks against it. Nothing is looked up."""
    if not address.isprintable() or " " in address or "\\" in address:
        return "has a space, a backslash or an invisible character in it: write these as %20, %5C and so on"
    try:
        found = urlsplit(address)
        port = found.port
    except ValueError as error:
        return f"cannot be read: {error}"
    if found.scheme not in SCHEMES:
        return "is no address of the web: expected one that begins with https:// or http://"
    if found.username is not None or found.password is not None:
        return "has the name of a user or a password in it: take these out"
    if port == 0:
        return "has the port 0, which nobody listens on"
    return unsafe_host(found.hostname or "")


def unsafe_host(host: str) -> str | None:
    """Why nobody may be sent to a host, as an address names it; None if nothing speaks against it."""
    name = normalize("NFKC", host).translate(DOTS).rstrip(".").lower()
    if not name:
        return "names no host"
    numeric = _numeric(name)
    if numeric is not None:
        return None if is_public(numeric) else "leads into a network of its own: expected a host that everybody reaches"
    if NUMBER.fullmatch(name.rpartition(".")[2]):
        return "has a host of numbers that is no IP address as people write it: name the host"
    if not LABELS.fullmatch(name):
        return f"has a host that is no name: {host[:100]!r}"
    if "." not in name or any(f".{name}".endswith(f".{each}") for each in LOCAL):
        return "leads to a host that only its own network knows: expected one that everybody reaches"
    return None


def _numeric(name: str) -> IP | None:
    try:
        return ip_address(name.partition("%")[0])
    except ValueError:
        return None


def is_public(address: IP) -> bool:
    """Whether an IP address belongs to the internet, and to no network of its own, nor to this machine."""
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved)
    inner = address.ipv4_mapped or address.sixtofour
    if address in TRANSLATED:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address in UNICAST and address.is_global
