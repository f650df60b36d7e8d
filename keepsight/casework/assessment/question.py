"""Asking partners what they know, and their answers. Whoever is asked answers on a page of their
own, without reading the record; a question that nobody answers stays in sight."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from keepsight.casework import access, audit, need_to_know
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.assessment.hold import find, hold
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.role import READS_NO_RECORD
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import ASSESSMENT
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import Agency, Ask, Child, LedgerFact, User
from keepsight.record.reader import reading_as_system

ASKED = "answer_partner_question"


@dataclass(frozen=True)
class Whom:
    """Who is asked: somebody who signs in, an agency whose people do, or somebody else by name."""

    user: int | None = None
    agency: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Question:
    """What somebody was asked, for whoever answers it. `asked_of_me`: it is this reader who was
    asked; otherwise they write down what another person said. `reply` is set once it is answered.
    """

    question: str
    children: tuple[Who, ...]
    assessment: str
    kind: str
    asked: str
    asked_by: str
    asked_on: date
    words: str
    due_on: date | None
    asked_of_me: bool
    reply: str
    answered_by: str
    answered_on: date | None


@dataclass(frozen=True)
class Partners:
    """Who may be asked: agencies and their people who sign in, each with a value for a form."""

    agencies: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]


def partners() -> Partners:
    """The agencies that have people who sign in, and those people, by name. The children's own
    service is not among them."""
    people = User.objects.filter(is_active=True).exclude(agency__kind="social_care")
    people = people.exclude(role__in=READS_NO_RECORD)
    named = people.select_related("agency").order_by("agency__name", "name", "pk")
    found = [(each.pk, each.agency_id, f"{each.signature}, {each.agency.name}") for each in named]
    agencies = Agency.objects.filter(pk__in={agency for _, agency, _ in found}).order_by("name")
    return Partners(
        agencies=tuple((each.pk, each.name) for each in agencies),
        people=tuple((user, words) for user, _, words in found),
    )


def ask_partner(
    *,
    child: str,
    assessment: str,
    whom: Whom,
    question: str,
    due_on: date,
    by: User,
    at: datetime,
) -> str:
    """Ask somebody what they know, for an assessment that is under way; gives the question's name.

    Raises Refused and NotRight.
    """
    on = day_of(at)
    access.require(by, "write_assessment", child, on=on)
    found, _ = find(child, assessment, "write_assessment", by=by, on=on)
    if not question.strip():
        raise wrong("question", "Say what you want to know.")
    if due_on < on:
        raise wrong("due_on", "The day must be today or ahead.")
    with action("ask_partner", by=by, at=at, child=child) as doing:
        now, _facts = hold(found)
        user, agency, name = _named(whom)
        event = uuid4().hex
        asked = [
            own_fact(
                doing,
                "partner_asked",
                each,
                event=event,
                about=start.fact_id,
                asked=name,
                question=question,
                due_on=due_on,
            )
            for each, start in now.starts.items()
        ]
        add_own(doing, *asked)
        key = asked[0].fact_id
        if user or agency:
            ask(
                doing,
                kind=ASKED,
                child=child,
                about=key,
                of=user,
                of_agency=agency,
                due_on=due_on,
                words=question,
            )
            to = [user] if user else agency.users.filter(is_active=True) if agency else []
            tell(doing, to=to, what="partner_asked", child=child, about=key, words=question)
    return key


def answer_question(
    *, question: str, reply: str, answered_by: str = "", by: User, at: datetime
) -> list[Fact]:
    """Answer a question in one's own name, if one was asked; or write down what another person
    said, `answered_by` them, for an assessment that one may write. Gives the facts.

    Raises Refused, and NotRight also where it has been answered meanwhile.
    """
    access.require(by, "answer_question")
    shown = the_question(question, by=by, on=day_of(at))
    if not reply.strip():
        raise wrong("reply", "Say what is known, even if it is nothing.")
    if not shown.asked_of_me and not answered_by.strip():
        raise wrong("answered_by", "Say who told you.")
    with action("answer_question", by=by, at=at, child=shown.children[0].child) as doing:
        ledger.hold([each.child for each in shown.children])
        asked, replied = _asked_together(question)
        places = [each.child for each in shown.children]
        asked.sort(key=lambda each: places.index(each.child))
        if replied:
            raise wrong("", f"{vars(replied[0])['answered_by']} has answered this meanwhile.")
        event = uuid4().hex if len(asked) > 1 else ""
        said = [
            own_fact(
                doing,
                "partner_answered",
                each.child,
                event=event,
                about=each.fact_id,
                answered_by=by.signature if shown.asked_of_me else answered_by,
                reply=reply,
            )
            for each in asked
        ]
        add_own(doing, *said)
        for each in asked:
            settle(doing, kind=ASKED, about=each.fact_id, outcome=reply)
        _tell_who_asked(doing, asked[0], reply)
    return said


def the_question(question: str, *, by: User, on: date) -> Question:
    """A question for somebody who was asked it, or who may write the assessment that it is for.
    Whoever was asked learns the child's name and the question, and nothing else of the record.

    Raises access.Refused, also for an unknown question.
    """
    access.require(by, "answer_question")
    with reading_as_system("what somebody was asked about a child whose record they may not read"):
        asked, replied = _asked_together(question)
        names = [each.fact_id for each in asked]
        row = Ask.objects.filter(kind=ASKED, about__in=names).order_by("-asked_at").first()
        mine = (by.pk, *need_to_know.stands_in_for(by, on=on))
        children = Child.objects.filter(pk__in=[each.child for each in asked])
        # The oldest first: facts of one moment have no order of their own.
        children = children.order_by("person__born_on", "person__name", "pk")
        rows = {each.pk: who(each, on=on) for each in children}
        started = ledger.fact(str(vars(asked[0])["about"])) if asked else None
    if started is None:
        audit.refused(by=by, what="answer_question", note=f"question {question}")
        raise access.Refused
    first = asked[0]
    is_mine = row is not None and (row.of_id in mine or row.of_agency_id == by.agency_id)
    if not is_mine:
        for each in asked:
            access.require(by, "write_assessment", each.child, on=on)
    audit.saw(by=by, what="answer_question", child=first.child, note=f"question {question}")
    own, answer = vars(first), vars(replied[0]) if replied else {}
    return Question(
        question=question,
        children=tuple(rows.values()),
        assessment=started.event or started.fact_id,
        kind=ASSESSMENT.named(vars(started)["assessment"]),
        asked=own["asked"],
        asked_by=first.recorded_by,
        asked_on=first.happened_on,
        words=own["question"],
        due_on=own["due_on"],
        asked_of_me=is_mine,
        reply=answer.get("reply", ""),
        answered_by=answer.get("answered_by", ""),
        answered_on=replied[0].happened_on if replied else None,
    )


def _asked_together(question: str) -> tuple[list[Fact], list[Fact]]:
    """The question as it was asked of each child, the named one first, and the answers to it."""
    named = ledger.fact(question.replace("\x00", ""))
    if named is None or named.kind != "partner_asked":
        return [], []
    family = [named.child, *siblings_of([named.child])[named.child]]
    kinds = {"partner_asked", "partner_answered", "entered_in_error"}
    written = ledger.facts_of_many(family, kinds=kinds)
    facts = current(each for own in written.values() for each in own)
    asked = [each for each in facts if each.kind == "partner_asked" and each.event == named.event]
    asked.sort(key=lambda each: (each.fact_id != named.fact_id, family.index(each.child)))
    about = {each.fact_id for each in asked}
    return asked, [
        each for each in facts if each.kind == "partner_answered" and vars(each)["about"] in about
    ]


def _named(whom: Whom) -> tuple[User | None, Agency | None, str]:
    """Who is asked, and by what name. Raises NotRight for nobody, and for more than one."""
    given = [each for each in (whom.user, whom.agency, whom.name.strip()) if each]
    if len(given) != 1:
        raise wrong("whom", "Choose one person or agency, or write a name.")
    if whom.user:
        user = User.objects.filter(pk=whom.user, is_active=True).select_related("agency").first()
        if user is None:
            raise wrong("whom", "Choose somebody who signs in.")
        return user, None, f"{user.signature}, {user.agency.name}"
    if whom.agency:
        agency = Agency.objects.filter(pk=whom.agency).first()
        if agency is None:
            raise wrong("whom", "Choose an agency that is known.")
        return None, agency, agency.name
    return None, None, whom.name.strip()


def _tell_who_asked(doing: Action, asked: Fact, reply: str) -> None:
    entered = LedgerFact.objects.filter(pk=asked.fact_id).values("entered_by")
    tell(
        doing,
        to=User.objects.filter(pk__in=entered),
        what="partner_answered",
        child=asked.child,
        about=asked.fact_id,
        words=f"{vars(asked)['asked']}: {reply}",
    )
