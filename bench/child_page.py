"""The page of a child with 1,000 facts: how long it takes the server, and how many queries.

The page is asked for through everything that stands between a browser and the record: middleware,
session, access, row-level security, the audit, the template. The picture is measured by itself,
since a browser asks for it by itself.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

FACTS = 1_000
TIMES = 60
CHILD, SIBLING = "one", "other"
LAST_DAY = date(2025, 3, 31)
FIRST_DAY = LAST_DAY - timedelta(days=FACTS * 3)


def measure() -> None:
    """Prints the middle and the slow end of each way of asking for the page."""
    with _django(), _client() as client:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        address = f"/children/{CHILD}"
        past = f"?known_on={LAST_DAY - timedelta(days=700)}"
        for title, asked in (
            ("today", address),
            ("filtered by words", f"{address}?text=met"),
            ("with a sister's, merged", f"{address}?family=on"),
            ("everything on one page", f"{address}?everything=1"),
            ("as known on a past day", f"{address}{past}"),
            ("the picture", f"{address}/timeline.svg"),
            ("the picture of a past day", f"{address}/timeline.svg{past}"),
        ):
            client.get(asked)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(asked)
                asked_the_database = len(queries)
            assert answer.status_code == 200, asked
            times = sorted(_seconds(lambda asked=asked: client.get(asked)) for _ in range(TIMES))
            slow = quantiles(times, n=20)[-1]
            print(
                f"  {title:28} p50 {median(times) * 1000:6.1f} ms   p95 {slow * 1000:6.1f} ms   "
                f"{asked_the_database} queries   {len(answer.content) // 1024} kB"
            )


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


@contextmanager
def _django() -> Iterator[None]:
    """Django on an embedded database of its own, migrated."""
    from keepsight.config import embedded

    with tempfile.TemporaryDirectory(prefix="keepsight-bench-") as folder:
        server = embedded.start(Path(folder) / "postgres", durable=False)
        os.environ |= server.environment | {
            "DJANGO_SETTINGS_MODULE": "keepsight.config.settings",
            "KEEPSIGHT_MODE": "test",
            "KEEPSIGHT_TODAY": LAST_DAY.isoformat(),
        }
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", database="owner", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()
            embedded.stop(server.data)


@contextmanager
def _client() -> Iterator[Any]:
    """Somebody signed in who works with the child, whose record has FACTS facts."""
    from django.test import Client

    from keepsight.casework import projection
    from keepsight.record.models import Agency, Child, Involvement, Person, Relationship, User
    from keepsight.record.reader import reading_as_system

    with reading_as_system("a measurement needs a child"):
        agency = Agency.objects.create(name="Children’s Services", kind="social_care")
        user = User.objects.create(
            username="measurer", name="M. Easurer", role="social_worker", agency=agency
        )
        for child in (CHILD, SIBLING):
            person = Person.objects.create(
                person_id=child, name=child.title(), name_key=child, born_on=FIRST_DAY
            )
            Child.objects.create(child_id=child, person=person)
            Involvement.objects.create(
                child_id=child, user=user, as_what="allocated", from_on=FIRST_DAY
            )
        for child, relative in ((CHILD, SIBLING), (SIBLING, CHILD)):
            Relationship.objects.create(
                child_id=child, relative_id=relative, relation="brother_or_sister"
            )
        facts = [*_facts(CHILD), *list(_facts(SIBLING))[: FACTS // 4]]
        projection.add(facts, by=None, at=datetime(2025, 3, 31, 12, tzinfo=UTC))
    client = Client()
    client.force_login(user)
    yield client


def _facts(child: str) -> Iterator[Any]:
    """A long history: a worker's visits and meetings, a concern now and then, two plans."""
    from keepsight.facts.fact import fact_from

    turns: list[tuple[str, dict[str, Any]]] = [
        ("visit", {"visit": "child_protection", "seen": "seen", "seen_alone": True}),
        ("note", {}),
        ("core_group", {"meeting_decision": "not_decided"}),
        ("appointment", {"attendance": "was_not_brought"}),
        ("supervision", {}),
        ("contact", {}),
        ("visit", {"visit": "child_protection", "seen": "not_seen"}),
        ("note", {}),
    ]
    rare: dict[int, tuple[str, dict[str, Any]]] = {
        0: ("birth", {}),
        20: ("plan_started", {"categories": ("sexual",)}),
        300: ("category_changed", {"from_categories": ("sexual",), "to_categories": ("neglect",)}),
        600: ("plan_ended", {}),
        700: ("plan_started", {"categories": ("neglect",)}),
    }
    for number in range(FACTS):
        kind, values = rare.get(number) or turns[number % len(turns)]
        if number % 90 == 10:
            harm = ("sexual", "physical", "neglect")[number // 90 % 3]
            kind, values = "concern", {"harms": (harm,), "sign": "bruise"}
        elif number % 60 == 30:
            kind, values = "conference", {"conference": "review"}
        happened_on = FIRST_DAY + timedelta(days=number * 3)
        yield fact_from(
            {
                "kind": kind,
                "child": child,
                "fact_id": f"{child}-{number}",
                "happened_on": happened_on,
                "recorded_at": datetime(
                    happened_on.year, happened_on.month, happened_on.day, 15, tzinfo=UTC
                ),
                "agency": ("social_care", "nursery", "gp", "school")[number % 4],
                "recorded_by": "Somebody",
                "source": "A measurement",
                "event": f"event-{number}" if kind == "core_group" else "",
                "detail": "The family met the worker, and it was talked through at some length.",
                **values,
            }
        )
