"""Concerns as people raise, answer, reopen and disagree with them."""

from datetime import date, timedelta

import pytest

from keepsight.casework import concern, disagreement, referral
from keepsight.casework.access import Refused
from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import When
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Child, ConcernThread, Finding, Involvement, User
from keepsight.record.name import name_key
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, siblings, written

ROBIN = NamedChild("Robin Vale", date(2020, 5, 1))


@pytest.fixture
def place(db: None) -> Place:
    return a_place()


def raised(by: User, child: str | NamedChild = "child-1", **more: object) -> Fact:
    given = {"harms": ["neglect"], "detail": "Said something at nap time"} | more
    return concern.raise_(child=child, by=by, at=MORNING, **given)


MORNING, EVENING = NOON - timedelta(hours=3), NOON + timedelta(hours=3)


def answered(fact: Fact, by: User, **more: object) -> Fact:
    given = {
        "answer": "not_substantiated",
        "reasons": "Seen alone twice",
        "rests_on_facts": [fact.fact_id],
        "rests_on": "Assessment of May",
    } | more
    return concern.answer(concern=fact.concerns[0], by=by, at=NOON, **given)


def thread(fact: Fact) -> ConcernThread:
    with reading_as_system("test"):
        return ConcernThread.objects.get(pk=fact.concerns[0])


def test_a_referrer_raises_a_concern_about_a_child_nobody_knew(place: Place) -> None:
    fact = raised(place.referrer, NamedChild("  Sam  New ", date(2021, 2, 3)))

    found = thread(fact)
    assert (found.harms, found.agency, found.opened_by) == (["neglect"], "nursery", "A referrer")
    assert found.organisation == place.nursery
    assert found.answered_on is None
    with reading_as(place.referrer, on=TODAY):
        child = Child.objects.get()
        assert (child.name, child.born_on) == ("Sam  New", date(2021, 2, 3))
    audit = the_audit(what="raise_concern")[0]
    assert (audit.by, audit.child, audit.facts[0]) == (place.referrer, fact.child, fact.fact_id)


def test_what_comes_in_about_a_child_with_nobody_is_in_sight_of_the_front_door(
    place: Place,
) -> None:
    fact = raised(place.referrer, NamedChild("Sam New", date(2021, 2, 3)))
    a_child("closed", user=place.chair, to_on=date(2024, 1, 1), name="Al Old")
    again = raised(place.referrer, NamedChild("Al Old", date(2020, 5, 1)))

    with reading_as_system("test"):
        in_force = Involvement.objects.filter(to_on=None).values_list("child_id", "team__name")
        assert set(in_force) == {(fact.child, "Front door"), (again.child, "Front door")}
    assert again.child == "closed"


def test_a_child_somebody_works_with_stays_with_them(place: Place) -> None:
    a_child(team=place.team)
    raised(place.social_worker, ROBIN)

    with reading_as_system("test"):
        assert Involvement.objects.get().team == place.team


def test_a_concern_from_another_agency_is_a_referral_too(place: Place) -> None:
    a_child(team=place.team)
    earlier = When(date(2024, 3, 1), date(2024, 3, 31), "month", "March 2024")
    fact = raised(place.referrer, ROBIN, when=earlier)

    with reading_as_system("test"):
        concern_, referral = ledger.facts_of("child-1")
        teams = set(Involvement.objects.values_list("team__name", flat=True))
    assert (concern_, referral.kind) == (fact, "referral")
    assert referral.happened_on == TODAY
    assert referral.event == fact.event != ""
    assert (referral.concerns, referral.harms) == (fact.concerns, fact.harms)
    assert teams == {"North 1", "Front door"}


def test_the_promised_decision_falls_due_by_itself(place: Place) -> None:
    """Also where the record has never held a decision: from now on they are made here."""
    raised(place.referrer, ROBIN)

    (due,) = of_rule("referral_decision_late")
    assert (due.raised_on, due.cleared_on) == (TODAY + timedelta(days=2), None)


@pytest.mark.parametrize(
    ("role", "child", "is_referral"),
    [
        ("referrer", ROBIN, True),
        ("social_worker", ROBIN, False),
        ("social_worker", "child-1", False),
        ("manager", ROBIN, False),
        ("social_worker", NamedChild("Al Other", date(2021, 1, 1)), True),
        ("social_worker", NamedChild("Sam New"), True),
        ("chair", ROBIN, True),
        ("director", ROBIN, True),
    ],
)
def test_who_could_answer_it_themselves_asks_nobody_to_act(
    place: Place, role: str, child: str | NamedChild, is_referral: bool
) -> None:
    a_child(team=place.team, user=place.chair)
    a_child("others", team=place.other_team, name="Al Other", born_on=date(2021, 1, 1))

    fact = raised(place.people[role], child)

    with reading_as_system("test"):
        kinds = [each.kind for each in ledger.facts_of(fact.child)]
    assert kinds == (["concern", "referral"] if is_referral else ["concern"])
    assert (referral.decision_due_on(fact) is not None) is is_referral


