"""The page of a child's legal status and care: what stands today, what is due by when, every step
that was taken, the placements, and the concerns that none of it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit
from keepsight.casework.care import spell
from keepsight.casework.care.clock import Clock, clocks
from keepsight.casework.care.court import before_court
from keepsight.casework.care.looked_after import in_care
from keepsight.casework.care.spell import Spell
from keepsight.casework.fact_line import FactLine, fact_line, when_in_words
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.who import Who, who
from keepsight.exchange.timeline import Bar, Lane, Point, Timeline, drawn
from keepsight.exchange.timeline.lane import Shape
from keepsight.facts.chronology import current
from keepsight.facts.fact import KINDS, Fact
from keepsight.practice.codes.care import PLACEMENT_END
from keepsight.record import ledger
from keepsight.record.models import Child, User

LEGAL = (
    "legal_planning",
    "pre_proceedings_begun",
    "pre_proceedings_ended",
    "proceedings_issued",
    "proceedings_extended",
    "proceedings_ended",
    "police_protection",
    "police_protection_ended",
    "order_made",
    "order_extended",
    "order_ended",
)
CARE = (
    "looked_after_began",
    "looked_after_ended",
    "placement",
    "placement_ended",
    "care_plan",
    "looked_after_review",
    "health_assessment",
    "education_plan",
)
READ = frozenset({*LEGAL, *CARE, "visit", "household_changed", "entered_in_error"})
AT_HOME = frozenset({"returned_home"})


@dataclass(frozen=True)
class SpellLine:
    """A stretch of time in words: `ends_on` is the day of its end, or the last a court named;
    `why` says how it ended."""

    label: str
    began_on: date
    when: str
    ends_on: date | None
    stands: bool
    why: str
    kind: str


@dataclass(frozen=True)
class ToRecord:
    """A kind of fact that the page leads to, with what is known already of the one to be added."""

    kind: str
    title: str
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CarePage:
    """All that the page shows. `standing` is what holds today; `went_home_on` is set while the last
    thing that happened to a child who was in care is a return home."""

    who: Who
    today: date
    standing: tuple[SpellLine, ...]
    running: tuple[Clock, ...]
    settled: tuple[Clock, ...]
    history: tuple[SpellLine, ...]
    placements: tuple[SpellLine, ...]
    steps: tuple[FactLine, ...]
    open_concerns: tuple[ConcernLine, ...]
    answered_concerns: tuple[ConcernLine, ...]
    is_looked_after: bool
    went_home_on: date | None
    by_time: Timeline
    legal: tuple[ToRecord, ...]
    care: tuple[ToRecord, ...]

    @property
    def overdue(self) -> int:
        """How many steps are past their day."""
        return sum(each.state == "overdue" for each in self.running)

    @property
    def late(self) -> tuple[Clock, ...]:
        """The steps that were taken after their day."""
        return tuple(each for each in self.settled if each.state == "late")


def care_page(child: str, *, by: User, on: date, moment: datetime) -> CarePage:
    """The legal status and care of a child. Raises access.Refused, also for an unknown child.

    `moment` is now: some steps are counted in hours. The number of queries does not grow.
    """
    access.require(by, "see_child", child, on=on)
    row, facts = _read(child, on=on)
    steps = [*before_court(facts), *in_care(facts, row.born_on, on)]
    every = clocks(steps, supplied=ledger.supplied_kinds(), moment=moment, today=on)
    placed = spell.placements(facts)
    stands = [each for each in spell.every(facts) if each.stands_on(on)]
    now_placed = spell.last(placed, on)
    concerns = [
        concern_line(each, on=on)
        for each in access.concerns_of(by, on=on).filter(child=child).order_by("opened_on")
    ]
    may_record = access.may(by, "record_fact", kind="order_made")
    page = CarePage(
        who=who(row, on=on),
        today=on,
        standing=tuple(
            _line(each, on=on) for each in [*stands, *([now_placed] if now_placed else [])]
        ),
        running=tuple(each for each in every if each.is_running),
        settled=tuple(each for each in every if not each.is_running),
        history=tuple(_line(each, on=on) for each in reversed(spell.every(facts))),
        placements=tuple(_line(each, on=on) for each in reversed(placed)),
        steps=tuple(fact_line(e) for e in reversed(facts) if e.kind in (*LEGAL, *CARE)),
        open_concerns=tuple(each for each in concerns if each.is_open),
        answered_concerns=tuple(each for each in concerns if not each.is_open),
        is_looked_after=spell.last(spell.care(facts), on) is not None,
        went_home_on=_went_home_on(facts),
        by_time=_timeline(facts, on=on),
        legal=_to_record(LEGAL, stands, now_placed) if may_record else (),
        care=_to_record(CARE, stands, now_placed) if may_record else (),
    )
    audit.saw(by=by, what="see_child", child=child)
    return page


def care_picture(child: str, *, by: User, on: date) -> str:
    """Legal status, placements and reviews by time, as SVG. Raises access.Refused."""
    access.require(by, "see_child", child, on=on)
    row, facts = _read(child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    return drawn(_timeline(facts, on=on), title=f"Legal status and care of {row.name}")


def _read(child: str, *, on: date) -> tuple[Child, list[Fact]]:
    row = Child.objects.get(pk=child)
    known = current(ledger.facts_of_many([child], kinds=READ)[child])
    return row, [each for each in known if each.happened_on <= on]


def _line(each: Spell, *, on: date) -> SpellLine:
    return SpellLine(
        label=each.label,
        began_on=each.began_on,
        when=when_in_words(each.began),
        ends_on=each.until_on,
        stands=each.stands_on(on),
        why=_why(each),
        kind=each.kind,
    )


def _why(each: Spell) -> str:
    """How it ended, in words; nothing where the next step says it."""
    ended = each.ended_by
    if ended is None:
        return ""
    if ended.kind == "placement_ended":
        said = str(vars(ended)["placement_end"])
        words = "" if said == "not_stated" else PLACEMENT_END.named(said)
        return ". ".join(filter(None, (words, ended.detail)))
    line = fact_line(ended)
    words = ", ".join(words for _, words in line.said[:1])
    return f"{line.title}: {words.lower()}" if words else line.title


def _went_home_on(facts: Sequence[Fact]) -> date | None:
    """When the child went home, where that is the last that happened in a history of care."""
    for each in reversed(facts):
        if each.kind == "looked_after_began":
            return None
        said = vars(each)
        home = said.get("care_ended") in AT_HOME or said.get("household_change") in AT_HOME
        if home or said.get("after_protection") in AT_HOME:
            return each.happened_on
        if said.get("placement_end") in AT_HOME:
            return each.happened_on
    return None


def _timeline(facts: Sequence[Fact], *, on: date) -> Timeline:
    lanes = [
        Lane("In care", bars=_bars(spell.care(facts))),
        Lane("Orders", bars=_bars([*spell.orders(facts), *spell.protections(facts)])),
        Lane(
            "Before the courts", bars=_bars(_courts(facts)), points=_points(facts, "legal_planning")
        ),
        Lane("Placements", bars=_bars(spell.placements(facts))),
        Lane("Reviews", points=_points(facts, "looked_after_review")),
    ]
    shown = tuple(each for each in lanes if each.bars or each.points)
    days = [bar.began_on for lane in shown for bar in lane.bars]
    days += [point.on for lane in shown for point in lane.points]
    return Timeline(shown, min([*days, on]), on)


def _courts(facts: Sequence[Fact]) -> list[Spell]:
    return [*spell.pre_proceedings(facts), *spell.proceedings(facts)]


def _bars(spells: Sequence[Spell]) -> tuple[Bar, ...]:
    return tuple(Bar(each.label, each.began_on, each.until_on) for each in spells)


def _points(facts: Sequence[Fact], kind: str) -> tuple[Point, ...]:
    shape: Shape = "legal_planning" if kind == "legal_planning" else "meeting"
    return tuple(Point(shape, each.title, each.happened_on) for each in facts if each.kind == kind)


def _to_record(
    kinds: Sequence[str], stands: Sequence[Spell], placed: Spell | None
) -> tuple[ToRecord, ...]:
    """What may be recorded now: what can only end or be extended, where it stands."""
    there = {each.kind for each in stands}
    needs = {
        "pre_proceedings_ended": "pre_proceedings_begun" in there,
        "proceedings_extended": "proceedings_issued" in there,
        "proceedings_ended": "proceedings_issued" in there,
        "police_protection_ended": "police_protection" in there,
        "looked_after_ended": "looked_after_began" in there,
        "looked_after_began": "looked_after_began" not in there,
        "placement_ended": placed is not None,
    }
    found = []
    for kind in kinds:
        if kind in ("order_extended", "order_ended"):
            found += _of_orders(kind, stands)
        elif needs.get(kind, True):
            found.append(ToRecord(kind, KINDS[kind].title))
    return tuple(found)


def _of_orders(kind: str, stands: Sequence[Spell]) -> list[ToRecord]:
    """For each order that stands, that it is extended or has ended."""
    orders = [each for each in stands if each.began.kind == "order_made"]
    title = KINDS[kind].title
    return [
        ToRecord(kind, f"{title}: {each.label.lower()}", (("order_kind", each.kind),))
        for each in orders
    ]
