"""What the watch says, and a team's page: matters are counted and not the rules that speak of them,
and no page asks the database more often for a larger record."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from keepsight.casework import age, projection
from keepsight.casework.lesson import lesson
from keepsight.casework.person import add_people
from keepsight.casework.team_work import team_work
from keepsight.casework.watch.page import watch_page
from keepsight.record.models import (
    Agency,
    Child,
    Finding,
    Involvement,
    Person,
    Restriction,
    Team,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read
from tests.web.small_authority import LEO, MAYA, TODAY, SmallAuthority, fact, write_a_lesson

RULE = "category_changed_while_unanswered"
SINCE = "?day_day=1&day_month=10&day_year=2024"


def matters(authority: SmallAuthority, role: str) -> dict[str, int]:
    """How many matters stand, as a role is told."""
    person = authority.people[role]
    with reading_as(person, on=TODAY):
        found = watch_page(by=person, on=TODAY).matters
    return {each.code: each.total for each in found}


@pytest.mark.parametrize(
    ("role", "address", "queries"),
    [
        ("director", "/watch", 21),
        ("manager", "/watch", 15),
        ("chair", "/watch", 15),
        ("director", f"/rules/{RULE}/before-and-after{SINCE}", 14),
        ("manager", f"/rules/{RULE}/before-and-after{SINCE}", 12),
        ("director", "/team", 20),
        ("manager", "/team", 18),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_record(
    role: str,
    address: str,
    queries: int,
    authority: SmallAuthority,
    sign_in: SignIn,
    django_assert_num_queries,
) -> None:
    client = sign_in(role)
    _more(authority, ["one"])  # so that some child waits for a worker, before and after
    with django_assert_num_queries(queries):
        client.get(address)
    _more(authority, map(str, range(12)))
    with django_assert_num_queries(queries):
        page = client.get(address).content.decode()
    assert "Sorry" not in page


def test_a_matter_is_counted_once_however_many_rules_speak_of_it(authority: SmallAuthority) -> None:
    with reading_as_system("the test counts by hand"):
        standing = [e for e in Finding.objects.all() if e.is_raised_on(TODAY)]
        of_the_team = [e for e in standing if e.child_id in (MAYA, LEO)]
    by_hand = {(e.child_id, e.concern) for e in of_the_team}
    about_concerns = {each for each in by_hand if each[1] is not None}
    assert len(of_the_team) > len(by_hand)
    assert matters(authority, "manager") == {
        "concern": len(about_concerns),
        "child": len(by_hand - about_concerns),
    }


def test_a_matter_is_as_old_as_its_oldest_finding(authority: SmallAuthority) -> None:
    manager = authority.people["manager"]
    with reading_as_system("the test counts by hand"):
        since: dict[object, int] = {}
        for each in Finding.objects.filter(child__in=[MAYA, LEO], concern__isnull=False):
            if each.is_raised_on(TODAY):
                days = (TODAY - each.raised_on).days
                since[each.concern] = max(since.get(each.concern, 0), days)
    with reading_as(manager, on=TODAY):
        (about,) = [e for e in team_work(by=manager, on=TODAY).matters if e.code == "concern"]
    place = [max(n for n, at in enumerate(age.FROM_DAYS) if d >= at) for d in since.values()]
    assert about.by_age == tuple(place.count(n) for n in range(len(age.FROM_DAYS)))


def test_a_manager_reads_how_many_matters_stand_on_the_page_of_the_team(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), "/team")
    assert "About one concern 1 " in page
    assert "/watch" in sign_in("manager").get("/team").content.decode()


def test_a_director_is_shown_first_the_team_with_most_children(sign_in: SignIn) -> None:
    with reading_as_system("the test adds a team that comes first by its name"):
        care = Agency.objects.get(kind="social_care")
        Team.objects.create(name="A team with nobody", agency=care)
    assert "Team Fell Team" in read(sign_in("director"), "/team")


def test_what_no_teams_page_shows_is_counted_for_the_service_and_leads_to_its_list(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    nobodys = "No team works with the child:"
    assert nobodys not in read(sign_in("director"), "/watch")
    with reading_as_system("nobody works with Maya any more"):
        standing = [e for e in Finding.objects.filter(child=MAYA) if e.is_raised_on(TODAY)]
        Involvement.objects.filter(child=MAYA).exclude(as_what="chair").update(to_on=TODAY)
    number = len({each.concern for each in standing})

    page = read(sign_in("director"), "/watch")
    assert f"{nobodys} {number} of these matters, about 1 child, and 1 concern that waits" in page
    assert 'href="/?team=none"' in sign_in("director").get("/watch").content.decode()
    for address, own in (("/?team=none", "Maya Marsh"), ("/?team=none&show=waiting", "Maya Marsh")):
        shown = read(sign_in("director"), address)
        assert own in shown
        assert "Tom Frost" not in shown
    # Who reads no record is told the number, and led nowhere.
    told = sign_in("business_manager").get("/watch").content.decode()
    assert nobodys in told
    assert "team=none" not in told
    # A team's page says nothing of other children.
    assert nobodys not in read(sign_in("manager"), "/watch")


def test_a_long_table_of_rules_opens_when_asked_for(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with reading_as_system("the test adds findings of many rules"):
        Finding.objects.bulk_create(
            Finding(
                finding_id=f"f{number}",
                rule=f"rule_{number:02}",
                child_id=MAYA,
                raised_on=TODAY - timedelta(days=number),
                facts=["maya-first"],
            )
            for number in range(30)
        )
    page = sign_in("manager").get("/watch").content.decode()
    shown, folded, times = page.split("more rules</span></summary>")
    assert shown.count("?rule=") == 10
    assert folded.count("?rule=") >= 20
    # How long things take is as long a table, and opens likewise.
    assert folded.count("/before-and-after") == 10
    assert times.count("/before-and-after") >= 20


def test_nothing_is_compared_of_a_day_that_cannot_be(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    """Nor anything since the day of the lesson, which nobody asked for."""
    code = write_a_lesson(authority)
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        long_ago = datetime(2024, 6, 3, 10, tzinfo=UTC)
        lesson.publish(lesson=code, reasons="Asked for.", by=director, at=long_ago)
    address, client = f"/rules/{code}/before-and-after", sign_in("director")
    assert "Before and since 3 June 2024" in read(client, address)

    told = read(client, f"{address}?day_day=31&day_month=2&day_year=2024")

    assert "Enter a real date" in told
    assert "Nothing is compared" in told
    assert "Before and since" not in told


def _more(authority: SmallAuthority, named: Iterable[str]) -> None:
    """More children of the same team, each with a concern that many rules speak of."""
    children = [f"more-{name}" for name in named]
    with reading_as_system("the test adds children"):
        for child in children:
            add_people([Person(person_id=f"p-{child}", name=child, born_on=TODAY)])
            Child.objects.create(child_id=child, person_id=f"p-{child}")
            team = authority.people["manager"].team
            for who in ({"team": team}, {"user": authority.people["chair"]}):
                Involvement.objects.create(
                    child_id=child,
                    as_what="team" if "team" in who else "chair",
                    from_on=TODAY - timedelta(days=400),
                    **who,
                )
        given = [
            each
            for child in children
            for each in (
                fact(
                    "concern",
                    child,
                    "2024-05-13",
                    fact_id=f"c-{child}",
                    harms=("sexual",),
                ),
                fact(
                    "category_changed",
                    child,
                    "2024-11-25",
                    from_categories=("sexual",),
                    to_categories=("neglect",),
                ),
            )
        ]
        projection.add(given, by=None, at=datetime(2025, 3, 30, tzinfo=UTC))


def test_who_reads_no_record_is_told_the_same_numbers_as_the_director(
    authority: SmallAuthority,
) -> None:
    assert matters(authority, "business_manager") == matters(authority, "director")


@pytest.mark.parametrize(
    "address",
    ["/watch", f"/rules/{RULE}/before-and-after{SINCE}", "/lessons/{lesson}/record", "/rules"],
)
def test_who_reads_no_record_is_shown_no_child(
    address: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    there = address.format(lesson=write_a_lesson(authority))
    page = sign_in("business_manager").get(there).content.decode()
    assert "1 child of 3" in page or "record" not in there
    for named in ("Maya", "Leo", "Tom", "Marsh", "/children/", "/?rule="):
        assert named not in page


def test_a_restricted_record_is_not_in_the_numbers_of_who_reads_none(
    authority: SmallAuthority,
) -> None:
    before = matters(authority, "business_manager")
    with reading_as_system("the test restricts a record"):
        Restriction.objects.create(
            child_id=MAYA,
            restricted_at=datetime(2025, 3, 31, 9, tzinfo=UTC),
            restricted_by=authority.people["manager"],
            reasons="A colleague’s child.",
        )
    after = matters(authority, "business_manager")
    assert sum(after.values()) < sum(before.values())
