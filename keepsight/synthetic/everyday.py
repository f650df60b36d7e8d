"""What everyday services write down about any child: births, clinics, school, moves, notices."""

from datetime import date, timedelta
from typing import Any

from keepsight.practice.codes.person import RELATION
from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.person import Person

# Contacts in a year with a child of this age: from, to, agency, how many.
_CONTACTS = (
    (0, 3, "health_visiting", 1.4),
    (0, 17, "gp", 0.7),
    (2, 4, "nursery", 1.2),
    (5, 16, "school", 1.0),
    (0, 17, "emergency_department", 0.12),
    (0, 17, "housing", 0.06),
    (0, 17, "police", 0.05),
    (0, 17, "mental_health", 0.05),
    (0, 17, "substance_misuse", 0.03),
)
_APPOINTMENTS = (("paediatrics", 0.3), ("dentist", 0.2), ("gp", 0.25))


def grow_up(home: Home) -> None:
    """Everything that is written of the children apart from social care's own work."""
    for life in home.lives:
        home.write("birth", life, life.person.born_on, "birth", agency="midwifery", at_once=True)
        _relations(home, life)
        _services(home, life)
        _appointments(home, life)
        _school(home, life)
        _missing(home, life)
    _changes_at_home(home)
    _notices(home)


def _days(home: Home, life: ChildLife, *, a_year: float, from_age: int, to_age: int) -> list[date]:
    """Some days between two ages, within the years that the authority covers."""
    begins = max(home.from_on, life.person.born_on + timedelta(days=from_age * 365 + 20))
    ends = min(home.until, life.person.born_on + timedelta(days=(to_age + 1) * 365))
    span = (ends - begins).days
    if span < 2:
        return []
    expected = span / 365 * a_year
    number = int(expected) + (home.rng.random() < expected - int(expected))
    return sorted(begins + timedelta(days=home.rng.randint(0, span)) for _ in range(number))


def _relations(home: Home, life: ChildLife) -> None:
    first_on = max(home.household.first_on, life.person.born_on)
    born = {each.person.person_id: each.person.born_on for each in home.lives}
    names = {each.person_id: each.name for each in home.household.adults}
    names |= {each.person.person_id: each.person.name for each in home.lives}
    for each in home.household.relationships:
        if each.child != life.child:
            continue
        on = max(first_on, each.from_on or first_on, born.get(each.relative, first_on))
        named = {
            "relative": names[each.relative],
            "relation": RELATION.named(each.relation).lower(),
        }
        home.write(
            "relationship",
            life,
            add_working_days(on, 1),
            "relationship",
            by=home.screener,
            named=named,
            relative=each.relative,
            relation=each.relation,
        )


def _services(home: Home, life: ChildLife) -> None:
    if home.story == "assessed_without_other_agencies":
        return
    for from_age, to_age, agency, a_year in _CONTACTS:
        for on in _days(home, life, a_year=a_year, from_age=from_age, to_age=to_age):
            first = home.write("contact", life, on, f"contact.{agency}", agency=agency)
            if home.rng.random() < 0.02:
                _put_right(home, life, on, agency, first)


def _put_right(home: Home, life: ChildLife, on: date, agency: str, wrong: str) -> None:
    """The day of a contact was wrong, and somebody puts it right some weeks later."""
    learned_on = add_working_days(on, home.rng.randint(40, 60))
    if learned_on <= home.until:
        home.write(
            "contact",
            life,
            add_working_days(on, -1),
            "put_right",
            agency=agency,
            corrects=wrong,
            learned_on=learned_on,
        )


def _appointments(home: Home, life: ChildLife) -> None:
    """Kept, and now and then not: never so often that it says anything."""
    if home.story in ("not_seen_by_anybody", "assessed_without_other_agencies"):
        return
    for agency, a_year in _APPOINTMENTS:
        for on in _days(home, life, a_year=a_year, from_age=0, to_age=16):
            is_rare = all(abs((on - each).days) > 220 for each in life.not_brought)
            is_missed = is_rare and home.rng.random() < 0.15 and home.story != "was_not_brought"
            if is_missed:
                life.not_brought.append(on)
            attendance = "was_not_brought" if is_missed else "attended"
            home.write(
                "appointment",
                life,
                add_working_days(on, 1),
                f"appointment.{attendance}",
                agency=agency,
                attendance=attendance,
            )


