"""What the front door does with a concern that another agency raised: opens it, and decides."""

from keepsight.casework import access, referral
from keepsight.casework.demo_scene.story import Story
from keepsight.facts.fact import Fact
from keepsight.record.reader import reading_as


def decided(story: Story, concern: str, decision: str, reasons: str, *, ago: int) -> Fact:
    """The worker at the front door opens the referral that this concern is, and decides about it
    on the same day; gives the decision. `decision` is a code of REFERRAL_DECISION."""
    who, on = story.cast.front_door, story.day(ago)
    with reading_as(who, on=on):
        waiting = access.referrals_of(who, on=on).filter(concerns__contains=[concern])
        row = waiting.latest("came_at")
    referral.acknowledge(referral=row.pk, by=who, at=story.at(ago, 11))
    return referral.decide(
        referral=row.pk, decision=decision, reasons=reasons, by=who, at=story.at(ago, 15)
    )
