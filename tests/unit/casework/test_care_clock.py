"""The clocks of legal status and care: from which day each counts, when it is due, what settles it.
The days are counted by hand from the regulations."""

from datetime import UTC, date, datetime

import pytest

from keepsight.casework.care import spell
from keepsight.casework.care.clock import Clock, clocks
from keepsight.casework.care.court import before_court
from keepsight.casework.care.looked_after import in_care
from keepsight.facts.fact import KINDS, Fact
from tests.unit.a_fact import a_fact

BORN = date(2016, 5, 1)
LOOKED_AFTER = "Looked after: by order of a court"


def shown(
    *facts: Fact,
    on: str,
    born_on: date | None = BORN,
    at: str = "12:00",
    supplied: frozenset[str] = frozenset(KINDS),
) -> list[Clock]:
    today = date.fromisoformat(on)
    moment = datetime.fromisoformat(f"{on}T{at}:00+00:00").astimezone(UTC)
    known = [each for each in sorted(facts, key=lambda e: e.order) if each.happened_on <= today]
    steps = [*before_court(known), *in_care(known, born_on, today)]
    return clocks(steps, supplied=supplied, moment=moment, today=today)


def named(found: list[Clock], title: str, *, running: bool = True) -> Clock:
    (only,) = [each for each in found if each.title == title and each.is_running == running]
    return only


CARE = a_fact("looked_after_began", "2025-03-03", legal_status="order")
PLACED = a_fact("placement", "2025-03-03", placement="foster_care", carer="the Hills")


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("First looked-after review", "2025-03-31"),
        ("Initial health assessment", "2025-03-31"),
        ("Personal education plan", "2025-03-17"),
        ("Care plan", "2025-03-17"),
        ("First visit in placement", "2025-03-10"),
    ],
)
def test_what_is_due_when_a_child_comes_into_care(title: str, due: str) -> None:
    found = named(shown(CARE, PLACED, on="2025-03-04"), title)
    assert found.due_on == date.fromisoformat(due)
    assert found.state == "due"
    assert "2010" in found.source or "education" in found.source.lower()


def test_reviews_hang_on_one_another_and_not_on_a_calendar() -> None:
    first = a_fact("looked_after_review", "2025-04-07")
    found = shown(CARE, PLACED, first, on="2025-04-08")
    late = named(found, "First looked-after review", running=False)
    assert (late.state, late.days) == ("late", 7)
    assert named(found, "Second looked-after review").due_on == date(2025, 7, 7)
    second = a_fact("looked_after_review", "2025-07-01")
    found = shown(CARE, PLACED, first, second, on="2025-07-02")
    assert named(found, "Next looked-after review").due_on == date(2026, 1, 1)


def test_a_reviewing_officer_may_want_the_next_review_sooner_and_not_later() -> None:
    sooner = a_fact("looked_after_review", "2025-03-20", next_on="2025-05-01")
    later = a_fact("looked_after_review", "2025-03-20", next_on="2026-05-01")
    title = "Second looked-after review"
    assert named(shown(CARE, sooner, on="2025-04-01"), title).due_on == date(2025, 5, 1)
    assert named(shown(CARE, later, on="2025-04-01"), title).due_on == date(2025, 6, 20)


@pytest.mark.parametrize(
    ("placement", "visits", "reviewed", "due"),
    [
        ({"placement": "foster_care"}, ["2025-03-07"], False, "2025-04-18"),
        ({"placement": "with_parent"}, ["2025-03-07"], False, "2025-03-14"),
        ({"placement": "with_parent"}, ["2025-03-31"], True, "2025-05-12"),
        ({"placement_term": "carer_for_now"}, ["2025-03-07"], False, "2025-03-14"),
        ({"placement_term": "carer_for_now"}, ["2025-03-31"], True, "2025-04-28"),
    ],
)
def test_how_often_a_placed_child_is_visited(
    placement: dict, visits: list[str], reviewed: bool, due: str
) -> None:
    placed = a_fact("placement", "2025-03-03", **placement)
    seen = [a_fact("visit", day, visit="looked_after", seen="seen") for day in visits]
    review = [a_fact("looked_after_review", "2025-03-28")] if reviewed else []
    found = shown(CARE, placed, *seen, *review, on="2025-04-01")
    assert named(found, "Visit in placement").due_on == date.fromisoformat(due)


