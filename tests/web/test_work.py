"""One's own work, the inbox and the team, as pages: what each shows, in what order, and how many
questions it asks of the database."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keepsight.casework import allocation, ask, delegation, notice
from keepsight.casework.action import action
from keepsight.facts.chronology import current
from keepsight.practice.working_day import LONDON
from keepsight.record import ledger
from keepsight.record.models import (
    Child,
    ConcernThread,
    Involvement,
    Notice,
    Person,
    Relationship,
    User,
)
from keepsight.record.reader import reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, SmallAuthority, fact

MOST_QUERIES = 25
"""For a page, signing in and the audit among them."""
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 12, tzinfo=LONDON)


def page(sign_in: SignIn, role: str, address: str) -> str:
    answer = sign_in(role).get(address)
    assert answer.status_code == 200
    return words(answer.content.decode())


def more_families(authority: SmallAuthority, numbers: range) -> None:
    """More families of two for the social worker, each with an open concern and a visit."""
    facts = []
    with reading_as_system("tests add families"):
        for family in numbers:
            for name in ("a", "b"):
                child = f"more-{family}-{name}"
                Person.objects.create(person_id=child, name=f"Child {family}{name}", name_key=child)
                Child.objects.create(child_id=child, person_id=child)
                Involvement.objects.create(
                    child_id=child,
                    user=authority.people["social_worker"],
                    as_what="allocated",
                    from_on=TODAY - timedelta(days=90),
                )
                facts.append(fact("concern", child, "2025-03-01", harms=("neglect",)))
                facts.append(
                    fact("visit", child, "2025-03-20", visit="child_protection", seen="seen")
                )
            pair = (f"more-{family}-a", f"more-{family}-b")
            for child, other in (pair, pair[::-1]):
                Relationship.objects.create(
                    child_id=child, relative_id=other, relation="brother_or_sister"
                )
        with action("test", by=None, at=NOW) as doing:
            doing.tells = False
            doing.add(facts)
            for family in numbers:
                ask.ask(
                    doing,
                    kind="see_child_again",
                    child=f"more-{family}-a",
                    about=f"x{family}",
                    of=authority.people["social_worker"],
                    due_on=TODAY + timedelta(days=family),
                )


def test_a_family_stands_together_with_what_is_open_and_when_each_was_seen(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    shown = page(sign_in, "social_worker", "/work")
    assert "1 family with 2 children and 1 open concern" in shown
    assert "Plan: neglect." in shown
    assert "Seen 24 March 2025" in shown
    assert "Maya Marsh: Sexual abuse, raised by Bluebell Nursery on 13 May 2024, waiting" in shown
    assert shown.index("Overdue") < shown.index("Category changed while the first concern")
    assert "Tom Frost" not in shown


def test_who_has_no_family_is_told_so(sign_in: SignIn) -> None:
    assert "No family is yours" in page(sign_in, "stranger", "/work")


def test_what_is_asked_leads_to_where_it_is_done(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with action("test", by=authority.people["manager"], at=NOW) as doing:
        ask.ask(
            doing,
            kind="tell_referrer",
            child=MAYA,
            about=MAYAS_CONCERN,
            of=authority.people["social_worker"],
            due_on=TODAY - timedelta(days=2),
            words="They rang twice.",
        )
    shown = sign_in("social_worker").get("/work").content.decode()
    assert f'href="/concerns/{MAYAS_CONCERN}' in shown
    assert "They rang twice." in words(shown)
    assert "Late by 29 March 2025" in words(shown)
    assert "They rang twice." not in page(sign_in, "chair", "/work")


def test_a_professional_finds_their_requests_on_the_first_page(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with action("test", by=authority.people["manager"], at=NOW) as doing:
        ask.ask(
            doing,
            kind="tell_referrer",
            child=None,
            about="q",
            of_agency=authority.nursery,
            words="How has she been eating?",
        )
    assert "How has she been eating?" in page(sign_in, "referrer", "/")
    assert "How has she been eating?" not in page(sign_in, "school", "/")


@pytest.mark.parametrize(("role", "address"), [("social_worker", "/work"), ("manager", "/team")])
def test_the_number_of_queries_does_not_grow_with_the_families(
    role: str, address: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in(role)
    more_families(authority, range(1))
    few = queries(client, address)
    more_families(authority, range(1, 15))
    assert queries(client, address) == few
    assert few <= MOST_QUERIES


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def tell_nina(authority: SmallAuthority, number: int = 1) -> None:
    with action("test", by=authority.people["social_worker"], at=NOW) as doing:
        for each in range(number):
            notice.tell(
                doing,
                to=[authority.people["referrer"], authority.people["manager"]],
                what="concern_reopened",
                child=MAYA,
                about=MAYAS_CONCERN if number == 1 else f"{MAYAS_CONCERN}-{each}",
                words="Sexual abuse",
            )


def test_a_notice_says_what_about_whom_by_whom_and_that_the_concern_is_open(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    tell_nina(authority)
    shown = page(sign_in, "manager", "/inbox")
    assert "A concern is open again Maya Marsh 5 years" in shown
    assert "The concern is open" in shown
    assert "By Sara Lund, Social worker" in shown
    assert "31 March 2025 at 10:12am" in shown
    assert "Inbox 1 not read" in shown


def test_what_ends_no_concern_is_told_with_how_many_are_open(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    started = {"categories": ("neglect",)}
    with reading_as_system("test"), action("test", by=None, at=NOW) as doing:
        doing.add([fact("plan_started", each, "2025-03-31", **started) for each in (MAYA, LEO)])
        told = {"to": [authority.school], "what": "plan_started", "about": "a-plan"}
        notice.tell(doing, child=MAYA, **told)

    shown = page(sign_in, "manager", "/inbox")
    # Maya's stays open beside the plan; Leo's was answered, and is not counted.
    assert "A child protection plan started Leo Marsh 3 years Maya Marsh 5 years" in shown
    assert "1 concern is open" in shown
    # Whoever raised none of hers is not told that there is one.
    assert "concern is open" not in page(sign_in, "school", "/inbox")


def test_reading_it_tells_who_sent_it_who_and_when_and_ends_nothing(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    tell_nina(authority)
    with reading_as_system("test"):
        number = Notice.objects.get(to=authority.people["referrer"]).pk
    client = sign_in("referrer")

    answer = client.post("/inbox", {"notice": number}, follow=True)

    assert "You have said that you read it." in words(answer.content.decode())
    sent = page(sign_in, "social_worker", "/inbox/sent")
    assert "Read by Nina Brook on 31 March 2025 at" in sent
    assert "Not read yet by Mo Haddad" in sent
    assert "The concern is open" in page(sign_in, "referrer", "/inbox?show=all")
    assert page(sign_in, "referrer", "/concerns/maya-first").count("waiting")


def test_another_persons_notice_is_not_read_for_them(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    tell_nina(authority)
    with reading_as_system("test"):
        number = Notice.objects.get(to=authority.people["referrer"]).pk
    for given in ({"notice": number}, {"notice": "x"}, {"notice": "9" * 30}, {}):
        answer = sign_in("manager").post("/inbox", given, follow=True)
        assert "Choose what you have read." in words(answer.content.decode())
    with reading_as_system("test"):
        assert Notice.objects.get(pk=number).acknowledged_at is None


def test_who_only_raised_the_concern_reads_the_name_they_gave(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("school")
    with reading_as_system("test"), action("test", by=None, at=NOW) as doing:
        raised = fact(
            "concern",
            MAYA,
            "2025-03-31",
            harms=("neglect",),
            agency="school",
            child_named="May Marsh",
        )
        doing.add([raised], organisations={raised.fact_id: authority.school.agency_id})
        notice.tell(
            doing,
            to=[authority.school],
            what="concern_answered",
            child=MAYA,
            about=raised.fact_id,
        )
    shown = words(client.get("/inbox").content.decode())
    assert "May Marsh" in shown
    assert "Maya" not in shown


def test_a_long_inbox_comes_in_pages_and_is_filtered(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    tell_nina(authority, 25)
    client = sign_in("manager")
    few = queries(client, "/inbox")
    assert client.get("/inbox").content.decode().count("I have read this") == 20
    assert client.get("/inbox?page=2").content.decode().count("I have read this") == 5
    assert client.get("/inbox?page=99").status_code == 200
    with action("test", by=authority.people["social_worker"], at=NOW) as doing:
        notice.tell(
            doing, to=[authority.people["manager"]], what="case_closed", child=LEO, about="c"
        )
    assert client.get("/inbox?what=case_closed").content.decode().count("I have read this") == 1
    assert client.get("/inbox?what=nonsense").content.decode().count("I have read this") == 20
    assert queries(client, "/inbox") <= few + 1


def test_a_child_without_a_worker_stands_out_with_its_age_until_it_has_one(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    manager = authority.people["manager"]
    allocation.leave_to_team(
        children=[MAYA, LEO], team=manager.team_id, reasons="Ill", by=manager, at=NOW
    )
    shown = sign_in("manager").get("/team").content.decode()
    assert "1 waits for a worker" in words(shown)
    assert 'href="/children/maya/allocate"' in shown
    assert "Maya Marsh: Sexual abuse" in words(shown)

    client = sign_in("manager")
    sara = authority.people["social_worker"].pk
    answer = client.post(
        "/children/maya/allocate", {"to": f"user:{sara}", "children": [LEO], "words": ""}
    )
    assert answer["Location"] == "/team"
    assert "Each has a worker." in page(sign_in, "manager", "/team")
    assert "I have this family now" in page(sign_in, "social_worker", "/work")


def test_a_handover_in_the_pages(authority: SmallAuthority, sign_in: SignIn) -> None:
    ines = authority.stranger
    manager = sign_in("manager")
    missing = manager.post("/children/maya/hand-over", {"to": "", "words": "Leaves"})
    assert "Choose a worker or a team" in words(missing.content.decode())
    assert "Leaves" in missing.content.decode(), "what was typed is kept"
    begun = manager.post(
        "/children/maya/hand-over",
        {"to": f"user:{ines.pk}", "children": [LEO], "words": "Sara moves"},
    )
    event = begun["Location"]
    assert "Handovers that are not finished" in page(sign_in, "manager", "/team")

    sara = sign_in("social_worker")
    sara.post(event, {"do": "write", "words": "She trusts Miss Lee."})
    taker = sign_in("stranger")
    shown = words(taker.get(event).content.decode())
    assert "She trusts Miss Lee." in shown
    assert "Category changed while the first concern is unanswered" in shown

    not_all = words(taker.post(event, {"do": "take"}).content.decode())
    assert "Read and tick each open concern. Not ticked: Maya Marsh: Sexual abuse." in not_all
    done = taker.post(event, {"do": "take", "concerns": [MAYAS_CONCERN]}, follow=True)
    assert "What is open stays open." in words(done.content.decode())

    assert sara.get("/work").status_code == 200
    assert "No family is yours" in words(sara.get("/work").content.decode())
    assert "Maya Marsh" in words(taker.get("/work").content.decode())
    assert sara.get(event).status_code == 404, "Sara and her team no longer have the children"
    with reading_as_system("test"):
        kinds = {each.kind for each in current(ledger.facts_of(MAYA))}
        assert {"worker_allocated", "handed_over", "worker_ended"} <= kinds
        assert ConcernThread.objects.get(pk=MAYAS_CONCERN).answered_on is None


def test_a_director_chooses_among_the_teams_and_a_manager_does_not(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with reading_as_system("test"):
        dale = authority.stranger.team_id
    assert "Ines Vale" in page(sign_in, "director", f"/team?team={dale}")
    assert sign_in("manager").get(f"/team?team={dale}").status_code == 404
    assert sign_in("director").get("/team?team=nonsense").status_code == 200


def test_e_mail_is_chosen_and_a_wrong_address_is_told(sign_in: SignIn) -> None:
    client = sign_in("manager")
    wrong = words(client.post("/work/notices", {"how": "daily", "address": "mo"}).content.decode())
    assert "Enter an address such as name@example.org." in wrong
    answer = client.post("/work/notices", {"how": "daily", "address": "mo@council.example"})
    assert answer["Location"] == "/work/notices"
    assert "mo@council.example" in client.get("/work/notices").content.decode()


def test_whose_families_one_looks_after_and_who_is_away_is_said(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    manager = authority.people["manager"]
    with reading_as_system("test"):
        helper = User.objects.get(pk=authority.stranger.pk)
    delegation.arrange(
        absent=authority.people["social_worker"].pk,
        delegate=helper.pk,
        from_on=TODAY,
        last_on=TODAY + timedelta(days=6),
        by=manager,
        at=NOW,
    )
    shown = page(sign_in, "stranger", "/work")
    assert "You stand in for Sara Lund to the end of 6 April 2025." in shown
    assert "Maya Marsh 5 years For Sara Lund." in shown
    assert "away to the end of 6 April 2025; Ines Vale stands in" in page(
        sign_in, "manager", "/team"
    )


def test_a_case_that_comes_back_is_acknowledged_too(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with action("test", by=authority.people["manager"], at=NOW) as doing:
        left = ask.ask(
            doing,
            kind="take_up_left",
            child=MAYA,
            about=MAYA,
            of=authority.people["social_worker"],
        )
    client = sign_in("social_worker")
    assert "I have this family now" in client.get("/work").content.decode()
    client.post("/work", {"asked": left.pk})
    assert "I have this family now" not in client.get("/work").content.decode()
    assert "A worker says that they have the family" in page(sign_in, "manager", "/inbox")
