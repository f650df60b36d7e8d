"""The child protection process, step by step, with the timescales that apply to each step."""

from dataclasses import dataclass

from keepsight.practice.timescale import TIMESCALES, Timescale


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the pathway: what happens in it, and the names of its timescales."""

    key: str
    title: str
    sentence: str
    timescale_names: tuple[str, ...] = ()

    @property
    def timescales(self) -> tuple[Timescale, ...]:
        """The timescales of this step, in the order in which their clocks start."""
        return tuple(TIMESCALES[name] for name in self.timescale_names)


PATHWAY: tuple[Step, ...] = (
    Step(
        "contact",
        "Contact",
        "Somebody tells the council that they worry about a child.",
    ),
    Step(
        "referral",
        "Referral",
        "A social worker and a manager decide what will happen, and tell the person who asked.",
        ("referral_decision", "re_referral"),
    ),
    Step(
        "assessment",
        "Assessment",
        "A social worker sees the child, speaks with the family and with every agency that knows "
        "them, and says what the child needs.",
        ("assessment", "core_assessment", "assessment_census_query"),
    ),
    Step(
        "strategy_discussion",
        "Strategy discussion",
        "Social care, the police and health put together what each knows, and decide whether to "
        "enquire into harm and whether a medical is needed.",
        ("strategy_discussion",),
    ),
    Step(
        "section_47",
        "Section 47 enquiry",
        "The council finds out whether the child is suffering or likely to suffer significant "
        "harm, and what must be done.",
        ("conference_census_query",),
    ),
    Step(
        "conference",
        "Initial child protection conference",
        "The family and the professionals decide together whether the child needs a protection "
        "plan, and for which harm.",
        ("initial_conference", "initial_conference_report"),
    ),
    Step(
        "plan",
        "Child protection plan",
        "The plan names the harm, says what must change and by when, and the social worker keeps "
        "seeing the child.",
        (
            "child_protection_visit",
            "visit_written_up",
            "not_seen_by_social_worker",
            "not_seen_by_any_agency",
            "supervision",
            "plan_length_watch",
            "plan_length_concern",
            "plan_length_two_years",
            "second_plan",
        ),
    ),
    Step(
        "core_group",
        "Core group",
        "The people who carry out the plan meet with the family and move it forward.",
        ("first_core_group", "later_core_group"),
    ),
    Step(
        "review_conference",
        "Review conference",
        "The conference meets again and asks what has changed for the child and what has not "
        "been answered.",
        ("review_conference_report", "first_review_conference", "later_review_conference"),
    ),
    Step(
        "care",
        "Court and care",
        "When the child cannot be kept safe at home, the council goes to court, and plans and "
        "reviews the child's life in care.",
        (
            "pre_proceedings_meeting",
            "pre_proceedings",
            "police_protection",
            "emergency_protection_order",
            "care_proceedings",
            "care_plan",
            "placement_plan",
            "placement_first_visit",
            "initial_health_assessment",
            "looked_after_first_review",
            "looked_after_second_review",
            "looked_after_later_review",
        ),
    ),
)
