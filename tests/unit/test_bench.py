"""The measurements say what they found in the same words each time."""

from datetime import date
from pathlib import Path

import duckdb
import psutil
import pytest

from bench.figure import figure, in_words, ratio, slow_end, times
from bench.life import life
from bench.loops import LOOPS, looped, standing
from bench.nation_made import COPIES_IN_AN_AUTHORITY, files
from bench.running_demo import RunningDemo
from keepsight.facts.thread import threads
from keepsight.rules.history import history_of
from keepsight.rules.rulebook import RULES
from keepsight.rules.watch import findings_of
from keepsight.synthetic.authority import invent
from keepsight.synthetic.folder import write_folder

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


def test_the_loops_find_what_the_rules_find(tmp_path: Path) -> None:
    authority = invent(children=300, years=3, until=date(2026, 3, 31), seed=6)
    extract, *_ = write_folder(authority, tmp_path, form="parquet")
    facts = standing(extract)

    for code, loop in LOOPS.items():
        histories = (history_of(child, own) for child, own in authority.facts_by_child.items())
        found = [f for each in histories for f in findings_of(each, rules=[RULES[code]])]

        assert sorted(looped(facts, loop)) == sorted((f.child, f.facts[0]) for f in found)


def test_a_nation_is_an_authority_many_times_with_names_of_its_own(tmp_path: Path) -> None:
    authority = invent(children=20, years=1, until=date(2026, 3, 31), seed=6)
    write_folder(authority, tmp_path / "seed", form="parquet")
    wanted = len(authority.facts) * (COPIES_IN_AN_AUTHORITY + 1)

    made = files(tmp_path, facts=wanted)

    assert len(made) == 2
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT COUNT(*), COUNT(DISTINCT fact_id), COUNT(DISTINCT child) "
            f"FROM read_parquet({[str(each) for each in made]})"
        ).fetchone()
    copied = 2 * COPIES_IN_AN_AUTHORITY
    facts, children = len(authority.facts), len({each.child for each in authority.facts})
    assert rows == (facts * copied, facts * copied, children * copied)
