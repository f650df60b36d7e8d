"""Many people signed in at once, on a large record, each doing what their role does with pauses to
read and think: how long they wait. The floor is the page that only says that the server is well,
asked for in the same minutes."""

import os
import random
import subprocess
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from bench.browser import Answer, Browser
from bench.figure import Figure, figure, ratio
from bench.large_record import folder, make
from bench.running_demo import free_port, wait_for_pages
from keepsight.config import embedded

PROJECT = Path(__file__).parents[1]
PEOPLE = 250
THINKING = 15.0
"""Seconds, on average, between one answer and the next question of the same person."""
WARM_UP, MEASURED = 45.0, 180.0

SHARES = {
    "social_worker": {"child": 6, "work": 2, "search": 1, "raise": 1},
    "manager": {"child": 4, "work": 3, "search": 2},
    "chair": {"child": 7, "work": 2, "search": 1},
    "director": {"child": 4, "work": 3, "search": 3},
    "referrer": {"work": 5, "raise": 5},
}
"""What each role does, and how often, of what it does."""

WORDS = {
    "child": "A child's page",
    "search": "In sight, searched by name",
    "work": "In sight, as it opens",
    "raise": "Raising a concern: its last step, saved",
    "floor": "/health",
}


@dataclass
class Person:
    """Somebody who is signed in: what they may open, and what they look for."""

    role: str
    browser: Browser
    children: list[str]
    names: list[str]


@dataclass
class Told:
    """What everybody noticed, in seconds, by what they did; and what went wrong."""

    spent: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    measuring: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, answer: Answer) -> None:
        """Keep how long it took, once measuring has begun."""
        with self.lock:
            if answer.status != 200:
                self.wrong[f"{what}: {answer.status}"] += 1
            elif self.measuring.is_set():
                self.spent[what].append(answer.seconds)


def measure() -> list[Figure]:
    """A child's page, searching and raising a concern, while everybody else works too."""
    with folder() as home:
        os.environ["KEEPSIGHT_HOME"] = home
        server, size = make(Path(home))
        try:
            with _pages() as port:
                people = _people(port)
                told, busy = _work(people, port)
        finally:
            embedded.stop(server.data)
    note = f"{size.people:,} people, {size.children:,} children, {size.facts:,} facts"
    asked = sum(map(len, told.spent.values())) / MEASURED
    floor = told.spent.pop("floor")
    wrong = ", ".join(f"{what} ({often})" for what, often in told.wrong.items()) or "nothing"
    return [
        Figure(f"{PEOPLE} people at once", f"{asked:.0f} pages a second", note=note),
        *(
            figure(
                f"  {WORDS[what]}",
                told.spent[what],
                floor=ratio(told.spent[what], floor, "/health"),
                note=f"{len(told.spent[what])} times, slowest {max(told.spent[what]):.2f} s",
            )
            for what in ("child", "search", "work", "raise")
            if told.spent[what]
        ),
        Figure("  the processors meanwhile", f"{busy:.0f}% busy", note=f"went wrong: {wrong}"),
    ]


@contextmanager
def _pages() -> Iterator[int]:
    """The pages as `keepsight serve` answers them, at a port of their own."""
    port = free_port()
    serving = subprocess.Popen(
        [PROJECT / ".venv/bin/keepsight", "serve", "--port", str(port)], cwd=PROJECT
    )
    try:
        wait_for_pages(port, serving)
        yield port
    finally:
        serving.terminate()
        serving.wait()


