"""In sight: what each role finds there, in which order, and what the filters do."""

from datetime import date, timedelta

import pytest

from keepsight.casework import projection, sight
from keepsight.casework.person import add_people
from keepsight.casework.wanted import Wanted
from keepsight.record.models import Child, Finding, Involvement, Person
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, TOM, SmallAuthority, fact

QUERIES = {"findings": 14, "waiting": 11, "due": 11}
"""At most so many for a page, signing in and the audit among them."""


def in_sight(authority: SmallAuthority, role: str, shown: str, **wanted: object) -> sight.InSight:
    """One list as a role sees it."""
    person = authority.people[role]
    with reading_as(person, on=TODAY):
        return sight.in_sight(by=person, on=TODAY, shown=shown, wanted=Wanted(**wanted))


def children(found: sight.InSight) -> set[str]:
    """The children of the list that is shown."""
    named = {each.child for family in found.families for each in family.children}
    return named | {each.who.child for each in found.waiting}


def days(found: sight.InSight) -> list[date]:
    """The days of the findings, in the order of the page."""
    said = [each for family in found.families for each in family.said]
    return [line.raised_on for each in said for line in each.matter.lines]


def test_a_social_worker_sees_the_children_of_the_team_and_no_others(
    authority: SmallAuthority,
) -> None:
    assert children(in_sight(authority, "social_worker", "findings")) == {MAYA, LEO}
    assert children(in_sight(authority, "director", "findings")) == {MAYA, LEO, TOM}


def test_findings_about_one_family_and_one_concern_stand_together_longest_first(
    authority: SmallAuthority,
) -> None:
    (family,) = in_sight(authority, "social_worker", "findings").families
    assert [each.child for each in family.children] == [MAYA, LEO]
    about = family.said[0]
    assert about.concern is not None
    assert about.concern.concern == MAYAS_CONCERN
    raised = [each.raised_on for each in about.matter.lines]
    assert len(raised) == 2
    assert raised == sorted(raised)
    assert [each.concern is None for each in family.said] == [False, True]


def test_what_one_rule_found_about_brothers_and_sisters_on_one_day_is_said_once(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    both = (MAYA, LEO)
    with reading_as_system("a test has one rule find the same about both"):
        for child in both:
            Finding.objects.create(
                finding_id=f"alike-{child}",
                rule="assessment_late",
                child_id=child,
                raised_on=TODAY,
                facts=["none"],
            )
    (family,) = in_sight(authority, "social_worker", "findings").families
    alike = next(e for e in family.said[-1].matter.lines if e.rule == "assessment_late")
    assert [each.child for each in alike.found] == sorted(both)
    page = sign_in("social_worker").get("/").content.decode()
    for child in both:
        assert f'href="/findings/alike-{child}"' in page


def test_how_long_things_have_stood_is_counted_by_rule_and_by_harm(
    authority: SmallAuthority,
) -> None:
    found = in_sight(authority, "director", "findings")
    assert sum(each.total for each in found.standing) == found.counts.findings
    assert all(sum(each.by_age) == each.total for each in found.standing)
    waiting = in_sight(authority, "director", "waiting").standing
    by_harm = {each.code: each.by_age for each in waiting}
    assert by_harm["sexual"] == (0, 0, 1, 0)  # 322 days


def test_a_concern_waits_from_the_day_it_opened_until_its_answer(authority: SmallAuthority) -> None:
    (waiting,) = in_sight(authority, "social_worker", "waiting").waiting
    assert (waiting.who.child, waiting.harms) == (MAYA, ("sexual",))
    assert waiting.days == (TODAY - waiting.opened_on).days == 322
    assert waiting.agency == "Bluebell Nursery"


def test_what_falls_due_is_ahead_of_today_and_not_among_the_findings(
    authority: SmallAuthority,
) -> None:
    due = in_sight(authority, "social_worker", "due")
    assert days(due)
    assert all(TODAY < day <= TODAY + timedelta(days=sight.DAYS_AHEAD) for day in days(due))
    assert due.counts.due == due.total == len(days(due))


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ({}, {MAYA, TOM}),
        ({"text": "marsh"}, {MAYA}),
        ({"text": "BRUISE tom"}, {TOM}),
        ({"text": "100%"}, set()),
        ({"harm": "sexual"}, {MAYA}),
        ({"agency": "school"}, {TOM}),
        ({"open_for": 182}, {MAYA}),
        ({"open_for": 365}, set()),
        ({"team": -1}, set()),
    ],
)
def test_filters_of_concerns(authority: SmallAuthority, wanted: dict, seen: set[str]) -> None:
    assert children(in_sight(authority, "director", "waiting", **wanted)) == seen


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ({"rule": "referral_decision_late"}, {TOM}),
        ({"harm": "sexual"}, {MAYA}),
        ({"text": "secret game"}, {MAYA}),
        ({"text": "Leo"}, {LEO}),
    ],
)
def test_filters_of_findings(authority: SmallAuthority, wanted: dict, seen: set[str]) -> None:
    assert children(in_sight(authority, "director", "findings", **wanted)) == seen


