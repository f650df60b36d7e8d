"""An authority's own numbers: who may set them, what they change on the record, and what they may
never loosen."""

from datetime import date, timedelta

import pytest

from keepsight.casework import access, rule_number
from keepsight.casework.not_right import NotRight
from keepsight.casework.rules_in_force import rules_in_force
from keepsight.practice.timescale import Timescale
from keepsight.record.models import Finding, RuleNumber
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, written

pytestmark = pytest.mark.django_db
INJURIES = {"rule": "injuries_not_put_together", "name": "Injuries"}
WHY = "Our own review found two were enough."


@pytest.fixture
def place() -> Place:
    place = a_place()
    a_child(team=place.team, born_on=date(2014, 5, 1))
    written([a_fact("strategy_discussion", "2023-01-09")])
    for on, agency in (("2024-02-05", "gp"), ("2024-04-15", "school")):
        written([a_concern(on, sign="bruise", harms=("physical",), agency=agency)])
    return place


def found() -> list[str]:
    with reading_as_system("test"):
        rows = Finding.objects.filter(rule="injuries_not_put_together")
        return [str(each.raised_on) for each in rows]


def set_to(place: Place, amount: int | None, **given: object) -> bool:
    wanted = {**INJURIES, "unit": "", "reasons": WHY, **given}
    with reading_as(place.director, on=TODAY):
        return rule_number.set_number(amount=amount, by=place.director, at=NOON, **wanted)  # type: ignore[arg-type]


def test_a_lower_number_finds_the_child_at_once_and_the_old_one_lets_go(place: Place) -> None:
    assert found() == []

    assert set_to(place, 2)
    assert found() == ["2024-04-15"]

    set_to(place, None)
    assert found() == []


def test_a_new_fact_is_judged_by_the_number_in_force(place: Place) -> None:
    set_to(place, 4)

    written([a_concern("2024-05-20", sign="bruise", harms=("physical",), agency="school")])

    assert found() == []


def test_a_trial_says_what_would_change_and_changes_nothing(place: Place) -> None:
    with reading_as(place.director, on=TODAY):
        trial = rule_number.tried(**INJURIES, amount=2, unit="", by=place.director, on=TODAY)

    assert (trial.before, trial.added, trial.cleared, trial.looked_at, trial.of) == (0, 1, 0, 1, 1)
    assert trial.children == {"child-1": 1}
    assert found() == []
    assert not RuleNumber.objects.exists()


def test_its_history_says_who_when_and_why_and_stands_in_the_audit(place: Place) -> None:
    set_to(place, 2)
    set_to(place, None, reasons="It said too much.")

    with reading_as(place.manager, on=TODAY):
        latest, first = rule_number.numbers_set("injuries_not_put_together", by=place.manager)

    assert (first.value, first.reasons, first.set_by) == ("2", WHY, place.director.signature)
    assert latest.value == "the number that the rule came with"
    assert [each.note for each in the_audit() if each.what == "set_rule_number"] == [
        "injuries_not_put_together, Injuries: 2",
        "injuries_not_put_together, Injuries: the number that the rule came with",
    ]


def test_a_clock_runs_by_it_from_that_day_on(place: Place) -> None:
    set_to(place, 10, rule="initial_conference_late", name="Initial child protection conference",
           unit="working_days")  # fmt: skip

    (clock,) = (each.value for each in rules_in_force()["initial_conference_late"].parameters)

    assert isinstance(clock, Timescale)
    before = TODAY - timedelta(days=3)  # a Friday
    assert clock.due_on(before) == date(2024, 6, 21)
    assert clock.due_on(TODAY) == date(2024, 6, 17)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rule": "initial_conference_late", "name": "Initial child protection conference",
          "amount": 20, "unit": "working_days"}, "amount"),
        ({"rule": "initial_conference_late", "name": "Initial child protection conference",
          "amount": 3, "unit": "weeks"}, "amount"),  # longer, from a Saturday
        ({"rule": "meetings_without_movement", "name": "Since the first of them",
          "amount": 19, "unit": "years"}, "amount"),
        ({"amount": 0}, "amount"),
        ({"amount": 1000}, "amount"),
        ({"amount": 2, "reasons": "  "}, "reasons"),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused(place: Place, given: dict[str, object], field: str) -> None:
    with pytest.raises(NotRight) as refused:
        set_to(place, **given)  # type: ignore[arg-type]
    assert list(refused.value.by_field) == [field]
    assert not RuleNumber.objects.exists()


@pytest.mark.parametrize("amount", [None, 3])
def test_the_number_that_it_has_already_is_not_set_again(place: Place, amount: int | None) -> None:
    with pytest.raises(NotRight, match="the number already"):
        set_to(place, amount)
    set_to(place, 2)
    with pytest.raises(NotRight, match="the number already"):
        set_to(place, 2)
    with reading_as_system("test"):
        assert RuleNumber.objects.count() == 1

    set_to(place, amount)
    assert rules_in_force()["injuries_not_put_together"].parameters[0].value == 3


def test_only_a_director_sets_a_number(place: Place) -> None:
    for role in ("referrer", "social_worker", "manager", "chair"):
        user = place.people[role]
        with reading_as(user, on=TODAY), pytest.raises(access.Refused):
            rule_number.set_number(**INJURIES, amount=2, unit="", reasons=WHY, by=user, at=NOON)


def test_in_a_large_record_it_waits_until_every_child_is_looked_at(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from keepsight.casework import projection

    monkeypatch.setattr(projection, "AT_ONCE_AT_MOST", 0)
    written([a_fact("note", "2024-04-20", detail="A note.")])

    assert not set_to(place, 2)
    assert found() == []

    with reading_as_system("test"):
        projection.refresh_all()
    assert found() == ["2024-04-15"]