def test_after_a_year_a_lasting_placement_is_visited_every_three_months() -> None:
    placed = a_fact("placement", "2025-03-03", placement_term="to_eighteen")
    seen = a_fact("visit", "2026-03-10", seen="seen")
    found = named(shown(CARE, placed, seen, on="2026-03-20"), "Visit in placement")
    assert found.due_on == date(2026, 6, 10)
    brief = a_fact("placement", "2025-03-03", placement_term="shorter")
    found = named(shown(CARE, brief, seen, on="2026-03-20"), "Visit in placement")
    assert found.due_on == date(2026, 4, 21)


def test_a_new_placement_begins_the_visits_anew_and_a_door_kept_shut_is_no_visit() -> None:
    seen = a_fact("visit", "2025-03-07", seen="seen")
    moved = a_fact("placement", "2025-05-06", placement="residential")
    refused = a_fact("visit", "2025-05-08", seen="refused")
    found = named(
        shown(CARE, PLACED, seen, moved, refused, on="2025-05-20"), "First visit in placement"
    )
    assert (found.due_on, found.state) == (date(2025, 5, 13), "overdue")


@pytest.mark.parametrize(
    ("born", "due"), [(date(2022, 1, 1), "2025-09-28"), (BORN, "2026-03-28"), (None, "2026-03-28")]
)
def test_the_next_health_assessment_hangs_on_the_age(born: date | None, due: str) -> None:
    seen = a_fact("health_assessment", "2025-03-28")
    found = named(shown(CARE, seen, on="2025-04-01", born_on=born), "Next health assessment")
    assert found.due_on == date.fromisoformat(due)


def test_a_baby_has_no_education_plan() -> None:
    found = shown(CARE, on="2025-03-04", born_on=date(2024, 6, 1))
    assert not [each for each in found if each.title == "Personal education plan"]


def test_what_this_record_never_holds_is_not_called_overdue() -> None:
    others = frozenset(KINDS) - {"care_plan"}
    found = named(shown(CARE, PLACED, on="2025-06-01", supplied=others), "Care plan")
    assert found.state == "cannot_tell"
    found = named(shown(CARE, PLACED, on="2025-03-10", supplied=others), "Care plan")
    assert found.state == "due"
    assert named(shown(CARE, PLACED, on="2025-06-01"), "Care plan").state == "overdue"


def test_nothing_runs_once_care_has_ended() -> None:
    ended = a_fact("looked_after_ended", "2025-03-20", care_ended="returned_home")
    assert [each for each in shown(CARE, PLACED, ended, on="2025-04-20") if each.is_running] == []


@pytest.mark.parametrize(
    ("on", "at", "state"),
    [
        ("2025-03-28", "09:00", "due"),
        ("2025-03-31", "13:59", "today"),
        ("2025-03-31", "14:01", "overdue"),
        ("2025-04-01", "00:01", "overdue"),
    ],
)
def test_police_protection_ends_after_72_hours_over_the_change_of_the_clock(
    on: str, at: str, state: str
) -> None:
    # Friday 28 March 2025 at 14:00 in London; the clocks go forward on the Sunday.
    taken = a_fact("police_protection", "2025-03-28", began_at="2025-03-28T14:00:00+00:00")
    found = named(shown(taken, on=on, at=at), "Police protection ends")
    assert found.due_at == datetime(2025, 3, 31, 14, tzinfo=UTC)
    assert found.state == state


def test_without_the_hour_police_protection_says_so() -> None:
    taken = a_fact("police_protection", "2025-03-28")
    found = named(shown(taken, on="2025-03-29"), "Police protection ends")
    assert found.due_on == date(2025, 3, 31)
    assert found.note == "The hour at which it began is not recorded."


