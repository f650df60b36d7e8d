"""Who needs to know, as generated: whatever parts, cover, names and openings there are, casework
and the database show each person the same children."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from keepsight.casework import access
from keepsight.record.models import (
    Ask,
    BreakGlass,
    Child,
    ConcernThread,
    Delegation,
    Finding,
    Involvement,
    NamedPerson,
    Notice,
    Referral,
    Restriction,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

CHILDREN = tuple(f"child-{number}" for number in range(4))
PEOPLE = (
    "referrer",
    "social_worker",
    "manager",
    "chair",
    "director",
    "second",
    "nurse",
    "elsewhere",
)
OF_CHILDREN = (
    "ledger",
    "concern_thread",
    "finding",
    "referral",
    "relationship",
    "involvement",
    "restriction",
    "named_person",
)
DAYS = st.integers(-2, 2).map(lambda days: TODAY + timedelta(days=days))
WHO, CHILD = st.sampled_from(PEOPLE), st.sampled_from(CHILDREN)
PARTS = st.lists(
    st.tuples(CHILD, st.one_of(WHO, st.sampled_from(["team", "other_team"])), DAYS, DAYS),
    max_size=8,
)
COVERS = st.lists(st.tuples(WHO, WHO, DAYS, DAYS), max_size=3)
RESTRICTED = st.dictionaries(CHILD, st.frozensets(WHO, max_size=2), max_size=2)
OPENED = st.lists(st.tuples(CHILD, WHO, st.booleans()), max_size=3)


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    place.people.update(
        second=a_user("social_worker", agency=place.council, team=place.other_team, name="second"),
        nurse=a_user("referrer", agency=place.nursery, name="nurse"),
        elsewhere=a_user("referrer", agency=place.school, name="elsewhere"),
    )
    for number, child in enumerate(CHILDREN):
        a_child(child, name=f"Child {number}")
        concern = a_concern("2024-01-08", child=child, fact_id=f"c-{child}")
        referral = a_fact("referral", "2024-01-08", child=child, concerns=concern.concerns)
        written([concern, referral], organisation=place.nursery if number == 0 else None)
        with reading_as_system("test"):
            Finding.objects.create(
                finding_id=f"f-{child}", rule="r", child_id=child, raised_on=TODAY, facts=["f"]
            )
    return place


def arrange(place: Place, parts, covers, restricted, opened) -> None:
    for child, who, from_on, to_on in parts:
        whose = {"user": place.people[who]} if who in PEOPLE else {"team": getattr(place, who)}
        Involvement.objects.create(
            child_id=child, as_what="part", from_on=from_on, to_on=to_on, **whose
        )
    for absent, delegate, from_on, to_on in covers:
        if absent != delegate and from_on < to_on:
            Delegation.objects.create(
                absent=place.people[absent], delegate=place.people[delegate], from_on=from_on,
                to_on=to_on, arranged_at=NOON, arranged_by=place.manager,
            )  # fmt: skip
    for child, names in restricted.items():
        row = Restriction.objects.create(
            child_id=child, restricted_at=NOON, restricted_by=place.director, reasons="x"
        )
        for name in names:
            NamedPerson.objects.create(
                restriction=row, child_id=child, user=place.people[name], named_at=NOON
            )
    for child, who, is_open in opened:
        hours = timedelta(hours=4 if is_open else -4)
        BreakGlass.objects.create(
            child_id=child, user=place.people[who], opened_at=NOON, ends_at=Now() + hours,
            reasons="x",
        )  # fmt: skip


def clear() -> None:
    for table in (Involvement, Delegation, NamedPerson, Restriction, BreakGlass):
        table.objects.all().delete()


def expected(place: Place, user: User, parts, covers, restricted, opened) -> set[str]:
    """The children whose record this user may open, said once more in the plainest way."""
    name = next(each for each in PEOPLE if place.people[each] == user)

    def in_force(from_on: date, to_on: date) -> bool:
        return from_on <= TODAY < to_on

    def works_with(who: str) -> set[str]:
        person = place.people[who]
        seen = set()
        for child, whom, from_on, to_on in parts:
            own = whom == who
            team = (
                whom not in PEOPLE
                and getattr(place, whom) == person.team
                and person.role in ("social_worker", "manager")
            )
            if in_force(from_on, to_on) and (own or team):
                seen.add(child)
        return seen

    def covered(who: str) -> set[str]:
        person = place.people[who]
        return {
            child
            for child, whom, from_on, to_on in parts
            if in_force(from_on, to_on)
            and (
                whom == who
                or (
                    whom not in PEOPLE
                    and person.role == "manager"
                    and getattr(place, whom) == person.team
                )
            )
        }

    shown = set(CHILDREN) if user.role == "director" else works_with(name)
    if user.role != "director":
        for absent, delegate, from_on, to_on in covers:
            same = (place.people[absent].role == "referrer") == (user.role == "referrer")
            if delegate == name and absent != name and in_force(from_on, to_on) and same:
                shown |= covered(absent)
    glass = user.role in ("social_worker", "manager", "director")
    by_glass = {child for child, who, is_open in opened if glass and who == name and is_open}
    named = {child for child, names in restricted.items() if name in names}
    hidden = set(restricted) - named - by_glass
    return (shown - hidden) | named | by_glass


# An opening by somebody who may not open, of a record in which their agency raised a concern.
@example(
    parts=[], covers=[], restricted={"child-0": frozenset()}, opened=[("child-0", "referrer", True)]
)
@given(parts=PARTS, covers=COVERS, restricted=RESTRICTED, opened=OPENED)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_casework_and_the_database_show_everybody_the_same(
    place: Place, parts, covers, restricted, opened
) -> None:
    with reading_as_system("test"):
        clear()
        arrange(place, parts, covers, restricted, opened)
    for who in PEOPLE:
        user = place.people[who]
        wanted = expected(place, user, parts, covers, restricted, opened)
        with reading_as_system("test"):
            by_casework = set(access.children_of(user, on=TODAY).values_list("pk", flat=True))
            concerns = set(access.concerns_of(user, on=TODAY).values_list("child", flat=True))
            findings = set(access.findings_of(user, on=TODAY).values_list("child", flat=True))
            referrals = set(access.referrals_of(user, on=TODAY).values_list("child", flat=True))
        with reading_as(user, on=TODAY):
            in_database = set(Child.objects.values_list("pk", flat=True))
            assert set(ConcernThread.objects.values_list("child", flat=True)) == concerns
            assert set(Finding.objects.values_list("child", flat=True)) == findings
            assert set(Referral.objects.values_list("child", flat=True)) == referrals
            seen = {table: raw(table) for table in OF_CHILDREN}
        assert by_casework == wanted, who
        is_agency = user.role == "referrer"
        # An agency reads the name, the concern and the referral of a child whom it raised.
        raised = {"child-0"} - (set(restricted) - wanted) if user.agency == place.nursery else set()
        assert in_database == concerns == referrals == wanted | raised, who
        assert findings == (set() if is_agency else wanted), who
        for table, children in seen.items():
            may = wanted | raised if table in ("ledger", "concern_thread", "referral") else wanted
            assert children <= (set() if table == "finding" and is_agency else may), (who, table)


def raw(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT child_id FROM {table}")
        return {child for (child,) in cursor.fetchall()}


def test_every_table_about_a_child_hides_a_restricted_one(db: None) -> None:
    """Whatever a table's own policies permit, one more takes away what is restricted."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND c.column_name = 'child_id'
              AND t.table_type = 'BASE TABLE'"""
        )
        tables = {table for (table,) in cursor.fetchall()}
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE policyname = 'restricted'"
            " AND permissive = 'RESTRICTIVE'"
        )
        guarded = {table for (table,) in cursor.fetchall()}
    assert tables - guarded == set()


def test_raw_sql_shows_asks_and_notices_to_whom_they_are_for(place: Place) -> None:
    """An ask to whoever is asked, in person, as team, agency or in cover, and to whoever works with
    the child; a notice to whoever is told. Of a restricted child to those who are named."""
    with reading_as_system("test"):
        clear()
        arrange(
            place,
            parts=[("child-1", "social_worker", TODAY, TODAY + timedelta(days=1))],
            covers=[("social_worker", "second", TODAY, TODAY + timedelta(days=1))],
            restricted={"child-2": frozenset({"manager"})},
            opened=[],
        )
        for about, child, whom in (
            ("in-person", "child-3", {"of": place.social_worker}),
            ("of-team", "child-3", {"of_team": place.team}),
            ("of-agency", "child-3", {"of_agency": place.nursery}),
            ("of-child", "child-1", {"of": place.chair}),
            ("restricted", "child-2", {"of_team": place.team}),
        ):
            Ask.objects.create(kind="x", child_id=child, about=about, asked_at=NOON, **whom)
        for about, child, to in (
            ("told", "child-1", place.nurse),
            ("restricted", "child-2", place.social_worker),
        ):
            Notice.objects.create(what="x", child_id=child, about=about, told_at=NOON, to=to)
    wanted = {
        "social_worker": ({"in-person", "of-team", "of-child"}, set()),
        "manager": ({"of-team", "restricted"}, set()),
        "second": ({"in-person", "of-child"}, set()),
        "nurse": ({"of-agency"}, {"told"}),
        "referrer": ({"of-agency"}, set()),
        "elsewhere": (set(), set()),
        "chair": ({"of-child"}, set()),
        "director": ({"in-person", "of-team", "of-agency", "of-child"}, set()),
    }
    for who, (asks, notices) in wanted.items():
        with reading_as(place.people[who], on=TODAY), connection.cursor() as cursor:
            cursor.execute("SELECT about FROM ask")
            assert {about for (about,) in cursor.fetchall()} == asks, who
            cursor.execute("SELECT about FROM notice")
            assert {about for (about,) in cursor.fetchall()} == notices, who


def test_nobody_lets_themselves_in_by_writing(place: Place) -> None:
    """Names, openings, cover and parts are written by Keepsight itself, in an action."""
    me = place.second
    rows = (
        lambda: BreakGlass.objects.create(
            child_id="child-1", user=me, opened_at=NOON, ends_at=NOON, reasons="x"
        ),
        lambda: Involvement.objects.create(
            child_id="child-1", user=me, as_what="x", from_on=TODAY
        ),
        lambda: Delegation.objects.create(
            absent=place.social_worker, delegate=me, from_on=TODAY, to_on=date(2030, 1, 1),
            arranged_at=NOON, arranged_by=me,
        ),
        lambda: Restriction.objects.create(
            child_id="child-1", restricted_at=NOON, restricted_by=me, reasons="x"
        ),
    )  # fmt: skip
    for write in rows:
        with (
            reading_as(me, on=TODAY),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            write()
