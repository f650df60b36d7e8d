"""The columns of an agency's chronology, and the many names that agencies give them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from keepsight.exchange.tables.heading import plain
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.kind import KindField, own_fields


@dataclass(frozen=True)
class Column:
    """One column: its field, the heading it is written with, what it means, its other names."""

    field: str
    heading: str
    description: str
    names: tuple[str, ...] = ()


COLUMNS = (
    Column(
        "date", "Date", "The day, as exactly as it is known.",
        ("date", "date of event", "when", "event date", "date and time", "day", "date time",
         "incident date", "date of incident", "date of contact", "dates"),
    ),
    Column(
        "agency", "Agency", "The agency that says so.",
        ("agency", "service", "organisation", "organization", "agency name", "reporting agency",
         "agency service", "reported by", "professional agency", "source agency", "team"),
    ),
    Column(
        "event", "Event", "What happened, in words.",
        ("event", "what happened", "significant event", "event details", "details of event",
         "description of event", "incident", "nature of contact", "nature of event",
         "summary of event", "contact", "significant events", "entry"),
    ),
    Column(
        "detail", "Details", "More words on what happened.",
        ("details", "detail", "description", "notes", "comment", "comments", "summary", "analysis",
         "narrative", "information", "further details", "text"),
    ),
    Column(
        "child", "Child", "The child, or the children, that it is about.",
        ("child", "children", "subject", "child name", "name of child", "childs name",
         "subjects",
         "name", "family member", "person", "subject child", "young person", "who"),
    ),
    Column(
        "child_id", "Child's number", "A number that tells children of one name apart.",
        ("child id", "child number", "childs number", "id", "person id", "case number",
         "nhs number", "nhs no", "upn", "record number", "unique id", "child reference",
         "client id"),
    ),
    Column(
        "born_on", "Date of birth", "The child's date of birth, which tells children apart too.",
        ("date of birth", "dob", "d o b", "born", "birth date", "born on"),
    ),
    Column(
        "kind", "Kind", "The kind of fact; without one, a note to be given a kind later.",
        ("kind", "type", "event type", "type of event", "kind of event", "kind of fact",
         "category of event",
         "event category", "type of contact"),
    ),
    Column(
        "harms", "Harm", "The harms that it is about.",
        ("harm", "harms", "abuse category", "harm abuse category", "category", "category of abuse",
         "type of abuse", "abuse", "categories of harm", "risk"),
    ),
    Column(
        "outcome", "Outcome", "What came of it.",
        ("outcome", "action", "action taken", "response", "result", "actions", "outcomes",
         "action outcome", "outcome action", "what was done"),
    ),
    Column(
        "source", "Source", "Where the agency has it from; the agency, where no column names one.",
        ("source", "source of information", "source document", "reference", "ref", "evidence",
         "recorded in", "file reference", "source of evidence"),
    ),
)  # fmt: skip

NEEDED = ("date", "agency", "event")

OWN_FIELDS: Mapping[str, KindField] = {
    each.name: each for kind in KINDS.values() for each in own_fields(kind)
}
"""Fields that some kind of fact adds: a column may be headed with any of them."""

EXACT = (
    "fact_id",
    "happened_on",
    "date_as_written",
    "precision",
    "latest_on",
    "recorded_at",
    "recorded_by",
    "exact_source",
    "concerns",
    "event_id",
    "corrects",
)
"""Columns of the full form, which carries facts whole from one Keepsight to another. `exact_source`
is the fact's source and `event_id` its event, whose plain names mean other things here."""

_OWN_HEADINGS = {
    "action": "plan action",
    "analysis": "analysis of the assessment",
    "evidence": "evidence relied on",
    "team": "worker team",
}

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    **{each.field: (plain(each.heading), *each.names) for each in COLUMNS},
    **{name: (name.replace("_", " "),) for name in EXACT},
    **{name: (_OWN_HEADINGS.get(name, name.replace("_", " ")),) for name in OWN_FIELDS},
}
"""Every field a column may hold, and the headings it is known by."""

KIND_NAMES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "initial conference": ("conference", {"conference": "initial"}),
    "initial child protection conference": ("conference", {"conference": "initial"}),
    "icpc": ("conference", {"conference": "initial"}),
    "review conference": ("conference", {"conference": "review"}),
    "review child protection conference": ("conference", {"conference": "review"}),
    "rcpc": ("conference", {"conference": "review"}),
    "strategy meeting": ("strategy_discussion", {}),
    "section 47": ("section_47_begun", {}),
    "section 47 enquiry": ("section_47_begun", {}),
    "home visit": ("visit", {}),
    "statutory visit": ("visit", {}),
    "was not brought": ("appointment", {"attendance": "was_not_brought"}),
    "did not attend": ("appointment", {"attendance": "was_not_brought"}),
    "dna": ("appointment", {"attendance": "was_not_brought"}),
    "no further action": ("referral_decision", {"decision": "no_further_action"}),
    "medical examination": ("medical", {}),
    "domestic abuse": ("domestic_abuse_notice", {}),
    "domestic abuse incident": ("domestic_abuse_notice", {}),
    "core group meeting": ("core_group", {}),
    "professionals meeting": ("meeting", {"meeting": "professionals"}),
    "legal planning": ("legal_planning", {}),
    "moved": ("household_changed", {"household_change": "moved"}),
    "house move": ("household_changed", {"household_change": "moved"}),
    "child protection plan": ("plan_started", {}),
    "injury": ("concern", {"sign": "other_injury"}),
    "bruise": ("concern", {"sign": "bruise"}),
    "disclosure": ("concern", {"sign": "disclosure"}),
    "allegation": ("concern", {"sign": "disclosure"}),
}
"""Kinds of event as agencies call them, and the kind of fact, with the values, that is meant."""

_HEADINGS = {
    **{name: spelled[0].capitalize() for name, spelled in SPELLINGS.items()},
    **{each.field: each.heading for each in COLUMNS},
}


@lru_cache(maxsize=1024)
def kind_named(words: str) -> tuple[type[Fact], Mapping[str, str]] | None:
    """The kind of fact that a cell names, by its code, its title or as agencies call it."""
    said = " ".join(words.lower().replace("_", " ").split())
    for kind in KINDS.values():
        if said in (kind.kind.replace("_", " "), kind.title.lower()):
            return kind, {}
    named = KIND_NAMES.get(said)
    return (KINDS[named[0]], named[1]) if named else None


@lru_cache(maxsize=256)
def fields_of(kind: type[Fact]) -> tuple[KindField, ...]:
    """The fields that a kind of fact adds, worked out once for all the rows of a file."""
    return own_fields(kind)


def heading(field: str) -> str:
    """The heading a column is written with."""
    return _HEADINGS[field]
