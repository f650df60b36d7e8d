"""People raise concerns while the server's processes are killed, and then the database itself, as
in a power cut: whatever was confirmed to them is there afterwards, exactly once."""

import contextlib
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psutil
import psycopg
import pytest
import requests

from keepsight.config import embedded, postgres
from keepsight.config.postgres import ADMIN_ROLE
from keepsight.record import chain
from keepsight.record.reader import reading_as_system
from tests.unit.test_commands_alone import COMMAND, environment

if TYPE_CHECKING:
    from tests.web.small_authority import SmallAuthority

CLIENTS = 4
ENOUGH = 2
"""So many concerns are confirmed to each client between one kill and the next."""
PATIENCE = 120
PORT = 8111
KILLS = 2
NO_LOOP = 6.0
"""Seconds: processes that end again within 5.5 s of being started anew are taken for a fault that
comes back by itself, and the server ends too, for whatever started it to see."""
REFERENCE = re.compile(r"Your reference is\s*(?:<[^>]+>\s*)*([A-Z0-9]{4} [A-Z0-9]{4})")
SEEN_BY = re.compile(r"A bruise, seen by \w+\.")
WHO = {"name": "Ivy Stone", "born_on_day": "2", "born_on_month": "6", "born_on_year": "2019"}
WHAT = {
    "danger": "no",
    "happened": "28 March 2025",
    "harms": ["physical"],
    "sign": "bruise",
}


@pytest.fixture
def lasting(
    tmp_path: Path, database_server: embedded.Server, django_db_setup: None, django_db_blocker
) -> Iterator[tuple[embedded.Server, "SmallAuthority"]]:
    """A database server of the test's own that writes to the disk before it says that it has, with
    the small authority in it."""
    from django.db import connections

    from tests.web import small_authority

    server = embedded.start(tmp_path / "postgres", durable=True)
    _keepsight("migrate", server)
    kept = {}
    with django_db_blocker.unblock():
        connections.close_all()
        for alias in ("default", "owner"):
            of = connections[alias].settings_dict
            kept[alias] = of["HOST"], of["NAME"]
            of["HOST"], of["NAME"] = str(server.socket), server.database
        yield server, small_authority.build()
        connections.close_all()
        for alias, (host, name) in kept.items():
            of = connections[alias].settings_dict
            of["HOST"], of["NAME"] = host, name
    embedded.stop(server.data)


def _keepsight(command: str, server: embedded.Server) -> None:
    subprocess.run([*COMMAND, command], env=_environment(server), check=True, capture_output=True)


def _environment(server: embedded.Server) -> dict[str, str]:
    from django.conf import settings

    own = {"KEEPSIGHT_MODE": "test", "KEEPSIGHT_SECRET_KEY": settings.SECRET_KEY}
    return environment(**server.environment, **own, KEEPSIGHT_HOME=str(server.data.parent))


@contextlib.contextmanager
def _served(server: embedded.Server, port: int) -> Iterator[psutil.Process]:
    """The pages, as `keepsight serve` serves them."""
    words = ["serve", "--port", str(port)]
    log = server.data.parent / "served"
    with log.open("w") as said:
        started = subprocess.Popen(
            [*COMMAND, *words], env=_environment(server), stdout=said, stderr=said
        )
    try:
        yield psutil.Process(started.pid)
    finally:
        children = psutil.Process(started.pid).children(recursive=True)
        started.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(10)
        for each in (started, *children):
            with contextlib.suppress(psutil.Error, ProcessLookupError):
                each.kill()
        started.wait()


