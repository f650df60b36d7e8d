"""Small invented families for laws about rules: few facts, close together, with everything that
makes days and orders awkward."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from keepsight.facts.fact import Fact, fact_from

# Starts of stories: ordinary days, changes of guidance, the ends of what the calendar knows.
STARTS = (
    date(2024, 1, 8),
    date(2009, 2, 10),
    date(2010, 3, 12),
    date(2013, 4, 10),
    date(1997, 12, 20),
    date(2030, 11, 1),
)
HARMS = ("sexual", "physical", "neglect")
AGENCIES = ("gp", "hospital", "school")

TEMPLATES: dict[str, list[dict[str, Any]]] = {
    "concern": [
        {"sign": "bruise"},
        {"sign": "bruise", "moves_alone": False},
        {"sign": "bruise", "explanation": "unexplained"},
        {"sign": "other"},
        {"sign": "disclosure"},
        {"sign": "domestic_abuse"},
        {"sign": "adult_mental_health"},
    ],
    "answer": [
        {"answer": "explained", "answered_by": "A", "reasons": "B", "rests_on": "C"},
    ],
    "reopening": [{"why": "new_fact"}],
    "disagreement": [
        {"reasons": "No."},
        {"reasons": "No.", "due_on": date(2024, 1, 10)},
        {"reasons": "No.", "due_on": date(2013, 5, 1)},
    ],
    "retraction": [{}],
    "birth": [{}],
    "death": [{}],
    "contact": [{}, {"agency": "social_care"}],
    "plan_action_set": [
        {"action": "A", "owner": "B"},
        {"action": "A", "owner": "B", "due_on": date(2024, 1, 20)},
        {"action": "A", "owner": "B", "due_on": date(2009, 3, 1)},
    ],
    "plan_action_updated": [{"progress": "worked"}, {"progress": "under_way"}],
    "escalated": [{"stage": "manager", "due_on": date(2024, 2, 1)}, {"stage": "manager"}],
    "disagreement_answered": [{"disagreement_outcome": "climbs", "reasons": "So."}],
    "disagreement_settled": [{"reasons": "So."}],
    "dissent": [{"said_by": "A", "reasons": "No."}],
    "worker_allocated": [{"worker": each} for each in ("A", "B", "C", "c")],
    "written_agreement": [{}],
    "handed_over": [{"handed_over_by": "A", "taken_over_by": "B"}],
    "child_words": [{"child_words": "Words."}],
    "referral": [{}, {"reporter": "family"}, {"agency": "public", "reporter": "anonymous"}],
    "referral_decision": [
        {"decision": "no_further_action"},
        {"decision": "redirected"},
        {"decision": "judged_malicious"},
        {"decision": "assessment"},
        {"decision": "assessment", "strategy_considered": "not_needed"},
        {"decision": "accepted"},
        {"decision": "early_help", "history_considered": True},
    ],
    "assessment_started": [{}, {"assessment": "specialist"}],
    "assessment_completed": [
        {},
        {"assessment": "specialist"},
        {"assessment_outcome": "no_further_action"},
        {"history_cited": True},
        {"history_cited": False},
        {"assessment_outcome": "child_in_need_plan"},
        {"history_cited": False, "spoken_with": ("child", "mother")},
        {"assessment": "adult", "spoken_with": ("father",)},
        {"child_seen": False},
        {"child_seen": True, "spoken_with": ("child", "mother")},
    ],
    "strategy_discussion": [
        {},
        {"strategy_decision": "section_47"},
        {"strategy_decision": "section_47", "medical_considered": "not_considered"},
        {"strategy_decision": "no_further_action"},
        {"agencies_present": ("social_care", "gp")},
        {"agencies_present": ("social_care", "gp", "police")},
    ],
    "partner_answered": [{"answered_by": "A", "reply": "B"}],
    "school_event": [
        {"school_event": "home_education"},
        {"school_event": "missing_education"},
        {"school_event": "started"},
    ],
    "missing_episode": [{}],
    "missing_returned": [{}],
    "return_interview": [{}],
    "section_47_begun": [{}],
    "section_47_ended": [
        {"section_47_outcome": "conference"},
        {"section_47_outcome": "not_substantiated"},
    ],
    "medical": [
        {"medical_finding": "inconclusive"},
        {"medical_finding": "supports_abuse"},
        {"medical_finding": "inconclusive", "opinion": "second"},
    ],
    "conference": [{"conference": "initial"}, {"conference": "review"}],
    "plan_started": [{}],
    "category_changed": [{}],
    "plan_ended": [{}],
    "core_group": [{}, {"meeting_decision": "decided"}],
    "order_made": [
        {"order_kind": "care_order"},
        {"order_kind": "other"},
        {"order_kind": "emergency_protection_order"},
    ],
    "order_ended": [{"order_kind": "emergency_protection_order"}],
    "police_protection": [{}],
    "police_protection_ended": [{}],
    "proceedings_issued": [{}],
    "proceedings_extended": [{"until_on": date(2025, 1, 1)}],
    "proceedings_ended": [{}],
    "placement": [
        {},
        {"placement": "with_parent"},
        {"placement_term": "carer_for_now"},
        {"placement_term": "to_eighteen"},
        {"placement_term": "to_eighteen"},
        {"placement_term": "to_eighteen"},
    ],
    "placement_ended": [{}],
    "care_plan": [{}],
    "education_plan": [{}],
    "looked_after_review": [{}],
    "health_assessment": [{}],
    "meeting": [{}, {"meeting": "child_in_need"}],
    "legal_planning": [
        {},
        {"threshold": "met"},
        {"threshold": "met", "planning_decision": "carry_on"},
    ],
    "pre_proceedings_begun": [{}],
    "pre_proceedings_ended": [{}],
    "early_help_started": [{}],
    "looked_after_began": [{}],
    "looked_after_ended": [{}],
    "visit": [
        {"seen": "seen", "seen_alone": False},
        {"seen": "seen", "seen_alone": True},
        {"seen": "seen"},
        {"seen": "seen", "heard": "not_written"},
        {"seen": "seen", "heard": "not_asked"},
        {"seen": "seen", "heard": "asked"},
        {"seen": "not_seen", "seen_alone": False},
    ],
    "appointment": [
        {"attendance": "was_not_brought"},
        {"attendance": "withdrawn"},
        {"attendance": "attended"},
    ],
    "supervision": [{"history_considered": True}, {}],
    "domestic_abuse_notice": [{}],
    "domestic_abuse_screened": [{"screening": "no_further_action"}],
    "police_outcome": [{"police_outcome": "no_further_action"}, {"police_outcome": "arrest"}],
    "case_closed": [{}, {"case_closure": "needs_met"}, {"case_closure": "moved_away"}],
    "household_changed": [
        {"household_change": "returned_home"},
        {"household_change": "moved"},
        {"household_change": "went_to_relative"},
    ],
    "adult_joined": [{"adult": "Mr A"}, {"adult": "MS. B"}, {"adult": "José Núñez"}, {}],
    "adult_left": [{"adult": "Mr  A"}, {"adult": "Mr José Núñez"}, {}],
    "main_carer_changed": [{"adult": "Mr A"}, {"adult": "Ms B"}],
    "adult_risk_known": [
        {"adult": "Mr A", "adult_risk": "sexual_offence"},
        {"adult": "Ms B", "adult_risk": "substance_misuse"},
        {"adult_risk": "earlier_harm_to_child"},
    ],
    "adult_history_known": [{"adult": "Ms B"}],
    "adult_assessed": [
        {"adult": "mr a"},
        {"adult": "Ms B", "adult_assessment": "risk"},
        {"adult": "Mr. Jose Nunez"},
        {"adult_assessment": "assessment"},
    ],
    "relationship": [
        {"relative": "Mr A", "relation": "father"},
        {"relative": "Ms B", "relation": "mother"},
    ],
    "case_stepped_down": [{}],
    "note": [{}],
}


def seeded(number: int) -> Random:
    """The same throws of the dice each time."""
    return Random(number)  # noqa: S311  (nothing here is a secret)


def a_family(random: Random, name: str, *, kinds: tuple[str, ...] = ()) -> list[Fact]:
    """Facts of two siblings, some recorded late or corrected; `kinds` are taken more often."""
    children = (f"{name}-a", f"{name}-b")
    start = random.choice(STARTS)
    stretch = random.choice((3, 30, 150, 400, 900))
    favoured = tuple(k for k in kinds if k in TEMPLATES) or tuple(
        random.sample(sorted(TEMPLATES), 3)
    )
    facts: list[Fact] = []
    for number in range(random.randint(1, 20)):
        kind = random.choice(favoured if random.random() < 0.75 else sorted(TEMPLATES))
        child = random.choice((children[0], children[0], children[1]))
        happened = start + timedelta(days=random.randint(0, stretch))
        own = [f.concerns[0] for f in facts if f.kind == "concern" and f.child == child]
        values: dict[str, Any] = {
            "kind": kind,
            "fact_id": f"{name}-{random.randint(0, 9)}-{number}",
            "child": child,
            "happened_on": happened,
            "latest_on": happened + timedelta(days=20) if random.random() < 0.1 else None,
            "recorded_at": _moment(happened, random),
            "agency": random.choice(AGENCIES),
            "recorded_by": "Somebody",
            "source": "law",
            "harms": _some(random, HARMS),
            "concerns": _some(random, own) if random.random() < 0.6 else (),
            **random.choice(TEMPLATES[kind]),
        }
        _fit(values, random, own, facts)
        if kind in ("answer", "reopening") and not values["concerns"]:
            continue
        facts.append(fact_from(values))
        if random.random() < 0.1:
            facts.append(_corrected(facts[-1], random))
    return facts


def _fit(values: dict[str, Any], random: Random, own: list[str], facts: list[Fact]) -> None:
    """What some kinds of fact must or may also hold."""
    match values["kind"]:
        case "concern":
            values["harms"] = values["harms"] or (random.choice(HARMS),)
            values["concerns"] = (random.choice(own),) if own and random.random() < 0.4 else ()
        case "plan_started":
            values["categories"] = _some(random, HARMS) or ("neglect",)
        case "category_changed":
            before, after = random.sample(HARMS, 2)
            values["from_categories"] = (before,)
            values["to_categories"] = (after,) if random.random() < 0.7 else (before, after)
        case (
            "referral_decision"
            | "assessment_completed"
            | "section_47_ended"
            | "domestic_abuse_screened"
            | "plan_action_updated"
            | "disagreement_answered"
            | "escalated"
            | "disagreement_settled"
        ):
            if facts and random.random() < 0.4:
                values["about"] = random.choice(facts).fact_id
        case "answer" | "reopening":
            values["concerns"] = values["concerns"] or tuple(own[:1])


def _corrected(fact: Fact, random: Random) -> Fact:
    later = {
        "fact_id": f"{fact.fact_id}-c",
        "corrects": fact.fact_id,
        "happened_on": fact.happened_on - timedelta(days=random.randint(0, 20)),
        "latest_on": None,
        "recorded_at": fact.recorded_at + timedelta(days=random.randint(1, 40)),
        "concerns": fact.concerns,
    }
    return fact_from({**fact.as_dict(), **later})


def _some(random: Random, of: Any) -> tuple[str, ...]:
    return tuple(each for each in of if random.random() < 0.4)


def _moment(day: date, random: Random) -> datetime:
    late = random.choice((0, 0, 0, 0, 9))
    hour = random.randint(8, 10)
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(days=late)
