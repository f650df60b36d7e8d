"""Scenes about people and their work: who has a child, who stands in, who leaves, who may see what,
what they are told, and copies of a record."""

from datetime import date
from functools import partial

from allauth.mfa.models import Authenticator

from keepsight.casework import (
    allocation,
    break_glass,
    concern,
    delegation,
    handover,
    inbox,
    leaver,
    letter_choice,
    network,
    restricted,
    second_factor,
)
from keepsight.casework.child_record import NamedChild
from keepsight.casework.printing import subject_copy
from keepsight.record.models import Ask, Involvement, Notice, Team
from keepsight.record.reader import reading_as_system
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, give_facts, read_by, scene
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, TOM, SmallAuthority, fact


@scene("allocation.py: allocate")
def allocating(here: SmallAuthority) -> Deed:
    return _allocate(here, at=NOW)


@scene("allocation.py: leave_to_team")
def leaving_to_a_team(here: SmallAuthority) -> Deed:
    return _leave_to_team(here, at=NOW)


@scene("allocation.py: say_so")
def saying_that_one_has_them(here: SmallAuthority) -> Deed:
    _allocate(here, at=BEFORE)()
    with reading_as_system("tests look for what is asked"):
        asked = Ask.objects.get(kind="acknowledge_allocation", done_at=None)
    return partial(allocation.say_so, asked=asked.pk, by=here.people["social_worker"], at=NOW)


@scene("handover.py: begin")
def beginning_a_handover(here: SmallAuthority) -> Deed:
    return _hand_over(here, at=NOW)


@scene("handover.py: write")
def writing_for_the_next(here: SmallAuthority) -> Deed:
    event = _hand_over(here, at=BEFORE)()
    by = here.people["social_worker"]
    return partial(handover.write, event=event, words="See her alone.", by=by, at=NOW)


@scene("handover.py: take_over")
def taking_over(here: SmallAuthority) -> Deed:
    event = _hand_over(here, at=BEFORE)()
    by = here.stranger
    return partial(handover.take_over, event=event, concerns=[MAYAS_CONCERN], by=by, at=NOW)


@scene("delegation.py: arrange")
def arranging_cover(here: SmallAuthority) -> Deed:
    return _cover(here, at=NOW)


@scene("delegation.py: end")
def ending_cover(here: SmallAuthority) -> Deed:
    row = _cover(here, at=BEFORE)()
    return partial(delegation.end, delegation=row.pk, by=here.people["manager"], at=NOW)


@scene("leaver.py: mark_left")
def leaving(here: SmallAuthority) -> Deed:
    """With children, cover, something asked and a name on a restricted record."""
    worker, manager = here.people["social_worker"], here.people["manager"]
    _cover(here, at=BEFORE)()
    restricted.restrict(
        child=LEO, names=[worker.pk], reasons="A colleague’s.", by=manager, at=BEFORE
    )
    return read_by(manager, partial(leaver.mark_left, user=worker.pk, by=manager, at=NOW))


@scene("inbox.py: acknowledge")
def saying_that_one_has_read(here: SmallAuthority) -> Deed:
    concern.raise_(
        child=MAYA,
        harms=("neglect",),
        detail="Hungry again.",
        by=here.people["referrer"],
        at=BEFORE,
    )
    by = here.people["social_worker"]
    with reading_as_system("tests look for notices"):
        told = list(Notice.objects.filter(to=by).values_list("pk", flat=True))
    return partial(inbox.acknowledge, notices=told, by=by, at=NOW)


