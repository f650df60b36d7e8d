"""Children of whom the record says odd things, each of them something that happens: a year typed
wrong, a birth that comes after, corrections in a circle, a whole day's work entered at once. They
stand in the golden set too, so that every engine says the same of them."""

from keepsight.facts.fact import Fact
from tests.unit.a_fact import a_concern, a_fact, an_answer


def odd_facts() -> list[Fact]:
    """All of them."""
    return [
        *ahead(),
        *not_yet_born(),
        *in_a_circle(),
        *on_one_day(),
        *out_of_the_calendar(),
        *names(),
    ]


def ahead() -> list[Fact]:
    """A visit and an answer whose year was typed as 2042; both were told of in 2024."""
    own = {"child": "odd.ahead"}
    return [
        a_fact("plan_started", "2024-01-08", fact_id="ahead.plan", categories=("neglect",), **own),
        a_concern("2024-01-08", fact_id="ahead.concern", harms=("neglect",), **own),
        a_fact("visit", "2024-01-15", fact_id="ahead.visit", seen="seen", **own),
        a_fact("visit", "2042-01-22", fact_id="ahead.typo", seen="seen", known="2024-01-22", **own),
        an_answer("2042-02-05", "ahead.concern", fact_id="ahead.answer", known="2024-02-05", **own),
    ]


def not_yet_born() -> list[Fact]:
    """A bruise in March, and a birth in June."""
    own = {"child": "odd.unborn"}
    bruise = {"harms": ("physical",), "sign": "bruise", "agency": "gp"}
    return [
        a_concern("2024-03-04", fact_id="unborn.bruise", **bruise, **own),
        a_fact("birth", "2024-06-03", fact_id="unborn.birth", agency="midwifery", **own),
        a_fact(
            "visit", "2024-03-11", fact_id="unborn.visit", seen="seen", heard="not_asked", **own
        ),
    ]


def in_a_circle() -> list[Fact]:
    """Two visits that correct each other, one that corrects itself, and one that corrects what is
    not there."""
    own = {"child": "odd.circle", "seen": "seen"}
    return [
        a_fact("plan_started", "2024-01-08", fact_id="circle.plan", categories=("neglect",),
               child="odd.circle"),
        a_fact("visit", "2024-01-15", fact_id="circle.a", corrects="circle.b", **own),
        a_fact("visit", "2024-01-22", fact_id="circle.b", corrects="circle.a", **own),
        a_fact("visit", "2024-02-05", fact_id="circle.self", corrects="circle.self", **own),
        a_fact("visit", "2024-02-12", fact_id="circle.lost", corrects="circle.nobody", **own),
    ]  # fmt: skip


def on_one_day() -> list[Fact]:
    """Ten facts of one day, all entered in the same second: only their names say which is first."""
    own = {"child": "odd.day"}
    day = "2024-03-04"
    return [
        a_concern(day, fact_id="day.3-concern", harms=("neglect",), **own),
        an_answer(day, "day.3-concern", fact_id="day.1-answer", **own),
        a_fact("reopening", day, fact_id="day.7-reopening", concerns=("day.3-concern",),
               why="new_fact", **own),
        a_fact("plan_started", day, fact_id="day.5-plan", categories=("neglect",), **own),
        a_fact("plan_ended", day, fact_id="day.4-ended", **own),
        a_fact("referral", day, fact_id="day.9-referral", reporter="family", **own),
        a_fact("referral_decision", day, fact_id="day.2-decision", decision="no_further_action",
               about="day.9-referral", **own),
        a_fact("visit", day, fact_id="day.8-visit", seen="seen", **own),
        a_fact("visit", day, fact_id="day.6-visit", seen="nobody_in", **own),
        a_fact("core_group", day, fact_id="day.0-core-group", **own),
    ]  # fmt: skip


def out_of_the_calendar() -> list[Fact]:
    """Days for which no working days are known and no guidance was in force; and a day that is sure
    only to thousands of years."""
    own = {"child": "odd.ages"}
    return [
        a_fact("referral", "1800-01-01", fact_id="ages.first", **own),
        a_fact("section_47_begun", "2600-01-01", fact_id="ages.last", known="2024-01-08", **own),
        a_concern("1950-01-01", fact_id="ages.wide", latest_on="9999-12-31", precision="about",
                  **own),
    ]  # fmt: skip


def names() -> list[Fact]:
    """Risks known of adults, and assessments of people whose names are written otherwise."""
    known_as = (
        ("Dr. José Núñez", "JOSE NUNEZ"),
        ("Łukasz O’Brien", "mr lukasz obrien"),
        ("Prof. Dr. Ada  Ng", "Ada Ng"),
        ("Mr Smith", "Mrs Smith"),
        ("Bill Harris", "William Harris"),
    )
    return [
        a_fact(kind, on, fact_id=f"names.{kind}-{number}", child="odd.names", adult=adult, **more)
        for number, (risky, assessed) in enumerate(known_as)
        for kind, on, adult, more in (
            ("adult_risk_known", "2024-03-04", risky, {"adult_risk": "sexual_offence"}),
            ("adult_assessed", "2024-03-06", assessed, {"adult_assessment": "risk"}),
        )
    ]