def _school(home: Home, life: ChildLife) -> None:
    rng = home.rng
    started_on = date(life.person.born_on.year + 5, 9, 4)
    if home.from_on <= started_on <= home.until:
        event = "started"
        home.write("school_event", life, started_on, "school.started", agency="school",
                   school_event=event)  # fmt: skip
    for event, from_age, a_year in (("low_attendance", 6, 0.08), ("suspended", 11, 0.08)):
        for on in _days(home, life, a_year=a_year, from_age=from_age, to_age=15):
            day = add_working_days(on, rng.randint(1, 3))
            home.write("school_event", life, day, f"school.{event}", agency="school",
                       school_event=event)  # fmt: skip


def _missing(home: Home, life: ChildLife) -> None:
    for on in _days(home, life, a_year=0.05, from_age=13, to_age=16):
        back_on = on + timedelta(days=1)
        home.write("missing_episode", life, on, "missing", agency="police", at_once=True)
        home.write("missing_returned", life, back_on, "missing_returned", agency="police")
        home.write(
            "return_interview",
            life,
            back_on + timedelta(days=home.rng.randint(1, 2)),
            "return_interview",
            agency="voluntary",
            child_words=home.text("return_words", life),
        )


def _changes_at_home(home: Home) -> None:
    household = home.household
    moved_on = None if home.story == "moved_again_and_again" else household.moved_on
    changes: tuple[tuple[str, date | None, str, Person | None], ...] = (
        ("household_changed", moved_on, "moved", None),
        ("adult_joined", household.joined_on, "adult_joined", household.partner),
        ("adult_left", household.left_on, "adult_left", household.father),
    )
    for kind, on, text, adult in changes:
        lives = [each for each in home.lives if on and each.person.born_on <= on]
        if on is None or not lives:
            continue
        values: dict[str, Any] = {"household_change": "moved"}
        if adult:
            values = {"adult": adult.person_id, "named": {"partner": adult.given_name}}
        agency = home.rng.choice(("housing", "school", "health_visiting"))
        home.write_for_each(kind, lives, on, text, agency=agency, **values)


def _notices(home: Home) -> None:
    """One or two notices of domestic abuse in a year for a few families, each read in time."""
    rng = home.rng
    if home.story or rng.random() > 0.14:
        return
    span = (home.until - home.from_on).days
    first_on = home.from_on + timedelta(days=rng.randint(0, span - 12))
    days = [first_on]
    if rng.random() < 0.35:
        days.append(first_on + timedelta(days=rng.randint(30, 300)))
    for on in days:
        tell_of_abuse(home, on, screened_after=rng.randint(1, 3))


def tell_of_abuse(home: Home, on: date, *, screened_after: int | None) -> list[ChildLife]:
    """A police notice for each child at home, and the decision on it. Gives the children."""
    lives = [each for each in home.lives if 0 <= each.person.age_on(on) < 18]
    if not lives:
        return []
    notices = home.write_for_each(
        "domestic_abuse_notice", lives, on, "notice", agency="police", at_once=True
    )
    for life in lives:
        life.told.note_abuse(on)
    if screened_after is not None:
        for life in lives:
            home.write(
                "domestic_abuse_screened",
                life,
                add_working_days(on, screened_after),
                "screening.no_further_action",
                by=home.screener,
                about=notices[life.child],
                screening="no_further_action",
                at_once=True,
            )
    return lives


def crowd(home: Home, life: ChildLife, *, facts: int) -> None:
    """Fill a long record with the calls and notes of everyday, up to so many facts."""
    own = [each.happened_on for each in home.pen.facts if each.child == life.child]
    begins = max(min(life.referred, default=home.from_on), home.from_on)
    span = (home.until - begins).days
    agencies = ["social_care", "gp"]
    agencies.append("school" if life.person.age_on(begins) >= 5 else "health_visiting")
    for _ in range(max(0, facts - len(own))):
        on = add_working_days(begins + timedelta(days=home.rng.randint(0, max(span - 3, 0))), 1)
        agency = home.rng.choice(agencies)
        home.write("contact", life, on, f"contact.{agency}", agency=agency)
