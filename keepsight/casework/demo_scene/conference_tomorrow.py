"""A review conference that is held tomorrow. Its agenda holds a concern that was carried on twice,
and a new one for which nothing in the plan is."""

from datetime import time

from keepsight.casework import disagreement, plan
from keepsight.casework.demo_scene.conference_before import first_concern
from keepsight.casework.demo_scene.story import CONFERENCE_ROOM, Family, Story
from keepsight.casework.meeting import arrange, invite, report
from keepsight.casework.meeting.outcome import Chosen, choose
from keepsight.casework.plan import Step
from keepsight.record.models import User

ASHDOWN = Family(
    children={"Rowan Ashdown": 3_470, "Wren Ashdown": 1_590},
    adults={"Kelly Ashdown": "mother", "Dean Mercer": "parents_partner"},
    address="14 Weaver’s Row",
)


def play(story: Story) -> None:
    """Rowan told a teaching assistant of a secret a year ago. The plan has had two conferences, its
    category was changed, and twice the meeting went on without an answer. Tomorrow it meets again;
    the nursery-age sister has a new concern, for which nothing in the plan is."""
    who = story.cast
    rowan, wren = story.begin(ASHDOWN, network=_core_group(story))
    first = first_concern(story, rowan, wren)
    new = story.said(
        "concern",
        wren,
        days_ago=12,
        by=who.health_visitor,
        harms=("physical",),
        sign="bruise",
        explanation="unexplained",
        detail="Three round bruises on Wren’s upper arm. Ms Ashdown did not know of them.",
    )
    story.before(new)
    set_ = plan.set_action(
        children=[rowan, wren],
        concerns=[],
        step=Step(
            "Agree with Ms Ashdown who cooks and who gets the children up, and see it written up.",
            who.worker,
            story.day(4),
            "Both children in school and nursery on time, and fed, for four weeks running.",
            "Family help comes in on weekday mornings.",
        ),
        by=who.chair,
        at=story.at(30),
    )
    plan.update_action(
        child=rowan,
        about=set_[0].fact_id,
        progress="under_way",
        words="Agreed with Ms Ashdown. Kept to for one week, not for the second.",
        by=who.worker,
        at=story.at(9, 16),
    )
    plan.set_action(
        children=[rowan],
        concerns=[],
        step=Step(
            "Meet Rowan every Thursday in the quiet room, and write down what he says.",
            who.school,
            story.day(-8),
            "Rowan comes of his own accord.",
            "The school nurse takes over.",
        ),
        by=who.chair,
        at=story.at(30),
    )
    _agenda(story, rowan, wren, first)
    _challenge(story, rowan)


def _core_group(story: Story) -> list[tuple[User, str]]:
    who = story.cast
    partners = (who.school, who.doctor, who.health_visitor)
    return [
        (who.worker, "allocated"),
        (who.chair, "chair"),
        *((each, "core_group") for each in partners),
    ]


def _agenda(story: Story, rowan: str, wren: str, first: str) -> None:
    """Tomorrow's review: who comes, what they handed in, what is prepared, who must agree."""
    who = story.cast
    review = arrange.arrange(
        kind="review_conference",
        children=[rowan, wren],
        held_on=story.day(-1),
        starts_at=time(10, 30),
        place=CONFERENCE_ROOM,
        purpose="Third review of the plan.",
        chair=who.chair.pk,
        by=who.chair,
        at=story.at(15),
    )
    invite.invite(
        meeting=review,
        users=[each.pk for each in (who.worker, who.school, who.doctor, who.health_visitor)],
        family=["Kelly Ashdown"],
        by=who.chair,
        at=story.at(15, 11),
    )
    for partner in (who.school, who.health_visitor):
        invite.reply(meeting=review, reply="accepted", by=partner, at=story.at(12, 14))
    report.hand_in(
        meeting=review,
        words={
            rowan: "Here on 61 of 78 mornings since the last review, late on 19 of them. He will "
            "not be alone in a room with a man. He has spoken of “the game” twice more.",
        },
        by=who.school,
        at=story.at(4, 15),
    )
    report.hand_in(
        meeting=review,
        words={
            wren: "Weight has fallen from the 25th to the 9th centile. Bruises: see my concern."
        },
        by=who.health_visitor,
        at=story.at(3, 9),
    )
    report.keep(
        meeting=review,
        words={"all": "Seen seven times since the last review, twice alone."},
        by=who.worker,
        at=story.at(1, 16),
    )
    choose(
        meeting=review,
        concern=first,
        chosen=Chosen(
            "carried_on",
            reasons="A specialist assessment has been asked for and has not begun.",
            asked_to_agree=who.manager.pk,
        ),
        by=who.chair,
        at=story.at(1, 11),
    )


def _challenge(story: Story, rowan: str) -> None:
    """The chair has challenged the drift, was not satisfied, and took it to the director."""
    who = story.cast
    said = disagreement.challenge(
        child=rowan,
        ground="drift",
        reasons="What Rowan said a year ago has had two reviews and no answer. I ask for a "
        "specialist assessment to begin within ten working days.",
        by=who.chair,
        at=story.at(14),
    )
    disagreement.answer(
        disagreement=said.fact_id,
        outcome="decision_stands",
        reasons="There is no money for a specialist this quarter. The worker goes on with it.",
        by=who.manager,
        at=story.at(12, 12),
    )
    disagreement.climb(
        disagreement=said.fact_id,
        reasons="That leaves Rowan where he was. Money is not a reason about Rowan.",
        by=who.chair,
        at=story.at(3, 12),
    )
