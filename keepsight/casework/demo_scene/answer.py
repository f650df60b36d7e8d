"""What people say to a concern: an answer that waits for a second person, and a decision with which
a school disagrees."""

from keepsight.casework import concern, disagreement
from keepsight.casework.demo_scene.referred import decided
from keepsight.casework.demo_scene.story import Family, Story
from keepsight.casework.printing import subject_copy

ELAND = Family(
    children={"Ivy Eland": 1_120},
    adults={"Grace Eland": "mother", "Tomas Eland": "father"},
    address="27 Culvert Street",
)
FARROW = Family(
    children={"Max Farrow": 3_710},
    adults={"Joanne Farrow": "mother"},
    address="5 Signal Terrace",
)


def play_proposed(story: Story) -> None:
    """The worker has found what explains the bruises of Ivy. Until the manager agrees, the concern
    is open. Her mother has asked for a copy of the record."""
    who = story.cast
    (ivy,) = story.begin(ELAND, network=[(who.worker, "allocated"), (who.doctor, "lead")])
    raised = story.said(
        "concern",
        ivy,
        days_ago=61,
        by=who.doctor,
        harms=("physical",),
        sign="bruise",
        explanation="unexplained",
        detail="Bruises on Ivy’s back and shins, of different ages. Her mother could not say why.",
    )
    about = {"concerns": (raised.fact_id,), "harms": ("physical",)}
    blood = story.said(
        "medical",
        ivy,
        days_ago=24,
        by=who.doctor,
        medical_finding="other_cause",
        examined_by="Children’s doctors, Infirmary",
        detail="Blood tests show a disorder of clotting. The bruises fit it.",
        **about,
    )
    story.before(
        raised,
        story.said("referral", ivy, days_ago=61, by=who.doctor, detail=raised.detail, **about),
        story.said(
            "referral_decision",
            ivy,
            days_ago=60,
            by=who.front_door,
            decision="assessment",
            reasons="Bruises on the back are not usual at this age.",
            **about,
        ),
        blood,
    )
    concern.answer(
        concern=raised.fact_id,
        answer="explained",
        reasons="The hospital found a disorder of clotting which explains bruises of this kind. "
        "Two visits saw nothing else. The health visitor and the nursery have no other worry.",
        rests_on_facts=[blood.fact_id],
        harms=["physical"],
        by=who.worker,
        at=story.at(1, 14),
    )
    subject_copy.begin(
        child=ivy,
        asked_by="Grace Eland, mother",
        asked_on=story.day(12),
        by=who.worker,
        at=story.at(12, 16),
    )


def play_disagreement(story: Story) -> None:
    """A school raised a concern, the front door decided to do nothing, and the school disagrees. It
    has climbed to the manager of the front door."""
    who = story.cast
    (max_,) = story.begin(FARROW, team=False, network=[(who.school, "lead")])
    raised = concern.raise_(
        child=max_,
        harms=["neglect"],
        sign="hunger_or_weight",
        detail="Max takes food from other children’s bags, and comes in the same clothes all week.",
        child_words="There is only dinner when Mum is well.",
        by=who.school,
        at=story.at(16, 9),
    )
    decision = decided(
        story,
        raised.fact_id,
        "no_further_action",
        "Mother told us on the telephone that she is managing. Breakfast club suggested.",
        ago=15,
    )
    said = disagreement.disagree(
        concern=raised.fact_id,
        about=decision.fact_id,
        reasons="Nobody has seen Max, or the home. Mother’s word was asked, his was not.",
        by=who.school,
        at=story.at(8, 12),
    )
    disagreement.answer(
        disagreement=said.fact_id,
        outcome="decision_stands",
        reasons="Mother engages with the school, and there is no earlier history.",
        by=who.front_door,
        at=story.at(7, 16),
    )
    disagreement.climb(
        disagreement=said.fact_id,
        reasons="Max has not been in since Tuesday, and nobody answers the door.",
        by=who.school,
        at=story.at(1, 9),
    )
