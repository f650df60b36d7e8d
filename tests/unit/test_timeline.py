"""The timeline picture: what it shows, in words and shapes, and that nothing runs out of it."""

from collections.abc import Iterable
from typing import Any

import pytest
from lxml.etree import fromstring

from keepsight.exchange.timeline import Mark, timeline, timeline_svg
from keepsight.exchange.timeline.axis import Axis, width_of
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from tests.unit.a_fact import a_concern, a_fact, day

SVG = "{http://www.w3.org/2000/svg}"


def a_case() -> list[Fact]:
    """A concern that nobody answers while the plan's category is changed and people meet."""
    return [
        a_concern("2009-02-10", fact_id="first"),
        a_fact("medical", "2009-02-24", medical_finding="inconclusive", concerns=("first",)),
        a_fact("conference", "2009-03-06", conference="initial"),
        a_fact("plan_started", "2009-03-06", categories=("sexual",)),
        a_fact("core_group", "2009-03-19"),
        a_fact("strategy_discussion", "2009-05-01"),
        a_fact(
            "category_changed",
            "2009-12-03",
            from_categories=("sexual",),
            to_categories=("neglect",),
        ),
        a_fact("plan_ended", "2010-11-25"),
        a_fact("looked_after_began", "2013-07-09", legal_status="order"),
    ]


def picture(facts: list[Fact], until: str = "2013-09-01", marks: Iterable[Mark] = ()) -> Any:
    """The picture of these facts, read back."""
    svg = timeline_svg(
        facts=facts,
        threads=threads(facts),
        marks=tuple(marks),
        until=day(until),
        title="Timeline of a child",
    )
    return fromstring(svg)


def words(drawn: Any) -> list[str]:
    """Everything written in the picture."""
    return [each.text or "" for each in drawn.iter(f"{SVG}text")]


def hints(drawn: Any) -> list[str]:
    """What each shape says of itself."""
    return [each.text or "" for each in drawn.iter(f"{SVG}title")]


def test_an_unanswered_concern_runs_to_the_end_with_the_meetings_counted_against_it():
    written = words(picture(a_case()))
    assert "Sexual abuse" in written
    assert "open since 10 February 2009" in written
    assert "3 meetings while open" in written
    assert "still open" in written


def test_the_plans_bar_changes_its_name_with_the_category():
    seen = hints(picture(a_case()))
    assert "Sexual abuse: 6 March 2009 to 3 December 2009" in seen
    assert "Neglect: 3 December 2009 to 25 November 2010" in seen


def test_what_seemed_to_end_the_concern_is_marked_as_no_answer():
    seen = hints(picture(a_case()))
    assert "Medical: did not answer it, 24 February 2009" in seen
    assert "Category changed: did not answer it, 3 December 2009" in seen


def test_an_answered_concern_ends_on_the_day_of_its_answer_and_stands_below_the_open_ones():
    facts = [
        a_concern("2010-01-04", fact_id="old", harms=("physical",)),
        a_concern("2010-02-01", fact_id="new", harms=("neglect",)),
        a_fact(
            "answer",
            "2010-06-01",
            concerns=("old",),
            answer="explained",
            answered_by="A manager",
            reasons="Seen by a doctor",
            rests_on="The doctor's letter",
        ),
    ]
    lanes = timeline(
        facts=facts, threads=threads(facts), marks=(), until=day("2011-01-01"), names={}
    ).lanes
    assert [each.name for each in lanes] == ["Neglect", "Physical abuse"]
    assert lanes[1].bars[0].ended_on == day("2010-06-01")
    assert "answered 1 June 2010" in lanes[1].notes


def test_nothing_after_the_last_day_is_shown():
    facts = a_case()
    seen = picture(facts, until="2009-11-30", marks=[Mark("Late", day("2010-01-01"), None, None)])
    everything = " ".join([*words(seen), *hints(seen)])
    assert "Neglect" not in everything
    assert "In care" not in everything
    assert "finding raised" not in everything
    assert "still open" in everything


def test_an_answer_after_the_last_day_leaves_the_concern_open():
    answer = a_fact(
        "answer",
        "2010-06-01",
        concerns=("first",),
        answer="explained",
        answered_by="A manager",
        reasons="Because",
        rests_on="A letter",
    )
    assert "still open" in words(picture([*a_case(), answer], until="2010-05-31"))


