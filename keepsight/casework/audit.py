"""Who did, saw or was refused what: written beside the thing itself, never changed."""

from collections.abc import Iterable
from contextvars import ContextVar

from keepsight.facts.fact import Fact
from keepsight.record import audit
from keepsight.record.models import User

NOT_SIGNED_IN = "Somebody not signed in"


BY_THE_PUBLIC = frozenset({"tell_from_public", "add_from_public", "ask_after_contact"})
"""What is done without signing in: see public_contact.py."""


def saw(
    *,
    by: User | None,
    what: str,
    child: str | None = None,
    concern: str | None = None,
    note: str = "",
) -> None:
    """Somebody read something: `what` is the permission that let them."""
    _write(by=by, what=what, sort="view", child=child, concern=concern, note=note)


def searched(*, by: User, what: str, child: str | None = None, note: str) -> None:
    """Somebody looked for something: `note` keeps what they asked for. Where it is empty they
    only read the whole."""
    _write(by=by, what=what, sort="search" if note else "view", child=child, note=note)


def exported(*, by: User, what: str, child: str | None = None, note: str = "") -> None:
    """Somebody took something out as a file: `note` says what and in which form."""
    _write(by=by, what=what, sort="export", child=child, note=note)


_refusals: ContextVar[int] = ContextVar("refusals", default=0)


def refusals() -> int:
    """How many refusals have been written down so far for whoever is being answered now. Where one
    of them led to "page not found", it is more than before."""
    return _refusals.get()


def refused(
    *,
    by: User | None,
    what: str,
    child: str | None = None,
    concern: str | None = None,
    note: str = "",
) -> None:
    """Somebody asked for something that they may not see or do, or that is not there; `by` is None
    for somebody who has not signed in."""
    _refusals.set(_refusals.get() + 1)
    _write(
        by=by,
        what=what,
        sort="refusal",
        child=child,
        concern=concern,
        was_allowed=False,
        note=note,
    )


def did(
    *,
    by: User | None,
    what: str,
    child: str | None = None,
    concern: str | None = None,
    facts: Iterable[Fact] = (),
    note: str = "",
) -> None:
    """Somebody did something; `by` is None when a command did it."""
    added = [each.fact_id for each in facts]
    _write(by=by, what=what, sort="action", child=child, concern=concern, facts=added, note=note)


def _write(
    *,
    by: User | None,
    what: str,
    sort: str,
    child: str | None,
    concern: str | None = None,
    was_allowed: bool = True,
    facts: list[str] | None = None,
    note: str = "",
) -> None:
    nobody = "Keepsight" if was_allowed and what not in BY_THE_PUBLIC else NOT_SIGNED_IN
    audit.add(
        by=by.pk if by else None,
        by_whom=by.signature if by else nobody,
        role=by.role if by else "",
        what=what,
        sort=sort,
        was_allowed=was_allowed,
        # Whatever was asked for, of any length and with any characters, must not stop the audit.
        child=_kept(child, 64),
        concern=_kept(concern, 64),
        facts=facts or [],
        note=_kept(note, 1000),
    )


def _kept(asked_for: str | None, length: int) -> str:
    return (asked_for or "").replace("\x00", "")[:length]
