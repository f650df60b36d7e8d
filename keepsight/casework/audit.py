"""Who did, saw or was refused what: written beside the thing itself, never changed."""

from collections.abc import Iterable

from keepsight.facts.fact import Fact
from keepsight.record.models import AuditEntry, User


def saw(*, by: User, what: str, child: str | None = None, concern: str | None = None) -> None:
    """Somebody read something: `what` is the permission that let them."""
    _write(by=by, what=what, child=child, concern=concern)


def refused(*, by: User, what: str, child: str | None = None, concern: str | None = None) -> None:
    """Somebody asked for something that they may not see or do, or that is not there."""
    _write(by=by, what=what, child=child, concern=concern, was_allowed=False)


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
    _write(by=by, what=what, child=child, concern=concern, facts=added, note=note)


def _write(
    *,
    by: User | None,
    what: str,
    child: str | None,
    concern: str | None,
    was_allowed: bool = True,
    facts: list[str] | None = None,
    note: str = "",
) -> None:
    AuditEntry.objects.create(
        by_id=by.pk if by else None,
        by_whom=by.signature if by else "Keepsight",
        role=by.role if by else "",
        what=what,
        was_allowed=was_allowed,
        # Whatever was asked for, of any length and with any characters, must not stop the audit.
        child=_kept(child),
        concern=_kept(concern),
        facts=facts or [],
        note=note,
    )


def _kept(asked_for: str | None) -> str:
    return (asked_for or "").replace("\x00", "")[:64]
