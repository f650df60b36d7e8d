"""Scenes about what is recorded of a child: facts, visits, the family, files, two records of one
child, and what the public tells."""

from datetime import date
from functools import partial

from keepsight.casework import chronology, fact, merge, public_contact, recorded
from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import When
from keepsight.casework.household import moving, relating
from keepsight.casework.public_contact import Told
from keepsight.casework.recording import for_correction, for_new
from keepsight.casework.visit import follow_up
from keepsight.casework.visit import record as visiting
from keepsight.casework.visit.page import quick_page
from keepsight.casework.visit.record import Next
from keepsight.exchange.reading import Reading
from keepsight.record.models import Ask
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, read_by, scene
from tests.web.small_authority import LEO, MAYA, TODAY, TOM, SmallAuthority
from tests.web.small_authority import fact as a_said

SEEN = {"happened_on": TODAY, "visit": "child_protection", "seen": "seen", "seen_alone": True}
WHY = "The school gave the same address and the same mother."


@scene("fact.py: record_fact")
def recording_a_fact(here: SmallAuthority) -> Deed:
    said = a_said("visit", MAYA, TODAY.isoformat(), visit="child_protection", seen="seen")
    return partial(fact.record_fact, fact=said, by=here.people["social_worker"], at=NOW)


@scene("fact.py: record_for_several")
def recording_for_several(here: SmallAuthority) -> Deed:
    both = [
        a_said("visit", each, TODAY.isoformat(), visit="child_protection", seen="seen", event="one")
        for each in (MAYA, LEO)
    ]
    return partial(fact.record_for_several, facts=both, by=here.people["social_worker"], at=NOW)


@scene("fact.py: correct")
def correcting_a_fact(here: SmallAuthority) -> Deed:
    right = a_said(
        "visit",
        MAYA,
        "2025-03-24",
        visit="child_protection",
        seen="seen",
        seen_alone=False,
        corrects=here.fact_about(MAYA, "visit"),
    )
    return partial(fact.correct, fact=right, by=here.people["social_worker"], at=NOW)


@scene("recorded.py: record")
def recording_on_the_page(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    with reading_as(by, on=TODAY):
        page = for_new(MAYA, "visit", by=by, on=TODAY)
    deed = partial(recorded.record, page=page, values=SEEN, also=(LEO,), reference="one")
    return read_by(by, partial(deed, by=by, at=NOW))


@scene("recorded.py: correct")
def correcting_on_the_page(here: SmallAuthority) -> Deed:
    return _replacing(here, partial(recorded.correct, values={"seen_alone": False}))


@scene("recorded.py: take_out")
def taking_out_on_the_page(here: SmallAuthority) -> Deed:
    return _replacing(here, partial(recorded.take_out, reasons="It was another family."))


@scene("visit/record.py: record")
def recording_a_visit(here: SmallAuthority) -> Deed:
    return _visit(here, at=NOW)


@scene("visit/follow_up.py: done")
def saying_what_was_done_after_a_visit(here: SmallAuthority) -> Deed:
    _visit(here, at=BEFORE)()
    with reading_as_system("tests look for what is asked"):
        asked = Ask.objects.get(kind="see_child_again")
    by = here.people["social_worker"]
    return partial(
        follow_up.done, child=asked.child_id, about=asked.about, detail="Seen.", by=by, at=NOW
    )


@scene("household/moving.py: move")
def moving_house(here: SmallAuthority) -> Deed:
    by = here.people["social_worker"]
    with reading_as(by, on=TODAY):
        page = for_new(MAYA, "household_changed", by=by, on=TODAY)
    deed = partial(
        moving.move,
        page=page,
        household_change="moved",
        address="4 Mill Lane, Kestermoor",
        when=When(TODAY),
        also=(LEO,),
        reference="one",
        by=by,
        at=NOW,
    )
    return read_by(by, deed)


@scene("household/relating.py: relate")
def relating_somebody_new(here: SmallAuthority) -> Deed:
    return partial(
        relating.relate,
        child=MAYA,
        relative=relating.NewPerson("Kay Marsh", date(1990, 4, 4)),
        relation="mother",
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("household/relating.py: end")
def ending_a_relationship(here: SmallAuthority) -> Deed:
    return partial(
        relating.end,
        child=MAYA,
        number=here.relationship_of(MAYA),
        ended_on=TODAY,
        reasons="They were taken for each other’s.",
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("chronology.py: import_")
def taking_in_a_file(here: SmallAuthority) -> Deed:
    """Of a child whom nobody knew."""
    facts = [
        a_fact("birth", "2020-02-02", child="LA-00123"),
        a_concern("2024-02-02", child="LA-00123"),
    ]
    by = here.people["manager"]
    return partial(chronology.import_, Reading(facts=facts), by=by, at=NOW)


@scene("merge.py: join")
def joining_two_records(here: SmallAuthority) -> Deed:
    return _join(here, at=NOW)


@scene("merge.py: part")
def parting_two_records(here: SmallAuthority) -> Deed:
    _join(here, at=BEFORE)()
    return partial(merge.part, other=TOM, reasons="Two boys.", by=here.front_door, at=NOW)


@scene("merge.py: say_different")
def saying_that_two_are_different(here: SmallAuthority) -> Deed:
    by = here.front_door
    return partial(merge.say_different, one=MAYA, other=TOM, reasons="Two boys.", by=by, at=NOW)


@scene("public_contact.py: receive")
def a_neighbour_tells_us(here: SmallAuthority) -> Deed:
    return _told(number="a" * 32, at=NOW)


@scene("public_contact.py: add_more")
def a_neighbour_adds_to_it(here: SmallAuthority) -> Deed:
    receipt = _told(number="a" * 32, at=BEFORE)()
    return partial(
        public_contact.add_more,
        reference=receipt.reference,
        detail="Again last night.",
        number="b" * 32,
        computer="10.0.0.1",
        at=NOW,
    )


def _replacing(here: SmallAuthority, deed: Deed) -> Deed:
    by = here.people["social_worker"]
    with reading_as(by, on=TODAY):
        page = for_correction(MAYA, here.fact_about(MAYA, "visit"), by=by, on=TODAY)
    return read_by(by, partial(deed, page=page, by=by, at=NOW))


def _visit(here: SmallAuthority, *, at: object) -> Deed:
    by = here.people["social_worker"]
    with reading_as(by, on=TODAY):
        page = quick_page(MAYA, "visit", by=by, on=TODAY)
    deed = partial(
        visiting.record,
        page=page,
        shared={"happened_on": TODAY, "visit": "child_protection"},
        own={
            MAYA: {"seen": "seen", "seen_alone": True, "concerns": ()},
            LEO: {"seen": "refused", "seen_alone": None, "why_not": "Asleep.", "concerns": ()},
        },
        next_=Next("Go again.", TODAY),
        reference="one",
        by=by,
        at=at,
    )
    return read_by(by, deed)


def _join(here: SmallAuthority, *, at: object) -> Deed:
    return partial(merge.join, kept=MAYA, other=TOM, reasons=WHY, by=here.front_door, at=at)


def _told(*, number: str, at: object) -> Deed:
    told = Told(
        child=NamedChild("Robin Vale", date(2020, 5, 1)),
        harms=("neglect",),
        detail="He was out in the snow in a vest again.",
        when=When(TODAY),
        reporter="public",
        name="Mrs Ash",
        reached_by="01632 960 123",
    )
    return partial(public_contact.receive, told=told, number=number, computer="10.0.0.1", at=at)
