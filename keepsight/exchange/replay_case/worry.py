"""Rows in which somebody is worried or told something: concerns, injuries, referrals, contacts,
notices."""

from keepsight.exchange.agency_name import agency_code, reporter_of
from keepsight.exchange.replay_case import outcome as said
from keepsight.exchange.replay_case.making import Made, Standing, made, says
from keepsight.exchange.replay_case.row import Row
from keepsight.exchange.sign_in_words import (
    harm_of,
    harms_in,
    injury_in,
    sign_in,
    sounds_worried,
)
from keepsight.practice.codes.agency import AGENCY

_EXPLAINED = (
    "said to be",
    "explained as",
    "explained by",
    "put down to",
    "an accident",
    "fell ",
    "parents said",
    "mother said",
    "father said",
    "blamed on",
    "explanation",
)
_CANNOT_MOVE = (
    "non-mobile",
    "immobile",
    "pre-mobile",
    "not yet mobile",
    "not yet crawl",
    "not mobile",
)


def concern(row: Row, standing: Standing) -> list[Made]:
    """A concern always opens or joins a thread, even where the file names no harm."""
    return [_concern(row, standing, sign_in(row.detail) or "other"), *_turned_away(row)]


def injury(row: Row, standing: Standing) -> list[Made]:
    """An injury is a concern whatever was said to explain it."""
    found = [_concern(row, standing, injury_in(row.detail), harm="physical")]
    if row.outcome in said.EXAMINED and _is_health(row):
        found.append(made("medical", medical_finding=said.FINDING[row.outcome]))
    return found + _turned_away(row)


def disclosure(row: Row, standing: Standing) -> list[Made]:
    """What a child told is a concern; taking it back is a fact of its own and ends nothing."""
    if row.outcome == "retracted":
        shares = not row.harms or set(row.harms) & set(standing.open_harms)
        opening = [] if standing.open_harms and shares else [_concern(row, standing, "disclosure")]
        return [*opening, made("retraction")]
    return [_concern(row, standing, "disclosure"), *_turned_away(row)]


def referral(row: Row, standing: Standing) -> list[Made]:
    """A referral is a concern told to social care; it opens a thread when none shares its harm."""
    told_by = _referrer(row)
    found = []
    harms = row.harms or harms_in(row.detail) or harm_of(sign_in(row.detail))
    if harms and not set(harms) & set(standing.open_harms):
        opening = _concern(row, standing, sign_in(row.detail) or "other")
        found.append(Made("concern", opening.values, harms=opening.harms, agency=told_by))
    reporter = reporter_of(row.agency, agency=told_by)
    found.append(Made("referral", {"reporter": reporter}, harms=harms, agency=told_by))
    decision = said.DECISION.get(row.outcome) or _decision_in_words(row)
    if decision:
        values = {"decision": decision, "reasons": row.detail}
        found.append(
            Made("referral_decision", values, about="referral", harms=harms, agency="social_care")
        )
    return found


def contact(row: Row, standing: Standing) -> list[Made]:
    """A contact is a concern when the file names a harm and the words sound worried."""
    if row.harms and sounds_worried(row.detail):
        return concern(row, standing)
    if agency_code(row.agency) in ("school", "nursery") and says(
        row, "started school", "started at"
    ):
        return [made("school_event", school_event="started")]
    if says(row, "home educat") and not row.harms:
        return [made("school_event", school_event="home_education")]
    reporter = reporter_of(row.agency, agency=agency_code(row.agency) or "other")
    return [made("contact", reporter=reporter), *_turned_away(row, about="contact")]


def domestic_abuse(row: Row, standing: Standing) -> list[Made]:
    """A notice of domestic abuse is a concern for the child when the file names a harm to them."""
    found = [_concern(row, standing, "domestic_abuse")] if row.harms else []
    found.append(made("domestic_abuse_notice"))
    if row.outcome in ("no_further_action", "no_role", "redirected"):
        found.append(
            Made(
                "domestic_abuse_screened",
                {"screening": "no_further_action"},
                about="domestic_abuse_notice",
            )
        )
    return found


def substance(row: Row, standing: Standing) -> list[Made]:
    """Drink or drugs: a concern when the file names a harm, else something known of an adult."""
    if row.harms:
        poisoned = sign_in(row.detail) == "poisoning"
        sign = "poisoning" if poisoned else "adult_substance_misuse"
        return [_concern(row, standing, sign), *_turned_away(row)]
    return [made("adult_risk_known", naming="none", adult_risk="substance_misuse")]


def implied(row: Row, standing: Standing) -> list[Made]:
    """The concern that a step of the work implies, where no open thread shares its harm.

    Nobody examines a child, begins an enquiry or makes a plan without a worry; where the file does
    not tell it, the step itself does.
    """
    if not row.harms or set(row.harms) & set(standing.open_harms):
        return []
    return [_concern(row, standing, sign_in(row.detail) or "other")]


def seen_on_a_visit(row: Row, standing: Standing) -> list[Made]:
    """The concern in a visit at which a known sign of the named harm was seen."""
    sign = sign_in(row.detail)
    if not row.harms or sign is None or not sounds_worried(row.detail):
        return []
    return [_concern(row, standing, sign)]


def _concern(row: Row, standing: Standing, sign: str, *, harm: str = "") -> Made:
    agency = agency_code(row.agency) or "other"
    values = {
        "sign": sign,
        "explanation": _explanation(row),
        "reporter": reporter_of(row.agency, agency=agency),
        "moves_alone": False if says(row, *_CANNOT_MOVE) else None,
    }
    guessed = (
        row.harms
        or ((harm,) if harm else ())
        or harms_in(row.detail)
        or harm_of(sign)
        or standing.categories
        or ("neglect",)
    )
    return Made("concern", values, harms=tuple(guessed))


def _explanation(row: Row) -> str:
    if row.outcome in said.EXPLANATION:
        return said.EXPLANATION[row.outcome]
    if says(row, "no clear explanation", "no explanation", "unexplained", "could not explain"):
        return "unexplained"
    return "accepted" if says(row, *_EXPLAINED) else "not_asked"


def _decision_in_words(row: Row) -> str:
    """The decision that the words tell, where the file leaves the outcome empty."""
    if row.outcome:
        return ""
    if says(row, "no further action", "not accepted", "closed without"):
        return "no_further_action"
    return "redirected" if says(row, "redirected", "signposted", "sent elsewhere") else ""


def _turned_away(row: Row, *, about: str = "concern") -> list[Made]:
    if row.outcome not in said.TURNED_AWAY:
        return []
    values = {"decision": said.DECISION[row.outcome], "reasons": row.detail}
    return [Made("referral_decision", values, about=about, agency="social_care")]


def _referrer(row: Row) -> str:
    """The agency that referred: of "social care: referral from nursery", the nursery."""
    told_by = agency_code(row.agency) or "other"
    if told_by == "social_care" and " from " in f" {row.detail.lower()}":
        words = row.detail.lower().split("from ", 1)[1].split(",")[0].split(".")[0].split(";")[0]
        return agency_code(" ".join(words.split()[:4])) or told_by
    return told_by


def _is_health(row: Row) -> bool:
    code = agency_code(row.agency) or "other"
    return AGENCY[code].group == "health"
