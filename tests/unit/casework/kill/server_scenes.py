"""Scenes about what the server does by itself or from the command line, and about the systems of
agencies."""

from datetime import date
from functools import partial

from allauth.mfa.models import Authenticator
from django.db.models import F, Value
from django.db.models.functions import Concat

from keepsight.casework import (
    authority,
    concern,
    digest,
    letter_choice,
    matching,
    person_who_signs_in,
    post,
    subscription,
    system,
    webhook_post,
)
from keepsight.exchange.replay_case.case import Case
from keepsight.record.models import Involvement, Team, User
from keepsight.record.reader import reading_as_system
from keepsight.synthetic.authority import invent
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, read_by, scene
from tests.web.small_authority import MAYA, TODAY, SmallAuthority


@scene("authority.py: load")
def loading_an_authority(here: SmallAuthority) -> Deed:
    with reading_as_system("tests make room for teams of the same name"):
        Team.objects.update(name=Concat(Value("Our "), F("name")))
    invented = invent(children=4, years=1, until=TODAY, seed=7)
    return partial(authority.load, invented, at=NOW, password=None)


@scene("authority.py: watch_all")
def looking_at_every_child(here: SmallAuthority) -> Deed:
    return partial(authority.watch_all, at=NOW)


@scene("authority.py: load_case")
def loading_a_published_case(here: SmallAuthority) -> Deed:
    facts = [
        a_fact("birth", "2009-01-01", child="p1"),
        a_fact("birth", "2010-06-01", child="p2"),
        a_concern("2010-05-01", child="p1", fact_id="p-first"),
    ]
    case = Case(
        label="A case",
        children=("p1", "p2"),
        facts=facts,
        at_earliest=facts,
        at_latest=facts,
        windows=0,
        left_out=[],
        problems=[],
        endings=[],
        failings=[],
        until=date(2013, 1, 1),
    )
    return partial(authority.load_case, case, at=NOW, told_as="A published case, retold.")


@scene("matching.py: match_all")
def looking_for_two_records_of_one_child(here: SmallAuthority) -> Deed:
    return partial(matching.match_all, at=NOW)


@scene("person_who_signs_in.py: take_on")
def taking_somebody_on(here: SmallAuthority) -> Deed:
    return partial(
        person_who_signs_in.take_on,
        username="ada.first",
        name="Ada First",
        role="manager",
        agency="Kestermoor Council",
        agency_kind="social_care",
        team="North 1",
        password="a long walk by the river",
        at=NOW,
    )


@scene("person_who_signs_in.py: reset_second_factor")
def resetting_from_the_command_line(here: SmallAuthority) -> Deed:
    worker = here.people["social_worker"]
    Authenticator.objects.create(user_id=worker.pk, type="totp", data={"secret": "none"})
    return partial(person_who_signs_in.reset_second_factor, username=worker.username, at=NOW)


@scene("digest.py: write_daily_letters")
def writing_the_letter_of_the_day(here: SmallAuthority) -> Deed:
    _wants_letters(here, "daily")
    _raise(here)
    return partial(digest.write_daily_letters, at=NOW)


@scene("post.py: post")
def sending_a_letter(here: SmallAuthority) -> Deed:
    _wants_letters(here, "at_once")
    _raise(here)
    return partial(post.post, send=lambda letter: None, at=NOW)


@scene("webhook_post.py: call_out")
def sending_an_event(here: SmallAuthority) -> Deed:
    by = _system(here)
    subscription.subscribe(address="https://example.org/hook", by=by, at=BEFORE)
    with reading_as_system("tests put a system in a network"):
        Involvement.objects.create(
            child_id=MAYA, as_what="core_group", user=by, from_on=date(2025, 1, 1)
        )
    _raise(here)
    return partial(webhook_post.call_out, send=lambda call: None, at=NOW)


@scene("subscription.py: subscribe")
def subscribing(here: SmallAuthority) -> Deed:
    by = _system(here)
    return partial(subscription.subscribe, address="https://example.org/hook", by=by, at=NOW)


@scene("subscription.py: end")
def ending_a_subscription(here: SmallAuthority) -> Deed:
    by = _system(here)
    made = subscription.subscribe(address="https://example.org/hook", by=by, at=BEFORE)
    deed = partial(subscription.end, subscription=made.subscription, by=by, at=NOW)
    return read_by(by, deed)


@scene("system.py: take_on")
def connecting_a_system(here: SmallAuthority) -> Deed:
    return _connect(here, at=NOW)


@scene("system.py: new_token")
def giving_a_token(here: SmallAuthority) -> Deed:
    number = _connect(here, at=BEFORE)().system
    return partial(system.new_token, system=number, by=here.people["director"], at=NOW)


@scene("system.py: revoke")
def taking_a_token_away(here: SmallAuthority) -> Deed:
    number = _connect(here, at=BEFORE)().system
    return partial(system.revoke, system=number, by=here.people["director"], at=NOW)


def _connect(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        system.take_on,
        name="Bluebell’s records",
        agency=here.nursery.name,
        by=here.people["director"],
        at=at,
    )


def _system(here: SmallAuthority) -> User:
    return User.objects.select_related("agency").get(pk=_connect(here, at=BEFORE)().system)


def _wants_letters(here: SmallAuthority, how: str) -> None:
    by = here.people["social_worker"]
    letter_choice.choose(how=how, address="sara@example.org", by=by, at=BEFORE)


def _raise(here: SmallAuthority) -> None:
    """Something of which everybody who works with Maya is told."""
    concern.raise_(
        child=MAYA, harms=("neglect",), detail="Hungry.", by=here.people["referrer"], at=BEFORE
    )
