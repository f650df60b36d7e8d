"""What stands is worked out anew when it must be, and written only where it has changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepsight.casework import projection
from keepsight.record.models import ConcernThread, Finding
from keepsight.record.reader import reading_as_system
from tests.unit.a_fact import a_concern, a_fact, an_answer
from tests.unit.record.a_record import a_child, siblings, written

CLOSED = "concern_outlives_closure"


def standing(rule: str) -> list[str]:
    """The children of whom a rule has something to say that is not cleared."""
    with reading_as_system("test"):
        found = Finding.objects.filter(rule=rule, cleared_on=None).order_by("child_id")
        return list(found.values_list("child_id", flat=True))


@pytest.mark.django_db
def test_a_new_kind_of_fact_lets_a_rule_speak_of_every_child() -> None:
    """Until a first answer to a medical is supplied anywhere, the rule on it cannot tell."""
    for child in ("a", "b"):
        a_child(child)
        written([a_concern("2023-01-08", child=child)])
        written([a_fact("medical", "2023-02-01", child=child, medical_finding="inconclusive")])
    with reading_as_system("test"):
        before = set(Finding.objects.values_list("child_id", "rule"))
        projection.refresh_all()
        assert set(Finding.objects.values_list("child_id", "rule")) == before

    written([a_fact("category_changed", "2024-01-01", child="a", from_categories=["sexual"],
                    to_categories=["neglect"])])  # fmt: skip
    with reading_as_system("test"):
        at_once = list(Finding.objects.order_by("pk").values())
        projection.refresh_all()

        assert list(Finding.objects.order_by("pk").values()) == at_once
    assert standing("category_changed_while_unanswered") == ["a"]


@pytest.mark.django_db
def test_among_very_many_children_a_rule_waits_until_all_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody's save waits for a whole county; and no rule speaks about some children only."""
    monkeypatch.setattr(projection, "AT_ONCE_AT_MOST", 1)
    for child in ("a", "b"):
        a_child(child)
        written([a_concern("2023-01-08", child=child)])
    written([a_fact("case_closed", "2024-02-01", child="a")])
    written([a_fact("case_closed", "2024-02-01", child="b")])
    assert standing(CLOSED) == []

    with reading_as_system("test"):
        projection.refresh_all()
    assert standing(CLOSED) == ["a", "b"]

    monkeypatch.setattr(projection, "AT_ONCE_AT_MOST", 2)
    written([a_fact("plan_ended", "2024-03-01", child="a")])
    with reading_as_system("test"):
        at_once = list(Finding.objects.order_by("pk").values())
        projection.refresh_all()
        assert list(Finding.objects.order_by("pk").values()) == at_once


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["section_47_begun", "visit"])
def test_brothers_and_sisters_are_looked_at_again_only_where_a_rule_sees_them(kind: str) -> None:
    a_child("a")
    a_child("b")
    siblings("a", "b")
    written([a_fact("assessment_started", "2020-01-01", child="b")])
    written([a_fact("section_47_begun", "2020-01-02", child="b")])
    with reading_as_system("test"):
        Finding.objects.filter(child="b").delete()

    written([a_fact(kind, "2024-03-04", child="a")])

    with reading_as_system("test"):
        looked_at = Finding.objects.filter(child="b").exists()
        projection.refresh_all()
        found = Finding.objects.filter(child="b", rule="sibling_not_considered")
        assert found.exists() == looked_at == (kind == "section_47_begun")


@pytest.mark.django_db
def test_a_finding_that_a_correction_takes_the_ground_from_goes() -> None:
    a_child()
    concern = a_concern("2024-01-08")
    closed = a_fact("case_closed", "2024-02-01")
    written([concern, closed])
    assert standing(CLOSED) == ["child-1"]

    written([a_fact("entered_in_error", "2024-02-01", corrects=closed.fact_id, reasons="No",
                    known="2024-02-02")])  # fmt: skip

    assert standing(CLOSED) == []


@pytest.mark.django_db
def test_an_answer_clears_what_waited_for_it() -> None:
    a_child()
    concern = a_concern("2024-01-08")
    written([concern, a_fact("case_closed", "2024-02-01")])

    written([an_answer("2024-03-01", concern.fact_id)])

    assert standing(CLOSED) == []
    with reading_as_system("test"):
        assert ConcernThread.objects.get().answered_on.isoformat() == "2024-03-01"


@pytest.mark.django_db
def test_nothing_is_written_where_nothing_changed() -> None:
    a_child()
    written([a_concern("2024-01-08"), a_fact("case_closed", "2024-02-01")])

    with (
        reading_as_system("test"),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        projection.refresh(["child-1"])

    changing = [
        e["sql"] for e in asked if not e["sql"].lstrip().startswith(("SELECT", "WITH joined"))
    ]
    assert changing == []


@pytest.mark.django_db
@pytest.mark.parametrize("children", [1, 2, 6])
def test_a_family_takes_as_many_queries_as_a_child(children: int) -> None:
    names = [f"child-{n}" for n in range(children)]
    for name in names:
        a_child(name)
    for name in names[1:]:
        siblings(names[0], name)
    written([a_concern("2024-01-08", child=name) for name in names])

    with reading_as_system("test"), CaptureQueriesContext(connection) as asked:
        projection.refresh(names)

    assert len(asked) == 5, "one of them for the rules in force"


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["1974-01-08", "2001-12-31", "2030-12-30"])
@pytest.mark.parametrize("kind", ["referral", "plan_started", "section_47_begun", "visit"])
def test_a_fact_of_long_ago_or_far_ahead_does_not_stop_the_record(kind: str, day: str) -> None:
    """Working days are known for some decades only; a grandmother's history goes further back."""
    more = {"categories": ["neglect"]} if kind == "plan_started" else {}
    a_child()
    written([a_fact("referral_decision", "2024-01-01", decision="assessment")])

    (added,) = written([a_fact(kind, day, **more)])

    assert added.happened_on.isoformat() == day
