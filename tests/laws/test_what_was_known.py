"""Laws of the two axes of time: what is learned later never changes what was known earlier, and
the order in which facts arrive never matters."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from keepsight.facts.chronology import as_known_on, current, family_chronology
from keepsight.facts.fact import Fact, fact_from
from keepsight.facts.thread import threads

START = date(2020, 1, 1)
KINDS_TRIED = ("concern", "answer", "note", "plan_ended", "reopening", "entered_in_error")


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """A few facts about two children, some recorded late, some correcting others."""
    facts: list[Fact] = []
    for number in range(draw(st.integers(1, 12))):
        happened = START + timedelta(days=draw(st.integers(0, 30)))
        known = happened + timedelta(days=draw(st.integers(0, 20)))
        kind = draw(st.sampled_from(KINDS_TRIED))
        child = draw(st.sampled_from(["a", "b"]))
        concerns = [
            each.fact_id for each in facts if each.kind == "concern" and each.child == child
        ]
        values: dict[str, object] = {
            "kind": kind,
            "fact_id": f"f{number:02}",
            "child": child,
            "happened_on": happened,
            "recorded_at": datetime(known.year, known.month, known.day, 9, tzinfo=UTC),
            "agency": "school",
            "recorded_by": "A teacher",
            "source": "law",
            "event": draw(st.sampled_from(["", "", "e1"])),
            "corrects": draw(st.sampled_from([None, None, *(each.fact_id for each in facts)])),
        }
        if kind == "concern":
            values["harms"] = [draw(st.sampled_from(["neglect", "sexual"]))]
            values["concerns"] = draw(st.sampled_from([[], *([each] for each in concerns)]))
        elif kind in ("answer", "reopening"):
            if not concerns:
                continue
            values["concerns"] = [draw(st.sampled_from(concerns))]
            if kind == "answer":
                values |= {
                    "answer": "explained",
                    "answered_by": "A manager",
                    "reasons": "Seen",
                    "rests_on": "Photographs",
                }
            else:
                values["why"] = "new_fact"
        elif kind == "entered_in_error":
            values["reasons"] = "Wrong child"
        facts.append(fact_from(values))
    return facts


@given(histories(), st.integers(0, 60), st.randoms(use_true_random=False))
def test_later_knowledge_never_changes_an_earlier_day(
    facts: list[Fact], days: int, random: object
) -> None:
    day = START + timedelta(days=days)
    known = [each for each in facts if each.recorded_at.date() <= day]

    assert as_known_on(facts, day) == current(known)
    assert as_known_on(facts, day) == as_known_on(known, day)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(facts: list[Fact], random) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)

    assert current(shuffled) == current(facts)
    assert threads(shuffled) == threads(facts)
    assert family_chronology(shuffled) == family_chronology(facts)


@given(histories())
def test_every_concern_ever_raised_is_on_a_thread(facts: list[Fact]) -> None:
    on_threads = {fact.fact_id for thread in threads(facts) for fact in thread.facts}
    every = {fact.fact_id for fact in facts if fact.kind == "concern"}
    corrected = {fact.corrects for fact in facts if fact.kind == "concern"}

    assert every - corrected <= on_threads


@given(histories())
def test_a_child_alone_is_the_child_among_others(facts: list[Fact]) -> None:
    alone = [each for each in facts if each.child == "a"]

    assert threads(alone) == [thread for thread in threads(facts) if thread.child == "a"]
    assert current(alone) == [each for each in current(facts) if each.child == "a"]


@given(histories())
def test_a_family_chronology_holds_each_fact_once(facts: list[Fact]) -> None:
    listed = [fact.fact_id for entry in family_chronology(facts) for fact in entry.facts]

    assert sorted(listed) == sorted(fact.fact_id for fact in current(facts))


@given(histories())
def test_a_fact_survives_the_way_to_json_and_back(facts: list[Fact]) -> None:
    assert [fact_from(each.as_dict()) for each in facts] == facts
