"""Where each thing that somebody is asked to do is done, and what each notice leads to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from keepsight.casework.allocation import DONE_BY_SAYING_SO
from keepsight.casework.ask import AskLine
from keepsight.casework.due import DueLine
from keepsight.casework.inbox import About, NoticeLine

Parts = Callable[[AskLine], tuple[str, ...]]


def of_child(asked: AskLine) -> tuple[str, ...]:
    """A page of the child."""
    return (asked.child or "",)


def of_matter(asked: AskLine) -> tuple[str, ...]:
    """A page of what the ask is about."""
    return (asked.about,)


def of_fact(asked: AskLine) -> tuple[str, ...]:
    """A page of a fact of the child."""
    return (asked.child or "", asked.about)


def nothing(asked: AskLine) -> tuple[str, ...]:
    """A page of no one thing."""
    return ()


WHERE: Mapping[str, tuple[str, Parts]] = {
    "acknowledge_handover": ("handover", of_matter),
    "write_handover": ("handover", of_matter),
    "allocate_child": ("allocate", of_child),
    "see_child_again": ("follow_up", of_fact),
    "follow_up_appointment": ("follow_up", of_fact),
    "do_what_was_decided": ("follow_up", of_fact),
    "act_on_words": ("follow_up", of_fact),
    "countersign_answer": ("concern", of_matter),
    "plan_action": ("plan_action", of_fact),
    "tell_referrer": ("concern", of_matter),
    "tell_outcome": ("tell", of_matter),
    "answer_disagreement": ("disagreement", of_matter),
    "settle_disagreement": ("disagreement", of_matter),
    "write_report": ("meeting_report", of_matter),
    "agree_carry_on": ("meeting_agree", of_matter),
    "answer_at_meeting": ("concern", of_matter),
    "send_decisions": ("meeting_minutes", of_matter),
    "send_minutes": ("meeting_minutes", of_matter),
    "answer_partner_question": ("question", of_matter),
    "countersign_assessment": ("assessment_countersign", of_fact),
    "rework_assessment": ("assessment_write", of_fact),
    "arrange_medical": ("medical_ask", of_child),
    "follow_up_medical": ("medical", of_child),
    "hold_strategy_discussion": ("strategy_discussion_whom", of_child),
    "review_break_glass": ("glass_judge", of_matter),
    "decide_restricted": ("decide", of_matter),
    "name_for_restricted": ("restriction_name", of_child),
    "find_chair": ("meeting_change", of_matter),
}
"""For each kind of ask, the name of the route of the page on which it is done, and what its address
is made of."""

SAID_HERE = frozenset(DONE_BY_SAYING_SO)
"""Asks that are done by saying so, on the page of one's work."""

LEADS_TO: Mapping[str, str] = {
    "lesson_offered": "lesson",
    "lesson_set_aside": "lesson",
    "glass_broken": "glass_judge",
    "handover_written": "handover",
    "handover_done": "handover",
    "partner_asked": "question",
    "partner_answered": "question",
    "meeting_invited": "meeting",
    "meeting_changed": "meeting",
    "meeting_cancelled": "meeting",
    "report_handed_in": "meeting",
    "carry_on_declined": "meeting",
    "meeting_concluded": "meeting_minutes",
    "minutes_sent": "meeting_minutes",
}
"""For notices that lead neither to a concern nor to the child, the name of the route, whose address
is made of what the notice is about."""


def where(asked: AskLine) -> str:
    """The address of the page on which this is done; the child's own page where no other is named,
    and nothing where there is no child."""
    name, parts = WHERE.get(asked.kind, ("child", of_child))
    if name == "child" and not asked.child:
        return ""
    try:
        return reverse(name, args=parts(asked))
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class ToDo:
    """Something asked, with the address of the page on which it is done, and how late it is.
    `is_to_be_said`: it is done by saying so, here."""

    asked: AskLine
    address: str
    is_late: bool
    is_to_be_said: bool

    @property
    def about(self) -> str:
        """What tells it apart from others, for who hears the page."""
        parts = (self.asked.title, self.asked.child_name)
        return ", ".join(each for each in parts if each)


def to_do(asked: AskLine, *, on: date) -> ToDo:
    """Something asked, as a page shows it."""
    is_late = asked.due_on is not None and asked.due_on < on
    return ToDo(asked, where(asked), is_late, asked.kind in SAID_HERE)


@dataclass(frozen=True)
class Told:
    """A notice, with each child that it is about and the address of the page that it leads to."""

    line: NoticeLine
    about: tuple[tuple[About, str], ...]

    @property
    def numbers(self) -> str:
        """The numbers of its rows, as the button sends them."""
        return ",".join(map(str, self.line.notices))


def told(line: NoticeLine) -> Told:
    """A notice, as the inbox shows it."""
    return Told(line, tuple((each, leads_to(line.what, each)) for each in line.about))


def leads_to(what: str, about: About) -> str:
    """The address of the page that a notice leads to: the concern, the handover, the meeting, else
    the child; nothing where the reader may open none of them."""
    if about.concern:
        return reverse("concern", args=[about.concern])
    name = LEADS_TO.get(what)
    if name is not None:
        try:
            return reverse(name, args=[about.about])
        except NoReverseMatch:
            return ""
    return reverse("child", args=[about.who.child]) if about.may_open_child and about.who else ""


@dataclass(frozen=True)
class DuePlace:
    """Something due, with the address of the page where it is done or explained."""

    line: DueLine
    address: str


def due_places(lines: Iterable[DueLine]) -> list[DuePlace]:
    """What is due, as a page shows it: what was found leads to why, what was asked to where it is
    done."""
    return [DuePlace(each, _place(each)) for each in lines]


def _place(line: DueLine) -> str:
    if line.finding_id:
        return reverse("finding", args=[line.finding_id])
    if line.asked is None or line.asked.kind in SAID_HERE:
        return ""
    return where(line.asked)