class Raiser(threading.Thread):
    """Somebody who raises one concern after another, and sends a form again as long as no page
    comes back."""

    def __init__(self, address: str, session: str) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.browser = requests.Session()
        self.browser.cookies.set("sessionid", session)
        self.confirmed: dict[str, str] = {}
        self.sent_again = 0
        self.ends = threading.Event()
        self.failure = ""

    def run(self) -> None:
        """Until told to end, and then until the last one is confirmed."""
        try:
            while not self.ends.is_set():
                self._raise(f"A bruise, seen by {uuid4().hex}.")
        except AssertionError as failed:
            self.failure = str(failed)

    def _raise(self, detail: str) -> None:
        self._until_shown("/raise", None, then="/raise")
        self._until_shown("/raise", WHO, then="/raise/what")
        self._until_shown("/raise/what", {**WHAT, "detail": detail}, then="/raise/check")
        page = self._until_shown("/raise/check", {}, then="/raise/done")
        reference = REFERENCE.search(page)
        assert reference, "no reference on the last page"
        assert reference[1] not in self.confirmed.values(), "an earlier concern was confirmed"
        self.confirmed[detail] = reference[1]

    def _until_shown(self, path: str, form: dict[str, object] | None, *, then: str) -> str:
        """Send it until the page that follows is shown; gives that page."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            with contextlib.suppress(requests.RequestException):
                page = self._send(path, form)
                if page.ok:
                    assert page.url == self.address + then, f"{path} led to {page.url}"
                    return page.text
            self.sent_again += 1
            time.sleep(0.1)
        raise AssertionError(f"{path}: no page came back for {PATIENCE} seconds")

    def _send(self, path: str, form: dict[str, object] | None) -> requests.Response:
        if form is None:
            return self.browser.get(self.address + path, timeout=20)
        token = self.browser.cookies.get("csrftoken", "")
        given = {**form, "csrfmiddlewaretoken": token}
        return self.browser.post(self.address + path, data=given, timeout=20)


def _until(condition: object, why: str) -> None:
    began = time.monotonic()
    while not condition():  # type: ignore[operator]
        assert time.monotonic() - began < PATIENCE, why
        time.sleep(0.05)


def _confirm_more(people: list[Raiser]) -> None:
    """Wait until each of them has had some more confirmed."""
    before = [len(each.confirmed) for each in people]

    def is_enough() -> bool:
        assert not [each.failure for each in people if each.failure]
        return all(len(p.confirmed) >= was + ENOUGH for p, was in zip(people, before, strict=True))

    _until(is_enough, "nothing more was confirmed")


def _workers(of: psutil.Process) -> list[psutil.Process]:
    """The processes that answer requests, and live."""
    found = []
    for each in of.children(recursive=True):
        with contextlib.suppress(psutil.ZombieProcess, psutil.NoSuchProcess):
            if "resource_tracker" not in " ".join(each.cmdline()):
                found.append(each)
    return found


def _raised(server: embedded.Server) -> Counter[str]:
    with psycopg.connect(server.url(role=ADMIN_ROLE)) as outside:
        found = outside.execute("SELECT rest->>'detail' FROM ledger WHERE kind = 'concern'")
        seen = [SEEN_BY.search(detail or "") for (detail,) in found]
    return Counter(each[0] for each in seen if each)


def test_what_was_confirmed_is_there_once_whatever_was_killed(
    lasting: tuple[embedded.Server, "SmallAuthority"],
) -> None:
    from django.db import connections
    from django.test import Client

    server, authority = lasting
    people = []
    address = f"http://127.0.0.1:{PORT}"
    for _ in range(CLIENTS):
        client = Client()
        client.force_login(authority.people["referrer"])
        people.append(Raiser(address, client.cookies["sessionid"].value))
    with _served(server, PORT) as pages:
        for each in people:
            each.start()
        _confirm_more(people)

        for _ in range(KILLS):
            workers = _workers(pages)
            assert workers
            for each in workers:
                each.kill()
            _confirm_more(people)
            time.sleep(NO_LOOP)

        for each in postgres._processes(server.data):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        embedded.start(server.data, durable=True)
        connections.close_all()
        _confirm_more(people)

        for each in people:
            each.ends.set()
        for each in people:
            each.join(PATIENCE)
    assert not [each.failure for each in people if each.failure]
    assert sum(each.sent_again for each in people) > 0
    confirmed = [detail for each in people for detail in each.confirmed]
    assert _raised(server) == Counter(confirmed)
    with reading_as_system("tests verify the chains"):
        assert chain.verify().breaks == []
