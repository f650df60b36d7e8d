"""Laws of findings and of what was known: the order of arrival never matters, what is learned later
never changes how an earlier day looked, and a replay shows each day as it was."""

from datetime import date, timedelta
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from keepsight.facts.chronology import as_known_on, known_on
from keepsight.facts.fact import Fact
from keepsight.rules.finding import Finding
from keepsight.rules.history import history_of
from keepsight.rules.replay import Replay, replay
from keepsight.rules.watch import findings_of
from tests.laws.small_lives import a_family

CHILDREN = ("f-a", "f-b")
dice = st.randoms(use_true_random=False)
unshrunk = settings(
    max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def of_child(child: str, facts: list[Fact]) -> list[Finding]:
    return findings_of(history_of(child, facts, siblings=CHILDREN))


def played(facts: list[Fact], until: date) -> Replay:
    return replay(facts, until=until, siblings=dict.fromkeys(CHILDREN, CHILDREN))


def a_day(facts: list[Fact], random: Random) -> date:
    first = min((f.happened_on for f in facts), default=date(2024, 1, 8))
    return first + timedelta(days=random.randint(0, 60))


@unshrunk
@given(dice)
def test_the_order_of_arrival_never_matters(random: Random) -> None:
    facts = a_family(random, "f")
    shuffled = random.sample(facts, len(facts))

    assert of_child("f-a", shuffled) == of_child("f-a", facts)


@unshrunk
@given(dice)
def test_strangers_change_nothing(random: Random) -> None:
    facts, strangers = a_family(random, "f"), a_family(random, "g")

    assert of_child("f-a", facts + strangers) == of_child("f-a", facts)


@unshrunk
@given(dice)
def test_a_finding_names_its_facts_once_and_is_never_cleared_before_it_is_raised(
    random: Random,
) -> None:
    facts = a_family(random, "f")
    known = {each.fact_id for each in facts}
    found = of_child("f-a", facts)

    assert len({(each.finding_id, each.raised_on) for each in found}) == len(found)
    for each in found:
        assert each.cleared_on is None or each.raised_on <= each.cleared_on
        assert set(each.facts) <= known
        assert len(set(each.facts)) == len(each.facts)


@unshrunk
@given(dice)
def test_nothing_is_cleared_but_by_something_that_happened_on_that_day(random: Random) -> None:
    """So that no list or picture counts as put right what time alone has brought forward."""
    facts = a_family(random, "f")
    days = {each.happened_on for each in facts if each.child == "f-a"}

    assert {each.cleared_on for each in of_child("f-a", facts)} <= {None, *days}


@unshrunk
@given(dice)
def test_a_replay_shows_each_day_as_it_was_known(random: Random) -> None:
    facts = a_family(random, "f")
    day = a_day(facts, random)
    everything = played(facts, day + timedelta(days=90))

    shown = {(f.rule, f.child, f.concern) for f in everything.findings if f.is_raised_on(day)}

    # Of whom nothing is known yet nobody can be reminded, whatever is known of a brother or sister.
    watched = {each.child for each in facts if known_on(each) <= day}
    known = as_known_on(facts, day)
    assert shown == {
        (f.rule, f.child, f.concern)
        for child in watched
        for f in of_child(child, known)
        if f.is_raised_on(day)
    }


@unshrunk
@given(dice)
def test_what_is_learned_later_never_changes_an_earlier_replay(random: Random) -> None:
    facts = a_family(random, "f")
    day = a_day(facts, random)
    short, long = played(facts, day), played(facts, day + timedelta(days=500))

    def until_then(each: Finding) -> tuple[object, ...]:
        cleared = each.cleared_on if each.cleared_on and each.cleared_on <= day else None
        return (each.rule, each.child, each.concern or "", each.raised_on, str(cleared))

    assert sorted(map(until_then, short.findings)) == sorted(
        until_then(each) for each in long.findings if each.raised_on <= day
    )