def test_kinds_of_meeting_differ_in_shape_and_not_in_colour_alone():
    drawn = picture(a_case())
    shapes = {
        each.get("d")
        for each in drawn.iter(f"{SVG}path")
        if any(
            "Initial conference" in t or "Core group" in t or "Strategy" in t for t in hints(each)
        )
    }
    assert len(shapes) == 3


def test_a_finding_stands_on_its_concern_or_else_on_a_lane_of_its_own():
    marks = [
        Mark("The plan no longer names the harm", day("2009-12-03"), None, "first"),
        Mark("Core group late", day("2009-06-01"), day("2009-07-01"), None),
    ]
    drawn = picture(a_case(), marks=marks)
    assert "1 finding raised" in words(drawn)
    assert "Other findings" in words(drawn)
    assert "Core group late: raised 1 June 2009, cleared 1 July 2009" in hints(drawn)


def test_a_family_has_a_lane_for_each_childs_concern_and_counts_a_joint_meeting_once():
    facts = [
        a_concern("2010-01-04", child="one", fact_id="a"),
        a_concern("2010-01-04", child="two", fact_id="b"),
        a_fact("core_group", "2010-02-01", child="one", event="met"),
        a_fact("core_group", "2010-02-01", child="two", event="met"),
    ]
    svg = timeline_svg(
        facts=facts,
        threads=threads(facts),
        marks=(),
        until=day("2010-06-01"),
        title="A family",
        names={"one": "Ada", "two": "Ben"},
    )
    written = words(fromstring(svg))
    assert "Ada: Sexual abuse" in written
    assert "Ben: Sexual abuse" in written
    assert written.count("1 meeting while open") == 2
    assert "1 held" in written


def test_a_meeting_about_a_brother_alone_counts_and_his_concerns_have_no_lane():
    own = a_case()
    of_brother = [
        a_fact("core_group", "2009-08-01", child="brother"),
        a_concern("2009-08-02", child="brother", harms=("physical",)),
    ]
    lanes = timeline(
        facts=own,
        threads=threads(own),
        marks=(),
        until=day("2013-09-01"),
        names={},
        of_family=of_brother,
    ).lanes
    assert "4 meetings while open" in lanes[0].notes
    assert "Physical abuse" not in [each.name for each in lanes]


def test_it_says_in_words_what_it_shows_and_fetches_nothing():
    facts = a_case()
    svg = timeline_svg(
        facts=facts, threads=threads(facts), marks=(), until=day("2013-09-01"), title="<A & B>"
    )
    drawn = fromstring(svg)
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{SVG}title") == "<A & B>"
    described = drawn.findtext(f"{SVG}desc")
    assert "Sexual abuse: open since 10 February 2009; 3 meetings while open" in described
    assert "Neglect from 3 December 2009 to 25 November 2010" in described
    named = {each.get("id") for each in drawn.iter() if each.get("id")}
    assert set(drawn.get("aria-labelledby").split()) == named
    for fetched in ("href", "url(", "<style", "<script", "style="):
        assert fetched not in svg


def test_a_child_of_whom_nothing_is_recorded_has_a_picture_that_says_so():
    assert words(picture([])) == ["No concern, meeting or plan is recorded."]


@pytest.mark.parametrize("until", ["2009-02-10", "2009-02-11", "2010-01-01", "2013-09-01"])
def test_no_word_runs_out_of_the_picture_and_years_do_not_run_into_each_other(until: str):
    drawn = picture(a_case(), until=until)
    _, _, width, height = map(float, drawn.get("viewBox").split())
    for each in drawn.iter(f"{SVG}text"):
        size, x = float(each.get("font-size")), float(each.get("x"))
        wide = width_of(each.text, size)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[each.get("text-anchor")]
        assert left >= 0, each.text
        assert left + wide <= width + 1, each.text
        assert 0 < float(each.get("y")) < height


def test_the_axis_marks_months_in_a_short_time_and_years_in_a_long_one():
    def labels(first: str, last: str) -> list[str]:
        return [each.label for each in Axis(day(first), day(last), 0, 100).ticks()]

    assert labels("2020-01-15", "2020-04-20") == ["Jan 2020", "Feb", "Mar", "Apr"]
    assert labels("2020-01-15", "2022-01-15") == [
        *("Jan 2020", "Apr", "Jul", "Oct"),
        *("Jan 2021", "Apr", "Jul", "Oct", "Jan 2022"),
    ]
    assert labels("2015-06-01", "2019-02-01") == ["2015", "2016", "2017", "2018", "2019"]
