"""How often things happen in an authority, held beside the same figures for England."""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from keepsight.facts.fact import Fact
from keepsight.practice.working_day import add_months, working_days_between
from keepsight.synthetic.authority import Authority
from keepsight.synthetic.shares import ASSESSMENT_BANDS


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """One figure for England, and how far an invented authority may lie from it."""

    measure: str
    in_words: str
    england: float
    tolerance: float
    of: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The national figure and the same of one authority; `cases` is how many it rests on."""

    figure: NationalFigure
    invented: float
    cases: int

    @property
    def is_within(self) -> bool:
        """Whether the two lie as close together as they should."""
        return abs(self.invented - self.figure.england) <= self.figure.tolerance


@cache
def national_figures() -> tuple[NationalFigure, ...]:
    """Every national figure that invented lives are held to."""
    text = files("keepsight.synthetic").joinpath("england.csv").read_text(encoding="utf-8")
    return tuple(
        NationalFigure(
            measure=each["measure"],
            in_words=each["in_words"],
            england=float(each["england"]),
            tolerance=float(each["tolerance"]),
            of=each["of"],
            unit=each["unit"],
            source=each["source"],
        )
        for each in csv.DictReader(text.splitlines())
    )


def compare(authority: Authority) -> list[Compared]:
    """Each national figure beside this authority's own."""
    measured = measure(authority)
    return [Compared(each, *measured[each.measure]) for each in national_figures()]


def measure(authority: Authority) -> Mapping[str, tuple[float, int]]:
    """Each measure of the table for this authority, and the number of cases it rests on."""
    seen = _Seen(authority)
    return {
        **_of_referrals(seen, authority.from_on),
        **_of_assessments(seen),
        **_of_enquiries(seen),
        **_of_plans(seen),
    }


class _Seen:
    """The facts of each kind, and each child's days of each kind, in order."""

    def __init__(self, authority: Authority) -> None:
        self.by_kind: dict[str, list[Fact]] = {}
        self.by_child: dict[tuple[str, str], list[Fact]] = {}
        for fact in sorted(authority.facts, key=lambda each: each.order):
            self.by_kind.setdefault(fact.kind, []).append(fact)
            self.by_child.setdefault((fact.child, fact.kind), []).append(fact)

    def of(self, kind: str, **values: Any) -> list[Fact]:
        """The facts of a kind that carry these values."""
        return [f for f in self.by_kind.get(kind, ()) if _carries(f, values)]

    def next_after(self, fact: Fact, kind: str) -> Fact | None:
        """The child's next fact of that kind on or after the day of this one."""
        later = self.by_child.get((fact.child, kind), [])
        place = bisect_left([each.happened_on for each in later], fact.happened_on)
        return later[place] if place < len(later) else None


def _carries(fact: Fact, values: Mapping[str, Any]) -> bool:
    held = vars(fact)
    return all(held[name] == value for name, value in values.items())


def _of_referrals(seen: _Seen, from_on: date) -> dict[str, tuple[float, int]]:
    referrals = seen.of("referral")
    # In the first year nobody can tell whether there was a referral in the year before.
    later = [each for each in referrals if each.happened_on > add_months(from_on, 12)]
    again = [each for each in later if _was_referred_before(seen, each)]
    closed = seen.of("referral_decision", decision="no_further_action")
    total = len(referrals)
    return {
        "re_referred": _share(again, later),
        "referral_no_action": _share(closed, referrals),
        "not_in_need": _share([e for e in referrals if _is_not_in_need(seen, e)], referrals),
        "assessments_per_referral": _share(seen.of("assessment_completed"), referrals),
        "enquiries_per_referral": (100 * len(seen.of("section_47_begun")) / total, total),
    }


def _was_referred_before(seen: _Seen, referral: Fact) -> bool:
    days = [each.happened_on for each in seen.by_child[referral.child, "referral"]]
    since = add_months(referral.happened_on, -12)
    return bisect_left(days, referral.happened_on) > bisect_left(days, since)


