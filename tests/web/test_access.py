"""Access as it is decided in one place: every permission for every role, about children whom they
work with and others, held twice, by casework and by the database."""

from datetime import date

import pytest
from django.db import connection

from keepsight.casework import access
from keepsight.casework.role import PERMISSIONS, ROLES, SEES
from keepsight.record.models import Child, ConcernThread, Finding, Involvement, Referral
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import TODAY, Place, a_child, a_place, a_user, written

MAY = """
                          referrer  social_worker  manager  chair  director  business_manager
see_in_sight              -         yes            yes      yes    yes       -
count_every_child         -         -              -        -      -         yes
see_every_team            -         -              -        -      yes       -
see_own_concerns          yes       -              -        -      -         -
see_work                  -         yes            yes      yes    yes       -
read_inbox                yes       yes            yes      yes    yes       yes
see_team                  -         -              yes      -      yes       -
allocate_child            -         -              yes      -      -         -
see_handover              -         yes            yes      yes    yes       -
take_over                 -         yes            yes      -      -         -
see_rules                 -         yes            yes      yes    yes       yes
set_rule_number           -         -              -        -      yes       -
see_watch                 -         -              yes      yes    yes       yes
raise_concern             yes       yes            yes      yes    yes       -
see_child                 yes       yes            yes      yes    yes       -
see_findings              -         yes            yes      yes    yes       -
record_fact               yes       yes            yes      yes    -         -
correct_fact              -         yes            yes      yes    -         -
see_concern               yes       yes            yes      yes    yes       -
answer_concern            -         yes            yes      -      -         -
countersign_answer        -         yes            yes      -      -         -
change_plan               -         yes            yes      yes    -         -
set_plan_action           -         yes            yes      yes    -         -
update_plan_action        yes       yes            yes      yes    -         -
close_case                -         yes            yes      -      -         -
reopen_concern            -         yes            yes      yes    -         -
disagree                  yes       yes            yes      yes    -         -
see_front_door            -         -              -        -      yes       -
decide_referral           -         -              -        -      -         -
see_matches               -         -              -        -      yes       -
join_records              -         -              -        -      -         -
part_records              -         yes            yes      -      -         -
see_disagreements         yes       yes            yes      yes    yes       -
challenge                 -         -              -        yes    -         -
answer_disagreement       -         yes            yes      -      yes       -
write_assessment          -         yes            yes      -      -         -
countersign_assessment    -         -              yes      -      -         -
take_out_begun            -         -              yes      -      -         -
take_out_own_slip         -         yes            yes      -      -         -
answer_question           yes       yes            yes      yes    -         -
hold_strategy_discussion  -         yes            yes      -      -         -
see_meetings              yes       yes            yes      yes    yes       -
take_part                 yes       yes            yes      yes    yes       -
arrange_meeting           -         yes            yes      yes    -         -
run_meeting               -         yes            yes      yes    -         -
agree_carry_on            -         -              yes      -      -         -
import_chronology         -         -              yes      -      -         -
export_child              -         yes            yes      -      -         -
extract_record            -         -              -        -      yes       -
make_subject_copy         -         yes            yes      -      -         -
reset_second_factor       -         -              yes      -      yes       -
see_audit                 -         -              -        -      yes       -
see_who_looked            -         -              yes      -      yes       -
add_to_network            -         yes            yes      yes    -         -
take_off_network          -         yes            yes      yes    -         -
see_restricted            -         -              -        -      yes       -
restrict_record           -         -              yes      -      yes       -
break_glass               -         yes            yes      -      yes       -
review_break_glass        -         -              yes      -      yes       -
arrange_cover             yes       yes            yes      yes    yes       -
mark_left                 -         -              yes      -      yes       -
connect_systems           -         -              yes      -      yes       -
write_lesson              -         -              yes      -      yes       yes
publish_lesson            -         -              -        -      yes       -
"""
_HEAD, *_LINES = [line.split() for line in MAY.strip().splitlines()]
EXPECTED = {
    (line[0], role): cell == "yes"
    for line in _LINES
    for role, cell in zip(_HEAD, line[1:], strict=True)
}

