"""A published lesson that an update of Keepsight can no longer read: no page breaks, nothing that
it had found is lost unseen, and the director is told once."""

from datetime import UTC, datetime

import pytest

from keepsight.casework import projection
from keepsight.casework.lesson import in_force, lesson, set_aside
from keepsight.record.models import Finding, LessonVersion, Notice
from keepsight.record.reader import reading_as, reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read
from tests.web.small_authority import MAYA, TODAY, SmallAuthority, fact, write_a_lesson

AT = datetime(2025, 3, 31, 10, tzinfo=UTC)
BROKEN = ({"of": [{"kind": "no_such_kind"}]}, {"sort": "by_moonlight"}, {"title": None})


@pytest.fixture(params=BROKEN, ids=["a kind that is gone", "a sort that is gone", "no name"])
def aside(request: pytest.FixtureRequest, authority: SmallAuthority) -> str:
    """The code of a lesson that was published, found something about Maya, and is then kept in a
    way that this version does not know."""
    code = write_a_lesson(authority)
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        lesson.publish(lesson=code, reasons="The review asks for it.", by=director, at=AT)
    with reading_as_system("the test puts an older edition's words into the record"):
        assert Finding.objects.filter(rule=code, child=MAYA).exists()
        last = LessonVersion.objects.filter(lesson=code).latest("number")
        LessonVersion.objects.create(
            lesson=code,
            number=last.number + 1,
            standing="published",
            said=last.said | request.param,
            title=last.title,
            at=AT,
            by=director,
        )
    return code


def found(code: str) -> set[str]:
    """The findings of the lesson that are kept."""
    with reading_as_system("the test looks at what is kept"):
        return set(Finding.objects.filter(rule=code).values_list("pk", flat=True))


def test_it_is_named_with_why(aside: str) -> None:
    with reading_as_system("the test asks"):
        (named,) = in_force.set_aside()
        assert aside not in {each.rule.code for each in in_force.published()}
    assert (named.lesson, named.title) == (aside, "Nobody looked again")
    assert named.why


def test_what_it_had_found_stays_while_others_are_worked_out(aside: str) -> None:
    before = found(aside)
    with reading_as_system("the test adds a fact, and looks at every child again"):
        given = fact("concern", MAYA, "2025-03-30", harms=("neglect",))
        projection.add([given], by=None, at=AT)
        projection.refresh_all()
    assert found(aside) == before != set()


def test_it_can_be_withdrawn_and_then_its_findings_go(
    aside: str, authority: SmallAuthority
) -> None:
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        lesson.withdraw(lesson=aside, reasons="Written anew.", by=director, at=AT)
    assert found(aside) == set()


@pytest.mark.parametrize(
    "address",
    [
        "/lessons",
        "/lessons/{code}",
        "/lessons/{code}/say/name",
        "/lessons/{code}/say/of/category_changed",
        "/lessons/{code}/record",
        "/lessons/{code}/past-cases",
        "/lessons/{code}/examples",
        "/lessons/{code}/publish",
        "/lessons/{code}/withdraw",
        "/rules",
        "/rules/{code}",
        "/rules/{code}/before-and-after?day_day=1&day_month=10&day_year=2024",
        "/watch",
        "/findings/{finding}",
        "/children/maya",
        "/",
    ],
)
def test_no_page_breaks_and_each_names_it(aside: str, address: str, sign_in: SignIn) -> None:
    there = address.format(code=aside, finding=min(found(aside)))
    assert "Nobody looked again" in read(sign_in("director"), there)


def test_the_rule_says_of_itself_that_it_is_set_aside(aside: str, sign_in: SignIn) -> None:
    for address in (f"/rules/{aside}", f"/lessons/{aside}", "/rules", "/lessons"):
        assert "set aside" in read(sign_in("manager"), address).lower()
    assert "cannot read" in read(sign_in("social_worker"), f"/rules/{aside}")


def test_the_director_is_told_once(aside: str, authority: SmallAuthority) -> None:
    first = set_aside.tell(at=AT.replace(hour=11))
    assert [each.lesson for each in first] == [aside]
    assert set_aside.tell(at=AT.replace(hour=12)) == first
    with reading_as_system("the test reads what was told"):
        told = Notice.objects.filter(what="lesson_set_aside")
        assert [each.to for each in told] == [authority.people["director"]]
        assert "Nobody looked again" in told[0].words


def test_the_director_reads_it_in_the_inbox(aside: str, sign_in: SignIn) -> None:
    set_aside.tell(at=AT.replace(hour=11))
    page = read(sign_in("director"), "/inbox")
    assert "A lesson cannot be read any more since an update" in page


def test_nobody_is_told_of_a_lesson_that_reads_well(authority: SmallAuthority) -> None:
    code = write_a_lesson(authority)
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        lesson.publish(lesson=code, reasons="The review asks for it.", by=director, at=AT)
    assert set_aside.tell(at=AT.replace(hour=11)) == ()
