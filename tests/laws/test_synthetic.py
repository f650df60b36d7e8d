"""Laws of invented authorities: the same seed gives the same, everything hangs together, and every
fact is one that the record would take."""

import csv
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, date, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepsight.facts.chronology import current, known_on
from keepsight.facts.fact import fact_from
from keepsight.facts.thread import threads
from keepsight.practice.codes.person import RELATION
from keepsight.synthetic.authority import Authority, invent
from keepsight.synthetic.drift.telling import STORIES
from keepsight.synthetic.folder import write_folder
from keepsight.synthetic.quota import Quota, seeded

UNTIL = date(2026, 10, 30)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return invent(children=300, until=UNTIL, seed=11)


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    text = (
        "import sys, datetime, pathlib\n"
        "from keepsight.synthetic.authority import invent\n"
        "from keepsight.synthetic.folder import write_folder\n"
        f"authority = invent(children=60, until=datetime.date({UNTIL:%Y, %-m, %-d}), seed=4)\n"
        "write_folder(authority, pathlib.Path(sys.argv[1]))\n"
    )
    for name, salt in (("one", "1"), ("two", "2")):
        environment = os.environ | {"PYTHONHASHSEED": salt}
        subprocess.run(
            [sys.executable, "-c", text, str(tmp_path / name)], check=True, env=environment
        )
    files = sorted(each.name for each in (tmp_path / "one").iterdir())
    assert len(files) == 11
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_another_seed_gives_another_authority() -> None:
    one, two = (invent(children=20, until=UNTIL, seed=seed) for seed in (1, 2))
    assert not {each.fact_id for each in one.facts} & {each.fact_id for each in two.facts}


def test_inventing_leaves_everybody_elses_chance_alone() -> None:
    before = random.getstate()
    invent(children=5, until=UNTIL, seed=1)
    assert random.getstate() == before


@settings(max_examples=12, deadline=None)
@given(
    children=st.integers(1, 40),
    years=st.integers(1, 8),
    seed=st.integers(0, 10_000),
    until=st.dates(date(2021, 1, 4), date(2027, 12, 31)),
)
def test_an_authority_of_any_size_hangs_together(
    children: int, years: int, seed: int, until: date
) -> None:
    authority = invent(children=children, years=years, until=until, seed=seed)
    assert len(authority.children) == children
    _hangs_together(authority)


def test_a_larger_one_hangs_together(authority: Authority) -> None:
    _hangs_together(authority)


def _hangs_together(authority: Authority) -> None:
    children = {each.person_id for each in authority.children}
    people = children | {each.person_id for each in authority.adults}
    by_id = {each.fact_id: each for each in authority.facts}
    signatures = {each.signature: each.agency for each in authority.workers}
    assert len(by_id) == len(authority.facts)
    opened = {e.fact_id: e.child for e in authority.facts if e.kind == "concern"}
    for each in authority.facts:
        assert each.child in children
        assert each.happened_on <= known_on(each) <= authority.until
        assert each.source in ("Keepsight", signatures[each.recorded_by])
        assert all(opened[concern] == each.child for concern in each.concerns)
        about = vars(each).get("about")
        assert not about or by_id[about].child == each.child
        assert not about or by_id[about].happened_on <= each.happened_on
        assert not vars(each).get("relative") or vars(each)["relative"] in people
        assert not vars(each).get("adult") or vars(each)["adult"] in people
        assert "{" not in each.detail
        assert "[" not in each.detail
    for each in authority.planted:
        assert each.child in children
        assert each.begins_on <= authority.until
        assert each.concern is None or opened[each.concern] == each.child
    usernames = {each.username for each in authority.workers}
    assert len(usernames) == len(authority.workers)
    teams = {each.name for each in authority.teams}
    for each in authority.involvements:
        assert each.child in children
        assert each.worker in usernames or each.team in teams
        assert each.to_on is None or each.from_on <= each.to_on <= authority.until


def test_every_fact_is_one_that_the_record_would_take(authority: Authority) -> None:
    for each in authority.facts:
        assert fact_from(each.as_dict()) == each


def test_every_kind_of_agency_speaks(authority: Authority) -> None:
    assert len({each.agency for each in authority.facts}) >= 12
    raising = {each.agency for each in authority.facts if each.kind == "concern"}
    assert {"police", "school", "gp"} <= raising


