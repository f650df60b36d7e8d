"""The scene of a demo: played by those who would do it, so that everybody whom a demo offers finds
work that waits for them; and the same on whatever day it is started."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from keepsight.casework import demo_people, demo_scene
from keepsight.casework.ask import asks_of
from keepsight.casework.demo_scene.cast import Cast, cast
from keepsight.casework.lesson import in_force
from keepsight.practice.working_day import LONDON
from keepsight.record.models import (
    Agency,
    Ask,
    Finding,
    LessonVersion,
    PossibleMatch,
    RuleNumber,
    Team,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system

TUESDAY = datetime(2026, 11, 24, 7, 30, tzinfo=LONDON)
BOXING_DAY = datetime(2026, 12, 26, 21, 0, tzinfo=LONDON)

FOUND: Mapping[str, set[str]] = {
    "worker": {
        "acknowledge_handover",
        "write_report",
        "arrange_medical",
        "plan_action",
    },
    "manager": {
        "countersign_assessment",
        "countersign_answer",
        "agree_carry_on",
        "review_break_glass",
        "decide_restricted",
    },
    "chair": {"send_decisions", "send_minutes"},
    "front_door": {"tell_outcome"},
    "front_door_manager": {"answer_disagreement"},
    "school": {"answer_partner_question", "plan_action"},
    "doctor": {"answer_partner_question", "write_report"},
    "director": {"answer_disagreement"},
    "business_manager": set(),
}
PARTNERS = {
    "school": "school",
    "doctor": "gp",
    "health_visitor": "health_visiting",
    "police": "police",
}


def build() -> Cast:
    """Somebody for every part of the scene, and nobody else."""
    council = Agency.objects.create(name="Council", kind="social_care")
    door = Team.objects.create(name="Front Door", agency=council, is_front_door=True)
    north = Team.objects.create(name="North 1", agency=council)
    for part, role, team in (
        ("front.manager", "manager", door),
        ("front.door", "social_worker", door),
        ("north.manager", "manager", north),
        ("worker", "social_worker", north),
        ("colleague", "social_worker", north),
        ("chair", "chair", None),
        ("director", "director", None),
        ("business.manager", "business_manager", None),
    ):
        _user(part, role, council, team)
    for part, kind in PARTNERS.items():
        _user(part, "referrer", Agency.objects.create(name=part.title(), kind=kind), None)
    found = cast()
    assert found is not None
    return found


def _user(username: str, role: str, agency: Agency, team: Team | None) -> User:
    name = username.replace(".", " ").title()
    return User.objects.create(username=username, name=name, role=role, agency=agency, team=team)


@pytest.mark.django_db
@pytest.mark.parametrize("now", [TUESDAY, BOXING_DAY], ids=["a working day", "a holiday"])
def test_everybody_offered_finds_what_waits_for_them(now: datetime) -> None:
    with reading_as_system("a test sets a scene"):
        players = build()
    today = now.astimezone(LONDON).date()

    demo_scene.learn(now)
    played = demo_scene.play(now)

    assert played is not None
    assert played.reference.startswith("KS-")
    assert set(FOUND) == set(demo_people.FINDS)
    for part, kinds in FOUND.items():
        user = getattr(players, part)
        with reading_as(user, on=today):
            waits = {each.kind for each in asks_of(user, on=today)}
        assert kinds <= waits, part
    with reading_as_system("a test reads what was played"):
        assert PossibleMatch.objects.exclude(likeness="").count() == 1
        assert Finding.objects.filter(rule="category_changed_while_unanswered").exists()
        assert Ask.objects.filter(kind="plan_action", due_on__lt=today).exists()
        assert cast() == players
        assert [each.rule.title for each in in_force.published()] == [
            "Nothing is heard since early help ended"
        ]
        written = {each.lesson for each in LessonVersion.objects.filter(standing="draft")}
        assert len(written) == 2
        assert RuleNumber.objects.get().rule == "was_not_brought"


@pytest.mark.django_db
def test_nothing_is_played_where_somebody_is_missing() -> None:
    with reading_as_system("a test sets a scene"):
        build()
        User.objects.filter(username="chair").update(is_active=False)

    assert demo_scene.play(TUESDAY) is None
    assert "chair" not in [each.username for each in demo_people.people()]
