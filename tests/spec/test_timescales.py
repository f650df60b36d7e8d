"""Timescales: which number applied on which day, what it rests on, and when things fall due."""

import csv
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from keepsight.practice.guidance import GUIDANCE, WORKING_TOGETHER, cite, edition_in_force
from keepsight.practice.pathway import PATHWAY
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.timescale import TIMESCALES, Edition
from keepsight.practice.working_day import LONDON

EDITIONS = [each for timescale in TIMESCALES.values() for each in timescale.every_edition]


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "start", "clock", "due"),
    [
        ("referral_decision", "2006-03-31", None, None),
        ("referral_decision", "2006-04-03", "C001", "2006-04-04"),
        ("referral_decision", "2013-04-14", "C001", "2013-04-15"),
        ("referral_decision", "2013-04-15", "C002", "2013-04-16"),
        ("referral_decision", "2026-11-20", "C002", "2026-11-23"),
        ("assessment", "2006-03-31", None, None),
        ("assessment", "2010-03-16", "C003", "2010-03-25"),
        ("assessment", "2010-03-17", "C004", "2010-03-31"),
        ("assessment", "2013-04-12", "C004", "2013-04-26"),
        ("assessment", "2013-04-15", "C007", "2013-06-19"),
        ("assessment", "2026-11-20", "C007", "2027-01-27"),
        ("core_assessment", "2013-04-12", "C005", "2013-06-04"),
        ("core_assessment", "2013-04-15", None, None),
        ("initial_conference", "2013-04-12", "C012", "2013-05-03"),
        ("initial_conference", "2013-04-15", "C013", "2013-05-07"),
        ("initial_conference", "2026-12-18", "C013", "2027-01-13"),
        ("first_core_group", "2010-12-20", "C020", "2011-01-06"),
        ("first_review_conference", "2025-11-30", "C022", "2026-02-28"),
        ("later_review_conference", "2025-08-31", "C023", "2026-02-28"),
        ("child_protection_visit", "2025-03-03", "C024", "2025-03-17"),
        ("strategy_discussion", "2025-03-07", "C010", "2025-03-08"),
        ("looked_after_first_review", "2011-03-31", None, None),
        ("looked_after_first_review", "2025-03-03", "C046", "2025-03-31"),
        ("placement_first_visit", "2025-12-23", "C049", "2025-12-30"),
        ("return_interview", "2025-03-07", "C074", "2025-03-10"),
        ("serious_case_review", "2010-03-16", "C085", "2010-07-16"),
        ("serious_case_review", "2010-03-17", "C086", "2010-09-17"),
        ("serious_incident_notice", "2018-06-28", "C080", "2018-07-05"),
        ("serious_incident_notice", "2018-06-29", "C081", "2018-07-06"),
        ("interim_care_order", "2013-07-10", "C062", "2013-09-04"),
        ("interim_care_order", "2014-04-22", None, None),
        ("freedom_of_information_request", "2026-11-27", "C111", "2026-12-30"),
        ("keep_looked_after_record", "2012-02-29", "C112", "2087-02-28"),
        ("second_plan", "2025-03-03", "C038", None),
    ],
)
def test_the_edition_in_force_at_the_start_governs(
    name: str, start: str, clock: str | None, due: str | None
) -> None:
    timescale = TIMESCALES[name]
    edition = timescale.edition_on(on(start))
    assert (edition.clock if edition else None) == clock
    assert timescale.due_on(on(start)) == (on(due) if due else None)


def test_the_day_of_issue_is_the_first_of_26_weeks() -> None:
    # 26 weeks beginning with Monday 2 June 2025 end on a Sunday, not on the Monday after.
    assert TIMESCALES["care_proceedings"].due_on(on("2025-06-02")) == on("2025-11-30")


def test_a_child_assessment_order_of_seven_days_begins_with_its_day() -> None:
    assert TIMESCALES["child_assessment_order"].due_on(on("2025-06-02")) == on("2025-06-08")


def test_a_report_is_counted_back_from_the_conference() -> None:
    conference_on = on("2025-03-24")
    assert TIMESCALES["initial_conference_report"].due_on(conference_on) == on("2025-03-20")
    assert TIMESCALES["review_conference_report"].due_on(conference_on) == on("2025-03-17")


def test_an_authority_may_choose_another_local_number() -> None:
    visit = TIMESCALES["child_protection_visit"]
    assert visit.variants == ("ten_working_days", "two_weeks", "four_weeks")
    four_weeks = visit.choosing("four_weeks")
    assert four_weeks.due_on(on("2025-03-03")) == on("2025-03-31")
    assert four_weeks.key == "child_protection_visit/four_weeks"
    assert four_weeks.choosing("ten_working_days").key == "child_protection_visit"
    with pytest.raises(ValueError, match="ten_working_days, two_weeks, four_weeks"):
        visit.choosing("monthly")


