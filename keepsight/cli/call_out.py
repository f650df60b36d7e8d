"""Handing an event to the system of an agency over HTTPS: never to a machine of one's own network,
never further than the address that was given."""

import http.client
import ipaddress
import socket
import ssl
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keepsight.casework.webhook_post import Call, Called

WITHIN = 5
"""Seconds for the other side to answer each step; all of it may take three times that."""


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
    number, port = _machine(host, parts.port or (443 if parts.scheme == "https" else 80))
    ends_at = time.monotonic() + 3 * WITHIN
    connection = _connection(host, number, port, tls=parts.scheme == "https")
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Keepsight",
        "Keepsight-Event": call.event,
        "Keepsight-Signature": call.signature(datetime.now(UTC)),
    }
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body=call.body, headers=headers)
        status = connection.getresponse().status
    except http.client.HTTPException as odd:
        raise NotTaken(type(odd).__name__) from odd
    finally:
        connection.close()
    if not 200 <= status < 300 or time.monotonic() > ends_at:
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


def _connection(host: str, number: str, port: int, *, tls: bool) -> http.client.HTTPConnection:
    """A connection to this machine, which must prove to be the host where there is TLS."""
    address = f"[{host}]" if ":" in host else host
    if not tls:
        connection = http.client.HTTPConnection(address, port, timeout=WITHIN)
        connection.sock = socket.create_connection((number, port), timeout=WITHIN)
        return connection
    connection = http.client.HTTPSConnection(address, port, timeout=WITHIN)
    plain = socket.create_connection((number, port), timeout=WITHIN)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise
    return connection
