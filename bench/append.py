"""How long it takes to add one fact, with the findings of the child and a sibling worked out anew:
a child with 1,000 facts, a brother with 300, in a database of its own."""

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from keepsight.config import embedded

TIMES = 200
LONG, SHORT = 1_000, 300
AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


def measure() -> None:
    """Print the median and the 95th percentile, in milliseconds, of adding one fact."""
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "postgres")
        try:
            _prepare(server)
            spent = _add_one_by_one()
        finally:
            embedded.stop(server.data)
    milliseconds = sorted(each * 1000 for each in spent)
    p95 = milliseconds[round(len(milliseconds) * 0.95) - 1]
    print(
        f"add one fact, findings refreshed ({LONG:,} facts, a sibling with {SHORT}): "
        f"p50 {statistics.median(milliseconds):.1f} ms, p95 {p95:.1f} ms, {TIMES} times"
    )


def _prepare(server: embedded.Server) -> None:
    os.environ |= server.environment | {
        "DJANGO_SETTINGS_MODULE": "keepsight.config.settings",
        "KEEPSIGHT_MODE": "test",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _add_one_by_one() -> list[float]:
    from keepsight.casework import fact

    user = _a_family()
    spent = []
    for turn in range(TIMES):
        at = AT + timedelta(minutes=turn)
        new = _fact("note" if turn % 2 else "visit", "long", at, f"Number {turn}")
        began = time.perf_counter()
        fact.record_fact(fact=new, by=user, at=at)
        spent.append(time.perf_counter() - began)
    return spent


def _a_family():
    from keepsight.casework import child_record, projection
    from keepsight.record.models import Agency, Involvement, Relationship, Team, User
    from keepsight.record.reader import reading_as_system

    council = Agency.objects.create(name="Council", kind="social_care")
    team = Team.objects.create(name="North", agency=council)
    user = User.objects.create(
        username="worker", name="A worker", role="social_worker", agency=council, team=team
    )
    with reading_as_system("bench"):
        for child, facts in (("long", LONG), ("short", SHORT)):
            child_record.begin(child, born_on=None, child_id=child)
            Involvement.objects.create(child_id=child, team=team, as_what="team", from_on=AT.date())
            projection.add(list(_life(child, facts)), by=None, at=AT)
        Relationship.objects.bulk_create(
            Relationship(child_id=child, relative_id=other, relation="brother_or_sister")
            for child, other in (("long", "short"), ("short", "long"))
        )
        projection.refresh_all()
    return user


def _life(child: str, facts: int):
    """A long record: a concern now and then, a plan, and years of visits, meetings and notes."""
    kinds = ("visit", "note", "core_group", "appointment", "contact", "visit", "supervision")
    began = AT - timedelta(days=facts * 2)
    yield _fact("birth", child, began - timedelta(days=900), "Born")
    yield _fact("plan_started", child, began, "Plan", categories=["neglect"])
    for number in range(facts - 2):
        at = began + timedelta(days=number * 2 - number % 2)
        if number % 40 == 0:
            yield _fact("concern", child, at, "Bruise", sign="bruise", harms=["physical"])
        else:
            more = {"attendance": "attended"} if number % 7 == 3 and number % 40 else {}
            kind = kinds[number % 7]
            yield _fact(kind, child, at, f"Number {number}", **more)


def _fact(kind: str, child: str, at: datetime, detail: str, **more: object):
    from keepsight.facts import kind as _every_kind  # noqa: F401  (fills KINDS)
    from keepsight.facts.fact import fact_from

    return fact_from(
        {
            "kind": kind,
            "child": child,
            "happened_on": at.date(),
            "recorded_at": at,
            "agency": "social_care",
            "recorded_by": "A worker",
            "source": "bench",
            "detail": detail,
            **more,
        }
    )
