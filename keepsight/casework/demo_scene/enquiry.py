"""Two families under enquiry: brothers and sisters of whom a strategy discussion was held, with an
assessment half written; and an assessment that waits for the manager."""

from keepsight.casework import break_glass, concern, strategy_discussion
from keepsight.casework.assessment import agree, paper, question, start
from keepsight.casework.assessment import words as field
from keepsight.casework.assessment.question import Whom
from keepsight.casework.child_record import NamedChild
from keepsight.casework.demo_scene.referred import decided
from keepsight.casework.demo_scene.story import Family, Story
from keepsight.casework.strategy_discussion import Decided, Participant

CALDER = Family(
    children={"Jude Calder": 3_060, "Nell Calder": 1_950},
    adults={"Hannah Calder": "mother", "Sean Calder": "father"},
    address="Flat 2, 40 Ropewalk",
)
DUNMORE = Family(
    children={"Eli Dunmore": 4_215},
    adults={"Marie Dunmore": "mother"},
    address="9 Priory Close",
)


def play_strategy_discussion(story: Story) -> None:
    """A school raised one concern about brother and sister. For Jude there is an enquiry and a
    medical to arrange, for Nell an assessment; both are half written about, and the GP is asked."""
    who = story.cast
    network = [(who.worker, "allocated"), (who.school, "lead")]
    jude, nell = story.begin(CALDER, network=network)
    raised = concern.raise_for_several(
        children=[jude, nell],
        harms=["physical", "emotional"],
        sign="bruise",
        detail="Jude has finger marks on both arms. He says that Nell gets it too when she cries.",
        child_words="Dad gets cross and then he grabs.",
        by=who.school,
        at=story.at(6, 9),
    )
    for each in raised:
        decided(
            story,
            each.fact_id,
            "joined_to_open_work",
            "The family has a worker. A strategy discussion is held tomorrow.",
            ago=6,
        )
    strategy_discussion.hold_discussion(
        decided={
            jude: Decided(
                "section_47",
                "Marks that fit what Jude says, and he is afraid to go home.",
                medical_considered="yes",
                medical_reasons="The marks are fresh, and there may be older ones.",
                enquiry="joint",
                concerns=(raised[0].fact_id,),
                lead=who.worker.pk,
            ),
            nell: Decided(
                "assessment",
                "Nobody has seen a mark on Nell, and nobody has asked her yet.",
                medical_considered="not_needed",
                medical_reasons="To be looked at again when she has been seen.",
                concerns=(raised[1].fact_id,),
            ),
        },
        there=[
            Participant(
                who.manager.name, "social_care", "One contact, four years ago.", user=who.manager.pk
            ),
            Participant(who.worker.name, "social_care", user=who.worker.pk),
            Participant(
                who.police.name,
                "police",
                "Called to the flat in March and in August. No charge.",
                user=who.police.pk,
            ),
            Participant(
                who.doctor.name, "gp", "Neither child seen for a year.", user=who.doctor.pk
            ),
            Participant(
                who.school.name, "school", "Jude asks to stay late.", (jude,), who.school.pk
            ),
        ],
        held_on=story.day(5),
        by=who.manager,
        at=story.at(5, 14),
    )
    _half_written(story, jude, nell, [each.fact_id for each in raised])


def _half_written(story: Story, jude: str, nell: str, concerns: list[str]) -> None:
    who = story.cast
    begun = start.start(
        children=[jude, nell],
        assessment="single",
        reasons="The strategy discussion asked for it, for both children.",
        concerns=concerns,
        by=who.worker,
        at=story.at(5, 15),
    )
    question.ask_partner(
        child=jude,
        assessment=begun,
        whom=Whom(user=who.doctor.pk),
        question="When were Jude and Nell last seen, and what was noted of injuries or of fear?",
        due_on=story.day(-3),
        by=who.worker,
        at=story.at(4, 10),
    )
    question.ask_partner(
        child=jude,
        assessment=begun,
        whom=Whom(user=who.school.pk),
        question="On which days was either of them kept at home, and what was said?",
        due_on=story.day(-3),
        by=who.worker,
        at=story.at(4, 10, 5),
    )
    paper.keep(
        child=jude,
        assessment=begun,
        words={
            field.of_child("analysis", jude): "Jude is afraid of his father’s temper and plans his "
            "day around it. He looks after Nell.",
            field.of_child("spoken_with", jude): ["child", "father"],
            field.of_child("factors", jude): ["18C", "17A"],
            field.says(concerns[0]): "The marks fit a hard grip. Mr Calder says that they played.",
        },
        version=0,
        by=who.worker,
        at=story.at(1, 15),
    )


def play_second_look(story: Story) -> None:
    """Eli’s assessment is handed in and waits for the manager. The front door has opened his
    record in an emergency, which the manager has to judge."""
    who = story.cast
    (eli,) = story.begin(DUNMORE, network=[(who.worker, "allocated")])
    raised = concern.raise_(
        child=eli,
        harms=["neglect"],
        sign="left_alone",
        detail="Eli has been alone at night since his mother changed her shifts.",
        by=who.worker,
        at=story.at(38, 9),
    )
    begun = start.start(
        children=[eli],
        assessment="single",
        reasons="Left alone at night, and nobody had looked at the whole of it.",
        concerns=[raised.fact_id],
        by=who.worker,
        at=story.at(37, 11),
    )
    story.before(
        story.said(
            "visit",
            eli,
            days_ago=20,
            by=who.worker,
            visit="child_in_need",
            seen="seen",
            seen_alone=True,
            child_words="I put a chair against the door.",
            detail="Seen at home at six in the evening, before his mother went out.",
        )
    )
    agree.hand_in(
        child=eli,
        assessment=begun,
        words={
            field.of_child(
                "analysis", eli
            ): "Eli manages, and is frightened. Ms Dunmore has nobody "
            "to ask. An aunt in the next street would sleep in three nights a week.",
            field.of_child("spoken_with", eli): ["child", "mother", "other_carer"],
            field.of_child("factors", eli): ["16A"],
            field.of_child("outcome", eli): "child_in_need_plan",
            field.says(raised.fact_id): "It is so: five nights in most weeks since the summer.",
        },
        version=0,
        by=who.worker,
        at=story.at(1, 13),
    )
    break_glass.open_record(
        named=NamedChild("Eli Dunmore", story.born_on(DUNMORE, "Eli Dunmore")),
        reasons="The police have a boy of this name with them, found alone at the bus station.",
        by=who.front_door,
        at=story.now,
    )
