"""Rows that are steps of the work with a child: assessments, enquiries, medicals, meetings, plans,
visits, closures."""

import re
from datetime import date

from keepsight.exchange.agency_name import agency_code, agency_codes
from keepsight.exchange.replay_case import outcome as said
from keepsight.exchange.replay_case.making import Made, Standing, made, says
from keepsight.exchange.replay_case.row import Row
from keepsight.exchange.replay_case.worry import implied, seen_on_a_visit
from keepsight.exchange.sign_in_words import harms_in
from keepsight.practice.codes.agency import AGENCY

SINGLE_ASSESSMENT_FROM = date(2013, 4, 15)
"""Working Together 2013 came into force: one assessment in place of initial and core."""

_ASSESSMENTS = (
    ("initial assessment", "initial"),
    ("core assessment", "core"),
    ("pre-birth", "pre_birth"),
    ("parenting", "parenting"),
    ("specialist", "specialist"),
    ("viability", "adult"),
    ("kinship", "adult"),
    ("of the carer", "adult"),
    ("of the partner", "adult"),
)
_ENQUIRY = ("section 47", "s47", "s.47", "enquiry begun", "enquiries begun", "joint investigation")
_SEEN_ALONE = re.compile(
    r"(?<!not )(?<!never )(?:seen|spoken to|spoke (?:to|with) \w+|talked to|saw \w+) "
    r"(?:\w+ )?(?:alone|on (?:his|her|their) own)"
)
_SECOND = re.compile(r"(?<!no )(?<!without a )(?<!not a )(?:second|specialist) opinion")
_SETTLES_NOTHING = ("inconclusive", "not conclusive", "neither confirm", "could not be determined")
_PRE_PROCEEDINGS = ("pre-proceedings", "letter before", "public law outline")


def assessment_started(row: Row, standing: Standing) -> list[Made]:
    """An assessment began, of the kind its words or its date say."""
    return [made("assessment_started", assessment=_assessment(row))]


def assessment_completed(row: Row, standing: Standing) -> list[Made]:
    """An assessment ended, with what came of it."""
    outcome = said.ASSESSMENT.get(row.outcome) or _assessment_outcome(row)
    seen = {"seen": True, "seen_alone": True, "not_seen": False}.get(row.outcome)
    return [
        made(
            "assessment_completed",
            assessment=_assessment(row),
            assessment_outcome=outcome,
            child_seen=seen,
            child_seen_alone=True if row.outcome == "seen_alone" else None,
        )
    ]


def strategy_discussion(row: Row, standing: Standing) -> list[Made]:
    """A strategy discussion; that an enquiry follows within a week says what it decided."""
    decision = said.STRATEGY.get(row.outcome)
    if decision is None:
        began = standing.enquiry_follows or says(row, *_ENQUIRY)
        decision = "section_47" if began else "not_stated"
    values = {"strategy_decision": decision, "agencies_present": _present(row)}
    return [*implied(row, standing), Made("strategy_discussion", values)]


def enquiry(row: Row, standing: Standing) -> list[Made]:
    """A section 47 enquiry began."""
    return [*implied(row, standing), made("section_47_begun")]


def medical(row: Row, standing: Standing) -> list[Made]:
    """An examination; an ordinary appointment where the file names neither harm nor finding."""
    if row.outcome in ("not_brought", "withdrawn"):
        return [made("appointment", attendance=said.ATTENDANCE[row.outcome])]
    if row.outcome in ("attended", "seen", "") and not row.harms:
        return [made("appointment", attendance="attended")]
    finding = said.FINDING.get(row.outcome) or _finding_in_words(row)
    opinion = "second" if _SECOND.search(row.detail.lower()) else "first"
    opening = [] if finding in ("other_cause", "no_findings") else implied(row, standing)
    return [*opening, made("medical", medical_finding=finding, opinion=opinion)]


def initial_conference(row: Row, standing: Standing) -> list[Made]:
    """An initial conference; a plan that starts the same day says what it decided."""
    kind = "initial"
    if says(row, "transfer"):
        kind = "transfer_in"
    elif says(row, "pre-birth", "unborn"):
        kind = "pre_birth"
    decision = said.CONFERENCE.get(row.outcome, "not_stated")
    if standing.plan_starts_today:
        decision = "plan"
    categories = row.harms if decision == "plan" else ()
    return [
        *implied(row, standing),
        made("conference", conference=kind, conference_decision=decision, categories=categories),
    ]


def review_conference(row: Row, standing: Standing) -> list[Made]:
    """A review conference, of the running plan."""
    decision = said.CONFERENCE.get(row.outcome, "not_stated")
    if standing.plan_ends_today:
        decision = "plan_ends"
    values = {
        "conference": "review",
        "conference_decision": decision,
        "categories": standing.categories,
    }
    return [Made("conference", values, harms=row.harms or standing.categories)]


def plan_started(row: Row, standing: Standing) -> list[Made]:
    """A protection plan. A child in need plan or early help is another thing, kept as a note."""
    if says(row, "child in need plan", "early help plan") and not says(row, "protection"):
        return [made("note")]
    categories = tuple(dict.fromkeys(row.harms + harms_in(row.detail))) or standing.open_harms
    return [
        *implied(row, standing),
        Made("plan_started", {"categories": categories}, harms=categories),
    ]


