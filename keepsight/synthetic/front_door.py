"""The front door in an invented life: an agency's concern, the referral, and the decision."""

from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.home import ChildLife, Home


@dataclass
class Referred:
    """Children referred together: who, when, by which agency, each child's referral and concern."""

    lives: list[ChildLife]
    on: date
    agency: str
    referrals: dict[str, str]
    concerns: dict[str, str]
    harm: str
    reporter: str = "professional"

    @property
    def index(self) -> ChildLife:
        """The child it was first about."""
        return self.lives[0]

    def about(self, life: ChildLife) -> tuple[str, ...]:
        """The concerns that this referral is about, for one child."""
        return tuple(each for each in [self.concerns.get(life.child)] if each)


def refer(
    home: Home,
    lives: list[ChildLife],
    on: date,
    *,
    harm: str,
    injuries: bool = False,
    only: tuple[str, ...] = (),
    agency: str | None = None,
    examined: bool = True,
    reporter: str = "",
) -> Referred | None:
    """A concern about the first child (and perhaps others), and a referral of them all.

    None where no sign of that harm fits the child. A baby who is hurt is examined on the same day,
    unless `examined` says not. `reporter`: who told, where that is settled.
    """
    rng = home.rng
    concerns = {}
    sign = home.some_sign(lives[0], on, harm=harm, injuries=injuries, only=only)
    if sign is None:
        return None
    who = agency or rng.choice(sign.agencies)
    concerns[lives[0].child] = home.raise_concern(lives[0], on, sign, agency=who)
    if sign.is_injury and examined and lives[0].is_baby_on(on):
        _examined(home, lives[0], on, harm=harm)
    for life in lives[1:]:
        if rng.random() < 0.3:
            own = home.some_sign(life, on, harm=harm, injuries=False)
            if own:
                concerns[life.child] = home.raise_concern(life, on, own)
    reporter = reporter or ("public" if rng.random() < 0.06 else "professional")
    is_told_by_family = reporter != "professional"
    source = "social_care" if is_told_by_family else who
    referrals = {}
    event = home.pen.new_id()
    by = home.somebody_at(source) if source != "social_care" else home.screener
    for life in lives:
        text = "referral.public" if is_told_by_family else "referral"
        referrals[life.child] = home.write(
            "referral",
            life,
            on,
            text,
            agency=source,
            by=by,
            named={"agency": by.agency},
            event=event,
            harms=(harm,),
            concerns=tuple(each for each in [concerns.get(life.child)] if each),
            reporter=reporter,
            at_once=True,
        )
        home.count_referral(life, on)
        life.referred.append(on)
    return Referred(lives, on, who, referrals, concerns, harm, reporter)


def _examined(home: Home, life: ChildLife, on: date, *, harm: str) -> None:
    """A paediatrician sees the baby on the day."""
    home.write(
        "medical",
        life,
        on,
        "medical.supports_abuse",
        agency="paediatrics",
        medical_finding="supports_abuse",
        harms=(harm,),
        concerns=tuple(each for each, harms in life.open.items() if harm in harms),
        at_once=True,
    )


def decide(
    home: Home,
    referred: Referred,
    decision: str,
    *,
    on: date | None = None,
    text: str = "",
    history: bool | None = True,
    strategy: str = "",
    child_seen: bool = True,
) -> date:
    """The decision on the referral, within one working day unless a day is given; it goes through
    the earlier work unless `history` says not. `strategy`: whether a strategy discussion was
    considered, where that is settled. What a relative or neighbour told is not closed before the
    children are seen, unless `child_seen` says not. Gives the day."""
    rng = home.rng
    if on is None:
        on = add_working_days(referred.on, 1)
        if on - referred.on == timedelta(days=1) and rng.random() < 0.35:
            on = referred.on
    agency = home.agency(referred.agency).name
    strategy = strategy or ("yes" if decision == "strategy_discussion" else "not_needed")
    is_closed = decision in ("no_further_action", "redirected", "judged_malicious")
    for life in referred.lives:
        if is_closed and child_seen and referred.reporter != "professional":
            _seen_first(home, life, on)
        home.write(
            "referral_decision",
            life,
            on,
            text or f"decision.{decision}",
            by=home.screener,
            named={"agency": agency},
            decision=decision,
            about=referred.referrals[life.child],
            decided_by=home.screener.signature,
            referrer_told_on=on,
            history_considered=history,
            strategy_considered=strategy,
            harms=(referred.harm,),
            concerns=referred.about(life),
            at_once=True,
        )
        if is_closed:
            life.closed_without_action.append(on)
            home.left_open(life, on)
    return on


def _seen_first(home: Home, life: ChildLife, on: date) -> None:
    """Somebody from the front door sees the child before it is closed."""
    if life.person.born_on <= on:
        home.write(
            "visit", life, on, "visit.baby", by=home.screener, seen="seen", heard="shown",
            at_once=True,
        )  # fmt: skip


def early_help(home: Home, lives: list[ChildLife], on: date) -> date:
    """Early help with a named lead, for some months. Gives the day it ended."""
    lead = home.somebody_at("early_help")
    ended_on = home.day_after(on, 90, 200)
    home.write_for_each(
        "early_help_started",
        lives,
        on,
        "early_help_started",
        agency="early_help",
        by=lead,
        lead_practitioner=lead.signature,
    )
    meeting = on + timedelta(days=42)
    while meeting < ended_on - timedelta(days=20):
        home.write_for_each(
            "meeting",
            lives,
            add_working_days(meeting, 1),
            "meeting.child_in_need",
            agency="early_help",
            by=lead,
            meeting="early_help",
            meeting_decision="decided",
            agencies_present=("early_help", "school"),
        )
        meeting += timedelta(days=home.rng.randint(42, 60))
    home.write_for_each(
        "early_help_ended",
        lives,
        add_working_days(ended_on, 1),
        "early_help_ended",
        agency="early_help",
        by=lead,
        early_help_outcome="needs_met",
    )
    return ended_on