def _is_not_in_need(seen: _Seen, referral: Fact) -> bool:
    """The assessment that came before any later referral found no need of social care."""
    assessment = seen.next_after(referral, "assessment_completed")
    days = [each.happened_on for each in seen.by_child[referral.child, "referral"]]
    place = bisect_right(days, referral.happened_on)
    if assessment is None or (place < len(days) and days[place] < assessment.happened_on):
        return False
    return vars(assessment)["assessment_outcome"] in ("no_further_action", "early_help")


def _of_assessments(seen: _Seen) -> dict[str, tuple[float, int]]:
    lengths = _lengths(seen, "assessment_started", "assessment_completed")
    found = {
        band: _share([n for n in lengths if first <= n <= last or n > last == 85], lengths)
        for band, (first, last) in ASSESSMENT_BANDS.items()
    }
    for name, part in (("quarter", 0.25), ("half", 0.5), ("three_quarters", 0.75)):
        found[f"assessment_{name}"] = (_quantile(lengths, part), len(lengths))
    return found


def _of_enquiries(seen: _Seen) -> dict[str, tuple[float, int]]:
    ended = seen.of("section_47_ended")
    to_conference = seen.of("section_47_ended", section_47_outcome="conference")
    first = [e for e in seen.of("conference") if vars(e)["conference"] in ("initial", "pre_birth")]
    made = [each for each in first if vars(each)["conference_decision"] == "plan"]
    waits = []
    for each in first:
        begun = [f.happened_on for f in seen.by_child.get((each.child, "section_47_begun"), [])]
        place = bisect_right(begun, each.happened_on)
        if place:
            waits.append(working_days_between(begun[place - 1], each.happened_on))
    return {
        "enquiry_to_conference": _share(to_conference, ended),
        "conference_in_time": _share([days for days in waits if days <= 15], waits),
        "conference_half": (_quantile(sorted(waits), 0.5), len(waits)),
        "conference_to_plan": _share(made, first),
    }


def _of_plans(seen: _Seen) -> dict[str, tuple[float, int]]:
    ended = []
    for plan in seen.of("plan_started"):
        end = seen.next_after(plan, "plan_ended")
        if end:
            ended.append((plan.happened_on, end.happened_on))
    bands: dict[str, Callable[[date, date], bool]] = {
        "plan_to_3_months": lambda a, b: b <= add_months(a, 3),
        "plan_3_to_6_months": lambda a, b: add_months(a, 3) < b <= add_months(a, 6),
        "plan_6_to_12_months": lambda a, b: add_months(a, 6) < b < add_months(a, 12),
        "plan_1_to_2_years": lambda a, b: add_months(a, 12) <= b < add_months(a, 24),
        "plan_2_years_or_more": lambda a, b: b >= add_months(a, 24),
    }
    found = {
        name: _share([span for span in ended if fits(*span)], ended) for name, fits in bands.items()
    }
    categories = [vars(each)["categories"] for each in seen.of("plan_started")]
    for harm in ("neglect", "physical", "sexual", "emotional"):
        found[f"category_{harm}"] = _share([e for e in categories if e == (harm,)], categories)
    found["category_multiple"] = _share([e for e in categories if len(e) > 1], categories)
    return found


def _lengths(seen: _Seen, begins: str, ends: str) -> list[int]:
    """Working days from each beginning to its end, in order of length."""
    found = []
    for each in seen.of(begins):
        end = seen.next_after(each, ends)
        if end:
            found.append(working_days_between(each.happened_on, end.happened_on))
    return sorted(found)


def _share(part: Iterable[Any], whole: Sequence[Any]) -> tuple[float, int]:
    """Per cent of the whole, and how many the whole is."""
    return 100 * len(list(part)) / max(len(whole), 1), len(whole)


def _quantile(ordered: Sequence[int], part: float) -> float:
    return float(ordered[int(len(ordered) * part)]) if ordered else 0.0
