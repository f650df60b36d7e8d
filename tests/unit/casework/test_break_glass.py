"""A record opened in an emergency: for a time, marked in the audit, and judged afterwards."""

from datetime import timedelta

import pytest
from django.db.models import F

from keepsight.casework import access, ask, break_glass, fact
from keepsight.casework.child import child_page
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import NotRight
from keepsight.record.models import BreakGlass, LedgerFact, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact, day
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

ROBIN = NamedChild("Robin Vale", day("2020-05-01"))


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("child-1", team=place.team)
    written([a_concern("2024-01-08", child="child-1", fact_id="c")])
    return place


@pytest.fixture
def night(place: Place) -> User:
    return a_user("social_worker", agency=place.council, name="night")


def opened(by: User, **more: object) -> BreakGlass:
    break_glass.open_record(
        **{"named": ROBIN, "reasons": "Found alone.", "by": by, "at": NOON} | more
    )
    with reading_as_system("test"):
        return BreakGlass.objects.select_related("child").latest("pk")


def ends(row: BreakGlass) -> None:
    with reading_as_system("test"):
        BreakGlass.objects.filter(pk=row.pk).update(ends_at=F("ends_at") - timedelta(hours=5))


def test_it_opens_the_record_for_four_hours(place: Place, night: User) -> None:
    row = opened(night)

    assert access.may(night, "see_child", "child-1", on=TODAY)
    assert access.may(night, "see_concern", concern="c", on=TODAY)
    with reading_as(night, on=TODAY):
        assert LedgerFact.objects.exists()
        left = break_glass.open_until("child-1", by=night)
    assert left == row.ends_at
    with reading_as_system("test"):
        entry = the_audit(what="break_glass", sort="action")[0]
        assert timedelta(hours=3, minutes=59) < row.ends_at - entry.at <= timedelta(hours=4)
    assert (entry.child, entry.note) == ("child-1", "Found alone.")

    ends(row)

    assert not access.may(night, "see_child", "child-1", on=TODAY)
    with reading_as(night, on=TODAY):
        assert not LedgerFact.objects.exists()


def test_by_it_one_reads_and_records_and_decides_nothing(place: Place, night: User) -> None:
    opened(night)
    visit = a_fact("visit", "2024-06-03", child="child-1", visit="other", seen="seen")
    fact.record_fact(fact=visit, by=night, at=NOON)
    for permission in ("correct_fact", "export_child", "add_to_network", "change_plan"):
        assert not access.may(night, permission, "child-1", on=TODAY), permission
    assert not access.may(night, "answer_concern", concern="c", on=TODAY)
    assert access.may(night, "see_concern", concern="c", on=TODAY)


def test_all_that_is_seen_by_it_is_marked_and_nothing_else(place: Place, night: User) -> None:
    a_child("own", user=night)
    row = opened(night)
    for child in ("child-1", "own"):
        with reading_as(night, on=TODAY):
            child_page(child, by=night, on=TODAY)
    seen = {each.child: each.break_glass_id for each in the_audit(what="see_child")}
    assert seen == {"child-1": row.pk, "own": None}
    with reading_as(place.manager, on=TODAY):
        judged = break_glass.opening(row.pk, by=place.manager, on=TODAY)
    assert "Read a child's whole record" in {each.what for each in judged.seen}


def test_who_already_sees_the_record_need_not_break_the_glass(place: Place, night: User) -> None:
    with reading_as(place.manager, on=TODAY):
        found = break_glass.look_up(ROBIN, by=place.manager, on=TODAY)
    assert (found.is_there, found.child) == (True, "child-1")
    with reading_as(night, on=TODAY):
        found = break_glass.look_up(ROBIN, by=night, on=TODAY)
    assert (found.is_there, found.child) == (True, "")
    looked = the_audit(what="break_glass", sort="search")
    assert [each.note for each in looked] == ["Robin Vale, born 2020-05-01"] * 2


@pytest.mark.parametrize(
    ("named", "reasons", "field"),
    [
        (NamedChild("Robin Vole", ROBIN.born_on), "Now.", ""),
        (NamedChild("Robin Vale", day("2020-05-02")), "Now.", ""),
        (NamedChild("Robin Vale"), "Now.", "born_on"),
        (NamedChild(" ", ROBIN.born_on), "Now.", "name"),
        (ROBIN, "  ", "reasons"),
    ],
)
def test_nothing_opens_without_the_exact_name_day_and_a_reason(
    night: User, named: NamedChild, reasons: str, field: str
) -> None:
    with pytest.raises(NotRight) as not_right:
        opened(night, named=named, reasons=reasons)
    assert set(not_right.value.by_field) == {field}
    with reading_as_system("test"):
        assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("role", ["referrer", "chair"])
def test_it_is_not_for_everybody(place: Place, role: str) -> None:
    with pytest.raises(access.Refused):
        opened(place.people[role])


def test_a_manager_of_the_team_judges_it_and_the_opener_never(place: Place, night: User) -> None:
    row = opened(night)
    with reading_as(place.manager, on=TODAY):
        (asked,) = ask.asks_of(place.manager, on=TODAY)
        assert len(break_glass.to_judge(by=place.manager, on=TODAY)) == 1
    assert (asked.kind, asked.about, asked.due_on) == (
        "review_break_glass",
        str(row.pk),
        day("2024-06-05"),
    )
    with pytest.raises(access.Refused):
        break_glass.review(number=row.pk, was_appropriate=True, words="Mine.", by=night, at=NOON)
    with pytest.raises(NotRight):
        break_glass.review(number=row.pk, was_appropriate=True, words="", by=place.manager, at=NOON)

    break_glass.review(
        number=row.pk, was_appropriate=False, words="A colleague was there.",
        by=place.manager, at=NOON,
    )  # fmt: skip

    with reading_as(place.manager, on=TODAY):
        assert ask.asks_of(place.manager, on=TODAY) == []
    with reading_as(night, on=TODAY):
        (mine,) = break_glass.own_openings(by=night, on=TODAY)
    assert (mine.was_appropriate, mine.review) == (False, "A colleague was there.")
    with pytest.raises(NotRight, match="already"):
        break_glass.review(
            number=row.pk, was_appropriate=True, words="Fine.", by=place.director, at=NOON
        )


def test_a_manager_who_opens_is_judged_by_a_director(place: Place) -> None:
    other = a_user("manager", agency=place.council, team=place.other_team, name="other manager")
    a_child("loose", name="Ash Vale")
    opened(other, named=NamedChild("Ash Vale", ROBIN.born_on))
    with reading_as(place.director, on=TODAY):
        assert [e.kind for e in ask.asks_of(place.director, on=TODAY)] == ["review_break_glass"]


def test_it_can_be_closed_before_its_time(place: Place, night: User) -> None:
    opened(night)
    break_glass.close(child="child-1", by=night, at=NOON)
    with pytest.raises(access.Refused):
        break_glass.close(child="child-1", by=night, at=NOON)
