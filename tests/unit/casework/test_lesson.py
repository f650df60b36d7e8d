"""A lesson becomes a rule: drafted, changed, tried, published, withdrawn; by whom, and what it does
to the record."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from keepsight.casework import access, lot
from keepsight.casework.lesson import choices, lesson, page, past, preview, step, trying
from keepsight.casework.not_right import NotRight
from keepsight.casework.rules_in_force import rule_called, rules_in_force, title_of
from keepsight.record.models import Finding, LessonVersion
from keepsight.record.reader import reading_as, reading_as_system
from keepsight.rules.lesson.making import PREFIX
from keepsight.rules.rulebook import RULES
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

pytestmark = pytest.mark.django_db
WHY = "The review of last year asks for it."
MEDICAL = {
    "source": {"title": "Our review of 2023", "where": "Recommendation 4"},
    "sort": "not_done",
    "of": [
        {"kind": "medical", "holds": [{"field": "medical_finding", "values": ["inconclusive"]}]}
    ],
    "clears": [{"kind": "strategy_discussion"}],
    "limit": {"amount": 10, "unit": "working_days"},
    "per_concern": True,
}


@pytest.fixture
def place() -> Iterator[Place]:
    place = a_place()
    a_child(team=place.team, born_on=date(2018, 5, 1))
    a_child("other", team=place.other_team)
    for child in ("child-1", "other"):
        concern = a_concern("2024-02-05", child=child, fact_id=f"c-{child}")
        medical = a_fact(
            "medical",
            "2024-02-12",
            child=child,
            medical_finding="inconclusive",
            fact_id=f"m-{child}",
        )
        before = a_fact("strategy_discussion", "2023-01-09", child=child)
        written([before, concern, medical])
    with reading_as(place.manager, on=TODAY):
        yield place


def begun(place: Place, **what: Any) -> str:
    with reading_as(place.manager, on=TODAY):
        code = lesson.draft(
            title="Left at that", sentence="A medical was left at that.", by=place.manager, at=NOON
        )
        lesson.change(lesson=code, what={**MEDICAL, **what}, by=place.manager, at=NOON)
    return code


def published(place: Place, code: str) -> bool:
    with reading_as(place.director, on=TODAY):
        return lesson.publish(lesson=code, reasons=WHY, by=place.director, at=NOON)


def found(code: str) -> list[tuple[str, str]]:
    with reading_as_system("test"):
        rows = Finding.objects.filter(rule=code).order_by("child")
        return [(each.child_id, str(each.raised_on)) for each in rows]


def test_a_published_lesson_runs_on_every_child_and_a_withdrawn_one_lets_go(place: Place) -> None:
    code = begun(place)
    assert code == f"{PREFIX}left_at_that"
    assert found(code) == []

    assert published(place, code)

    assert found(code) == [("child-1", "2024-02-27"), ("other", "2024-02-27")]
    assert title_of(code) == "Left at that"
    rule = rule_called(code)
    assert rule is not None
    assert str(rule.source) == "Our review of 2023: Recommendation 4"
    assert rule.standing == "proposal"
    with reading_as(place.director, on=TODAY):
        lesson.withdraw(lesson=code, reasons="It said too much.", by=place.director, at=NOON)
    assert found(code) == []
    assert code not in rules_in_force()


def test_a_new_fact_is_judged_by_the_lesson(place: Place) -> None:
    code = begun(place)
    published(place, code)

    written([a_fact("strategy_discussion", "2024-03-04", child="other", concerns=("c-other",))])

    with reading_as_system("test"):
        (cleared,) = Finding.objects.filter(rule=code, child="other")
    assert cleared.cleared_on == date(2024, 3, 4)


def test_what_is_published_stays_until_the_draft_is_published_too(place: Place) -> None:
    code = begun(place)
    published(place, code)

    with reading_as(place.manager, on=TODAY):
        lesson.change(
            lesson=code,
            what={"limit": {"amount": 20, "unit": "working_days"}},
            by=place.manager,
            at=NOON,
        )
    assert found(code)[0] == ("child-1", "2024-02-27")

    published(place, code)
    assert found(code)[0] == ("child-1", "2024-03-12")


def test_in_a_large_record_it_waits_and_says_so(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from keepsight.casework import projection

    monkeypatch.setattr(projection, "AT_ONCE_AT_MOST", 1)
    code = begun(place)

    assert published(place, code) is False

    assert found(code) == []
    assert code not in rules_in_force()
    with reading_as(place.manager, on=TODAY):
        assert page.lesson_page(code, by=place.manager).line.waits
    with reading_as_system("test"), transaction.atomic():
        projection.refresh_all()
    assert len(found(code)) == 2
    with reading_as(place.manager, on=TODAY):
        assert not page.lesson_page(code, by=place.manager).line.waits


@pytest.mark.parametrize(
    ("who", "may"),
    [("social_worker", False), ("chair", False), ("manager", True), ("director", True)],
)
def test_who_writes_a_lesson(place: Place, who: str, may: bool) -> None:
    by = getattr(place, who)
    if may:
        assert lesson.draft(title="A", sentence="B.", by=by, at=NOON)
        return
    with pytest.raises(access.Refused):
        lesson.draft(title="A", sentence="B.", by=by, at=NOON)


def test_a_manager_does_not_publish(place: Place) -> None:
    code = begun(place)

    with pytest.raises(access.Refused):
        lesson.publish(lesson=code, reasons=WHY, by=place.manager, at=NOON)
    with pytest.raises(access.Refused):
        lesson.withdraw(lesson=code, reasons=WHY, by=place.manager, at=NOON)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"of": []}, "Choose what it looks at"),
        ({"clears": []}, "Choose what is expected"),
        ({"limit": None}, "Fill in the numbers"),
        ({"source": {}}, "Say where the lesson comes from"),
        ({"sort": "too_many", "per_concern": False, "clears": []}, "Choose what would clear it"),
        ({"sort": "rhythm_lost", "first": MEDICAL["limit"]}, "Say while what it must come round"),
    ],
)
def test_an_unfinished_lesson_is_not_published(place: Place, what: dict, said: str) -> None:
    code = begun(place, **what)

    with pytest.raises(NotRight, match=said):
        published(place, code)
    assert code not in rules_in_force()


def test_publishing_asks_why(place: Place) -> None:
    code = begun(place)

    with pytest.raises(NotRight) as without:
        lesson.publish(lesson=code, reasons=" ", by=place.director, at=NOON)

    assert "reasons" in without.value.by_field


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"of": [{"kind": "no_such_kind"}]}, "no kind of fact"),
        ({"of": [{"kind": "entered_in_error"}]}, "no kind of fact"),
        ({"of": [{"kind": "visit", "holds": [{"field": "mood", "values": ["x"]}]}]}, "mood"),
        ({"of": [{"kind": "visit", "holds": [{"field": "seen", "values": ["x"]}]}]}, "'x'"),
        ({"of": [{"kind": "visit", "holds": [{"field": "seen_alone", "values": ["x"]}]}]}, "yes"),
        ({"of": [{"kind": "visit", "bears": "away"}]}, "cannot bear"),
        ({"of": [{"kind": "visit", "agencies": ["nobody"]}]}, "'nobody'"),
        ({"limit": {"amount": 0, "unit": "weeks"}}, "must be 1 or more"),
        ({"limit": {"amount": 19, "unit": "years"}}, "18 years"),
        ({"limit": {"amount": 1, "unit": "hours"}}, "is not one of"),
        ({"times": 0}, "must be 1 or more"),
        ({"source": {"title": "A", "address": "javascript:alert(1)"}}, "begins with https://"),
        ({"sort": "score"}, "is not one of"),
        ({"code": "initial_conference_late"}, "nothing that a lesson says"),
    ],
)
def test_what_does_not_exist_is_refused_in_words(place: Place, what: dict, said: str) -> None:
    code = begun(place)

    with pytest.raises(NotRight) as refused:
        lesson.change(lesson=code, what=what, by=place.manager, at=NOON)

    assert said in str(refused.value)
    with reading_as_system("test"):
        assert LessonVersion.objects.filter(lesson=code).count() == 2


def test_no_lesson_takes_the_code_of_a_rule_or_of_another_lesson(place: Place) -> None:
    names = [f"Initial conference late{mark}" for mark in ("!", "?", "!?")]
    codes = [lesson.draft(title=e, sentence="", by=place.manager, at=NOON) for e in names]

    assert len({*codes, *RULES}) == len(RULES) + 3
    assert all(each.startswith(PREFIX) for each in codes)


def test_a_published_lesson_keeps_its_name(place: Place) -> None:
    code = begun(place)
    lesson.change(lesson=code, what={"title": "Left at that again"}, by=place.manager, at=NOON)
    published(place, code)

    with pytest.raises(NotRight, match="keeps its name"):
        lesson.change(lesson=code, what={"title": "Another"}, by=place.manager, at=NOON)


def test_every_version_is_kept_with_who_when_and_why_and_cannot_be_changed(place: Place) -> None:
    code = begun(place)
    published(place, code)

    with reading_as(place.manager, on=TODAY):
        shown = page.lesson_page(code, by=place.manager)
    assert [(each.number, each.standing) for each in shown.versions] == [
        (3, "published"),
        (2, "draft"),
        (1, "draft"),
    ]
    assert shown.versions[0].reasons == WHY
    assert {entry.what for entry in the_audit()} >= {"write_lesson", "publish_lesson"}
    with (
        reading_as_system("test"),
        pytest.raises(DatabaseError, match="stays as it was"),
        transaction.atomic(),
    ):
        LessonVersion.objects.filter(lesson=code).update(standing="withdrawn")


def test_drafts_are_shown_by_the_database_to_who_writes_them_only(place: Place) -> None:
    code = begun(place)

    for who, sees in (("manager", 2), ("director", 2), ("social_worker", 0), ("chair", 0)):
        with reading_as(getattr(place, who), on=TODAY):
            assert LessonVersion.objects.filter(lesson=code).count() == sees, who
    published(place, code)
    with reading_as(place.social_worker, on=TODAY):
        assert LessonVersion.objects.filter(lesson=code).count() == 1


def test_the_preview_counts_all_and_shows_only_who_may_be_opened(place: Place) -> None:
    code = begun(place)

    with reading_as(place.manager, on=TODAY):
        tried = preview.preview(code, by=place.manager, on=TODAY)

    assert (tried.looked_at, tried.of, tried.is_of_all) == (2, 2, True)
    assert (tried.children, tried.standing) == (2, 2)
    assert [each.who.child for each in tried.examples] == ["child-1"]
    assert tried.not_shown == 1
    assert dict(tried.by_harm) == {"Sexual abuse": 2}
    assert {each.team: each.standing for each in tried.by_team} == {
        place.team.name: 1,
        place.other_team.name: 1,
    }
    assert dict(tried.by_age) == {"5 to 9": 1, "1 to 4": 1}
    assert sum(number for _, number in tried.weeks) == 2
    assert len(tried.weeks) == 52
    assert tried.most_in_a_week == 2
    assert found(code) == []


def test_in_a_large_record_so_many_are_drawn_by_lot(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lot, "AT_ONCE_AT_MOST", 1)
    monkeypatch.setattr(lot, "DRAWN", 1)
    code = begun(place)

    with reading_as(place.manager, on=TODAY):
        tried = preview.preview(code, by=place.manager, on=TODAY)

    assert (tried.looked_at, tried.of, tried.is_of_all) == (1, 2, False)


def test_a_rule_that_cannot_tell_here_says_so(place: Place) -> None:
    code = begun(place, clears=[{"kind": "education_plan"}])

    with reading_as(place.manager, on=TODAY):
        tried = preview.preview(code, by=place.manager, on=TODAY)

    assert tried.cannot_tell == ("personal education plan",)
    assert tried.standing == 0


EXAMPLE = {"concern": (date(2024, 1, 8),), "of-1": (date(2024, 1, 15),)}


def test_an_example_is_kept_as_a_worked_case_and_watched(place: Place) -> None:
    code = begun(place)

    assert trying.says(lesson=code, story="a", days=EXAMPLE, by=place.manager) == (
        (date(2024, 1, 30), None),
    )
    trying.keep(lesson=code, story="nobody looks again", days=EXAMPLE, by=place.manager, at=NOON)
    published(place, code)
    (case,) = rules_in_force()[code].cases.each
    assert (case.story, case.sort) == ("nobody looks again", "raised")
    assert case.expected == ((date(2024, 1, 30), None),)

    lesson.change(
        lesson=code,
        what={"limit": {"amount": 4, "unit": "weeks"}},
        by=place.manager,
        at=NOON,
    )
    with pytest.raises(NotRight, match="nobody looks again"):
        published(place, code)
    trying.remove(lesson=code, number=1, by=place.manager, at=NOON)
    assert published(place, code)


def test_past_cases_say_when_the_lesson_would_have_spoken(place: Place) -> None:
    code = begun(place)

    with reading_as(place.manager, on=TODAY):
        lines = past.past_cases(code, by=place.manager)

    children_p = next(each for each in lines if each.title == "Children P")
    spoke = children_p.spoke[0]
    assert (spoke.child, spoke.raised_on) == ("P1", date(2009, 2, 18))
    assert spoke.days_before_end is not None
    assert spoke.days_before_end > 4 * 365
    well_run = next(each for each in lines if each.title == "As it should be")
    assert well_run.spoke == ()


def test_a_case_from_a_file_is_tried_and_what_is_none_is_refused(place: Place) -> None:
    code = begun(place)
    file = (
        "date,precision,child,agency,kind,abuse_category,outcome,detail,source\n"
        "2020-01-06,day,Child Z,nursery,concern,sexual,,Words.,1\n"
        "2020-01-07,day,Child Z,paediatrics,medical,sexual,inconclusive,Words.,1\n"
        "2021-01-07,day,Child Z,children's social care,protective_action,sexual,,Words.,1\n"
    )

    tried = past.on_file(code, name="z.csv", content=file.encode(), by=place.manager)

    assert [str(each.raised_on) for each in tried.spoke] == ["2020-01-22"]
    for content in (b"", b"a,b\n1,2\n", b"\x00\xff\xfe", b"x" * 1_000_001):
        with pytest.raises(NotRight) as refused:
            past.on_file(code, name="z.csv", content=content, by=place.manager)
        assert "file" in refused.value.by_field


def test_what_was_chosen_comes_back_as_it_was_offered(place: Place) -> None:
    code = begun(place)
    said = page.said_of(code, by=place.manager)
    answers = {
        "medical_finding": ["inconclusive", "supports_abuse"],
        "opinion": ["first"],
        "agencies": ["paediatrics"],
        "bears": ["any"],
    }
    narrowed = step.with_narrowed(said, "of", choices.meant_of("medical", answers))

    lesson.change(lesson=code, what={"of": narrowed}, by=place.manager, at=NOON)

    after = step.meant(page.said_of(code, by=place.manager), "of", "medical")
    assert after is not None
    assert choices.answers_of(after) == {**answers, "harms": []}


def test_nobody_reads_a_lesson_that_is_not_there(place: Place) -> None:
    with pytest.raises(lesson.NoSuchLesson):
        page.lesson_page("lesson_none", by=place.manager)
    with pytest.raises(lesson.NoSuchLesson):
        lesson.publish(lesson="lesson_none", reasons=WHY, by=place.director, at=NOON)


def test_a_user_of_an_unknown_role_sees_no_lessons(place: Place) -> None:
    with pytest.raises(access.Refused):
        page.lessons(by=a_user("referrer", agency=place.council, name="outside"))