@pytest.mark.parametrize(
    ("named", "is_known"),
    [
        (ROBIN, True),
        (NamedChild("ROBIN  VALE", date(2020, 5, 1)), True),
        (NamedChild("Robin Vale", date(2020, 5, 2)), False),
        (NamedChild("Robin Vail", date(2020, 5, 1)), False),
        (NamedChild("Robin Vale"), False),
    ],
)
def test_only_the_same_name_and_birthday_is_the_same_child(
    place: Place, named: NamedChild, is_known: bool
) -> None:
    a_child()

    assert (raised(place.referrer, named).child == "child-1") is is_known


def test_a_concern_is_not_joined_to_either_of_two_children_alike(place: Place) -> None:
    a_child("one")
    a_child("two")

    assert raised(place.referrer, ROBIN).child not in ("one", "two")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zoë O’Hara-Smith", "zoe ohara smith"),
        ("  José\tLÓPEZ ", "jose lopez"),
        ("D'Arcy Jr.", "darcy jr"),
        ("Straße", "strasse"),
    ],
)
def test_a_name_is_matched_without_its_marks(name: str, key: str) -> None:
    assert name_key(name) == key


def test_several_siblings_are_one_event_with_a_concern_each(place: Place) -> None:
    facts = concern.raise_for_several(
        children=[ROBIN, NamedChild("Wren Vale", date(2022, 1, 1))],
        harms=["neglect"],
        detail="Nobody at home at night",
        by=place.referrer,
        at=NOON,
    )

    assert len({fact.child for fact in facts}) == 2
    assert len({fact.concerns for fact in facts}) == 2
    assert facts[0].event == facts[1].event != ""


def test_when_it_happened_may_be_unsure(place: Place) -> None:
    when = When(date(2024, 3, 1), date(2024, 3, 31), "month", "March 2024")

    fact = raised(place.referrer, ROBIN, when=when)

    assert (fact.happened_on, fact.latest_on) == (date(2024, 3, 1), date(2024, 3, 31))
    assert (fact.precision, fact.date_as_written) == ("month", "March 2024")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"harms": []}, "harms"),
        ({"harms": ["boredom"]}, "harms"),
        ({"sign": "circus"}, "sign"),
        ({"child": NamedChild(" ", None)}, "name"),
        ({"child": NamedChild("x" * 201, None)}, "name"),
        ({"when": When(date(2024, 6, 4))}, "happened_on"),
        ({"when": When(date(2024, 6, 1), date(2024, 5, 1))}, "latest_on"),
        ({"detail": "zero \x00"}, ""),
    ],
)
def test_what_is_not_right_names_its_field_and_saves_nothing(
    place: Place, given: dict, field: str
) -> None:
    with pytest.raises(NotRight) as error:
        raised(place.referrer, **{"child": ROBIN} | given)

    assert list(error.value.by_field) == [field]
    with reading_as_system("test"):
        assert not Child.objects.exists()
    assert not the_audit()


def test_a_concern_added_to_another_belongs_to_its_thread(place: Place) -> None:
    a_child(team=place.team)
    first = raised(place.referrer, ROBIN)

    more = raised(place.social_worker, adds_to=first.fact_id, harms=["physical"])

    assert more.concerns == first.concerns
    assert thread(first).harms == ["neglect", "physical"]
    assert thread(first).facts_count == 3


def test_a_concern_is_not_added_to_another_childs(place: Place) -> None:
    a_child(team=place.team)
    a_child("other", team=place.team, name="Other")
    first = raised(place.social_worker)

    with pytest.raises(NotRight, match="another child"):
        raised(place.social_worker, "other", adds_to=first.fact_id)


def test_a_child_of_another_team_is_not_reached_by_identifier(place: Place) -> None:
    a_child(team=place.other_team)

    with pytest.raises(Refused):
        raised(place.social_worker)
    with pytest.raises(Refused):
        raised(place.referrer)
    assert {(each.what, each.was_allowed, each.child) for each in the_audit()} == {
        ("see_child", False, "child-1")
    }


def test_a_referrer_may_raise_again_about_a_child_of_their_own_concern(place: Place) -> None:
    first = raised(place.referrer, ROBIN)

    assert raised(place.referrer, first.child).child == first.child


