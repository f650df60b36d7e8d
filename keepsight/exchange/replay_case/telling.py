"""Rows of a replay file told as facts, in the order in which they became known, each with the child
and the concern it is about.

What opens a concern thread, and what does not. A concern, an injury and a disclosure always do, or
join the child's open thread that shares a harm. So do a contact whose row names a harm and whose
words sound worried, a notice of domestic abuse or a row on drink and drugs that names a harm, and a
visit at which a sign of a named harm was seen. A referral, a medical that settles nothing, a
strategy discussion, a section 47 enquiry, an initial conference, a protection plan and an arrest
open one only where no open thread shares the harm: nobody takes such a step without a worry. A
change of category, a core group, a missed appointment and a death open none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from keepsight.exchange.agency_name import agency_code, agency_codes, main_agency
from keepsight.exchange.concern_thread import OpenConcerns
from keepsight.exchange.replay_case import home, outcome, step, worry
from keepsight.exchange.replay_case.making import Made, Standing
from keepsight.exchange.replay_case.row import Row
from keepsight.exchange.subject import Family, Subject
from keepsight.facts.fact import KINDS, Fact

Teller = Callable[[Row, Standing], list[Made]]

TELLERS: Mapping[str, Teller] = {
    "contact": worry.contact,
    "concern": worry.concern,
    "referral": worry.referral,
    "injury": worry.injury,
    "disclosure": worry.disclosure,
    "domestic_abuse": worry.domestic_abuse,
    "substance": worry.substance,
    "medical": step.medical,
    "missed_appointment": step.missed_appointment,
    "assessment_started": step.assessment_started,
    "assessment_completed": step.assessment_completed,
    "strategy_discussion": step.strategy_discussion,
    "s47_started": step.enquiry,
    "icpc": step.initial_conference,
    "rcpc": step.review_conference,
    "plan_started": step.plan_started,
    "category_changed": step.category_changed,
    "plan_ended": step.plan_ended,
    "core_group": step.core_group,
    "legal_planning": step.legal_planning,
    "visit": step.visit,
    "case_closed": step.case_closed,
    "household_change": home.household_change,
    "police_event": home.police_event,
    "care_proceedings": home.care_proceedings,
    "protective_action": home.protective_action,
    "death": home.death,
    "other": home.other,
}
_OWN_OUTCOMES: Mapping[str, frozenset[str]] = {
    "household_change": frozenset(outcome.AT_HOME),
    "protective_action": frozenset({"placed_away"}),
    "police_event": frozenset(outcome.POLICE),
    "medical": frozenset({"not_brought", "withdrawn"}),
    "missed_appointment": frozenset({"not_brought", "withdrawn"}),
    "visit": frozenset({"withdrawn"}),
    "referral": frozenset({"closed", "stepped_down", "threshold_met", "threshold_not_met"}),
    "assessment_completed": frozenset({"closed", "stepped_down", "threshold_not_met"}),
    "strategy_discussion": frozenset({"closed", "threshold_met", "threshold_not_met"}),
    "icpc": frozenset({"closed", "stepped_down", "threshold_met", "threshold_not_met"}),
    "rcpc": frozenset({"closed", "stepped_down", "threshold_met", "threshold_not_met"}),
    "plan_ended": frozenset({"closed", "stepped_down"}),
    "case_closed": frozenset({"closed", "stepped_down"}),
    "legal_planning": frozenset({"threshold_met", "threshold_not_met"}),
    "disclosure": frozenset({"retracted"}),
}
"""Outcomes that would be a fact of their own on most rows, and are part of these kinds of row."""

_MEANINGS = (
    outcome.DECISION,
    outcome.EXPLANATION,
    outcome.FINDING,
    outcome.ATTENDANCE,
    outcome.SEEN,
    outcome.MEETING,
    outcome.THRESHOLD,
    outcome.POLICE,
)
_OF_THE_HOME = ("household_change", "domestic_abuse", "police_event", "substance", "visit")
_DECIDES = (
    "referral_decision",
    "assessment_started",
    "assessment_completed",
    "strategy_discussion",
    "section_47_begun",
    "conference",
    "plan_started",
    "looked_after_began",
)
"""Kinds of fact that say what became of a referral."""

_ENQUIRY_WITHIN = timedelta(days=7)
_NOON = time(12, tzinfo=UTC)
_LONGEST_LABEL = 24
_LONGEST_CHILD = 16


def told(rows: Iterable[Row], family: Family, *, label: str) -> list[Fact]:
    """The facts that rows make, each known on the day it happened.

    Rows are told in the order of their days, then of the file, whatever order they stand in.
    """
    return _Telling(sorted(rows, key=lambda r: (r.happened_on, r.name)), family, label=label).facts


class _Telling:
    def __init__(self, rows: Sequence[Row], family: Family, *, label: str) -> None:
        self._family = family
        self._label = _short(label, _LONGEST_LABEL)
        self._concerns = OpenConcerns()
        self._categories: dict[str, tuple[str, ...]] = defaultdict(tuple)
        self._looked_after: set[str] = set()
        self._undecided: dict[str, str] = {}
        self._days = _days_by_child(rows, family)
        self._short_names = _short_names(family.children)
        self.facts: list[Fact] = []
        for row in rows:
            self._tell(row)

    def _tell(self, row: Row) -> None:
        subject = self._family.subject(row.child)
        for child in subject.children:
            made = self._made(row, subject, child)
            own: dict[str, str] = {}
            # The outcome in words is for readers, and not to be read as worry for the next child.
            shown = row if _shows_outcome(row, made) else replace(row, detail=_with_outcome(row))
            for number, each in enumerate(made, start=1):
                fact = self._fact(shown, subject, child, number=number, made=each, own=own)
                own[fact.kind] = fact.fact_id
                self._remember(fact)
                self.facts.append(fact)

    def _made(self, row: Row, subject: Subject, child: str) -> list[Made]:
        if subject.about and row.kind not in _OF_THE_HOME:
            return [Made("note", harms=(), naming="none")]
        standing = self._standing(row, child)
        made = TELLERS[row.kind](row, standing)
        if row.outcome not in _OWN_OUTCOMES.get(row.kind, ()):
            kinds = {each.kind for each in made}
            made += [e for e in home.by_outcome(row, standing) if e.kind not in kinds]
        return made

    def _standing(self, row: Row, child: str) -> Standing:
        day = row.happened_on
        return Standing(
            categories=self._categories[child],
            open_harms=self._concerns.harms(child),
            is_looked_after=child in self._looked_after,
            plan_starts_today=day in self._days["plan_started", child],
            plan_ends_today=day in self._days["plan_ended", child],
            enquiry_follows=any(
                day <= each <= day + _ENQUIRY_WITHIN for each in self._days["s47_started", child]
            ),
            undecided=self._undecided.get(child, ""),
        )

    def _fact(
        self,
        row: Row,
        subject: Subject,
        child: str,
        *,
        number: int,
        made: Made,
        own: dict[str, str],
    ) -> Fact:
        harms = row.harms if made.harms is None else made.harms
        fact_id = f"{self._label}.{row.name}.{number}.{self._short_names[child]}"
        values = {
            "fact_id": fact_id,
            "child": child,
            "happened_on": row.happened_on,
            "precision": row.when.precision,
            "latest_on": row.when.latest_on,
            "date_as_written": row.when.as_written + (" (placed)" if row.placed else ""),
            "recorded_at": datetime.combine(row.happened_on, _NOON),
            "agency": made.agency or _agency(row, made.kind),
            "recorded_by": row.agency or "not stated",
            "source": f"{row.file}, row {row.number}",
            "harms": harms,
            "event": f"{self._label}.{row.name}" if len(subject.children) > 1 else "",
            "detail": _in_words(row, subject),
            **made.values,
        }
        if made.about:
            values["about"] = own.get(made.about, "")
        if made.kind == "concern":
            values["concerns"] = (self._concerns.thread_for(child, harms, fact_id=fact_id),)
        elif made.naming == "every":
            values["concerns"] = self._concerns.every(child)
        elif made.naming == "shared":
            values["concerns"] = self._concerns.sharing(child, harms)
        return KINDS[made.kind].model_validate(values)

    def _remember(self, fact: Fact) -> None:
        values = vars(fact)
        # A decision that names another contact leaves the referral waiting.
        names = values.get("about") if fact.kind == "referral_decision" else ""
        if fact.kind in _DECIDES and names in ("", None, self._undecided.get(fact.child)):
            self._undecided.pop(fact.child, None)
        match fact.kind:
            case "referral":
                self._undecided[fact.child] = fact.fact_id
            case "plan_started":
                self._categories[fact.child] = values["categories"]
            case "category_changed":
                self._categories[fact.child] = values["to_categories"]
            case "plan_ended":
                self._categories[fact.child] = ()
            case "looked_after_began":
                self._looked_after.add(fact.child)
            case "looked_after_ended":
                self._looked_after.discard(fact.child)


def _days_by_child(rows: Sequence[Row], family: Family) -> dict[tuple[str, str], set[date]]:
    days: dict[tuple[str, str], set[date]] = defaultdict(set)
    for row in rows:
        for child in family.subject(row.child).children:
            days[row.kind, child].add(row.happened_on)
    return days


def _agency(row: Row, kind: str) -> str:
    """Of several agencies, the main one for a discussion of them all, else the first."""
    codes = agency_codes(row.agency)
    if kind == "strategy_discussion" and len(codes) > 1:
        return main_agency(codes)
    return (codes[0] if codes else agency_code(row.agency)) or "other"


def _in_words(row: Row, subject: Subject) -> str:
    """The row's words, with whom it is about where that is not the child alone."""
    words = row.detail or row.kind.replace("_", " ").capitalize()
    if subject.about:
        words = f"About {subject.about}: {words}"
    if subject.unsure:
        words = f"{words} (Which child is not sure: {row.child}.)"
    return words


def _with_outcome(row: Row) -> str:
    """The row's words with its outcome after them, where no field of a fact carries it."""
    return f"{row.detail} (Outcome: {row.outcome.replace('_', ' ')}.)".strip()


def _shows_outcome(row: Row, made: Sequence[Made]) -> bool:
    """Whether some coded value of a fact of this row carries the row's outcome already."""
    if not row.outcome or row.outcome in outcome.AT_HOME:
        return True
    held = {value for each in made for value in each.values.values() if isinstance(value, str)}
    decided = row.outcome == "decision_made" and "section_47" in held
    return decided or row.outcome in held or any(m.get(row.outcome) in held for m in _MEANINGS)


def _short(name: str, longest: int) -> str:
    """A name in the letters that an identifier may hold."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return plain[:longest].strip("-") or "case"


def _short_names(children: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, child in enumerate(children, start=1):
        short = _short(child, _LONGEST_CHILD)
        found[child] = short if short not in found.values() else f"child-{number}"
    return found