CONCERNS = {
    "teams": {"social_worker", "manager", "director"},
    "workers": {"social_worker", "director"},
    "chairs": {"chair", "director"},
    "others": {"director"},
    "ended": {"director"},
    "nurserys": {"referrer", "director"},
    "networks": {"referrer", "director"},
}
"""Whose concern each is seen by: of a child of the team, of the worker, ... or from the nursery."""


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("teams", team=place.team)
    a_child("workers", user=place.social_worker)
    a_child("chairs", user=place.chair)
    a_child("others", team=place.other_team)
    a_child("ended", team=place.team, to_on=TODAY)
    a_child("nurserys", team=place.other_team)
    a_child("networks", user=place.referrer)
    for child in CONCERNS:
        whose = place.nursery if child == "nurserys" else place.school
        concern = a_concern("2024-01-08", child=child, fact_id=f"c-{child}")
        referral = a_fact("referral", "2024-01-08", child=child, concerns=concern.concerns)
        written([concern, referral], organisation=whose)
    return place


def test_the_table_names_every_permission_and_role() -> None:
    assert {permission for permission, _ in EXPECTED} == set(PERMISSIONS)
    assert {role for _, role in EXPECTED} == set(ROLES)


def _about(what: str) -> list[str]:
    return [each.code for each in PERMISSIONS.values() if each.about == what]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_table_says(place: Place, role: str) -> None:
    user = place.people[role]

    assert {each: access.may(user, each) for each in PERMISSIONS} == {
        permission: may for (permission, whose), may in EXPECTED.items() if whose == role
    }


@pytest.mark.parametrize("role", ROLES)
def test_about_a_child_only_those_who_work_with_them(place: Place, role: str) -> None:
    for child in (*CONCERNS, "no-such-child"):
        works_with = role in CONCERNS.get(child, set()) and child != "nurserys"
        works_with = works_with or (child == "nurserys" and role == "director")
        for permission in _about("child"):
            may = access.may(place.people[role], permission, child, on=TODAY)
            assert may is (EXPECTED[permission, role] and works_with), (permission, child)


@pytest.mark.parametrize("role", ROLES)
def test_about_a_concern_only_those_who_work_with_the_child_or_raised_it(
    place: Place, role: str
) -> None:
    for child in (*CONCERNS, "no-such-concern"):
        sees = role in CONCERNS.get(child, set())
        for permission in _about("concern"):
            may = access.may(place.people[role], permission, concern=f"c-{child}", on=TODAY)
            assert may is (EXPECTED[permission, role] and sees), (permission, child)


@pytest.mark.parametrize("role", ROLES)
def test_lists_hold_the_same_as_the_questions_and_as_the_database(place: Place, role: str) -> None:
    """The lists of casework, unaided by the database, and the database, unaided by casework."""
    user = place.people[role]
    with reading_as_system("test"):
        by_casework = (
            set(access.children_of(user, on=TODAY).values_list("pk", flat=True)),
            set(access.concerns_of(user, on=TODAY).values_list("child_id", flat=True)),
            set(access.findings_of(user, on=TODAY).values_list("pk", flat=True)),
            set(access.referrals_of(user, on=TODAY).values_list("child_id", flat=True)),
        )
    with reading_as(user, on=TODAY):
        by_database = (
            set(Child.objects.values_list("pk", flat=True)),
            set(ConcernThread.objects.values_list("child_id", flat=True)),
            set(Finding.objects.values_list("pk", flat=True)),
            set(Referral.objects.values_list("child_id", flat=True)),
        )

    seen = {child for child, roles in CONCERNS.items() if role in roles}
    # The database lets somebody at an agency read the name of a child whom it raised.
    assert by_casework[0] == (seen - {"nurserys"} if role == "referrer" else seen)
    assert by_database[0] == seen
    assert by_casework[1] == by_database[1] == seen
    assert by_casework[2] == by_database[2]
    assert by_casework[3] == by_database[3] == seen


def test_a_concern_of_one_child_is_not_reached_through_another(place: Place) -> None:
    user = place.social_worker

    assert access.may(user, "see_concern", "teams", concern="c-teams", on=TODAY)
    assert not access.may(user, "see_concern", "workers", concern="c-teams", on=TODAY)


