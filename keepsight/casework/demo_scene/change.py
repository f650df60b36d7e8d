"""Work that changes hands, and work that goes on: a family handed over, a colleague who is away,
and a young person in care."""

from keepsight.casework import delegation, handover
from keepsight.casework.demo_scene.story import Family, Story

GRANGE = Family(
    children={"Ada Grange": 2_870, "Bertie Grange": 1_480},
    adults={"Lisa Grange": "mother", "Maureen Grange": "grandparent"},
    address="32 Mill Yard",
)
JARROW = Family(
    children={"Theo Jarrow": 5_020},
    adults={"Nina Jarrow": "mother"},
    address="70 Beacon Road",
)


def play_handover(story: Story) -> None:
    """A colleague hands a family over, and has written what the record does not say. Each open
    concern is still to be taken over by name. While the colleague is away, the worker stands in."""
    who = story.cast
    ada, bertie = story.begin(GRANGE, network=[(who.colleague, "allocated")])
    concerns = [
        story.said(
            "concern",
            child,
            days_ago=days_ago,
            by=who.health_visitor,
            harms=("neglect",),
            sign=sign,
            detail=detail,
        )
        for child, days_ago, sign, detail in (
            (ada, 140, "absence", "Ada has missed every eye appointment since the spring."),
            (bertie, 83, "poor_care", "Bertie’s nappy rash bled. Cream was given, and not used."),
        )
    ]
    visits = [
        story.said(
            "visit", child, days_ago=34, by=who.colleague, visit="child_in_need", seen="seen"
        )
        for child in (ada, bertie)
    ]
    story.before(*concerns, *visits)
    event = handover.begin(
        children=[ada, bertie],
        to=who.worker.pk,
        words="Temporary change of team from next month.",
        by=who.manager,
        at=story.at(3, 11),
    )
    handover.write(
        event=event,
        words="Ring the grandmother first: Ms Grange opens the door when she is there. Ada speaks "
        "when drawing. Nobody has yet asked why the eye clinic is too far.",
        by=who.colleague,
        at=story.at(2, 16),
    )
    delegation.arrange(
        absent=who.colleague.pk,
        delegate=who.worker.pk,
        from_on=story.day(1),
        last_on=story.day(-6),
        reasons="Leave",
        by=who.manager,
        at=story.at(1, 9),
    )


def play_care(story: Story) -> None:
    """Theo came into care five months ago. What regulation asks for has been done in part."""
    who = story.cast
    network = [(who.worker, "allocated"), (who.chair, "reviewing_officer"), (who.school, "lead")]
    (theo,) = story.begin(JARROW, network=network)
    unsafe = story.said(
        "concern",
        theo,
        days_ago=171,
        by=who.school,
        harms=("physical",),
        sign="unsafe_adult",
        child_words="He waits for me outside.",
        detail="An adult whom Theo will not name waits for him after school. Theo had new shoes.",
    )
    story.before(
        unsafe,
        story.said(
            "looked_after_began", theo, days_ago=152, by=who.worker, legal_status="accommodated"
        ),
        story.said(
            "placement",
            theo,
            days_ago=152,
            by=who.worker,
            placement="foster_care",
            carer="Mr and Mrs Oduya",
        ),
        story.said(
            "looked_after_review",
            theo,
            days_ago=130,
            by=who.worker,
            took_part="spoke",
            decisions="Theo stays with Mr and Mrs Oduya. His school stays the same.",
        ),
        story.said("health_assessment", theo, days_ago=120, by=who.doctor),
        story.said(
            "visit",
            theo,
            days_ago=47,
            by=who.worker,
            visit="looked_after",
            seen="seen",
            seen_alone=True,
            child_words="It is all right here. He still waits.",
        ),
    )