def test_brothers_and_sisters_stand_both_ways(authority: Authority) -> None:
    for child, siblings in authority.siblings.items():
        assert child not in siblings
        assert all(child in authority.siblings[each] for each in siblings)
    for family in authority.families:
        for child in family.children:
            assert {child, *authority.siblings[child]} == set(family.children)


def test_people_live_in_one_place_at_a_time(authority: Authority) -> None:
    periods = defaultdict(list)
    for each in authority.addresses:
        periods[each.person].append((each.from_on, each.to_on or date.max))
    for spans in periods.values():
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))


def test_some_adults_move_between_families(authority: Authority) -> None:
    families = Counter(adult for family in authority.families for adult in family.adults)
    assert max(families.values()) > 1


def test_brothers_and_sisters_and_parents_have_sensible_ages(authority: Authority) -> None:
    born = {each.person_id: each.born_on for each in (*authority.children, *authority.adults)}
    for family in authority.families:
        births = sorted(born[each] for each in family.children)
        gaps = [b - a for a, b in pairwise(births)]
        assert all(gap == timedelta(0) or gap >= timedelta(days=280) for gap in gaps)
    for each in authority.relationships:
        if each.relation in RELATION.group("parent"):
            assert 16 <= (born[each.child] - born[each.relative]).days / 365.25 <= 60


def test_work_is_mostly_written_down_in_office_hours(authority: Authority) -> None:
    own = [each for each in authority.facts if each.agency == "social_care"]
    hours = [each.recorded_at.astimezone(UTC) for each in own]
    in_hours = [each for each in hours if each.weekday() < 5 and 7 <= each.hour < 18]
    assert len(in_hours) > 0.97 * len(hours)
    later = [each for each in authority.facts if known_on(each) > each.happened_on]
    assert 0.1 < len(later) / len(authority.facts) < 0.5


def test_ordinary_lives_leave_no_concern_open_after_the_work(authority: Authority) -> None:
    drifting = {each.child for each in authority.planted if each.design == "drift"}
    for child, facts in authority.facts_by_child.items():
        closed = [each.happened_on for each in current(facts) if each.kind == "case_closed"]
        if child not in drifting:
            for thread in threads(facts):
                assert not any(thread.is_open_on(day) for day in closed)


def test_each_story_is_told_as_often_as_stated() -> None:
    planted = invent(children=1000, until=UNTIL, seed=3).planted
    told = Counter(each.rule for each in planted if each.design == "drift")
    for story in STORIES:
        assert told[story.rule] >= 2, story.rule


def test_a_handful_of_records_are_very_long() -> None:
    lengths = sorted(map(len, invent(children=1000, until=UNTIL, seed=2).facts_by_child.values()))
    assert lengths[-1] == 1000
    assert 25 <= sum(lengths[:-1]) / len(lengths) <= 70


def test_nought_children_are_refused() -> None:
    with pytest.raises(ValueError, match="one or more"):
        invent(children=0, until=UNTIL)


def test_parquet_and_json_lines_hold_the_same_facts(tmp_path: Path) -> None:
    authority = invent(children=12, until=UNTIL, seed=8)
    write_folder(authority, tmp_path, form="parquet")
    assert not (tmp_path / "facts.jsonl").exists()
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(tmp_path / "facts.parquet"))
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    for fact, row in zip(authority.facts, rows, strict=True):
        values = {name: each for name, each in row.items() if each is not None}
        values["recorded_at"] = values["recorded_at"].replace(tzinfo=UTC)
        assert fact_from(values) == fact
    with (tmp_path / "children.csv").open(encoding="utf-8") as lines:
        names = [f"{each['given_name']} {each['family_name']}" for each in csv.DictReader(lines)]
    assert names == [each.name for each in authority.children]


@settings(max_examples=30, deadline=None)
@given(
    shares=st.lists(st.integers(1, 50), min_size=2, max_size=6),
    seed=st.integers(0, 1000),
    number=st.integers(200, 400),
)
def test_a_quota_keeps_its_shares(shares: list[int], seed: int, number: int) -> None:
    quota = Quota({str(place): share for place, share in enumerate(shares)})
    rng = seeded(str(seed))
    drawn = Counter(quota.draw(rng) for _ in range(number))
    for place, share in enumerate(shares):
        expected = number * share / sum(shares)
        assert abs(drawn[str(place)] - expected) <= 21