@scene("letter_choice.py: choose")
def choosing_letters(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    return partial(letter_choice.choose, how="daily", address="sara@example.org", by=by, at=NOW)


@scene("network.py: add")
def adding_to_the_network(here: SmallAuthority) -> Deed:
    return _add(here, at=NOW)


@scene("network.py: end")
def taking_off_the_network(here: SmallAuthority) -> Deed:
    _add(here, at=BEFORE)()
    with reading_as_system("tests look for a part"):
        part = Involvement.objects.get(child=MAYA, user=here.school)
    by = here.people["manager"]
    return partial(network.end, child=MAYA, involvement=part.pk, by=by, at=NOW)


@scene("restricted.py: restrict")
def restricting(here: SmallAuthority) -> Deed:
    return _restrict(here, at=NOW)


@scene("restricted.py: name")
def naming(here: SmallAuthority) -> Deed:
    _restrict(here, at=BEFORE)()
    return _name(here, at=NOW)


@scene("restricted.py: unname")
def taking_a_name_off(here: SmallAuthority) -> Deed:
    _restrict(here, at=BEFORE)()
    _name(here, at=BEFORE)()
    by = here.people["manager"]
    return partial(restricted.unname, child=MAYA, user=here.people["chair"].pk, by=by, at=NOW)


@scene("restricted.py: lift")
def lifting(here: SmallAuthority) -> Deed:
    _restrict(here, at=BEFORE)()
    by = here.people["manager"]
    return partial(restricted.lift, child=MAYA, reasons="They have left.", by=by, at=NOW)


@scene("break_glass.py: open_record")
def opening_in_an_emergency(here: SmallAuthority) -> Deed:
    return _open(here, at=NOW)


@scene("break_glass.py: close")
def closing_it_again(here: SmallAuthority) -> Deed:
    _open(here, at=BEFORE)()
    return partial(break_glass.close, child=TOM, by=here.people["social_worker"], at=NOW)


@scene("break_glass.py: review")
def judging_it(here: SmallAuthority) -> Deed:
    _open(here, at=BEFORE)()
    with reading_as_system("tests look for what is asked"):
        asked = Ask.objects.get(kind="review_break_glass")
    return partial(
        break_glass.review,
        number=int(asked.about),
        was_appropriate=True,
        words="It was an emergency.",
        by=here.people["director"],
        at=NOW,
    )


@scene("second_factor.py: reset")
def resetting_a_second_factor(here: SmallAuthority) -> Deed:
    worker = here.people["social_worker"]
    Authenticator.objects.create(user_id=worker.pk, type="totp", data={"secret": "none"})
    return partial(second_factor.reset, user=worker.pk, by=here.people["manager"], at=NOW)


@scene("printing/subject_copy.py: begin")
def beginning_a_copy(here: SmallAuthority) -> Deed:
    return _begin_copy(here, at=NOW)


@scene("printing/subject_copy.py: decide")
def deciding_about_an_entry(here: SmallAuthority) -> Deed:
    return _decide_entry(here, _begin_copy(here, at=BEFORE)(), here.fact_about(LEO, "concern"))


@scene("printing/subject_copy.py: give")
def giving_a_copy(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    copy = _begin_copy(here, at=BEFORE)()
    page = read_by(by, partial(subject_copy.copy_page, copy, by=by, on=TODAY))()
    for each in page.entries:
        if each.must_be_looked_at:
            _decide_entry(here, copy, each.fact_id)()
    return read_by(by, partial(subject_copy.give, copy=copy, by=by, at=NOW))


def _leave_to_team(here: SmallAuthority, *, at: object) -> Deed:
    with reading_as_system("tests look for a team"):
        team = Team.objects.get(name="Fell Team")
    return partial(
        allocation.leave_to_team,
        children=[MAYA, LEO],
        team=team.pk,
        reasons="She is ill.",
        by=here.people["manager"],
        at=at,
    )


def _allocate(here: SmallAuthority, *, at: object) -> Deed:
    _leave_to_team(here, at=BEFORE)()
    return partial(
        allocation.allocate,
        children=[MAYA, LEO],
        to=here.people["social_worker"].pk,
        words="You know them.",
        by=here.people["manager"],
        at=at,
    )


def _hand_over(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        handover.begin,
        children=[MAYA, LEO],
        to=here.stranger.pk,
        words="They moved.",
        by=here.people["manager"],
        at=at,
    )


def _cover(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        delegation.arrange,
        absent=here.people["social_worker"].pk,
        delegate=here.stranger.pk,
        from_on=TODAY,
        last_on=date(2025, 4, 11),
        by=here.people["manager"],
        at=at,
    )


def _add(here: SmallAuthority, *, at: object) -> Deed:
    by = here.people["manager"]
    return partial(network.add, child=MAYA, user=here.school.pk, part="core_group", by=by, at=at)


def _restrict(here: SmallAuthority, *, at: object) -> Deed:
    """With something asked of somebody who loses sight of the child."""
    give_facts(fact("referral", MAYA, "2025-03-29", agency="school", harms=("neglect",)))
    return partial(
        restricted.restrict,
        child=MAYA,
        names=[here.people["social_worker"].pk],
        reasons="A colleague’s own child.",
        by=here.people["manager"],
        at=at,
    )


def _name(here: SmallAuthority, *, at: object) -> Deed:
    by = here.people["manager"]
    return partial(restricted.name, child=MAYA, user=here.people["chair"].pk, by=by, at=at)


def _open(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        break_glass.open_record,
        named=NamedChild("Tom Frost", date(2015, 9, 9)),
        reasons="He is at the desk and alone.",
        by=here.people["social_worker"],
        at=at,
    )


def _begin_copy(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        subject_copy.begin,
        child=LEO,
        asked_by="Kay Marsh",
        asked_on=TODAY,
        by=here.people["social_worker"],
        at=at,
    )


def _decide_entry(here: SmallAuthority, copy: str, entry: str) -> Deed:
    by = here.people["social_worker"]
    deed = partial(subject_copy.decide, copy=copy, fact=entry, given="whole", by=by, at=BEFORE)
    return read_by(by, deed)