def _people(port: int) -> list[Person]:
    """So many people as would be at work: mostly social workers, each with children of their own.

    They are signed in without their passwords, which would take the processors minutes."""
    from django.db import connections
    from django.test import Client

    from keepsight.record.models import Child, Involvement, User
    from keepsight.record.reader import reading_as_system

    wanted = {"social_worker": 150, "manager": 25, "chair": 10, "referrer": 64, "director": 1}
    found = []
    chance = random.Random(1)  # noqa: S311  who does what is no secret
    with reading_as_system("a measurement chooses who is at work"):
        for role, number in wanted.items():
            users = list(User.objects.filter(role=role).order_by("pk"))
            for user in chance.sample(users, min(number, len(users))):
                own = Involvement.objects.filter(to_on=None, user=user)
                if role == "manager":
                    own = Involvement.objects.filter(to_on=None, team=user.team)
                children = list(own.values_list("child_id", flat=True)[:40])
                if role == "director":
                    children = list(Child.objects.values_list("pk", flat=True)[:500])
                names = Child.objects.filter(pk__in=children).values_list("person__name", flat=True)
                client = Client()
                client.force_login(user)
                cookies = {name: each.value for name, each in client.cookies.items()}
                browser = Browser(port, cookies)
                found.append(Person(role, browser, children, [each.split()[0] for each in names]))
    connections.close_all()
    return found


def _work(people: list[Person], port: int) -> tuple[Told, float]:
    """Let everybody work for the while; what they noticed, and how busy the processors were."""
    told = Told()
    threads = [
        threading.Thread(target=_day, args=(each, told, number))
        for number, each in enumerate(people)
    ]
    threads.append(threading.Thread(target=_ask_for_the_floor, args=(port, told)))
    for each in threads:
        each.start()
    time.sleep(WARM_UP)
    told.measuring.set()
    psutil.cpu_percent()
    time.sleep(MEASURED)
    busy = psutil.cpu_percent()
    told.measuring.clear()
    told.over.set()
    for each in threads:
        each.join()
    return told, busy


def _ask_for_the_floor(port: int, told: Told) -> None:
    browser = Browser(port, {})
    while not told.over.wait(1.0):
        told.note("floor", browser.get("/health"))


def _day(person: Person, told: Told, number: int) -> None:
    """What one person does, one thing after another, until it is over."""
    chance = random.Random(number)  # noqa: S311  who does what is no secret
    shares = SHARES[person.role]
    # Nobody begins at the same moment.
    told.over.wait(chance.uniform(0, THINKING))
    while not told.over.is_set():
        what = chance.choices(list(shares), list(shares.values()))[0]
        try:
            DO[what](person, told, chance)
        except Exception as wrong:
            with told.lock:
                told.wrong[f"{what}: {type(wrong).__name__} {wrong}"[:200]] += 1
        _think(told, chance)


def _think(told: Told, chance: random.Random) -> None:
    told.over.wait(min(chance.expovariate(1 / THINKING), THINKING * 5))


def _read_child(person: Person, told: Told, chance: random.Random) -> None:
    if person.children:
        told.note("child", person.browser.get(f"/children/{chance.choice(person.children)}"))


def _search(person: Person, told: Told, chance: random.Random) -> None:
    name = chance.choice(person.names or ["Maya"])
    told.note("search", person.browser.get(f"/?text={name}"))


def _open_work(person: Person, told: Told, chance: random.Random) -> None:
    told.note("work", person.browser.get("/"))


def _raise(person: Person, told: Told, chance: random.Random) -> None:
    """Through the three steps of the form, with time to type; the saving is what is measured."""
    name = f"{chance.choice(person.names or ['Ada'])} {chance.choice('BDFGHKLMNPRSTVW')}ale"
    born = {"born_on_day": chance.randint(1, 28), "born_on_month": 5, "born_on_year": 2019}
    what = {
        "danger": "no",
        "detail": "Came without a coat again, and was hungry.",
        "harms": ["neglect"],
        "happened": "30 March 2026",
    }
    page = person.browser.get("/raise")
    for values in ({"name": name} | born, what):
        _think(told, chance)
        page = person.browser.send(page, values)
    if not page.path.endswith("/raise/check"):
        raise RuntimeError(f"the form stayed at {page.path}")
    done = person.browser.send(page, {})
    if not done.path.endswith("/raise/done"):
        raise RuntimeError(f"not saved: still at {done.path}")
    told.note("raise", done)


DO: dict[str, Callable[[Person, Told, random.Random], Any]] = {
    "child": _read_child,
    "search": _search,
    "work": _open_work,
    "raise": _raise,
}