@pytest.mark.parametrize("role", ["social_worker", "manager"])
def test_an_answer_ends_it_in_the_name_of_who_answers(place: Place, role: str) -> None:
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)

    given = answered(fact, place.people[role])

    found = thread(fact)
    assert (found.answered_on, found.answer) == (TODAY, "not_substantiated")
    assert (found.answered_by, found.reasons) == (f"A {role}", "Seen alone twice")
    assert given.agency == "social_care"


@pytest.mark.parametrize("role", ["referrer", "chair", "director"])
def test_nobody_else_answers(place: Place, role: str) -> None:
    a_child(user=place.chair)
    fact = raised(place.referrer, ROBIN)

    with pytest.raises(Refused):
        answered(fact, place.people[role])

    assert thread(fact).answered_on is None
    refusal = the_audit(was_allowed=False)[0]
    assert (refusal.what, refusal.concern, refusal.role) == (
        "answer_concern",
        fact.concerns[0],
        role,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reasons": " "}, "reasons"),
        ({"rests_on_facts": []}, "rests_on_facts"),
        ({"rests_on_facts": ["no-such-fact"]}, "rests_on_facts"),
        ({"answer": "inconclusive"}, "answer"),
        ({"answer": "no_further_action"}, "answer"),
    ],
)
def test_an_answer_says_what_why_and_what_it_rests_on(
    place: Place, given: dict[str, str], field: str
) -> None:
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)

    with pytest.raises(NotRight) as error:
        answered(fact, place.manager, **given)

    assert list(error.value.by_field) == [field]
    assert thread(fact).answered_on is None


def test_an_answered_concern_is_not_answered_twice(place: Place) -> None:
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)
    answered(fact, place.manager)

    with pytest.raises(NotRight, match="an answer already"):
        answered(fact, place.social_worker)


def test_the_referrer_disagrees_and_it_is_open_again(place: Place) -> None:
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)
    answered(fact, place.manager)

    disagreement.disagree(
        concern=fact.concerns[0], reasons="It happened again", by=place.referrer, at=EVENING
    )

    assert thread(fact).answered_on is None
    assert thread(fact).answer == ""


def test_a_chair_reopens_what_was_answered_and_only_that(place: Place) -> None:
    a_child(team=place.team, user=place.chair)
    fact = raised(place.referrer, ROBIN)
    given = {"concern": fact.concerns[0], "why": "new_fact", "detail": "", "by": place.chair}
    with pytest.raises(NotRight, match="is open"):
        concern.reopen(**given, at=NOON)
    answered(fact, place.manager)

    concern.reopen(**given, at=EVENING)

    assert thread(fact).answered_on is None


@pytest.mark.parametrize("days_before", [0, 1, 100])
def test_what_is_added_to_an_answered_concern_opens_it_again(
    place: Place, days_before: int
) -> None:
    """Also where it tells of a day before the answer, as a late letter does."""
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)
    answered(fact, place.manager)

    concern.raise_(
        child="child-1",
        harms=["neglect"],
        detail="A letter from the hospital",
        when=When(TODAY - timedelta(days=days_before)),
        adds_to=fact.fact_id,
        by=place.social_worker,
        at=EVENING,
    )

    assert thread(fact).answered_on is None


@pytest.mark.parametrize("kind", ["medical", "plan_ended", "case_closed"])
def test_nothing_else_ends_it(place: Place, kind: str) -> None:
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)

    written([a_fact(kind, "2024-06-03", known="2024-06-04")])

    assert thread(fact).answered_on is None


def test_what_stands_is_there_at_once_for_brothers_and_sisters_too(place: Place) -> None:
    """A finding about one child is cleared in the transaction that adds a fact about the other."""
    for child in ("child-1", "child-2"):
        a_child(child, team=place.team, name=child)
    siblings("child-1", "child-2")
    written([a_fact("birth", "2020-05-01", child=c) for c in ("child-1", "child-2")])

    written([a_fact("section_47_begun", "2024-02-01")])
    before = of_rule("sibling_not_considered")
    written([a_fact("section_47_begun", "2024-05-01", child="child-2")])
    after = of_rule("sibling_not_considered")

    assert [each.cleared_on for each in before] == [None]
    assert [each.cleared_on for each in after if each.pk == before[0].pk] == [date(2024, 5, 1)]


def of_rule(rule: str) -> list[Finding]:
    with reading_as_system("test"):
        return list(Finding.objects.filter(rule=rule))


def test_ledger_and_threads_agree(place: Place) -> None:
    a_child(team=place.team)
    fact = raised(place.referrer, ROBIN)
    answered(fact, place.manager)

    with reading_as(place.manager, on=TODAY):
        assert [each.kind for each in ledger.facts_of("child-1")] == [
            "concern",
            "referral",
            "answer",
        ]
    with reading_as(place.referrer, on=TODAY):
        assert [each.kind for each in ledger.facts_of("child-1")] == ["concern"]
