"""Handing an event to the system of an agency over HTTPS: never to a machine of one's own network,
never further than the address that was given."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Event, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keepsight.casework.webhook_post import Call, Called

WITHIN = 5
"""Seconds for the other side to answer each step."""
ALL_WITHIN = 15
"""Seconds for all of it. Whoever answers a letter at a time is cut off then: the event is held
meanwhile, and so is everything that waits behind it."""


class NotTaken(OSError):
    """The other side answered that it does not take the event."""


class NotAllowed(OSError):
    """The address leads to a machine to which nothing is sent."""


def look() -> "Called":
    """Send the events that wait."""
    from keepsight.casework.webhook_post import call_out
    from keepsight.cli.record import now

    return call_out(send=send, at=now())


def send(call: "Call") -> None:
    """Hand over one event. Raises OSError where it is not taken, or may not be sent there.

    The name is looked up once, and what it leads to is checked and called: so a name that leads
    elsewhere a moment later leads nowhere. No redirect is followed, and no proxy used.
    """
    from keepsight.casework.not_right import NotRight
    from keepsight.casework.subscription import check_address

    try:
        parts = check_address(call.address)
    except NotRight as not_right:
        raise NotAllowed(str(not_right)) from not_right
    host = parts.hostname or ""
    is_tls = parts.scheme == "https"
    number, port = _machine(host, parts.port or (443 if is_tls else 80))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Keepsight",
        "Keepsight-Event": call.event,
        "Keepsight-Signature": call.signature(datetime.now(UTC)),
    }
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _line_to(number, port) as line:
        connection = _connection(host, port, line, is_tls=is_tls)
        try:
            connection.request("POST", path, body=call.body, headers=headers)
            status = connection.getresponse().status
        except http.client.HTTPException as odd:
            raise NotTaken(type(odd).__name__) from odd
        finally:
            connection.close()
    if not 200 <= status < 300:
        raise NotTaken(str(status))


def _machine(host: str, port: int) -> tuple[str, int]:
    """The number of the machine that a name leads to. Raises NotAllowed where any of them is one
    to which nothing is sent."""
    from keepsight.casework.subscription import may_be_reached

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (UnicodeError, ValueError) as unreadable:
        raise NotAllowed(host) from unreadable
    numbers = [str(ipaddress.ip_address(str(each[4][0]).partition("%")[0])) for each in found]
    if not numbers or not all(map(may_be_reached, numbers)):
        raise NotAllowed("a private network")
    return numbers[0], port


@contextmanager
def _line_to(number: str, port: int) -> Iterator[socket.socket]:
    """A line to this machine, which is cut when all the time there is has passed. Raises NotTaken
    where it was: what had come by then is no answer."""
    line = socket.create_connection((number, port), timeout=WITHIN)
    # The line itself is handed on to whatever speaks TLS over it; this is another end of the same.
    with line.dup() as end:
        was_cut = Event()
        cutting = Timer(ALL_WITHIN, _cut, [end, was_cut])
        cutting.daemon = True
        cutting.start()
        try:
            yield line
        finally:
            cutting.cancel()
            line.close()
            if was_cut.is_set():
                raise NotTaken("too slow")


def _cut(end: socket.socket, was_cut: Event) -> None:
    was_cut.set()
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _connection(
    host: str, port: int, line: socket.socket, *, is_tls: bool
) -> http.client.HTTPConnection:
    """A connection over this line to a machine that must prove to be the host, if it is TLS."""
    address = f"[{host}]" if ":" in host else host
    if not is_tls:
        connection = http.client.HTTPConnection(address, port)
        connection.sock = line
        return connection
    connection = http.client.HTTPSConnection(address, port)
    connection.sock = _trust().wrap_socket(line, server_hostname=host)
    return connection


def _trust() -> ssl.SSLContext:
    """Whose word is taken for who a machine is: those whom this server trusts, and whoever the
    authority names besides. Raises NotAllowed where that file cannot be read."""
    from django.conf import settings

    context = ssl.create_default_context()
    if settings.WEBHOOKS_TRUST:
        try:
            context.load_verify_locations(settings.WEBHOOKS_TRUST)
        except OSError as unreadable:
            raise NotAllowed("KEEPSIGHT_WEBHOOKS_TRUST cannot be read") from unreadable
    return context
