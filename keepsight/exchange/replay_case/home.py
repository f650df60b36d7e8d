"""Rows about the home, the police, the courts, care, a birth or a death."""

import re

from keepsight.exchange.replay_case import outcome as said
from keepsight.exchange.replay_case.making import Made, Standing, made, says
from keepsight.exchange.replay_case.row import Row
from keepsight.exchange.replay_case.worry import implied

_RELATIVE = re.compile(
    r"\b((?:mother|father)'s (?:new |former |ex-)?(?:partner|boyfriend|girlfriend|friend)|"
    r"(?:maternal |paternal )?(?:grand(?:mother|father|parents?)|aunt|uncle|father|mother|"
    r"family friend|friend|relatives?|older sister|older brother|partner))\b"
)
_PARTNER = re.compile(
    r"\b((?:(?:mother|father)'s )?(?:new |former |ex-)?(?:partner|boyfriend|girlfriend))\b"
)
_MOVED_IN = re.compile(
    r"moved in(?:to the (?:family )?(?:home|house|flat|household))?\b|"
    r"new (?:partner|relationship)|partner (?:joined|moved)|\bjoined\b"
)
_MOVED_IN_WITH = re.compile(r"\bin(?:to live)? with [^.;]*\b(?:partner|boyfriend|girlfriend)\b")
_MOVED_OUT = re.compile(r"left the (?:family )?home|moved out|separat")
_ORDERS = (
    ("interim care order", "interim_care_order"),
    ("emergency protection", "emergency_protection_order"),
    ("supervision order", "supervision_order"),
    ("special guardianship", "special_guardianship"),
    ("child arrangements", "child_arrangements"),
    ("care order", "care_order"),
)
_INTO_CARE = (
    "removed",
    "into care",
    "accommodat",
    "foster",
    "looked after",
    "placed",
    "care order",
)


def household_change(row: Row, standing: Standing) -> list[Made]:
    """A change at home, as its outcome says, or its words where there is no outcome."""
    change = row.outcome if row.outcome in said.AT_HOME else _change_in_words(row)
    match change:
        case "adult_joined":
            return [made("adult_joined", adult=_partner(row) or _relative(row))]
        case "adult_left":
            return [made("adult_left", adult=_relative(row))]
        case "carer_changed":
            return [made("main_carer_changed", naming="every", adult=_relative(row))]
        case "returned_home":
            return _returned_home(standing)
        case "placed_away":
            return _placed_away(row, standing)
        case "moved":
            moved = made("household_changed", household_change="moved")
            if _MOVED_IN_WITH.search(row.detail.lower()):
                return [moved, made("adult_joined", adult=_partner(row))]
            return [moved]
    return [made("household_changed", household_change="other")]


def police_event(row: Row, standing: Standing) -> list[Made]:
    """What the police did. An arrest implies a concern; no outcome ends one."""
    if says(row, "police protection") and not row.outcome:
        return [made("police_protection")]
    opening = implied(row, standing) if row.outcome in said.ARRESTED else []
    return [*opening, made("police_outcome", police_outcome=said.POLICE.get(row.outcome, "other"))]


def care_proceedings(row: Row, standing: Standing) -> list[Made]:
    """Proceedings issued; prepared is not yet issued, and a judgment makes an order."""
    order = _order(row)
    if order or says(row, "judgment", "judgement", "final hearing"):
        return [made("order_made", naming="every", order_kind=order or "other")]
    if says(row, "prepared", "considered", "planned", "pre-proceedings"):
        return [made("pre_proceedings_begun", naming="every")]
    return [made("proceedings_issued", naming="every")]


def protective_action(row: Row, standing: Standing) -> list[Made]:
    """What was done at last: an order, police protection, coming into care."""
    found = []
    order = _order(row)
    if order:
        found.append(made("order_made", naming="every", order_kind=order))
    if says(row, "police protection"):
        found.append(made("police_protection", naming="every"))
    if row.outcome == "placed_away" or says(row, *_INTO_CARE):
        found.extend(_placed_away(row, standing))
    return found or [made("note", naming="every")]


def death(row: Row, standing: Standing) -> list[Made]:
    """The child died."""
    return [made("death", naming="none")]


def other(row: Row, standing: Standing) -> list[Made]:
    """A birth where the words say so, else a note."""
    if re.search(r"\bborn\b|\bbirth of\b", row.detail.lower()) and not says(row, "unborn"):
        return [made("birth", naming="none")]
    return [made("note")]


def by_outcome(row: Row, standing: Standing) -> list[Made]:
    """What an outcome says on a row of a kind that does not take it ("contact, placed away")."""
    if row.outcome in said.AT_HOME:
        return household_change(row, standing)
    if row.outcome in ("arrest", "bail", "charge", "convicted", "no_charge"):
        return [made("police_outcome", police_outcome=said.POLICE[row.outcome])]
    if row.outcome in ("not_brought", "withdrawn"):
        return [made("appointment", attendance=said.ATTENDANCE[row.outcome])]
    if row.outcome == "closed":
        return [made("case_closed", naming="every", case_closure="no_further_action")]
    if row.outcome == "stepped_down":
        return [made("case_stepped_down", naming="every")]
    if row.outcome == "retracted":
        return [made("retraction")]
    if row.outcome in ("threshold_met", "threshold_not_met"):
        return [made("legal_planning", threshold=said.THRESHOLD[row.outcome])]
    return []


def _returned_home(standing: Standing) -> list[Made]:
    found = [made("household_changed", naming="every", household_change="returned_home")]
    if standing.is_looked_after:
        found.append(made("looked_after_ended", naming="none", care_ended="returned_home"))
    return found


def _placed_away(row: Row, standing: Standing) -> list[Made]:
    if says(row, "foster", "care order", "children's home", "residential", "into care"):
        relative = False
    else:
        relative = _RELATIVE.search(row.detail.lower()) is not None
    if relative and row.kind == "household_change":
        change = made("household_changed", naming="every", household_change="went_to_relative")
        return [change]
    place = "foster_care" if says(row, "foster") else "kinship" if relative else "not_stated"
    status = "order" if _order(row) else "not_stated"
    if says(row, "police protection"):
        status = "police_protection"
    elif says(row, "section 20", "s20", "agreement", "accommodat"):
        status = "accommodated"
    began = (
        []
        if standing.is_looked_after
        else [made("looked_after_began", naming="every", legal_status=status)]
    )
    return [*began, made("placement", naming="none", placement=place)]


def _change_in_words(row: Row) -> str:
    text = row.detail.lower()
    if "returned" in text and ("home" in text or "mother" in text or "parent" in text):
        return "returned_home"
    if _MOVED_IN.search(text):
        return "adult_joined"
    if _MOVED_OUT.search(text):
        return "adult_left"
    if re.search(r"(?:went|moved|discharged|sent) to (?:live with |stay with )?(?:\w+ )?", text):
        return "carer_changed" if _RELATIVE.search(text) else "moved"
    return "moved" if "moved" in text else "other"


def _relative(row: Row) -> str:
    found = _RELATIVE.search(row.detail.lower())
    return found[1] if found else ""


def _partner(row: Row) -> str:
    """Of "mother moved in with a new partner" it is the partner who is new to the child."""
    found = _PARTNER.search(row.detail.lower())
    return found[1] if found else ""


def _order(row: Row) -> str:
    return next((code for words, code in _ORDERS if says(row, words)), "")
