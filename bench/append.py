"""Adding one fact, with what stands worked out anew, to the commit. The floor is a bare INSERT of
such a row with its commit, on the same connection."""

import time
from collections.abc import Callable
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
        add_family({"floor": 3})
        return [_family(own, other) for own, other in SIZES]


def _family(own: int, other: int) -> Figure:
    child = f"child-{own}"
    worker = add_family({child: own, f"sibling-{own}": other})
    added, bare = _in_turn(_adder(child, worker), _insert)
    return figure(
        f"Add a fact: child with {own:,}, sibling {other}",
        added,
        floor=ratio(added, bare, "a bare INSERT"),
        note="to the commit; every tenth is an enquiry",
    )


def _in_turn(*acts: Callable[[int], None]) -> list[list[float]]:
    """Each act's seconds, one after another, so that what disturbs one disturbs all."""
    spent: list[list[float]] = [[] for _ in acts]
    for turn in range(WARM_UP + TIMES):
        for act, own in zip(acts, spent, strict=True):
            began = time.perf_counter()
            act(turn)
            own.append(time.perf_counter() - began)
    return [own[WARM_UP:] for own in spent]


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