def test_two_of_one_agency_see_each_others_concerns_and_another_agency_does_not(
    place: Place,
) -> None:
    colleague = a_user("referrer", agency=place.nursery, name="colleague")
    elsewhere = a_user("referrer", agency=place.council, name="third")

    assert access.may(colleague, "see_concern", concern="c-nurserys", on=TODAY)
    assert not access.may(elsewhere, "see_concern", concern="c-nurserys", on=TODAY)


def test_involvement_begins_and_ends(place: Place) -> None:
    user = place.social_worker

    assert not access.may(user, "see_child", "teams", on=date(2019, 12, 31))
    assert access.may(user, "see_child", "teams", on=date(2020, 1, 1))
    assert access.may(user, "see_child", "ended", on=date(2024, 6, 2))
    assert not access.may(user, "see_child", "ended", on=TODAY)


def test_a_user_without_a_team_does_not_see_what_has_no_team(place: Place) -> None:
    """Nothing in common is not something in common: NULL does not match NULL."""
    loner = a_user("social_worker", agency=place.council, name="loner")

    assert not access.may(loner, "see_child", "chairs", on=TODAY)
    with reading_as(loner, on=TODAY):
        assert not Involvement.objects.exists()


@pytest.mark.parametrize("role", ["social_worker", "manager"])
def test_the_front_door_is_for_its_own_team(place: Place, role: str) -> None:
    at_the_door = a_user(role, agency=place.council, team=place.front_door, name=f"door {role}")
    a_child("waits", team=place.front_door)

    for permission in ("see_front_door", "decide_referral"):
        assert access.may(at_the_door, permission)
        assert not access.may(place.people[role], permission)
    assert access.may(at_the_door, "decide_referral", "waits", on=TODAY)
    assert not access.may(at_the_door, "decide_referral", "teams", on=TODAY)


@pytest.mark.parametrize("role", ["unknown", ""])
def test_a_role_that_is_not_there_may_nothing(place: Place, role: str) -> None:
    odd = a_user(role or "none", agency=place.council, team=place.team)
    odd.role = role

    assert not any(access.may(odd, permission) for permission in PERMISSIONS)
    assert not access.children_of(odd, on=TODAY).exists()
    assert not access.concerns_of(odd, on=TODAY).exists()
    assert not access.findings_of(odd, on=TODAY).exists()


def test_somebody_who_may_no_longer_sign_in_may_nothing(place: Place) -> None:
    place.director.is_active = False

    assert not any(access.may(place.director, permission) for permission in PERMISSIONS)
    assert not access.children_of(place.director, on=TODAY).exists()


def test_a_permission_that_is_not_there_is_a_mistake_in_the_code(place: Place) -> None:
    with pytest.raises(KeyError):
        access.may(place.director, "see_everything")
    with pytest.raises(ValueError, match="which day"):
        access.may(place.director, "see_child", "teams")


@pytest.mark.parametrize("child", ["others", "no-such-child", "x" * 500, "\x00"])
def test_a_refusal_is_audited_and_looks_the_same(place: Place, child: str) -> None:
    with pytest.raises(access.Refused) as refused:
        access.require(place.social_worker, "see_child", child, on=TODAY)

    (entry,) = the_audit()
    assert (entry.by, entry.what, entry.was_allowed) == (place.social_worker, "see_child", False)
    assert entry.child == child.replace("\x00", "")[:64]
    assert str(refused.value) == ""


def test_what_is_allowed_asks_the_database_a_fixed_number_of_times(
    place: Place, django_assert_num_queries
) -> None:
    with django_assert_num_queries(3):
        access.require(place.social_worker, "see_child", "teams", on=TODAY)


def test_every_role_and_permission_is_described() -> None:
    assert all(each.description.endswith(".") for each in PERMISSIONS.values())
    assert all(each.description.endswith(".") for each in ROLES.values())
    assert {each.sees for each in ROLES.values()} == set(SEES)
    assert {each for role in ROLES.values() for each in role.permissions} == set(PERMISSIONS)


def test_nobody_is_left_reading(place: Place) -> None:
    access.may(place.director, "see_child", "teams", on=TODAY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger")
        assert cursor.fetchone() == (0,)
