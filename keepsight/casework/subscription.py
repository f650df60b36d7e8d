"""Where a system wants to be sent what it is told, and the secret by which it knows that Keepsight
sent it."""

from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import ip_address
from secrets import token_hex
from urllib.parse import SplitResult, urlsplit
from uuid import uuid4

from django.conf import settings
from django.utils.crypto import salted_hmac

from keepsight.casework import access, audit
from keepsight.casework.action import action
from keepsight.casework.not_right import wrong
from keepsight.record.models import Subscription, System, User

AT_MOST = 5
LONGEST = 500


@dataclass(frozen=True)
class SubscriptionLine:
    """One address of a system. `secret` is shown once, when it is made; then it is empty."""

    subscription: str
    address: str
    made_at: datetime
    waiting: int
    given_up: int
    secret: str = ""


def subscriptions(*, by: User, on: date) -> tuple[SubscriptionLine, ...]:
    """The addresses to which this system is sent what it is told. Raises access.Refused."""
    access.require(by, "read_inbox")
    audit.saw(by=by, what="read_inbox", note="where it is sent")
    rows = Subscription.objects.filter(system=by.pk, ended_at=None).order_by("made_at", "pk")
    return tuple(_line(each) for each in rows)


def subscribe(*, address: str, by: User, at: datetime) -> SubscriptionLine:
    """Send this system what it is told, to this address, from now on; gives the secret, once.
    Raises Refused for whoever is no system, and NotRight."""
    access.require(by, "read_inbox")
    check_address(address)
    with action("subscribe", by=by, at=at) as doing:
        system = System.objects.select_for_update().filter(pk=by.pk).first()
        if system is None:
            raise wrong("", "Only a system is sent events.")
        if Subscription.objects.filter(system=system, ended_at=None).count() >= AT_MOST:
            raise wrong("address", f"There are {AT_MOST} addresses already: end one first.")
        row = Subscription.objects.create(
            subscription=uuid4().hex,
            system=system,
            address=address,
            salt=token_hex(16),
            made_at=at,
        )
        doing.note = f"to {urlsplit(address).hostname}"
    return SubscriptionLine(row.pk, row.address, row.made_at, 0, 0, secret=secret_of(row))


def end(*, subscription: str, by: User, at: datetime) -> None:
    """Send nothing more to this address. Raises Refused, also where it is not this system's."""
    access.require(by, "read_inbox")
    own = Subscription.objects.filter(system=by.pk, pk=subscription, ended_at=None)
    if not own.exists():
        audit.refused(by=by, what="read_inbox", note=f"subscription {subscription}")
        raise access.Refused
    with action("unsubscribe", by=by, at=at) as doing:
        doing.note = f"{own.update(ended_at=at)} ended"


def secret_of(row: Subscription) -> str:
    """The secret that signs what is sent to this address: made from the server's own secret, so
    that the database alone gives nobody away."""
    made = salted_hmac(f"keepsight.subscription.{row.salt}", row.pk, algorithm="sha256")
    return made.hexdigest()


def check_address(address: str) -> SplitResult:
    """The parts of an address to which events may be sent. Raises NotRight: https alone, except in
    a demo or test, no sign-in in it, and no machine of one's own by its number."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as unreadable:
        raise wrong("address", "is no address of the web") from unreadable
    schemes = ("https", "http") if settings.WEBHOOKS_WITHOUT_TLS else ("https",)
    if parts.scheme not in schemes or not parts.hostname or port == 0:
        raise wrong("address", f"must begin with {' or '.join(schemes)}:// and name a host")
    if len(address) > LONGEST or not address.isascii() or not address.isprintable():
        raise wrong("address", f"must be {LONGEST} plain letters or fewer")
    if " " in address or parts.username is not None or parts.password is not None or parts.fragment:
        raise wrong("address", "must hold no spaces, no name and password, and no #")
    try:
        number = ip_address(parts.hostname)
    except ValueError:
        return parts
    if not may_be_reached(str(number)):
        raise wrong("address", "leads to a private network")
    return parts


def may_be_reached(number: str) -> bool:
    """Whether events may be sent to the machine of this number: not to one of our own network,
    unless a setting allows it."""
    machine = ip_address(number)
    inner = getattr(machine, "ipv4_mapped", None) or machine
    return settings.WEBHOOKS_TO_PRIVATE or (inner.is_global and not inner.is_multicast)


def _line(row: Subscription) -> SubscriptionLine:
    mine = row.deliveries
    return SubscriptionLine(
        row.pk,
        row.address,
        row.made_at,
        mine.filter(sent_at=None, given_up_at=None).count(),
        mine.exclude(given_up_at=None).count(),
    )
