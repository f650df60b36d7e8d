"""Scenes about meetings, from arranging one to sending its minutes."""

from functools import partial

from keepsight.casework.meeting import (
    arrange,
    attendance,
    carry_on,
    conclude,
    decision,
    invite,
    minute_book,
    outcome,
    report,
)
from keepsight.casework.meeting.decision import Decided
from keepsight.casework.meeting.outcome import Chosen
from keepsight.record.models import AgendaOutcome, Invitation
from keepsight.record.reader import reading_as_system
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, give_facts, scene
from tests.web.small_authority import (
    LEO,
    MAYA,
    MAYAS_CONCERN,
    TODAY,
    SmallAuthority,
    fact,
    give_a_meeting,
)

CARRIED_ON = Chosen("carried_on", reasons="The interview is not done yet.")


@scene("meeting/arrange.py: arrange")
def arranging(here: SmallAuthority) -> Deed:
    return partial(
        arrange.arrange,
        kind="core_group",
        children=[MAYA, LEO],
        held_on=TODAY,
        chair=here.people["chair"].pk,
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("meeting/arrange.py: change")
def changing_day_and_chair(here: SmallAuthority) -> Deed:
    return partial(
        arrange.change,
        meeting=_invited(here),
        held_on=TODAY.replace(month=4, day=2),
        chair=here.people["manager"].pk,
        reasons="The school cannot come.",
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("meeting/arrange.py: cancel")
def cancelling(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    return partial(
        arrange.cancel, meeting=_invited(here), reasons="The child moved.", by=by, at=NOW
    )


@scene("meeting/invite.py: invite")
def inviting(here: SmallAuthority) -> Deed:
    people = [here.people["social_worker"].pk, here.school.pk]
    by = here.people["social_worker"]
    return partial(invite.invite, meeting=give_a_meeting(here), users=people, by=by, at=NOW)


@scene("meeting/invite.py: invite_by_name")
def inviting_by_name(here: SmallAuthority) -> Deed:
    return partial(
        invite.invite_by_name,
        meeting=give_a_meeting(here),
        name="Kay Marsh",
        part="parent",
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("meeting/invite.py: reply")
def replying(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    return partial(
        invite.reply, meeting=_invited(here), reply="apologies", words="In court.", by=by, at=NOW
    )


@scene("meeting/report.py: keep")
def writing_a_report(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    words = {report.OF_ALL: "Seen every week."}
    return partial(report.keep, meeting=_invited(here), words=words, by=by, at=NOW)


@scene("meeting/report.py: hand_in")
def handing_in_a_report(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    words = {report.OF_ALL: "Seen every week.", MAYA: "She sleeps badly."}
    return partial(report.hand_in, meeting=_invited(here), words=words, by=by, at=NOW)


@scene("meeting/attendance.py: note")
def noting_who_was_there(here: SmallAuthority) -> Deed:
    return _attendance(here, _invited(here), at=NOW)


@scene("meeting/outcome.py: choose")
def choosing_an_outcome(here: SmallAuthority) -> Deed:
    """An answer, which is asked for, in place of what was decided before."""
    meeting = _invited(here)
    _choose(here, meeting, CARRIED_ON, at=BEFORE)()
    answer = Chosen("answer", answerer=here.people["social_worker"].pk)
    return _choose(here, meeting, answer, at=NOW)


@scene("meeting/carry_on.py: agree")
def agreeing_to_carry_on(here: SmallAuthority) -> Deed:
    """The third time in a row, for which a manager is asked."""
    said = {"concerns": (MAYAS_CONCERN,), "reasons": "The interview is not done yet."}
    give_facts(
        fact("carried_on", MAYA, "2025-01-13", about="first", **said),
        fact("carried_on", MAYA, "2025-02-24", about="second", **said),
    )
    manager = here.people["manager"]
    meeting = _invited(here)
    chosen = Chosen("carried_on", reasons="The same.", asked_to_agree=manager.pk)
    _choose(here, meeting, chosen, at=BEFORE)()
    with reading_as_system("tests look for an outcome"):
        waits = AgendaOutcome.objects.get(meeting=meeting)
    return partial(
        carry_on.agree, outcome=waits.pk, agrees=False, reasons="See her first.", by=manager, at=NOW
    )


@scene("meeting/decision.py: decide")
def deciding(here: SmallAuthority) -> Deed:
    return _decide(here, _invited(here), at=NOW)


@scene("meeting/decision.py: dissent")
def not_agreeing(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    return partial(
        decision.dissent,
        meeting=_invited(here),
        said_by=by.signature,
        reasons="She is not safe.",
        by=by,
        at=NOW,
    )


@scene("meeting/conclude.py: conclude")
def concluding(here: SmallAuthority) -> Deed:
    return partial(conclude.conclude, meeting=_ready(here), by=here.people["chair"], at=NOW)


@scene("meeting/minute_book.py: sent")
def sending_the_decisions(here: SmallAuthority) -> Deed:
    meeting, chair = _ready(here), here.people["chair"]
    conclude.conclude(meeting=meeting, by=chair, at=BEFORE)
    return partial(
        minute_book.sent, meeting=meeting, what="decisions", sent_on=TODAY, by=chair, at=NOW
    )


def _invited(here: SmallAuthority) -> str:
    """A core group to which the worker is asked, with a report."""
    meeting = give_a_meeting(here)
    people = [here.people["social_worker"].pk]
    by = here.people["social_worker"]
    invite.invite(meeting=meeting, users=people, by=by, at=BEFORE)
    return meeting


def _ready(here: SmallAuthority) -> str:
    """One to which nothing is missing but that it is concluded."""
    meeting = _invited(here)
    _attendance(here, meeting, at=BEFORE)()
    chosen = Chosen(
        "action",
        action="See her alone every week",
        owner=here.people["social_worker"].pk,
        due_on=TODAY.replace(month=4, day=7),
        test_of_success="She says that nothing has happened since",
    )
    _choose(here, meeting, chosen, at=BEFORE)()
    _decide(here, meeting, at=BEFORE)()
    return meeting


def _attendance(here: SmallAuthority, meeting: str, *, at: object) -> Deed:
    with reading_as_system("tests look for invitations"):
        asked = Invitation.objects.filter(meeting=meeting)
        present = list(asked.values_list("pk", flat=True))
    wishes = {MAYA: ("told", "She wants to stay with her aunt.")}
    by = here.people["chair"]
    return partial(attendance.note, meeting=meeting, present=present, wishes=wishes, by=by, at=at)


def _choose(here: SmallAuthority, meeting: str, chosen: Chosen, *, at: object) -> Deed:
    by = here.people["chair"]
    return partial(
        outcome.choose, meeting=meeting, concern=MAYAS_CONCERN, chosen=chosen, by=by, at=at
    )


def _decide(here: SmallAuthority, meeting: str, *, at: object) -> Deed:
    decided = {each: Decided("decided", "As the plan says.") for each in (MAYA, LEO)}
    by = here.people["chair"]
    return partial(decision.decide, meeting=meeting, decided=decided, said="All.", by=by, at=at)
