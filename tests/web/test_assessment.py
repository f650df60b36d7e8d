"""The pages of assessments: what two people wrote at once is both there, a page asks the database
no more for a longer history, and whoever may not write is sent to where they may read."""

import re

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keepsight.casework import projection
from keepsight.record.reader import reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, SmallAuthority, fact

ADDRESS = f"/children/{MAYA}/assessment"


def begun(client: Client) -> str:
    """The address of an assessment of both children."""
    given = {"siblings": [LEO], "assessment": "single", "reasons": "She spoke again."}
    return client.post(f"{ADDRESS}/start", given | {"concerns": [MAYAS_CONCERN]})["Location"]


def value(markup: str, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<textarea[^>]*name="{re.escape(name)}"[^>]*>\s*(.*?)</textarea>', markup)
    assert found, name
    return found[1]


def test_an_assessment_is_in_the_list_with_its_clock(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    begun(client)
    page = read(client, ADDRESS)
    assert "Leo Marsh and Maya Marsh" in page
    assert "Due by 6 June 2025: 45 working days left" in page
    assert "Being written" in read(sign_in("director"), f"/children/{LEO}/assessment")


def test_who_began_it_is_offered_to_take_it_out_and_a_colleague_is_not(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    there = begun(client)
    offered = re.search(r'href="([^"]+/in-error)"', client.get(there).content.decode())
    assert offered
    assert "It ends no concern" in read(client, offered[1])
    with reading_as_system("a colleague joins the team"):
        authority.stranger.team = authority.people["social_worker"].team
        authority.stranger.save()
    colleague = sign_in("stranger")
    assert "/in-error" not in colleague.get(there).content.decode()
    assert colleague.get(offered[1]).status_code == 404

    given = {"reasons": "Begun twice.", "instead": "The interview is on Thursday."}
    answer = client.post(offered[1], given, follow=True)
    assert "is taken out as begun in error" in words(answer.content.decode())
    assert "Begun twice." in read(client, ADDRESS)


def test_what_both_wrote_in_one_field_is_shown_beside_it(sign_in: SignIn) -> None:
    there = f"{begun(sign_in('social_worker'))}/write"
    worker, manager = sign_in("social_worker"), sign_in("manager")
    worker.post(there, {"version": "0", "analysis.maya": "Sad", "analysis.leo": "Well"})
    manager.post(there, {"version": "1", "analysis.maya": "Afraid", "analysis.leo": "Well"})

    given = {"version": "1", "analysis.maya": "Quiet", "analysis.leo": "Well, and fed"}
    answer = worker.post(there, given)

    markup = answer.content.decode()
    assert "Mo Haddad wrote: Afraid" in words(markup)
    assert value(markup, "analysis.maya") == "Quiet"
    assert value(markup, "analysis.leo") == "Well, and fed"
    assert 'name="version" value="2"' in markup
    assert worker.post(there, given | {"version": "2"}).status_code == 302
    assert value(manager.get(there).content.decode(), "analysis.maya") == "Quiet"


def test_what_waits_for_a_manager_is_read_and_not_written(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    there = begun(client)
    answer = client.get(f"{there}/countersign")
    assert answer.status_code == 404
    assert sign_in("manager").get(f"{there}/countersign")["Location"] == there


def test_pages_ask_no_more_for_a_longer_history(authority: SmallAuthority, sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    there = begun(client)
    enquiry = authority.fact_about(MAYA, "section_47_begun")
    pages = (
        ADDRESS, there, f"{there}/write", f"{there}/ask", f"/children/{MAYA}/section-47",
        f"/children/{MAYA}/section-47/enquiries/{enquiry}", f"/children/{MAYA}/medical",
        f"/children/{MAYA}/section-47/discussion/{LEO}",
    )  # fmt: skip
    before = [queries(client, each) for each in pages]
    with reading_as_system("the test adds a history"), transaction.atomic():
        own = [
            fact("concern", child, f"2023-0{month}-01", harms=("neglect",), detail="Hungry")
            for child in (MAYA, LEO)
            for month in range(1, 7)
        ]
        own += [fact("section_47_begun", child, "2022-03-03") for child in (MAYA, LEO)]
        own += [fact("assessment_completed", MAYA, f"202{each}-05-05") for each in range(5)]
        own += [fact("strategy_discussion", MAYA, f"202{each}-05-04") for each in range(5)]
        projection.add(own, by=None, at=own[0].recorded_at)

    assert [queries(client, each) for each in pages] == before


def queries(client: Client, address: str) -> int:
    """How many questions the page asks the database, once it has been asked for before."""
    read(client, address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(client, address)
    return len(asked)
