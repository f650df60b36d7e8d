"""Two conferences: a review tomorrow, whose agenda holds a concern that was carried on twice, and
an initial one that is over and whose minutes are still to be sent."""

from datetime import time, timedelta

from keepsight.casework import disagreement, plan
from keepsight.casework.demo_scene.story import Family, Story
from keepsight.casework.meeting import arrange, attendance, conclude, decision, invite, report
from keepsight.casework.meeting.decision import Decided
from keepsight.casework.meeting.outcome import Chosen, choose
from keepsight.casework.plan import Step
from keepsight.facts.fact import Fact
from keepsight.record.models import User

ASHDOWN = Family(
    children={"Rowan Ashdown": 3_470, "Wren Ashdown": 1_590},
    adults={"Kelly Ashdown": "mother", "Dean Mercer": "parents_partner"},
    address="14 Weaver’s Row",
)
BRINDLE = Family(
    children={"Poppy Brindle": 2_310},
    adults={"Laura Brindle": "mother", "Carl Brindle": "father"},
    address="3 Tannery Court",
)
POPPY = "poppy-brindle"
"""The record of which the worker of the scene has begun to write and not saved."""
CONFERENCE_ROOM = "Conference room 2, Civic Centre"


def play_tomorrow(story: Story) -> None:
    """Rowan told a teaching assistant of a secret a year ago. The plan has had two conferences, its
    category was changed, and twice the meeting went on without an answer. Tomorrow it meets again;
    the nursery-age sister has a new concern, for which nothing in the plan is."""
    who = story.cast
    rowan, wren = story.begin(ASHDOWN, network=_core_group(story))
    first = _ashdown_before(story, rowan, wren)
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
    _ashdown_agenda(story, rowan, wren, first)
    _challenge(story, rowan)


def _core_group(story: Story) -> list[tuple[User, str]]:
    who = story.cast
    partners = (who.school, who.doctor, who.health_visitor)
    return [
        (who.worker, "allocated"),
        (who.chair, "chair"),
        *((each, "core_group") for each in partners),
    ]


def _ashdown_before(story: Story, rowan: str, wren: str) -> str:
    """The first concern, the initial conference and a review; gives the concern."""
    who, own = story.cast, {"harms": ("sexual",)}
    first = story.said(
        "concern",
        rowan,
        days_ago=402,
        by=who.school,
        sign="disclosure",
        child_words="It is a secret, and Dean says it is our game.",
        detail="Rowan told a teaching assistant at story time. He asked her not to tell.",
        **own,
    )
    about = {"concerns": (first.fact_id,), **own}
    facts: list[Fact] = [
        first,
        story.said("referral", rowan, days_ago=402, by=who.school, detail=first.detail, **about),
        story.said(
            "referral_decision",
            rowan,
            days_ago=401,
            by=who.front_door,
            decision="strategy_discussion",
            reasons="Rowan’s own words, and an adult who is new at home.",
            decided_by=who.front_door.signature,
            **about,
        ),
        story.said(
            "strategy_discussion",
            rowan,
            days_ago=400,
            by=who.worker,
            strategy_decision="section_47",
            enquiry="joint",
            medical_considered="yes",
            agencies_present=("social_care", "police", "gp", "school"),
            **about,
        ),
        story.said(
            "section_47_begun", rowan, days_ago=400, by=who.worker, enquiry="joint", **about
        ),
        story.said(
            "medical",
            rowan,
            days_ago=396,
            by=who.doctor,
            medical_finding="inconclusive",
            detail="Nothing was seen. That neither supports nor excludes what Rowan said.",
            **about,
        ),
    ]
    for child in (rowan, wren):
        facts += [
            story.said(
                "conference",
                child,
                days_ago=384,
                by=who.chair,
                event="ashdown-initial",
                conference="initial",
                conference_decision="plan",
                categories=("sexual",),
                chaired_by=who.chair.signature,
            ),
            story.said("plan_started", child, days_ago=384, by=who.chair, categories=("sexual",)),
            story.said(
                "core_group",
                child,
                days_ago=373,
                by=who.worker,
                event="ashdown-373",
                detail="Who does what of the plan was gone through with Ms Ashdown.",
            ),
            _review(story, child, days_ago=294),
            _review(story, child, days_ago=128),
            story.said(
                "category_changed",
                child,
                days_ago=128,
                by=who.chair,
                from_categories=("sexual",),
                to_categories=("neglect",),
                reasons="Missed meals and school came to the fore.",
            ),
            story.said(
                "visit",
                child,
                days_ago=9,
                by=who.worker,
                visit="child_protection",
                seen="seen",
                seen_alone=child == rowan,
                detail="Seen at home after school. The kitchen was clean, the cupboards bare.",
            ),
        ]
    facts += [
        story.said(
            "plan_action_set",
            rowan,
            days_ago=384,
            by=who.chair,
            action="Have a specialist assess what Rowan said.",
            owner=who.worker.signature,
            due_on=story.today - timedelta(days=320),
            test_of_success="We know what happened, or that we cannot know.",
            concerns=(first.fact_id,),
        )
    ]
    facts += [
        story.said(
            "carried_on",
            rowan,
            days_ago=days_ago,
            by=who.chair,
            reasons=reasons,
            concerns=(first.fact_id,),
        )
        for days_ago, reasons in (
            (294, "The police had not decided. To be looked at again at the next review."),
            (128, "The police will do nothing more. Neglect is the more pressing matter."),
        )
    ]
    story.before(*facts)
    return first.fact_id


def _review(story: Story, child: str, *, days_ago: int) -> Fact:
    return story.said(
        "conference",
        child,
        days_ago=days_ago,
        by=story.cast.chair,
        event=f"ashdown-{days_ago}",
        conference="review",
        conference_decision="plan_continues",
        chaired_by=story.cast.chair.signature,
    )


def _ashdown_agenda(story: Story, rowan: str, wren: str, first: str) -> None:
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


def play_concluded(story: Story) -> None:
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
