"""Systems of agencies that connect to Keepsight, such as a school's or a hospital's records: taking
one on, giving it a token, and taking that away. A system has a role, as everybody has, and may no
more than that."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from secrets import token_hex, token_urlsafe

from django.db.models import Count, Prefetch

from keepsight.casework import access, audit
from keepsight.casework.action import Action, action
from keepsight.casework.not_right import wrong
from keepsight.casework.role import ROLES
from keepsight.practice.codes.agency import AGENCY
from keepsight.record.models import Agency, Delivery, Subscription, System, SystemToken, User
from keepsight.record.reader import reading_as_system

BEGINS = "keepsight_"
"""How every token begins, so that one left lying in a file can be found."""
LONGEST_DAYS = 365


@dataclass(frozen=True)
class NewToken:
    """A system and its new token, which is shown this once and kept nowhere."""

    system: int
    name: str
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class TokenLine:
    """One token of a system, as whoever lets systems in sees it. `hint` is how it begins."""

    token: int
    hint: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    last_used_at: datetime | None
    is_over: bool


@dataclass(frozen=True)
class SystemLine:
    """One system that may connect. `addresses` are those to which it is sent what it is told;
    `given_up` is how much of that could not be sent."""

    system: int
    name: str
    agency: str
    role: str
    tokens: tuple[TokenLine, ...]
    addresses: tuple[str, ...]
    given_up: int

    @property
    def lets_in(self) -> bool:
        """Whether it holds a token that lets it in."""
        return any(not each.is_over for each in self.tokens)


@dataclass(frozen=True)
class Systems:
    """Every system, and the agencies of which one may be taken on: pairs of a number and a name."""

    systems: tuple[SystemLine, ...]
    agencies: tuple[tuple[int, str], ...]


def systems(*, by: User, on: date, at_moment: datetime) -> Systems:
    """Every system that was ever let in. Raises access.Refused. `at_moment` tells which tokens have
    run out."""
    access.require(by, "connect_systems")
    audit.saw(by=by, what="connect_systems")
    return Systems(
        _lines(moment=at_moment), tuple(Agency.objects.order_by("name").values_list("pk", "name"))
    )


def every_system(*, at: datetime) -> tuple[SystemLine, ...]:
    """Every system that was ever let in, for whoever runs the server."""
    with reading_as_system("which systems are let in"):
        audit.saw(by=None, what="connect_systems")
        return _lines(moment=at)


def _lines(*, moment: datetime) -> tuple[SystemLine, ...]:
    tokens = SystemToken.objects.select_related("made_by").order_by("-made_at", "-pk")
    rows = (
        System.objects.select_related("user__agency")
        .prefetch_related(
            Prefetch("tokens", tokens),
            Prefetch("subscriptions", Subscription.objects.filter(ended_at=None)),
        )
        .order_by("user__agency__name", "user__name")
    )
    given_up = dict(
        Delivery.objects.filter(given_up_at__isnull=False, subscription__ended_at=None)
        .values_list("subscription__system")
        .annotate(Count("pk"))
    )
    return tuple(_line(each, given_up.get(each.pk, 0), moment=moment) for each in rows)


def take_on(
    *,
    name: str,
    agency: str,
    agency_kind: str = "",
    role: str = "referrer",
    days: int = LONGEST_DAYS,
    by: User | None,
    at: datetime,
) -> NewToken:
    """Let a system of an agency in from now on; gives its first token.

    `agency` is a name; one that is not known yet is begun where `agency_kind` says what it is.
    `role` is a code of the roles: on a page nobody gives another than "referrer". `by` is None from
    the command line. Raises Refused and NotRight.
    """
    if by is not None:
        access.require(by, "connect_systems")
    if role not in ROLES or (by is not None and role != "referrer"):
        raise wrong("role", f"'{role}' is no role that a system is given here")
    if not name.strip():
        raise wrong("name", "Enter what the system is called.")
    if len(name) > 150:
        raise wrong("name", "must be 150 letters or fewer")
    with action("connect_system", by=by, at=at) as doing:
        of = _agency(agency.strip(), agency_kind)
        if User.objects.filter(agency=of, name=name.strip(), system__isnull=False).exists():
            raise wrong("name", f"{of.name} has a system of that name already.")
        user = User(username=_username(name), name=name.strip(), role=role, agency=of)
        user.set_unusable_password()
        user.save()
        row = System.objects.create(user=user, taken_on_at=at, taken_on_by=by)
        doing.note = f"{user.name} of {of.name}, as {role}"
        return _new_token(doing, row, days=days)


def new_token(*, system: int, days: int = LONGEST_DAYS, by: User | None, at: datetime) -> NewToken:
    """Give a system another token; the ones it has go on until they are taken away or run out.
    Raises Refused, also where there is no such system, and NotRight."""
    row = _require(system, by=by)
    with action("give_token", by=by, at=at) as doing:
        doing.note = f"to {row.user.name} of {row.user.agency.name}"
        return _new_token(doing, row, days=days)


def revoke(*, system: int, token: int | None = None, by: User | None, at: datetime) -> int:
    """Take away a token of a system, or all of them; gives how many were still good. From now on
    whoever shows one is not let in. Raises Refused, also where there is no such system."""
    row = _require(system, by=by)
    with action("revoke_token", by=by, at=at) as doing:
        good = SystemToken.objects.filter(system=row, revoked_at=None)
        if token is not None:
            good = good.filter(pk=token)
        done = good.update(revoked_at=at, revoked_by=by)
        doing.note = f"{done} of {row.user.name}, {row.user.agency.name}"
    return done


def one_system(system: int, *, by: User, on: date, at_moment: datetime) -> SystemLine:
    """One system. Raises Refused, also where there is none."""
    found = systems(by=by, on=on, at_moment=at_moment).systems
    for each in found:
        if each.system == system:
            return each
    audit.refused(by=by, what="connect_systems", note=f"system {system}")
    raise access.Refused


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so that nobody finds it from this."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _require(system: int, *, by: User | None) -> System:
    if by is not None:
        access.require(by, "connect_systems")
    with reading_as_system("which system is meant"):
        row = System.objects.select_related("user__agency").filter(pk=system).first()
    if row is None:
        audit.refused(by=by, what="connect_systems", note=f"system {system}")
        raise access.Refused
    return row


def _agency(name: str, kind: str) -> Agency:
    known = Agency.objects.filter(name=name).first()
    if known is not None:
        return known
    if kind and kind not in AGENCY:
        raise wrong("agency_kind", f"'{kind}' is no kind of agency: {', '.join(AGENCY)}")
    if not name or not kind:
        raise wrong("agency", "Choose an agency that is known here, or say what kind it is.")
    return Agency.objects.create(name=name, kind=kind)


def _username(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    return f"system/{plain}/{token_hex(4)}"


def _new_token(doing: Action, system: System, *, days: int) -> NewToken:
    if not 1 <= days <= LONGEST_DAYS:
        raise wrong("days", f"Enter a number of days from 1 to {LONGEST_DAYS}.")
    token = BEGINS + token_urlsafe(32)
    expires_at = doing.at + timedelta(days=days)
    SystemToken.objects.create(
        system=system,
        digest=digest_of(token),
        hint=token[: len(BEGINS) + 2],
        made_at=doing.at,
        made_by=doing.by,
        expires_at=expires_at,
    )
    return NewToken(system.pk, system.user.name, token, expires_at)


def _line(row: System, given_up: int, *, moment: datetime) -> SystemLine:
    return SystemLine(
        system=row.pk,
        name=row.user.name,
        agency=row.user.agency.name,
        role=ROLES[row.user.role].title,
        tokens=tuple(
            TokenLine(
                token=each.pk,
                hint=each.hint,
                made_at=each.made_at,
                made_by=each.made_by.signature if each.made_by else "The command line",
                expires_at=each.expires_at,
                last_used_at=each.last_used_at,
                is_over=each.revoked_at is not None or each.expires_at <= moment,
            )
            for each in row.tokens.all()
        ),
        addresses=tuple(each.address for each in row.subscriptions.all()),
        given_up=given_up,
    )
