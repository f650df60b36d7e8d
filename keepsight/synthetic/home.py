"""One family while its life is being invented: what is open, who works with it, and how its facts
are written down."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from keepsight.synthetic.agency import Agency, Involvement, Worker
from keepsight.synthetic.pen import Pen
from keepsight.synthetic.people import Household
from keepsight.synthetic.person import Person
from keepsight.synthetic.planted import Design, Planted
from keepsight.synthetic.shares import Shares
from keepsight.synthetic.told import Told
from keepsight.synthetic.words import Sign, signs, some_text
from keepsight.synthetic.workforce import FRONT_DOOR, Workforce


@dataclass
class ChildLife:
    """One child, and what must be remembered of what has happened."""

    person: Person
    open: dict[str, tuple[str, ...]] = field(default_factory=dict)
    raised: list[tuple[date, str]] = field(default_factory=list)
    referred: list[date] = field(default_factory=list)
    closed_without_action: list[date] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    on_plan: tuple[date, date] | None = None
    plans: int = 0
    dropped: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    outlived: set[str] = field(default_factory=set)
    not_brought: list[date] = field(default_factory=list)
    told: Told = field(default_factory=Told)

    @property
    def child(self) -> str:
        """The name that facts use."""
        return self.person.person_id

    def is_thought_of_on(self, day: date) -> bool:
        """Under 18 and born, or to be born within five months."""
        return (self.person.born_on - day).days <= 150 and self.person.age_on(day) < 18

    def is_baby_on(self, day: date) -> bool:
        """Born, and not yet six months old."""
        return 0 <= (day - self.person.born_on).days < 183

    def recent_concerns(self, day: date) -> tuple[str, ...]:
        """The concerns raised in the 14 months up to `day`, and all that are open."""
        recent = [thread for on, thread in self.raised if (day - on).days <= 430]
        return tuple(dict.fromkeys([*recent, *self.open]))


class Home:
    """A family, the people who work with it, and the pen that writes of it."""

    def __init__(
        self,
        household: Household,
        *,
        rng: Random,
        workforce: Workforce,
        shares: Shares,
        from_on: date,
        until: date,
    ) -> None:
        self.household = household
        self.rng = rng
        self.shares = shares
        self.workforce = workforce
        self.from_on = from_on
        self.until = until
        self.pen = Pen(rng, until=until)
        self.lives = [ChildLife(each) for each in household.children]
        self.planted: list[Planted] = []
        self.involvements: list[Involvement] = []
        self.team = rng.choice(workforce.locality_teams)
        self.worker = workforce.social_worker(self.team, rng=rng)
        self.manager = workforce.manager(self.team)
        self.screener = workforce.manager(FRONT_DOOR)
        self.chair = rng.choice(workforce.chairs)
        self.story = ""
        self._last_text: dict[str, str] = {}
        self._known: dict[str, Agency] = {}

    def agency(self, kind: str) -> Agency:
        """The family's own agency of that kind: its surgery, its school."""
        if kind not in self._known:
            self._known[kind] = self.workforce.agency(kind, rng=self.rng)
        return self._known[kind]

    def somebody_at(self, kind: str) -> Worker:
        """One of those who work at the family's agency of that kind."""
        return self.workforce.somebody(self.agency(kind).name, rng=self.rng)

    def text(self, what: str, life: ChildLife, **more: str) -> str:
        """One of the texts for `what`, with the names of this family."""
        named = {
            "child": life.person.given_name,
            "carer": self.household.carer.given_name,
            "partner": (self.household.partner or self.household.father or _NOBODY).given_name,
            "worker": self.worker.name,
            "place": self.agency("school").name,
            **more,
        }
        for _ in range(3):
            text = some_text(self.rng, what, named)
            if self._last_text.get(what) != text:
                break
        self._last_text[what] = text
        return text

    def write(
        self,
        kind: str,
        life: ChildLife,
        on: date,
        text: str = "",
        *,
        agency: str = "social_care",
        by: Worker | None = None,
        named: dict[str, str] | None = None,
        **values: Any,
    ) -> str:
        """One fact about one child; `text` names the words to draw from. Gives the fact's name."""
        own = agency in ("social_care", "conference", "core_group")
        who = by or (self.worker if own else self.somebody_at(agency))
        if "detail" not in values and text:
            values["detail"] = self.text(text, life, **(named or {}))
        return self.pen.write(
            kind,
            life.child,
            on,
            agency=agency,
            by=who.signature,
            source="Keepsight" if own else who.agency,
            **values,
        )

    def write_for_each(
        self, kind: str, lives: list[ChildLife], on: date, text: str = "", **values: Any
    ) -> dict[str, str]:
        """The same event for several children. Gives each child's fact by the child's name."""
        if len(lives) > 1:
            values.setdefault("event", self.pen.new_id())
        if values.get("agency", "social_care") not in ("social_care", "conference", "core_group"):
            values.setdefault("by", self.somebody_at(values["agency"]))
        return {each.child: self.write(kind, each, on, text, **values) for each in lives}

    def some_sign(
        self, life: ChildLife, on: date, *, harm: str, injuries: bool, only: tuple[str, ...] = ()
    ) -> Sign | None:
        """A sign of that harm that fits the child's age; None where there is none.

        Unless it is to be one of `only`, it does not add up with what has been told already.
        """
        age = life.person.age_on(on)
        fitting = [
            each
            for each in signs()
            if each.harm == harm
            and each.from_age <= age <= each.to_age
            and (injuries or not each.is_injury)
            and (not only or each.sign in only)
        ]
        if not only:
            fitting = life.told.without_adding_up(on, fitting)
        unsaid = [each for each in fitting if each.text not in life.said]
        return self.rng.choice(unsaid or fitting) if fitting else None

    def raise_concern(
        self, life: ChildLife, on: date, sign: Sign, *, agency: str | None = None, **values: Any
    ) -> str:
        """An agency raises a concern, which opens a thread. Gives the thread's name."""
        thread = self.pen.new_id()
        agency = agency or self.rng.choice(sign.agencies)
        detail = sign.text.format_map(
            {"child": life.person.given_name, "carer": self.household.carer.given_name}
        )
        says = sign.child_words if life.person.age_on(on) >= 3 else ""
        self.write(
            "concern",
            life,
            on,
            agency=agency,
            fact_id=thread,
            detail=detail,
            sign=sign.sign,
            child_words=says,
            **{"harms": (sign.harm,), "at_once": True, **values},
        )
        life.told.note(on, sign)
        life.said.add(sign.text)
        life.open[thread] = (sign.harm,)
        life.raised.append((on, thread))
        return thread

    def answer(
        self, life: ChildLife, on: date, answer: str, *, threads: tuple[str, ...] = ()
    ) -> None:
        """A named manager answers the child's open concerns (or those named)."""
        wanted = tuple(each for each in threads or tuple(life.open) if each in life.open)
        if not wanted:
            return
        self.write(
            "answer",
            life,
            on,
            by=self.manager,
            concerns=wanted,
            harms=tuple(sorted({harm for each in wanted for harm in life.open[each]})),
            answer=answer,
            answered_by=self.manager.signature,
            reasons=self.text(f"answer.{answer}", life),
            rests_on=self.text(f"rests_on.{answer}", life, when=f"{on:%B %Y}"),
            detail=self.text(f"answer.{answer}", life),
            at_once=True,
        )
        for each in wanted:
            del life.open[each]

    def count_referral(self, life: ChildLife, on: date) -> None:
        """Note whether this is a referral within twelve months of another."""
        if (on - self.from_on).days > 365:
            is_again = any((on - each).days <= 365 for each in life.referred)
            self.shares.again.count("yes" if is_again else "no")

    def answer_at_front_door(self, life: ChildLife, on: date) -> None:
        """Whoever decides on the referral answers the concern on evidence, the same day."""
        case_manager, self.manager = self.manager, self.screener
        self.answer(life, on, "explained")
        self.manager = case_manager

    def plant(
        self,
        rule: str,
        life: ChildLife,
        begins_on: date,
        *,
        concern: str | None = None,
        design: Design = "drift",
    ) -> None:
        """Note what a rule ought to see, when it has begun by the last day."""
        if begins_on <= self.until:
            self.planted.append(Planted(rule, life.child, begins_on, concern, design))

    def left_open(self, life: ChildLife, on: date, *, harm: str = "") -> None:
        """In a story: something that seems an end leaves concerns open, which is to be seen.

        `harm`: it is about concerns of that harm only. Ordinary lives leave none open.
        """
        for thread, harms in life.open.items():
            if self.story and thread not in life.outlived and (not harm or harm in harms):
                life.outlived.add(thread)
                self.plant("concern_outlives_closure", life, on, concern=thread)

    def involve(self, lives: list[ChildLife], from_on: date, to_on: date, *, as_what: str) -> None:
        """Note who works with the children, for as long as it lasts."""
        if from_on > self.until:
            return
        ends = to_on if to_on <= self.until else None
        for life in lives:
            parts: list[tuple[str | None, str | None, str]]
            if as_what == "chair":
                parts = [(self.chair.username, None, "chair")]
            else:
                parts = [(self.worker.username, None, "allocated"), (None, self.team, "team")]
            for worker, team, part in parts:
                self.involvements.append(Involvement(life.child, worker, team, part, from_on, ends))

    def day_after(self, day: date, fewest: int, most: int) -> date:
        """Some day that many days later."""
        return day + timedelta(days=self.rng.randint(fewest, most))


_NOBODY = Person("", "an ex-partner", "", date.min)
