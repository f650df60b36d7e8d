"""Pages of the running demo, asked for over HTTP by somebody signed in, one at a time. The floor is
the page that only says that the server is well."""

import os
import tempfile
from datetime import datetime, time, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.figure import Figure, figure, ratio, times
from bench.record import add_family, begin_django
from bench.running_demo import RunningDemo, running_demo
from keepsight.config import embedded
from keepsight.practice.working_day import LONDON

PROJECT = Path(__file__).parents[1]
TIMES = 60
LONG, SIBLING = "long", "long-sibling"
FACTS, SIBLING_FACTS = 1_000, 300


def measure() -> list[Figure]:
    """A child with a long record, a usual child, In sight."""
    with tempfile.TemporaryDirectory(prefix="keepsight-bench-") as folder:
        os.environ["KEEPSIGHT_HOME"] = folder
        with running_demo(PROJECT, Path(folder)) as demo:
            return _pages(demo)


def _pages(demo: RunningDemo) -> list[Figure]:
    server = embedded.find()
    if server is None:
        raise RuntimeError("The demo's PostgreSQL does not answer.")
    begin_django(server, mode="demo")
    day = _the_demos_day()
    worker = add_family(
        {LONG: FACTS, SIBLING: SIBLING_FACTS}, until=datetime.combine(day, time(12), LONDON)
    )
    usual, facts = _usual_child()
    past = f"?known_on={day - timedelta(days=700)}"
    wanted: list[tuple[str, Any, str]] = [
        (f"Child's page, {FACTS:,} facts", worker, f"/children/{LONG}"),
        ("  as known on a past day", worker, f"/children/{LONG}{past}"),
        ("  its picture", worker, f"/children/{LONG}/timeline.svg"),
        (f"A usual child's page, {facts} facts", _one("director"), f"/children/{usual}"),
        ("In sight, a manager", _one("manager"), "/"),
        ("In sight, the director", _one("director"), "/"),
    ]
    connection = HTTPConnection("127.0.0.1", demo.port)
    floor = times(lambda: demo.asked(connection, "/health", session=""), often=TIMES, warm_up=20)
    return [_page(demo, connection, floor, *each) for each in wanted]


def _page(
    demo: RunningDemo,
    connection: HTTPConnection,
    floor: list[float],
    what: str,
    user: Any,
    path: str,
) -> Figure:
    from django.db import connection as database
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    client.get(path)
    with CaptureQueriesContext(database) as queries:
        client.get(path)
    session = client.cookies["sessionid"].value
    size = len(demo.asked(connection, path, session=session)) // 1024
    spent = times(lambda: demo.asked(connection, path, session=session), often=TIMES, warm_up=10)
    return figure(
        what,
        spent,
        floor=ratio(spent, floor, "/health"),
        note=f"{len(queries)} queries, {size} kB",
    )


def _the_demos_day() -> Any:
    from django.conf import settings

    from keepsight.casework import tally

    settings.TODAY = tally.last_day()
    return settings.TODAY


def _usual_child() -> tuple[str, int]:
    """The child with as many facts as half of the children have at most."""
    from django.db.models import Count

    from keepsight.record.models import LedgerFact
    from keepsight.record.reader import reading_as_system

    with reading_as_system("a measurement looks for a usual child"):
        counted = LedgerFact.objects.values("child_id").annotate(facts=Count("pk"))
        every = list(counted.order_by("facts", "child_id").values_list("child_id", "facts"))
    child, facts = every[len(every) // 2]
    return str(child), int(facts)


def _one(role: str) -> Any:
    from keepsight.casework import demo_people

    return demo_people.one_of_each_role()[role]
