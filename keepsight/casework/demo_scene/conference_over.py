"""An initial conference that is over: a plan stands, what was decided is sent late, and the minutes
are still to be written."""

from datetime import time

from keepsight.casework.demo_scene.story import CONFERENCE_ROOM, Family, Story
from keepsight.casework.meeting import arrange, attendance, conclude, decision, invite, report
from keepsight.casework.meeting.decision import Decided
from keepsight.casework.meeting.outcome import Chosen, choose

BRINDLE = Family(
    children={"Poppy Brindle": 2_310},
    adults={"Laura Brindle": "mother", "Carl Brindle": "father"},
    address="3 Tannery Court",
)
POPPY = "poppy-brindle"
"""The record of which the worker of the scene has begun to write and not saved."""


def play(story: Story) -> None:
    """Poppy’s initial conference is over: a plan stands. What was decided is sent late, the minutes
    are still to be written."""
    who = story.cast
    network = [
        (who.worker, "allocated"),
        (who.chair, "chair"),
        (who.school, "core_group"),
        (who.doctor, "core_group"),
    ]
    (poppy,) = story.begin(BRINDLE, network=network)
    burn = story.said(
        "concern",
        poppy,
        days_ago=26,
        by=who.school,
        harms=("physical",),
        sign="burn_or_scald",
        explanation="unexplained",
        child_words="I was told not to say about the iron.",
        detail="A healing burn on the back of Poppy’s hand, the shape of the tip of an iron.",
    )
    about = {"concerns": (burn.fact_id,), "harms": ("physical",)}
    story.before(
        burn,
        story.said(
            "strategy_discussion",
            poppy,
            days_ago=24,
            by=who.worker,
            strategy_decision="section_47",
            enquiry="joint",
            medical_considered="yes",
            **about,
        ),
        story.said("section_47_begun", poppy, days_ago=24, by=who.worker, enquiry="joint", **about),
        story.said(
            "medical",
            poppy,
            days_ago=23,
            by=who.doctor,
            medical_finding="supports_abuse",
            detail="A contact burn with a clear edge, a week old. It was not treated.",
            **about,
        ),
        story.said(
            "visit",
            poppy,
            days_ago=10,
            by=who.worker,
            visit="section_47",
            seen="seen",
            seen_alone=True,
            child_words="I like it when Nana is here.",
            detail="Seen at school. She showed the hand without being asked.",
        ),
    )
    conference = _poppys_conference(story, poppy)
    choose(
        meeting=conference,
        concern=burn.fact_id,
        chosen=Chosen(
            "action",
            action="Mr Brindle is not alone with Poppy; her grandmother stays at night.",
            owner=who.worker.pk,
            due_on=story.day(-6),
            test_of_success="Poppy says so when seen alone, and no new mark is seen.",
            contingency="A legal planning meeting within two working days.",
        ),
        by=who.chair,
        at=story.at(3, 12),
    )
    decision.decide(
        meeting=conference,
        decided={
            poppy: Decided(
                "plan",
                "The burn was done to her, by whom is not known, and nobody had it treated.",
                categories=("physical",),
            )
        },
        said="Poppy’s father left before the end. Her grandmother offered to move in.",
        next_on=story.day(-55),
        by=who.chair,
        at=story.at(3, 12, 30),
    )
    conclude.conclude(meeting=conference, by=who.chair, at=story.at(3, 12, 45))


def _poppys_conference(story: Story, poppy: str) -> str:
    """Arranged, prepared and held; gives its identifier."""
    who = story.cast
    conference = arrange.arrange(
        kind="initial_conference",
        children=[poppy],
        held_on=story.day(3),
        starts_at=time(10),
        place=CONFERENCE_ROOM,
        chair=who.chair.pk,
        by=who.worker,
        at=story.at(11),
    )
    invite.invite(
        meeting=conference,
        users=[each.pk for each in (who.worker, who.school, who.doctor)],
        family=list(BRINDLE.adults),
        by=who.worker,
        at=story.at(11, 11),
    )
    reports = {
        who.worker: "Two accounts have been given of the burn, and they do not agree.",
        who.school: "Poppy keeps her sleeve down. Her drawings have changed since September.",
    }
    for partner, words in reports.items():
        report.hand_in(meeting=conference, words={poppy: words}, by=partner, at=story.at(5, 15))
    invited = attendance.to_note(conference, by=who.chair, on=story.day(3)).invited
    attendance.note(
        meeting=conference,
        present=[each.invitation for each in invited],
        wishes={poppy: ("told", "I want Nana to stay, and Dad to say sorry.")},
        by=who.chair,
        at=story.at(3, 11),
    )
    return conference
