"""The measurements say what they found in the same words each time."""

from pathlib import Path

import psutil
import pytest

from bench.figure import figure, in_words, ratio, slow_end, times
from bench.life import life
from bench.running_demo import RunningDemo
from keepsight.facts.thread import threads

SAID = """
A PostgreSQL of its own runs in /somewhere.
  Inventing 2,000 children                         ━━━━━━━━━━━━━━━━━━━━━ 0:00:03
  Children P, a published case, as one more family ━━━━━━━━━━━━━━━━━━━━━ 0:01:10
 A concern is still open after the work was closed       29
"""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0042, "4.2 ms"), (0.0999, "99.9 ms"), (0.31, "310 ms"), (1, "1.0 s"), (12.44, "12.4 s")],
)
def test_times_are_said_as_people_read_them(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_the_slow_end_leaves_out_the_slowest_twentieth_and_is_the_slowest_of_few() -> None:
    assert 94 < slow_end(range(1, 101)) < 97
    assert slow_end([1, 5, 2]) == 5


def test_a_ratio_is_taken_of_the_medians() -> None:
    assert ratio([0.03, 0.02, 9.0], [0.01, 0.01, 0.01], "a scan") == "3.0 x a scan (10.0 ms)"
    assert figure("x", [0.03, 0.02, 9.0]).middle == "30.0 ms"


def test_the_first_times_do_not_count() -> None:
    done: list[int] = []

    spent = times(lambda: done.append(1), often=3, warm_up=2)

    assert (len(spent), len(done)) == (3, 5)


def test_the_steps_of_the_demo_are_read_from_its_screen() -> None:
    demo = RunningDemo(8000, Path("/somewhere"), psutil.Process(), said=SAID)

    assert demo.steps == [
        ("Inventing 2,000 children", 3),
        ("Children P, a published case, as one more family", 70),
    ]


def test_a_long_life_has_as_many_facts_as_asked_and_concerns_that_wait() -> None:
    facts = list(life("a", 1_000))

    assert len({each.fact_id for each in facts}) == 1_000
    assert [each.happened_on for each in facts] == sorted(each.happened_on for each in facts)
    assert sum(each.is_open for each in threads(facts)) == 25