def test_police_protection_ends_at_an_hour() -> None:
    edition = TIMESCALES["police_protection"].edition_on(on("2025-10-25"))
    assert edition is not None
    taken_at = datetime(2025, 10, 25, 9, 0, tzinfo=LONDON)
    assert edition.due_at(taken_at) == datetime(2025, 10, 28, 8, 0, tzinfo=LONDON)


def test_the_standing_of_each_number_is_shown() -> None:
    known = TIMESCALES["assessment"].edition_on(on("2020-01-06"))
    recalled = TIMESCALES["pre_proceedings"].edition_on(on("2022-01-06"))
    assert known is not None
    assert recalled is not None
    assert known.standing == (
        "Guidance that must be followed; the number is seen in a published page"
    )
    assert recalled.standing.endswith("from memory, not checked")
    assert (known.limit_in_words, recalled.limit_in_words) == ("45 working days", "16 weeks")
    assert str(known.source).startswith("Working Together to Safeguard Children, 2013: chapter 1")


def test_the_cumbrian_trial_is_told_of() -> None:
    edition = TIMESCALES["assessment"].edition_on(on("2012-02-01"))
    assert edition is not None
    assert "Cumbria" in edition.notes


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.clock)
def test_every_edition_says_what_it_is(edition: Edition) -> None:
    assert edition.starts_at
    assert edition.ends_at
    assert edition.source.where
    # A law or guidance is dated; a local number need not be.
    if edition.basis in ("statute", "statutory_guidance"):
        assert edition.in_force_from is not None
    if edition.in_force_from and edition.in_force_to:
        assert edition.in_force_from < edition.in_force_to
    assert not edition.address or edition.address.startswith(("http://", "https://"))


def test_every_timescale_and_step_says_what_it_is_for() -> None:
    for timescale in TIMESCALES.values():
        assert timescale.title
        assert timescale.description.endswith(".")
        assert timescale.editions
    assert [step.key for step in PATHWAY][:4] == [
        "contact",
        "referral",
        "assessment",
        "strategy_discussion",
    ]
    for step in PATHWAY:
        assert len(step.timescales) == len(step.timescale_names)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2006-03-31", None),
        ("2006-04-01", "working_together_2006"),
        ("2010-03-16", "working_together_2006"),
        ("2010-03-17", "working_together_2010"),
        ("2013-04-15", "working_together_2013"),
        ("2015-03-26", "working_together_2015"),
        ("2018-07-04", "working_together_2018"),
        ("2020-12-31", "working_together_2020"),
        ("2023-12-14", "working_together_2020"),
        ("2023-12-15", "working_together_2023"),
        ("2026-03-31", "working_together_2026"),
    ],
)
def test_one_edition_of_working_together_is_in_force(day: str, key: str | None) -> None:
    in_force = edition_in_force(on=on(day))
    assert (in_force.key if in_force else None) == key
    assert sum(each.is_in_force_on(on(day)) for each in WORKING_TOGETHER) == (1 if key else 0)


def test_an_unknown_document_cannot_be_cited() -> None:
    assert str(cite("children_act_1989", "section 47")) == "Children Act 1989: section 47"
    with pytest.raises(KeyError, match="no guidance has the key"):
        cite("children_act_1889")


def test_the_fifty_patterns() -> None:
    assert list(PATTERNS) == [f"P{number:02}" for number in range(1, 51)]
    for pattern in PATTERNS.values():
        assert pattern.description.endswith(".")
        assert pattern.threshold
        assert pattern.source.guidance.key in GUIDANCE
    assert len({pattern.title for pattern in PATTERNS.values()}) == 50
    assert sum(pattern.standing == "proposal" for pattern in PATTERNS.values()) == 41
    assert "our proposal" in PATTERNS["P01"].standing_in_words


def test_each_clock_is_there_once() -> None:
    clocks = [edition.clock for edition in EDITIONS]
    assert len(clocks) == len(set(clocks)) == 86


def _shared() -> Path:
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("KEEPSIGHT_SHARED", beside)) / "practice" / "clocks.csv"


@pytest.mark.skipif(not _shared().exists(), reason="the research tables are not on this machine")
def test_our_numbers_are_those_of_the_research() -> None:
    ours = {edition.clock: edition for edition in EDITIONS}
    with _shared().open(encoding="utf-8", newline="") as table:
        theirs = {row["id"]: row for row in csv.DictReader(table)}
    assert set(ours) == set(theirs)
    for clock, row in theirs.items():
        edition = ours[clock]
        limit = f"{row['limit']} {row['unit']}".strip()
        key = edition.period.key.removesuffix("_of_the_united_kingdom") if edition.period else None
        assert (key or "ever") == limit, clock
        assert str(edition.in_force_from or "") == row["in_force_from"], clock
        assert str(edition.in_force_to or "") == row["in_force_to"], clock
        assert edition.basis == row["basis"], clock
        assert edition.verified == (row["status"] == "verified"), clock