@pytest.mark.parametrize(
    ("before", "until", "due", "note"),
    [
        (None, None, "2025-03-11", ""),
        (None, "2025-03-06", "2025-03-06", ""),
        ("2025-03-01", None, "2025-03-09", "Counted from police protection"),
        (None, "2025-03-18", "2025-03-18", ""),
        (None, "2025-03-30", "2025-03-18", "beyond what the Act allows"),
    ],
)
def test_an_emergency_protection_order_lapses(
    before: str | None, until: str | None, due: str, note: str
) -> None:
    first = [a_fact("police_protection", before)] if before else []
    order = a_fact(
        "order_made", "2025-03-03", order_kind="emergency_protection_order", until_on=until
    )
    found = named(shown(*first, order, on="2025-03-04"), "Emergency protection order lapses")
    assert found.due_on == date.fromisoformat(due)
    assert note in found.note


def test_an_interim_care_order_lapsed_only_before_the_law_changed() -> None:
    def made(day: str) -> Fact:
        return a_fact("order_made", day, order_kind="interim_care_order")

    found = named(shown(made("2013-07-01"), on="2013-07-02"), "Interim care order lapses")
    assert found.due_on == date(2013, 8, 26)
    assert shown(made("2025-07-01"), on="2025-07-02") == []


def test_proceedings_run_26_weeks_with_the_first_day_or_as_long_as_the_court_says() -> None:
    issued = a_fact("proceedings_issued", "2025-03-03")
    title = "The court’s final decision"
    assert named(shown(issued, on="2025-03-04"), title).due_on == date(2025, 8, 31)
    longer = a_fact("proceedings_extended", "2025-08-20", until_on="2025-10-26")
    assert named(shown(issued, longer, on="2025-09-01"), title).due_on == date(2025, 10, 26)
    final = a_fact("order_made", "2025-09-05", order_kind="care_order")
    ended = named(shown(issued, final, on="2025-09-06"), title, running=False)
    assert (ended.state, ended.on) == ("late", date(2025, 9, 5))


def test_pre_proceedings_last_sixteen_weeks_and_end_in_court() -> None:
    begun = a_fact("pre_proceedings_begun", "2025-03-03")
    title = "Step down, or go to court"
    assert named(shown(begun, on="2025-03-04"), title).due_on == date(2025, 6, 23)
    issued = a_fact("proceedings_issued", "2025-05-01")
    assert named(shown(begun, issued, on="2025-05-02"), title, running=False).state == "kept"


@pytest.mark.parametrize("day", ["0001-01-01", "1950-06-01", "1995-02-28"])
def test_what_happened_long_ago_has_no_clock_that_was_not_in_force(day: str) -> None:
    kinds = ("looked_after_began", "placement", "police_protection", "proceedings_issued")
    facts = [a_fact(kind, day) for kind in kinds]
    facts.append(a_fact("order_made", day, order_kind="emergency_protection_order"))
    titles = {each.title for each in shown(*facts, on="2025-04-01")}
    in_force = {"Police protection ends", "Emergency protection order lapses"}
    assert titles <= (in_force if day > "1991" else set())


def test_what_stands_on_a_day() -> None:
    interim = a_fact("order_made", "2025-03-03", order_kind="interim_care_order")
    final = a_fact("order_made", "2025-08-01", order_kind="care_order")
    facts = [CARE, PLACED, interim, final]

    def stands(day: str) -> list[str]:
        on = date.fromisoformat(day)
        return [each.label for each in spell.every(facts) if each.stands_on(on)]

    assert stands("2025-03-02") == []
    assert stands("2025-04-01") == [LOOKED_AFTER, "Interim care order"]
    assert stands("2025-08-01") == [LOOKED_AFTER, "Care order"]


def test_an_order_stands_to_the_last_day_the_court_named() -> None:
    order = a_fact(
        "order_made", "2025-03-03", order_kind="supervision_order", until_on="2026-03-02"
    )
    longer = a_fact(
        "order_extended", "2026-02-20", order_kind="supervision_order", until_on="2027-03-02"
    )
    (short,), (long,) = spell.orders([order]), spell.orders([order, longer])
    assert short.stands_on(date(2026, 3, 2))
    assert not short.stands_on(date(2026, 3, 3))
    assert long.stands_on(date(2026, 3, 3))
