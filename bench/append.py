"""Adding one fact, with what stands worked out anew, to the commit: the whole action, and the part
of it from the append on. The floor is a bare INSERT of such a row with its commit, on the same
connection."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

from bench.figure import Figure, figure, ratio
from bench.life import UNTIL, a_fact
from bench.record import add_family, own_record

TIMES = 200
WARM_UP = 20
_POSITIONS = count(10)
SIZES = ((1_000, 300), (50, 20))
"""Facts of the child, and of a brother or sister."""

KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("visit", {"seen": "seen"}), ("note", {}), ("appointment", {"attendance": "attended"})) * 3,
    ("section_47_begun", {}),
)
"""What is added, in turn. The last touches the brother or sister too, and is said in an action of
its own."""

_INSERT = """INSERT INTO ledger (fact_id, child_id, position, kind, happened_on, recorded_at,
        agency, recorded_by, source, event, concerns, rest, entered_at, previous_hash, hash)
    SELECT fact_id || '-' || %(position)s, 'floor', %(position)s, kind, happened_on, recorded_at,
        agency, recorded_by, source, event, concerns, rest, entered_at, previous_hash, hash
    FROM ledger WHERE child_id = 'floor' AND position = 1"""


def measure() -> list[Figure]:
    """A child with a long record and one with a usual record; visits, notes and concerns."""
    with own_record():
        # What a process of the server does before it answers.
        import keepsight.config.wsgi  # noqa: F401

        add_family({"floor": 3})
        return [each for own, other in SIZES for each in _family(own, other)]


def _family(own: int, other: int) -> list[Figure]:
    child = f"child-{own}"
    worker = add_family({child: own, f"sibling-{own}": other})
    with _when_appended() as appended:
        whole, bare, ended = _in_turn(_adder(child, worker), _insert)
    from_append = [end - at for end, at in zip(ended, appended[WARM_UP:], strict=True)]
    what = f"Add a fact: child with {own:,}, sibling {other}"
    floor = "a bare INSERT"
    return [
        figure(
            what,
            whole,
            floor=ratio(whole, bare, floor),
            note="the whole action, to the commit; every tenth is an enquiry",
        ),
        figure(
            f"{what}: from the append",
            from_append,
            floor=ratio(from_append, bare, floor),
            note="without asking whether they may, and who else is held",
        ),
    ]


def _in_turn(
    act: Callable[[int], None], floor: Callable[[int], None]
) -> tuple[list[float], list[float], list[float]]:
    """The seconds of each, one after the other, so that what disturbs one disturbs both; and the
    moment at which each act ended."""
    spent: list[float] = []
    bare: list[float] = []
    ended: list[float] = []
    for turn in range(WARM_UP + TIMES):
        began = time.perf_counter()
        act(turn)
        ended.append(time.perf_counter())
        floor(turn)
        spent.append(ended[-1] - began)
        bare.append(time.perf_counter() - ended[-1])
    return spent[WARM_UP:], bare[WARM_UP:], ended[WARM_UP:]


@contextmanager
def _when_appended() -> Iterator[list[float]]:
    """The moment at which each fact was given to the ledger and to what is worked out from it."""
    from keepsight.casework import projection

    moments: list[float] = []
    add = projection.add

    def noted(*facts: Any, **more: Any) -> None:
        moments.append(time.perf_counter())
        add(*facts, **more)

    projection.add = noted
    try:
        yield moments
    finally:
        projection.add = add


def _adder(child: str, worker: Any) -> Callable[[int], None]:
    from keepsight.casework.action import action
    from keepsight.casework.fact import ON_PAGES, record_fact

    def add(turn: int) -> None:
        at = UNTIL + timedelta(minutes=turn)
        kind, more = KINDS[turn % len(KINDS)]
        fact = a_fact(kind, child, at, **more)
        if kind not in ON_PAGES:
            record_fact(fact=fact, by=worker, at=at)
            return
        with action("record_fact", by=worker, at=at, child=child) as doing:
            doing.add([fact])

    return add


def _insert(turn: int) -> None:
    from django.db import connection, transaction

    from keepsight.record.reader import reading_as_system

    with (
        reading_as_system("the floor of a measurement"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(_INSERT, {"position": next(_POSITIONS)})
