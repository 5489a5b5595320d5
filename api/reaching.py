"""Whether an address of the web answers, asked so that nobody can use the question.

Whoever wrote an address does not choose where this machine connects to: a host that resolves into a network of its own
is not connected to, and neither is one that a redirection leads to; the address that was looked at is the one that is
connected to, whatever a name resolves to a moment later. Nothing of an answer is read but its head, and each question
ends after a while, however slowly the other side talks. HEAD is asked, and GET of those who refuse that.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from importlib.metadata import version
from ipaddress import ip_address
from threading import Event, Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from knowledge.model.addresses import IP, is_public, unsafe

MOST_REDIRECTIONS = 5
SECONDS = 10.0
FOR_GOOD = (301, 308)
REDIRECTIONS = (301, 302, 303, 307, 308)
TO_BROWSERS_ONLY = (401, 403, 406, 418, 429, 451)
IN_PATHS = "/%:@!$&'()*+,;=~-._"


class State(StrEnum):
    """How an address is."""

    FINE = "fine"
    MOVED = "moved"
    UNSURE = "unsure"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Reached:
    """How an address is, and what was found in words."""

    state: State
    said: str


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises `OSError` where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))


@dataclass(frozen=True, slots=True)
class Asking:
    """How is asked: how long one question may wait, who resolves names, and which IP addresses are connected to."""

    seconds: float = SECONDS
    resolve: Callable[[str, int], list[str]] = resolved
    allows: Callable[[IP], bool] = is_public


class Unreachable(Exception):
    """An address that does not answer, or must not be asked, and why."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    leads_to: str | None


def reach(address: str, asking: Asking) -> Reached:
    """How an address is."""
    here, moved = address, False
    try:
        for _ in range(MOST_REDIRECTIONS + 1):
            answer = _asked(here, asking)
            if answer.status not in REDIRECTIONS or answer.leads_to is None:
                return _judged(answer.status, here, moved=moved)
            moved = moved or answer.status in FOR_GOOD
            here = _joined(here, answer.leads_to)
    except Unreachable as error:
        return Reached(State.BROKEN, f"{error}" if here == address else f"it leads to {here[:200]}: {error}")
    return Reached(State.BROKEN, f"it leads on and on, more than {MOST_REDIRECTIONS} times")


def _joined(here: str, leads_to: str) -> str:
    try:
        return urljoin(here, leads_to)
    except ValueError as error:
        raise Unreachable(f"it leads to {leads_to[:200]!r}, which cannot be read: {error}") from error


def _judged(status: int, here: str, *, moved: bool) -> Reached:
    if 200 <= status < 300:
        return Reached(State.MOVED, f"it has moved to {here[:200]}") if moved else Reached(State.FINE, "it answers")
    if status in TO_BROWSERS_ONLY:
        return Reached(State.UNSURE, f"it answers {status} to programs: look at it yourself")
    return Reached(State.BROKEN, f"it answers {status}")


def _asked(address: str, asking: Asking) -> _Answer:
    """What an address answers to HEAD, or else to GET. Raises `Unreachable`."""
    try:
        answer = _answer("HEAD", address, asking)
    except Unreachable:
        return _answer("GET", address, asking)
    return answer if answer.status < 400 else _answer("GET", address, asking)


def _answer(method: str, address: str, asking: Asking) -> _Answer:
    reason = unsafe(address)
    if reason is not None:
        raise Unreachable(f"the address {reason}")
    found = urlsplit(address)
    try:
        host = (found.hostname or "").encode("idna").decode()
        sock = _connected(host, found.port or (443 if found.scheme == "https" else 80), asking)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"its host does not answer: {_words(error)}") from error
    open_, late = [sock], Event()
    watch = Timer(2 * asking.seconds, lambda: _hang_up(open_[-1], late))
    watch.daemon = True
    watch.start()
    try:
        if found.scheme == "https":
            context = ssl.create_default_context()
            secured = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            open_.append(secured)
            secured.do_handshake()
        answer = _spoken(method, found, f"[{host}]" if ":" in host else host, open_[-1])
    except (OSError, HTTPException) as error:
        raise Unreachable(f"it does not answer: {_words(TimeoutError() if late.is_set() else error)}") from error
    finally:
        watch.cancel()
        for each in open_:
            each.close()
    if late.is_set():  # the head ended there because nobody listened any more
        raise Unreachable(f"it does not answer: {_words(TimeoutError())}")
    return answer


def _spoken(method: str, found: SplitResult, host: str, sock: socket.socket) -> _Answer:
    """What is answered on a socket that is connected to the host."""
    connection = HTTPConnection(host)
    connection.sock = sock  # which is connected already, to an address that was looked at
    path = quote(found.path or "/", safe=IN_PATHS)
    target = f"{path}?{quote(found.query, safe=IN_PATHS + '?')}" if found.query else path
    named = host if found.port is None else f"{host}:{found.port}"
    agent = f"rolegraph/{version('rolegraph')} (check links)"
    connection.request(method, target, headers={"Host": named, "User-Agent": agent, "Accept": "*/*"})
    response = connection.getresponse()
    return _Answer(response.status, response.getheader("Location"))


def _connected(host: str, port: int, asking: Asking) -> socket.socket:
    """A socket that is connected to a host. Raises `Unreachable` where that is in a network of its own."""
    every = asking.resolve(host, port)
    for each in every:
        if not asking.allows(ip_address(each)):
            raise Unreachable(f"its host leads into a network of its own ({each}), and was not asked")
    last: OSError = OSError("it has no address")
    for each in every:
        try:
            return socket.create_connection((each, port), timeout=asking.seconds)
        except OSError as error:
            last = error
    raise last


def _hang_up(sock: socket.socket, late: Event) -> None:
    late.set()
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # whatever TLS has to say about it
    except OSError:
        return  # it has ended just now


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long"
    return str(getattr(error, "strerror", None) or str(error) or type(error).__name__)
