"""What came before the conference of tomorrow: a first concern, an inconclusive medical, a plan
whose category was changed, and two reviews that carried the concern on."""

from datetime import timedelta

from keepsight.casework.demo_scene.story import Story
from keepsight.facts.fact import Fact


def first_concern(story: Story, rowan: str, wren: str) -> str:
    """Write what came before; gives the boy's first concern, which nobody has answered."""
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
