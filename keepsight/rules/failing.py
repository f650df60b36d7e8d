"""What reviews find went wrong, in the words of the replay format, and which rules are about that
kind of failing. Where no dated fact could show it, the reason why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.rulebook import RULES
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class KindOfFailing:
    """A kind of failing: the patterns it belongs to, rules beside those of the patterns, and why
    dated facts seldom or never show it, where that is so."""

    title: str
    patterns: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    why_not: str = ""


_VISITS = (
    "child_protection_visit_late",
    "child_in_need_visit_late",
    "looked_after_visit_late",
    "placed_for_now_not_visited",
    "new_placement_not_visited",
)
_NOBODY_DECIDED = ("referral_decision_late", "concern_outlives_closure")
_CLOCKS = tuple(
    code
    for code, rule in RULES.items()
    if not rule.patterns and isinstance(rule.shape, Deadline | Rhythm)
)

KINDS_OF_FAILING: Mapping[str, KindOfFailing] = MappingProxyType(
    {
        "category_changed_unassessed": KindOfFailing(
            "The category changed and the first harm was not assessed", ("P01", "P02", "P07")
        ),
        "slipped_off_radar": KindOfFailing(
            "A concern slipped from sight",
            ("P01", "P02", "P03", "P04", "P07", "P15"),
            ("concern_outlives_closure",),
        ),
        "meeting_without_decision": KindOfFailing(
            "Meetings were held and nothing was decided",
            ("P06", "P43", "P44", "P46"),
            ("concern_outlives_closure",),
        ),
        "plan_without_progress": KindOfFailing(
            "A plan went on and nothing moved", ("P06", "P07", "P39", "P40", "P43", "P44", "P46")
        ),
        "assessment_not_completed": KindOfFailing(
            "An assessment or examination was not carried out, or not finished",
            ("P04", "P05", "P08", "P14", "P16"),
            ("assessment_late",),
        ),
        "closed_without_assessment": KindOfFailing(
            "The work was closed and nobody had assessed",
            ("P23", "P25", "P31", "P41"),
            (*_NOBODY_DECIDED, "assessment_late"),
        ),
        "referral_nfa_repeat": KindOfFailing(
            "Referrals were turned away again and again", ("P23", "P24", "P41"), _NOBODY_DECIDED
        ),
        "repeat_injury_across_agencies": KindOfFailing(
            "Injuries seen in several places were not put together",
            ("P08", "P09", "P10", "P11", "P25"),
        ),
        "da_cumulative": KindOfFailing(
            "Domestic abuse was known incident by incident", ("P18", "P26", "P28")
        ),
        "new_adult_unassessed": KindOfFailing(
            "Nobody found out who the adult in the home was", ("P14", "P16", "P17")
        ),
        "unseen_child": KindOfFailing(
            "The child was not seen", ("P32", "P33", "P34"), _VISITS
        ),
        "child_voice_absent": KindOfFailing(
            "The child was not asked or heard", ("P12", "P13", "P30", "P32", "P36")
        ),
        "missing_from_services": KindOfFailing(
            "The child was lost to school, health or other services", ("P35", "P37", "P38")
        ),
        "missed_deadline": KindOfFailing(
            "A step was late or left out",
            ("P33", "P43", "P48"),
            _CLOCKS,
        ),
        "history_not_linked": KindOfFailing(
            "What was known before was not brought to bear",
            ("P03", "P19", "P28", "P29", "P41", "P42"),
        ),
        "escalation_not_used": KindOfFailing("A disagreement was not taken further", ("P49",)),
        "information_not_shared": KindOfFailing(
            "What one agency knew the others did not",
            why_not="it says that nothing was passed on, and dated facts hold only what was",
        ),
        "disguised_compliance": KindOfFailing(
            "Parents' word was taken for change",
            ("P30",),
            why_not="it is about what people believed, and dated facts hold what they did",
        ),
        "management_oversight": KindOfFailing(
            "Managers or training fell short",
            ("P48",),
        ),
    }
)  # fmt: skip
"""By the word that the replay format uses. Which patterns belong to which is our own reading."""


def is_known(word: str) -> bool:
    """Whether this is a word of the format or one of our patterns, such as "p01"."""
    return word in KINDS_OF_FAILING or word.upper() in PATTERNS


def rules_about(words: Iterable[str]) -> tuple[str, ...]:
    """The rules about these kinds of failing, in the order of the rulebook."""
    patterns: set[str] = set()
    named: set[str] = set()
    for word in words:
        kind = KINDS_OF_FAILING.get(word)
        patterns.update(kind.patterns if kind else (word.upper(),))
        named.update(kind.rules if kind else ())
    return tuple(
        code for code, rule in RULES.items() if code in named or patterns & set(rule.patterns)
    )


def why_not(words: Iterable[str]) -> str:
    """Why dated facts cannot show failings of these kinds; empty where the table does not say."""
    said = (KINDS_OF_FAILING[each].why_not for each in words if each in KINDS_OF_FAILING)
    return next((each for each in said if each), "")