def category_changed(row: Row, standing: Standing) -> list[Made]:
    """The plan's category changed, from the one that ran; a note when there was none to change."""
    before = standing.categories
    if not before and row.harms:
        told = tuple(each for each in harms_in(row.detail) if each not in row.harms)
        before = told or tuple(each for each in standing.open_harms if each not in row.harms)
    if not row.harms or not before or set(before) == set(row.harms):
        return [made("note")]
    values = {"from_categories": before, "to_categories": row.harms, "reasons": row.detail}
    return [Made("category_changed", values, harms=tuple(dict.fromkeys(before + row.harms)))]


def plan_ended(row: Row, standing: Standing) -> list[Made]:
    """A plan ended. Every open concern is named: the plan was what kept them in view."""
    if standing.categories == () and says(row, "pre-proceedings"):
        return [made("pre_proceedings_ended", naming="every")]
    why = "looked_after" if says(row, "came into care", "looked after") else "not_stated"
    return [made("plan_ended", naming="every", plan_end=why)]


def core_group(row: Row, standing: Standing) -> list[Made]:
    """A core group or other meeting under the plan."""
    values = {
        "meeting_decision": said.MEETING.get(row.outcome, "not_stated"),
        "agencies_present": _present(row),
    }
    return [Made("core_group", values, harms=row.harms or standing.categories)]


def legal_planning(row: Row, standing: Standing) -> list[Made]:
    """A legal planning meeting, with the threshold as it was seen; or a step before proceedings."""
    threshold = said.THRESHOLD.get(row.outcome, "not_stated")
    found = [made("legal_planning", threshold=threshold)]
    if says(row, *_PRE_PROCEEDINGS):
        ended = says(row, "ended", "stepped down", "closed")
        found.append(made("pre_proceedings_ended" if ended else "pre_proceedings_begun"))
    return found


def visit(row: Row, standing: Standing) -> list[Made]:
    """A visit, with a concern beside it when a known sign of the named harm was seen."""
    why = "other"
    if agency_code(row.agency) == "social_care":
        if standing.categories:
            why = "child_protection"
        elif standing.is_looked_after:
            why = "looked_after"
    seen = said.SEEN.get(row.outcome) or ("not_seen" if says(row, "not seen") else "not_stated")
    opening = seen_on_a_visit(row, standing) if seen not in ("refused", "not_seen") else []
    return [*opening, made("visit", visit=why, seen=seen, seen_alone=_alone(row, seen))]


def missed_appointment(row: Row, standing: Standing) -> list[Made]:
    """Not brought, or withdrawn; a school's own rows are about school."""
    if agency_code(row.agency) in ("school", "nursery", "education_welfare"):
        if row.outcome == "withdrawn":
            return [made("school_event", school_event="withdrawn")]
        if says(row, "school", "absen", "attendance", "lesson"):
            return [made("school_event", school_event="low_attendance")]
    return [made("appointment", attendance=said.ATTENDANCE.get(row.outcome, "was_not_brought"))]


def case_closed(row: Row, standing: Standing) -> list[Made]:
    """Work ended or went on at a lower tier; every open concern is named, and none is ended.

    A referral that nobody had decided about was turned away by it.
    """
    if row.outcome == "stepped_down":
        return [made("case_stepped_down", naming="every")]
    no_action = row.outcome in ("no_further_action", "no_role", "no_concern", "closed", "")
    why = "no_further_action" if no_action else "other"
    closed = made("case_closed", naming="every", case_closure=why)
    if not (no_action and standing.undecided):
        return [closed]
    decision = {
        "decision": "no_further_action",
        "reasons": row.detail,
        "about": standing.undecided,
    }
    return [Made("referral_decision", decision, agency="social_care"), closed]


def _finding_in_words(row: Row) -> str:
    return "inconclusive" if not row.outcome and says(row, *_SETTLES_NOTHING) else "not_stated"


def _alone(row: Row, seen: str) -> bool | None:
    """Whether the child was seen without the adults.

    The format has a word of its own for "seen alone", so that a child who was merely "seen" was not
    alone, unless the words say so.
    """
    if row.outcome == "seen_alone":
        return True
    if seen != "seen":
        return None
    return _SEEN_ALONE.search(row.detail.lower()) is not None


def _present(row: Row) -> tuple[str, ...]:
    """The agencies who took part, where the row names more than the one that keeps the record."""
    codes = tuple(c for c in agency_codes(row.agency) if AGENCY[c].group != "several")
    return codes if len(codes) > 1 else ()


def _assessment(row: Row) -> str:
    for words, code in _ASSESSMENTS:
        if says(row, words):
            return code
    return "not_stated" if row.happened_on < SINGLE_ASSESSMENT_FROM else "single"


def _assessment_outcome(row: Row) -> str:
    if says(row, "no further action", "no continuing need", "closed"):
        return "no_further_action"
    if says(row, "child in need"):
        return "child_in_need_plan"
    if says(row, "early help", "common assessment"):
        return "early_help"
    return "strategy_discussion" if says(row, "strategy") else "not_stated"
