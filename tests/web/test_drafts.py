"""Nothing typed is lost: it is kept while it is written, over a session that has ended, and offered
again to whoever wrote it and to nobody else."""

import html
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from keepsight.casework import draft
from keepsight.casework.draft import KEPT_FOR
from keepsight.record.models import Draft
from keepsight.record.reader import reading_as, reading_as_system
from keepsight.web.today import LONDON
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import MAYA, MAYAS_CONCERN, TODAY, TOM, SmallAuthority

ANSWER = f"/concerns/{MAYAS_CONCERN}/answer"
VISIT = f"/children/{MAYA}/record/visit"
AT = datetime(2025, 3, 31, 10, 42, tzinfo=LONDON)
REASONS = "The paediatrician has seen her again, and says "


@pytest.fixture(autouse=True)
def at_1042(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 10:42 on the day of the small authority."""
    for module in ("view", "writing"):
        monkeypatch.setattr(f"keepsight.web.draft.{module}.now", lambda: AT)


def proof_on(client: Client, address: str) -> str:
    """The proof that the forms of a page carry."""
    page = client.get(address).content.decode()
    return re.findall(r'name="draft_proof" value="([^"]+)"', page)[-1]


def write(client: Client, address: str, *, page: str = "", proof: str = "", **fields: str):
    """What the page sends by itself a few seconds after the last key."""
    proof = proof or proof_on(client, page or address)
    sent = {"draft_proof": proof, "draft_address": address, "draft_title": "Answer", **fields}
    return client.post("/drafts/keep", sent)


def drafts() -> list[Draft]:
    with reading_as_system("tests look at drafts"):
        return list(Draft.objects.order_by("pk"))


def value_of(page: str, name: str) -> str:
    """What a text area holds."""
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, name
    return found[1].strip()


def test_what_is_being_typed_is_kept_and_offered_again(sign_in: SignIn) -> None:
    client = sign_in("manager")
    kept = write(client, ANSWER, page=f"/concerns/{MAYAS_CONCERN}", reasons=REASONS)
    assert kept.json() == {"kept_at": "10:42am"}

    later = sign_in("manager")
    offered = read(later, f"/concerns/{MAYAS_CONCERN}")
    assert "You began writing “Answer” and did not save it" in offered
    assert "31 March 2025 at 10:42am" in offered
    put_back = later.get(f"{ANSWER}?draft=use").content.decode()
    assert value_of(put_back, "reasons") == REASONS.strip()
    assert "It is not saved yet." in words(put_back)


def test_boxes_choices_and_dates_are_put_back_as_they_were_typed(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    typed = {"seen": "refused", "happened": "soem day in Mrach", "detail": "Nobody <b>came</b>."}
    write(client, VISIT, **typed)
    page = client.get(f"{VISIT}?draft=use").content.decode()
    assert re.search(r'<input[^>]*value="refused"[^>]*\bchecked', page)
    assert 'value="soem day in Mrach"' in page
    assert value_of(page, "detail") == "Nobody &lt;b&gt;came&lt;/b&gt;."


def test_a_form_among_others_on_one_page_is_filled_and_no_other(sign_in: SignIn) -> None:
    client = sign_in("manager")
    page, disagree = f"/concerns/{MAYAS_CONCERN}", f"/concerns/{MAYAS_CONCERN}/disagree"
    write(client, disagree, page=page, reasons=REASONS)
    offered = client.get(page).content.decode()
    link = re.search(r'href="([^"]+draft=use[^"]*)"', offered)
    assert link
    put_back = client.get(html.unescape(link[1]), follow=True).content.decode()
    assert REASONS.strip() in put_back
    assert put_back.count(REASONS.strip()) == 1


def test_a_form_that_is_not_there_any_more_gives_back_the_words(sign_in: SignIn) -> None:
    client = sign_in("manager")
    reopen = f"/concerns/{MAYAS_CONCERN}/reopen"
    write(client, reopen, page=f"/concerns/{MAYAS_CONCERN}", detail=REASONS)
    page = words(client.get(f"{reopen}?draft=use", follow=True).content.decode())
    assert "The form that you had begun to fill in is not there any more." in page
    assert REASONS.strip() in page


def test_what_has_no_field_any_more_is_shown_above(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    write(client, VISIT, detail="Seen.", a_question_of_long_ago="She has moved again.")
    page = words(client.get(f"{VISIT}?draft=use").content.decode())
    assert "A question of long ago: She has moved again." in page
    write(client, VISIT, detail="Seen.")
    assert "has no place" not in read(client, f"{VISIT}?draft=use")


def test_a_form_sent_after_the_session_ended_is_kept_for_who_was_shown_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    manager = sign_in("manager")
    proof = proof_on(manager, ANSWER)
    ended = Client()
    sent = ended.post(ANSWER, {"reasons": REASONS, "draft_proof": proof})
    assert sent["Location"] == f"/sign-in?next={ANSWER}%3Fdraft%3Duse&kept=yes"
    assert "What you typed is kept" in read(ended, sent["Location"])

    assert value_of(manager.get(f"{ANSWER}?draft=use").content.decode(), "reasons")
    other = sign_in("social_worker").get(f"{ANSWER}?draft=use").content.decode()
    assert value_of(other, "reasons") == ""
    assert REASONS not in other


@pytest.mark.parametrize("proof", ["", "made-up:x:y"])
def test_without_its_proof_nothing_is_kept_for_anybody(proof: str, sign_in: SignIn) -> None:
    sent = Client().post(ANSWER, {"reasons": REASONS, "draft_proof": proof})
    assert sent["Location"] == f"/sign-in?next={ANSWER}"
    assert drafts() == []


def test_nothing_is_kept_for_somebody_who_has_left(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    proof = proof_on(sign_in("manager"), ANSWER)
    manager = authority.people["manager"]
    manager.is_active = False
    manager.save()
    sent = Client().post(ANSWER, {"reasons": REASONS, "draft_proof": proof})
    assert "kept" not in sent["Location"]
    assert drafts() == []


def test_another_persons_proof_keeps_nothing(sign_in: SignIn) -> None:
    proof = proof_on(sign_in("manager"), ANSWER)
    assert write(sign_in("social_worker"), ANSWER, proof=proof, reasons="x").status_code == 404
    assert drafts() == []


def test_once_saved_the_draft_is_gone(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    write(client, f"/concerns/{MAYAS_CONCERN}/disagree", reasons=REASONS)
    assert len(drafts()) == 1
    sent = client.post(f"/concerns/{MAYAS_CONCERN}/disagree", {"reasons": "I disagree."})
    assert sent.status_code == 302
    assert drafts() == []


def test_a_form_that_could_not_be_saved_is_kept(sign_in: SignIn) -> None:
    client = sign_in("manager")
    assert client.post(ANSWER, {"reasons": REASONS}).status_code == 200
    assert [each.values for each in drafts()] == [{"reasons": [REASONS]}]


def test_an_empty_form_keeps_nothing(sign_in: SignIn) -> None:
    client = sign_in("manager")
    client.post(ANSWER, {"reasons": "  "})
    assert write(client, ANSWER, reasons=" ").json() == {"kept_at": ""}
    assert drafts() == []


def test_a_draft_can_be_thrown_away(sign_in: SignIn) -> None:
    client = sign_in("manager")
    write(client, ANSWER, reasons=REASONS)
    assert "Throw it away" in read(client, ANSWER)
    client.post("/drafts/throw-away", {"draft_address": ANSWER})
    assert drafts() == []
    assert "Throw it away" not in read(client, ANSWER)


@pytest.mark.parametrize("address", ["//elsewhere.example/x", "/rules", "/sign-in", "", "/nowhere"])
def test_drafts_are_only_of_our_own_forms(address: str, sign_in: SignIn) -> None:
    client = sign_in("manager")
    assert client.post("/drafts/throw-away", {"draft_address": address}).status_code == 404
    proof = proof_on(client, ANSWER)
    assert write(client, address or "x", proof=proof, reasons="x").status_code == 404


def test_nobody_else_reads_it_not_even_by_the_database(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    write(sign_in("manager"), ANSWER, reasons=REASONS)
    for each in (*authority.people.values(), authority.stranger, None):
        with reading_as(each, on=TODAY):
            seen = Draft.objects.count()
        assert seen == (1 if each == authority.people["manager"] else 0)
    with reading_as(authority.people["director"], on=TODAY):
        assert Draft.objects.update(title="changed") == 0
        assert Draft.objects.all().delete()[0] == 0


def test_nobody_writes_a_draft_of_somebody_else(authority: SmallAuthority) -> None:
    from django.db import DatabaseError, transaction

    given = {"values": {"x": ["y"]}, "begun_at": AT, "saved_at": AT, "address": ANSWER}
    writer = reading_as(authority.people["director"], on=TODAY)
    with pytest.raises(DatabaseError), writer, transaction.atomic():
        Draft.objects.create(user=authority.people["manager"], **given)


def test_who_else_is_writing_is_said_and_nobody_is_locked_out(sign_in: SignIn) -> None:
    mo, sara = sign_in("manager"), sign_in("social_worker")
    said = "Mo Haddad has been writing here since 10:42am."
    assert said not in read(sara, ANSWER)
    write(mo, ANSWER, reasons=REASONS)
    assert said in read(sara, ANSWER)
    assert said not in read(mo, ANSWER)
    ask = {"draft_proof": proof_on(sara, ANSWER), "draft_address": ANSWER}
    assert sara.get("/drafts/here", ask).json() == {"others": said}
    assert sara.post(ANSWER, {"reasons": "Mine."}).status_code == 200


def test_after_a_quarter_of_an_hour_nobody_is_said_to_be_writing(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(sign_in("manager"), ANSWER, reasons=REASONS)
    monkeypatch.setattr("keepsight.web.draft.writing.now", lambda: AT + timedelta(minutes=16))
    assert "has been writing" not in read(sign_in("social_worker"), ANSWER)


@pytest.mark.parametrize("role", ["stranger", "director", "chair", "referrer"])
def test_who_may_not_open_the_form_learns_nothing_of_who_writes(
    role: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    write(sign_in("manager"), ANSWER, reasons=REASONS)
    other = sign_in(role)
    for page in ("/raise", ANSWER):
        proof = re.findall(r'draft_proof" value="([^"]+)"', other.get(page).content.decode())
        assert page == "/raise" or not proof
        ask = {"draft_proof": proof[-1] if proof else "", "draft_address": ANSWER}
        assert other.get("/drafts/here", ask).status_code == 404


def test_somebody_of_another_agency_learns_of_their_colleagues_only(sign_in: SignIn) -> None:
    disagree = f"/concerns/{MAYAS_CONCERN}/disagree"
    write(sign_in("manager"), disagree, reasons=REASONS)
    assert "has been writing" in read(sign_in("chair"), disagree)
    assert "has been writing" not in read(sign_in("referrer"), disagree)


def test_a_page_that_is_not_there_proves_nothing(sign_in: SignIn) -> None:
    page = sign_in("social_worker").get(f"/children/{TOM}/record/visit")
    assert page.status_code == 404
    assert "draft_proof" not in page.content.decode()


def test_the_list_of_what_was_begun_says_nothing_of_what_may_not_be_seen(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    write(client, ANSWER, reasons=REASONS)
    assert REASONS.strip() in read(client, "/drafts")
    with reading_as_system("tests end an involvement"):
        from keepsight.record.models import Involvement

        Involvement.objects.filter(child=MAYA).delete()
    page = read(client, "/drafts")
    assert REASONS.strip() not in page
    assert "A page that you may no longer see" in page


def test_old_drafts_are_thrown_away(authority: SmallAuthority) -> None:
    by = authority.people["manager"]
    draft.keep(address=ANSWER, values={"reasons": ["x"]}, by=by, at=AT)
    assert draft.find(ANSWER, by=by, at=AT + KEPT_FOR - timedelta(minutes=1))
    assert draft.find(ANSWER, by=by, at=AT + KEPT_FOR) is None
    draft.throw_away_old(at=AT + KEPT_FOR + timedelta(minutes=1))
    assert drafts() == []


def test_a_password_or_a_token_is_never_kept(sign_in: SignIn) -> None:
    client = sign_in("manager")
    write(client, ANSWER, reasons="x", new_password="secret word", csrfmiddlewaretoken="t")
    assert [each.values for each in drafts()] == [{"reasons": ["x"]}]


def test_there_is_room_for_a_hundred_drafts_of_ordinary_length(authority: SmallAuthority) -> None:
    by = authority.people["manager"]
    for number in range(draft.MOST + 3):
        at = AT + timedelta(seconds=number)
        assert draft.keep(address=f"/x/{number}", values={"x": ["y"]}, by=by, at=at)
    assert [each.address for each in drafts()] == [f"/x/{n}" for n in range(3, draft.MOST + 3)]
    too_long = {"x": ["y" * (draft.LONGEST + 1)]}
    assert not draft.keep(address="/x/long", values=too_long, by=by, at=AT)


def test_keeping_a_draft_adds_nothing_to_the_audit(sign_in: SignIn) -> None:
    client = sign_in("manager")
    proof = proof_on(client, ANSWER)
    before = len(the_audit())
    write(client, ANSWER, proof=proof, reasons=REASONS)
    assert len(the_audit()) == before


def test_a_form_whose_token_is_old_is_kept_too(authority: SmallAuthority) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(authority.people["manager"])
    proof = proof_on(client, ANSWER)
    refused = client.post(ANSWER, {"reasons": REASONS, "draft_proof": proof})
    assert refused.status_code == 403
    assert "What you typed is kept" in words(refused.content.decode())
    assert value_of(client.get(f"{ANSWER}?draft=use").content.decode(), "reasons")
