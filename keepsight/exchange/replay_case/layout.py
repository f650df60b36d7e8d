"""The columns and words of a replay file, with the other spellings that are taken for them."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from keepsight.exchange.tables.heading import plain

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "day", "when", "happened on", "event date", "date of event"),
    "earliest": ("earliest", "from", "first", "earliest date", "start"),
    "latest": ("latest", "to", "last", "latest date", "end"),
    "precision": ("precision", "date precision", "accuracy", "certainty"),
    "child": ("child", "children", "subject", "person", "name", "who"),
    "agency": ("agency", "agencies", "service", "organisation", "by", "reported by"),
    "kind": ("kind", "type", "event type", "event kind", "kind of event", "event"),
    "abuse_category": ("abuse category", "category", "harm", "harms", "abuse", "type of abuse"),
    "outcome": ("outcome", "result", "decision", "what came of it"),
    "detail": ("detail", "details", "description", "what happened", "notes", "text", "summary"),
    "source": ("source", "sources", "reference", "ref"),
}
"""Each field, and how its column may be headed."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "contact": ("initial contact", "enquiry", "information"),
    "concern": ("worry", "concern raised", "observation"),
    "referral": ("referred", "re referral", "referral to social care"),
    "injury": ("injuries", "bruise", "bruising", "fracture"),
    "disclosure": ("disclosed", "allegation", "child said"),
    "medical": ("medical examination", "examination", "child protection medical", "cp medical"),
    "missed_appointment": ("was not brought", "did not attend", "dna", "appointment missed"),
    "assessment_started": ("assessment began", "assessment begun", "assessment start"),
    "assessment_completed": ("assessment", "assessment ended", "assessment finished"),
    "strategy_discussion": ("strategy meeting", "strategy"),
    "s47_started": ("s47", "section 47", "section 47 started", "section 47 enquiry", "s47 enquiry"),
    "icpc": ("initial conference", "initial child protection conference", "conference"),
    "rcpc": ("review conference", "review child protection conference"),
    "plan_started": ("plan began", "cp plan", "child protection plan", "registered", "plan start"),
    "category_changed": ("category change", "change of category"),
    "plan_ended": ("plan end", "plan ceased", "deregistered", "de registered"),
    "core_group": ("core group meeting", "meeting", "professionals meeting"),
    "legal_planning": ("legal planning meeting", "legal", "gateway meeting"),
    "visit": ("home visit", "social work visit", "statutory visit"),
    "case_closed": ("closed", "closure", "case closure"),
    "household_change": ("household", "change at home", "household changed", "move"),
    "police_event": ("police", "arrest", "criminal", "police outcome"),
    "domestic_abuse": ("domestic violence", "domestic abuse notice", "dv", "da"),
    "substance": ("substance misuse", "drugs", "alcohol"),
    "care_proceedings": ("proceedings", "court", "care order"),
    "protective_action": ("protection", "removed", "taken into care", "removal"),
    "death": ("died", "death of child"),
    "other": ("note", "background", "birth", "context"),
}
"""Each kind of row, and what else it may be called."""

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "accepted": ("referral accepted",),
    "no_further_action": ("nfa", "no action"),
    "redirected": ("signposted", "sent elsewhere"),
    "judged_malicious": ("malicious",),
    "not_recorded": ("unrecorded",),
    "seen": ("child seen",),
    "seen_alone": ("child seen alone",),
    "not_seen": ("child not seen", "no reply"),
    "refused_access": ("refused", "access refused", "refused entry"),
    "doorstep_only": ("doorstep", "seen on doorstep"),
    "not_brought": ("was not brought", "dna", "did not attend"),
    "withdrawn": ("withdrew",),
    "attended": ("seen in clinic",),
    "inconclusive": ("not conclusive",),
    "supports_abuse": ("supports", "consistent with abuse", "non accidental"),
    "other_cause": ("another cause", "medical cause"),
    "incomplete": ("not completed", "not complete"),
    "no_concern": ("no concerns", "nothing found", "no findings"),
    "explanation_accepted": ("explained", "accidental"),
    "unexplained": ("not explained", "no explanation"),
    "late_presentation": ("presented late", "delay in presentation"),
    "adult_joined": ("moved in", "partner moved in"),
    "adult_left": ("moved out", "partner left"),
    "moved": ("house move", "moved house"),
    "carer_changed": ("change of carer", "new carer"),
    "returned_home": ("return home", "home"),
    "placed_away": ("placed", "removed", "foster care", "placed in foster care"),
    "no_role": ("no role for us",),
    "concern_remains": ("concerns remain",),
    "closed": ("case closed",),
    "stepped_down": ("step down",),
    "arrest": ("arrested",),
    "bail": ("bailed",),
    "no_charge": ("no prosecution", "not charged", "released without charge"),
    "charge": ("charged",),
    "convicted": ("conviction",),
    "logged": ("recorded",),
    "no_decision": ("not decided", "nothing decided"),
    "decision_made": ("decided", "decision"),
    "threshold_not_met": ("not met",),
    "threshold_met": ("met",),
    "made": ("disclosed", "disclosure made"),
    "retracted": ("withdrew allegation", "took it back"),
    "not_believed": ("disbelieved",),
}
"""Each outcome, and what else it may be called."""

HARMS: Mapping[str, tuple[str, ...]] = {
    "physical": ("physical abuse", "physical harm", "physical injury"),
    "emotional": ("emotional abuse", "psychological"),
    "sexual": ("sexual abuse", "csa", "sexual harm"),
    "neglect": ("neglected",),
    "none": ("not stated", "n a", "na", "unknown", "no", "not applicable"),
}
"""Each category of abuse, and what else it may be called."""

PRECISIONS: Mapping[str, tuple[str, ...]] = {
    "day": ("exact", "date"),
    "month": (),
    "year": (),
    "approx": ("approximate", "about", "circa", "estimated", "approximately"),
    "placed": (),
}

_CLOSE_ENOUGH = 85


def meant(words: str, choices: Mapping[str, Iterable[str]]) -> tuple[str | None, bool]:
    """Which of the choices is meant, and whether that was certain.

    A small slip of spelling is forgiven, and is not certain. None when nothing is near.
    """
    said = plain(words)
    names = {plain(name): name for name in choices}
    for name, others in choices.items():
        names.update({plain(each): name for each in others if plain(each) not in names})
    if said in names:
        return names[said], True
    near = process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return (names[near[0]], False) if near and said else (None, False)