def test_a_director_filters_by_team_and_others_are_not_offered_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    dale = authority.stranger.team
    found = in_sight(authority, "director", "findings", team=dale.pk)
    assert children(found) == {TOM}
    assert ("Dale Team" in sign_in("director").get("/").content.decode()) is True
    assert ("Dale Team" in sign_in("manager").get("/").content.decode()) is False


@pytest.mark.parametrize(
    "asked",
    [
        "?page=0",
        "?page=99999",
        "?page=x",
        "?show=nothing",
        "?team=x&open_for=7&harm=no",
    ],
)
def test_an_address_that_makes_no_sense_still_shows_the_page(asked: str, sign_in: SignIn) -> None:
    assert sign_in("director").get(f"/{asked}").status_code == 200


def test_a_referrer_learns_what_became_of_the_agencys_concerns(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    page = sign_in("referrer").get("/").content.decode()
    assert "Maya Marsh" in page
    assert "Nobody has answered it yet" in page
    assert "Not substantiated" in page
    assert "by Sara Lund, Social worker" in page
    assert "The boiler had failed" in page
    assert "Tom Frost" not in page
    assert "Category changed" not in page


def test_looking_is_written_into_the_audit(authority: SmallAuthority, sign_in: SignIn) -> None:
    sign_in("chair").get("/")
    seen = the_audit()[-1]
    assert (seen.what, seen.by, seen.was_allowed) == (
        "see_in_sight",
        authority.people["chair"],
        True,
    )


def test_what_was_searched_for_is_written_down(sign_in: SignIn) -> None:
    sign_in("chair").get("/?text=Maya+Marsh&harm=sexual&rule=no-such-rule")
    assert the_audit()[-1].note == "text Maya Marsh, rule no-such-rule, harm sexual"


def _more_children(authority: SmallAuthority, number: int) -> None:
    with reading_as_system("tests add more children"):
        facts = []
        for each in range(number):
            child = f"more-{each}"
            add_people([Person(person_id=f"p-{each}", name=f"Child {each}")])
            Child.objects.create(child_id=child, person_id=f"p-{each}")
            Involvement.objects.create(
                child_id=child,
                as_what="team",
                team=authority.people["manager"].team,
                from_on=TODAY - timedelta(days=9),
            )
            facts += [
                fact("concern", child, "2025-01-06", harms=("neglect",), detail="Hungry."),
                fact("referral", child, "2025-01-06"),
            ]
        projection.add(facts, by=None, at=facts[0].recorded_at)


@pytest.mark.parametrize("show", ["findings", "waiting", "due"])
def test_the_number_of_queries_does_not_grow_with_the_children(
    show: str, authority: SmallAuthority, sign_in: SignIn, django_assert_max_num_queries
) -> None:
    client = sign_in("manager")
    client.get("/")
    with django_assert_max_num_queries(QUERIES[show]):
        client.get(f"/?show={show}")
    _more_children(authority, 30)
    with django_assert_max_num_queries(QUERIES[show]):
        page = client.get(f"/?show={show}").content.decode()
    if show != "due":
        assert 'aria-label="Page 2"' in page
        assert "Child " in client.get(f"/?show={show}&page=2").content.decode()


@pytest.mark.parametrize("show", ["findings", "waiting", "due"])
def test_the_number_of_queries_of_a_search_does_not_grow_with_what_it_finds(
    show: str, authority: SmallAuthority, sign_in: SignIn, django_assert_max_num_queries
) -> None:
    client = sign_in("director")
    client.get("/")
    _more_children(authority, 30)
    for words in ("hungry child", "child"):
        # One more for each word.
        with django_assert_max_num_queries(QUERIES[show] + 1 + len(words.split())):
            page = client.get(f"/?show={show}&text={words}").content.decode()
    assert ('aria-label="Page 2"' in page) is (show != "due")


def test_a_misspelt_name_is_found_and_what_was_typed_stays_in_the_form(sign_in: SignIn) -> None:
    page = sign_in("director").get("/?show=waiting&text=Maia+Mash").content.decode()
    assert "Maya Marsh" in page
    assert 'value="Maia Mash"' in page
    assert "Tom Frost" not in page
