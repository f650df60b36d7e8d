"""Agencies as people name them in files ("A&E", "HV", "school to children's social care"), and the
code of each."""

import re
from collections.abc import Iterable
from functools import lru_cache

from keepsight.practice.codes.agency import AGENCY

_HINDSIGHT = re.compile(
    r"not known to (?:the )?(?:agenc|profession|service)|hindsight|unknown to ag"
)
_FROM_ONE_TO_ANOTHER = re.compile(r"\s+(?:to|->|→)\s+")
_NAMES: tuple[tuple[str, str], ...] = (
    (r"not stated|not known|unknown|^\W*$|^n/?k$|^n/?a$", "other"),
    (r"core group", "core_group"),
    (r"\bconferences?\b|\bicpc\b|\brcpc\b", "conference"),
    (r"several|multi-?agency|various|all agencies|professionals", "several"),
    (r"\blscb\b|\blscp\b|\bacpc\b|safeguarding (?:board|partner|children board|children partner)|"
     r"partnership|panel", "partnership"),
    (r"education(?:al)? (?:social work|welfare)|\bewo\b|\besw\b|attendance officer|"
     r"elective home education|home education (?:team|service|officer)", "education_welfare"),
    (r"school nurs|school health", "school_nursing"),
    (r"health visit|\bhv\b", "health_visiting"),
    (r"midwi|maternity|antenatal", "midwifery"),
    (r"\bcamhs\b|mental health|psychiatr|psycholog|\bcmht\b", "mental_health"),
    (r"ambulance|paramedic", "ambulance"),
    (r"dentist|dental", "dentist"),
    (r"p(?:a)?ediatric", "paediatrics"),
    (r"\ba\s?&\s?e\b|\ba and e\b|accident (?:and|&) emergency|emergency department|\bed\b|"
     r"casualty|minor injur|walk-?in|urgent care", "emergency_department"),
    (r"\bg\.?p\.?s?\b|general practi|family doctor|surgery", "gp"),
    (r"domestic abuse service|\bidva|women's aid|refuge|marac", "domestic_abuse_service"),
    (r"drug|alcohol|substance|addiction", "substance_misuse"),
    (r"probation|\bcrc\b|\bmappa\b", "probation"),
    (r"youth (?:offending|justice)|\byot\b|\byos\b", "youth_justice"),
    (r"cafcass|guardian(?:'s|$|\b)", "cafcass"),
    (r"legal|solicitor|lawyer", "legal"),
    (r"court|magistrate|judge|coroner", "court"),
    (r"polic|\bcaiu\b|\bcid\b|\bppu\b", "police"),
    (r"early help|family (?:help|support|centre|hub)|children's centre|sure start|"
     r"team around|troubled families", "early_help"),
    (r"social (?:care|work|service)|child protection|child in need|\bcscs?\b|\bmash\b|"
     r"\bedt\b|out of hours|emergency duty|"
     r"front door|duty team|children's services|local authority|\bla\b|\blado\b|\biro\b|"
     r"reviewing officer|fostering|foster|children'?s team|looked.after|council$|\bchair\b",
     "social_care"),
    (r"nursery|child-?mind|pre-?school|early years|playgroup|reception class", "nursery"),
    (r"school|college|academy|teacher|education|\bdsl\b|\bsenco\b|tutor", "school"),
    (r"housing|landlord|homeless", "housing"),
    (r"hospital|ward|clinic|consultant|radiolog|infirmary", "hospital"),
    (r"health|\bnhs\b|nurse|doctor|\bccg\b|\bicb\b|111", "health"),
    (r"charity|voluntary|nspcc|barnardo|church|helpline|childline|home-?start", "voluntary"),
    (r"family friend|friend of the family|neighbou?r|public|passer|anonymous|friend|landlady|"
     r"stranger", "public"),
    (r"famil|mother|father|parent|\bmum\b|\bdad\b|gran|aunt|uncle|relative|sibling|sister|"
     r"brother|cousin|carer|partner|\bself\b|step-?(?:mum|dad)|household|"
     r"^(?:the |subject )?child(?:ren)?$|young person", "family"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), code) for pattern, code in _NAMES)
_BY_NAME = {each.name.lower(): each.code for each in AGENCY.values()}
_SPLIT = re.compile(r"\s*(?:[,;/+\n]|\band\b|&(?!\s?e\b))\s*", re.I)
_A_AND_E = re.compile(r"\ba\s*(?:&|and)\s*e\b", re.I)


def is_hindsight(written: str) -> bool:
    """Whether the cell says that no agency knew of it at the time."""
    return bool(_HINDSIGHT.search(written.lower()))


@lru_cache(maxsize=4096)
def agency_code(written: str) -> str | None:
    """The code of one agency, however it is written; None when it is not one we know.

    Of "school to children's social care", the school: it is the one that says so.
    """
    text = " ".join(written.replace("’", "'").lower().split())
    if text.replace(" ", "_") in AGENCY:
        return text.replace(" ", "_")
    if text in _BY_NAME:
        return _BY_NAME[text]
    text = _FROM_ONE_TO_ANOTHER.split(text)[0]
    # The first agency named in the words wins over the first in our list: "police, health".
    found = [
        (hit.start(), n, code) for n, (p, code) in enumerate(_PATTERNS) if (hit := p.search(text))
    ]
    if not found:
        return None
    first = min(start for start, _, _ in found)
    # Of patterns that begin within the same few words, the more particular stands higher up.
    return min((n, code) for start, n, code in found if start <= first + 10)[1]


def agency_codes(written: str) -> tuple[str, ...]:
    """The codes of every agency in a cell that names several, each once, in the order written."""
    parts = [each for each in _SPLIT.split(_A_AND_E.sub("A&E", written)) if each.strip()]
    whole = agency_code(written)
    if " to " in written.lower() or len(parts) < 2:
        return (whole,) if whole else ()
    found = [code for each in parts if (code := agency_code(each))]
    return tuple(dict.fromkeys(found))


def reporter_of(written: str, *, agency: str) -> str:
    """Who told us, as a code, from the agency's name as written and its code."""
    text = written.lower()
    if "anonym" in text:
        return "anonymous"
    if re.search(
        r"\b(?:the )?child\b(?! (?:protection|health|care|mind))|young person|\bself\b", text
    ):
        return "child" if agency == "family" else "professional"
    return agency if agency in ("family", "public") else "professional"


def main_agency(codes: Iterable[str]) -> str:
    """Of several agencies, the one that keeps the record: social care if it is there, else the
    first."""
    several = list(codes)
    if not several:
        return "other"
    return "social_care" if "social_care" in several else several[0]
