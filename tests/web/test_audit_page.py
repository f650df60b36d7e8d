"""The audit's page: everything is there, can be found, and is itself audited."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepsight.casework import audit, audit_trail, chronology
from keepsight.casework.audit_trail import AuditWanted
from keepsight.record.models import AuditEntry
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read
from tests.web.small_authority import MAYA, MAYAS_CONCERN, TODAY, TOM, SmallAuthority


def trail(authority: SmallAuthority, **wanted: object) -> audit_trail.Trail:
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        return audit_trail.trail(AuditWanted(**wanted), by=director, on=TODAY)


def test_a_view_a_search_an_export_an_action_and_a_refusal_are_each_there(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    worker = sign_in("social_worker")
    worker.get(f"/children/{MAYA}")
    worker.get("/?text=Marsh+secret")
    worker.get(f"/children/{MAYA}?text=game")
    worker.get(f"/children/{TOM}")
    worker.post(f"/concerns/{MAYAS_CONCERN}/disagree", {"reasons": "It is not answered."})
    chronology.export(child=MAYA, by=authority.people["social_worker"], on=TODAY)

    found = {sort: trail(authority, sort=sort).lines for sort in audit_trail.SORTS}

    assert any(each.child == MAYA and each.child_name == "Maya Marsh" for each in found["view"])
    notes = [each.note for each in found["search"]]
    assert "text Marsh secret" in notes
    assert any("game" in each for each in notes), "what was looked for in a chronology too"
    assert [each.child for each in found["export"]] == [MAYA]
    assert [(each.child, each.by) for each in found["refusal"]] == [
        (TOM, "Sara Lund, Social worker")
    ]
    assert any(each.concern and each.child == MAYA for each in found["action"])


def test_reading_the_audit_is_in_the_audit(authority: SmallAuthority, sign_in: SignIn) -> None:
    director = sign_in("director")
    director.get("/audit")
    director.get("/audit?person=sara&sort=export")
    assert [(each.sort, each.note) for each in the_audit(what="see_audit")] == [
        ("view", ""),
        ("search", "person sara, sort export"),
    ]


def test_it_is_found_by_person_child_kind_and_day(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    sign_in("social_worker").get(f"/children/{MAYA}")
    sign_in("manager").get(f"/children/{MAYA}/plan")
    today = the_audit()[0].at.date()

    assert {each.by for each in trail(authority, person="sara lund").lines} == {
        "Sara Lund, Social worker"
    }
    assert {each.child for each in trail(authority, child="Maya").lines} == {MAYA}
    assert trail(authority, from_on=today - timedelta(days=1), to_on=today).lines
    assert not trail(authority, to_on=today - timedelta(days=1)).lines
    assert not trail(authority, from_on=today + timedelta(days=1)).lines
    assert not trail(authority, person="Nobody At All").lines


def test_a_name_that_fits_several_asks_whom_is_meant(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    page = read(sign_in("director"), "/audit?child=Marsh")
    assert "Which child do you mean? Leo Marsh Maya Marsh" in page
    assert trail(authority, child="Marsh").lines == ()


def test_a_day_that_makes_no_sense_says_so_and_keeps_what_was_typed(sign_in: SignIn) -> None:
    markup = sign_in("director").get("/audit?from_on=someday").content.decode()
    assert "Enter a day such as 3 March 2025" in markup
    assert 'value="someday"' in markup


def test_each_row_stands_on_one_page_and_none_is_left_out(
    authority: SmallAuthority, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        audit.saw(by=authority.school, what="see_rules", note=f"row {number}")
    monkeypatch.setattr(audit_trail, "PAGE_SIZE", 3)
    director, seen, older = authority.people["director"], [], None
    while True:
        with reading_as(director, on=TODAY):
            found = audit_trail.trail(
                AuditWanted(person="olga"), by=director, on=TODAY, older_than=older
            )
        seen += [each.note for each in found.lines]
        older = found.older
        if older is None:
            break
    assert seen == [f"row {number}" for number in reversed(range(7))]
    assert "Older" in read(sign_in("director"), "/audit?person=olga")


def test_the_number_of_queries_does_not_grow(authority: SmallAuthority) -> None:
    counts = []
    for _ in range(2):
        for _ in range(10):
            audit.saw(by=authority.school, what="see_rules")
        with CaptureQueriesContext(connection) as asked:
            trail(authority)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_page_of_it_is_read_from_an_index(authority: SmallAuthority) -> None:
    """Nothing is counted and nothing sorted, however much there is."""
    with reading_as_system("test"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        # Of a few rows it would rather sort: what counts is that it need not.
        cursor.execute("SET LOCAL enable_sort = off")
        for rows in (
            AuditEntry.objects.all(),
            AuditEntry.objects.filter(child=MAYA),
            AuditEntry.objects.filter(sort="refusal"),
            AuditEntry.objects.filter(by__in=[authority.school.pk]),
        ):
            plan = rows.order_by("-at", "-pk")[:51].explain()
            assert "Index Scan Backward" in plan, plan
            assert "->  Sort" not in plan.replace("Incremental Sort", "")


def test_a_childs_own_audit_holds_what_was_asked_by_concern_too(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    sign_in("referrer").get(f"/concerns/{MAYAS_CONCERN}")
    sign_in("stranger").get(f"/concerns/{MAYAS_CONCERN}")
    page = read(sign_in("manager"), f"/children/{MAYA}/audit")
    assert "Nina Brook, Safeguarding lead" in page
    assert "Ines Vale, Social worker Was refused" in page
    assert "Maya spoke" not in page


def test_a_manager_reads_it_for_the_team_and_nobody_else_but_the_director(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    assert sign_in("manager").get("/audit").status_code == 404
    with reading_as(authority.people["manager"], on=TODAY):
        children = set(AuditEntry.objects.values_list("child", flat=True))
    assert children <= {MAYA, "leo"}
