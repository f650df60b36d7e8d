"""What a page needs to record a fact, to correct one or to give a note its kind: the child's
concerns, brothers and sisters, the plan that stands, and what an act would leave open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, family, known
from keepsight.casework.fact import (
    ON_PAGES,
    OWN_ACTION,
    OWN_STEP,
    TAKEN_OUT_ELSEWHERE,
    may_be_given,
)
from keepsight.casework.fact_line import fact_line
from keepsight.casework.family import Family
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.who import Who, who
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import Child, User

LEAVES_OPEN = ("category_changed", "plan_ended", "case_closed", "case_stepped_down")
"""Acts that have been taken for the end of a concern, whatever they were about."""

ABOUT = {
    "referral_decision": ("referral", "contact"),
    "domestic_abuse_screened": ("domestic_abuse_notice",),
    "plan_action_updated": ("plan_action_set",),
    "disagreement_answered": ("disagreement",),
}
"""Which earlier facts a fact of this kind may be about, one of them by name."""

OF_ONE_CHILD = frozenset({*ABOUT, *OWN_ACTION, "birth", "death", "relationship"})
"""Kinds that are never one event for brothers and sisters together."""


@dataclass(frozen=True)
class ConcernChoice:
    """A concern that a fact may be about, in words."""

    concern: str
    who: Who
    harms: tuple[str, ...]
    agency: str
    opened_on: date
    is_open: bool


@dataclass(frozen=True)
class Recording:
    """What the form of one kind of fact needs. `earlier` is the fact to be corrected, if one is, or
    the note to be given this kind.

    `about` are the facts that this one may be
    about, each in words. `names` are people's, by the identifiers that facts may name them with.
    `also_for` names the brothers and sisters for whom the same event was recorded.
    """

    who: Who
    kind: type[Fact]
    concerns: tuple[ConcernChoice, ...]
    siblings: tuple[Who, ...]
    adults: tuple[str, ...]
    names: dict[str, str]
    about: tuple[tuple[str, str], ...]
    earlier: Fact | None = None
    also_for: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What people call this kind of fact."""
        return self.kind.title

    @property
    def gives_kind(self) -> bool:
        """Whether a note is given its kind."""
        return self.earlier is not None and self.earlier.kind != self.kind.kind

    @property
    def is_correction(self) -> bool:
        """Whether what is saved puts right a fact of the same kind."""
        return self.earlier is not None and not self.gives_kind

    @property
    def left_open(self) -> tuple[ConcernChoice, ...]:
        """The open concerns that this act does not answer, where it has been taken to."""
        is_warned = self.kind.kind in LEAVES_OPEN and not self.is_correction
        return tuple(each for each in self.concerns if each.is_open) if is_warned else ()

    @property
    def may_be_taken_out(self) -> bool:
        """Whether the fact to be corrected may be called entered in error."""
        return self.is_correction and self.kind.kind not in {*OWN_ACTION, *TAKEN_OUT_ELSEWHERE}


def for_new(child: str, kind: str, *, by: User, on: date) -> Recording:
    """What the form for a new fact of this kind needs.

    Raises access.Refused, also for an unknown child, for a kind that there is not, and for one that
    has an action of its own.
    """
    access.require(by, "record_fact", child, kind=kind, on=on)
    elsewhere = OWN_ACTION | OWN_STEP | ON_PAGES | {"entered_in_error"}
    if kind not in KINDS or kind in elsewhere:
        raise access.Refused
    return _recording(child, KINDS[kind], by=by, on=on)


def for_correction(child: str, fact_id: str, *, by: User, on: date) -> Recording:
    """What the form for a correction needs, with the fact as it stands.

    Raises access.Refused, also for a fact that is not there, was corrected already, or is an
    answer.
    """
    return _replacing(child, fact_id, None, by=by, on=on)


def for_note(child: str, fact_id: str, kind: str, *, by: User, on: date) -> Recording:
    """What the form needs by which a note is given this kind, with the note.

    Raises access.Refused, also for a note that is not there or has a kind already, for a kind that
    there is not, and for one that no note is given.
    """
    return _replacing(child, fact_id, kind, by=by, on=on)


def _replacing(child: str, fact_id: str, kind: str | None, *, by: User, on: date) -> Recording:
    """What stands, to be replaced by a fact of its own kind, or, where it is a note, of `kind`."""
    access.require(by, "correct_fact", child, on=on)
    people, of = _family(child, on=on)
    earlier = next((each for each in of.facts if each.fact_id == fact_id), None)
    if earlier is None or earlier.kind in OWN_STEP | {"answer"}:
        raise access.Refused
    access.require(by, "correct_fact", child, kind=earlier.kind, on=on)
    if kind is not None and not (earlier.kind == "note" and may_be_given(kind, to=earlier, by=by)):
        raise access.Refused
    wanted = KINDS[kind] if kind else type(earlier)
    return _recording(child, wanted, by=by, on=on, earlier=earlier, around=(people, of))


def _recording(
    child: str,
    kind: type[Fact],
    *,
    by: User,
    on: date,
    earlier: Fact | None = None,
    around: tuple[Family, known.Known] | None = None,
) -> Recording:
    people, of = around or _family(child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    row = Child.objects.get(pk=child)
    whole_family = {
        each.child: Who(each.child, each.name, each.age) for each in people.siblings if each.child
    }
    offered = () if earlier or kind.kind in OF_ONE_CHILD else tuple(whole_family.values())
    named = {child: who(row, on=on), **{each.child: each for each in offered}}
    shared = [
        each.child
        for each in of.of_siblings
        if earlier and earlier.event and each.event == earlier.event and each.kind == earlier.kind
    ]
    return Recording(
        who=named[child],
        kind=kind,
        concerns=tuple(_concerns(of.of_family, named, kind=kind.kind, earlier=earlier)),
        siblings=offered,
        adults=tuple(dict.fromkeys(each.name for each in people.adults)),
        names=people.names,
        about=tuple(_about(of.facts, kind.kind)),
        earlier=earlier,
        also_for=tuple(dict.fromkeys(whole_family[each].name for each in shared)),
    )


def _family(child: str, *, on: date) -> tuple[Family, known.Known]:
    people = family.family_of(Child.objects.get(pk=child), on=on)
    return people, known.known(child, siblings=people.open_to_reader, on=on, known_on=None)


def _concerns(
    facts: Sequence[Fact], named: dict[str, Who], *, kind: str, earlier: Fact | None
) -> Iterable[ConcernChoice]:
    """Those that are open, the child's own first. A return home may also name one that has an
    answer, which it opens again; and a correction those that the fact names already."""
    if kind in OWN_ACTION:
        return
    places, raised_by = list(named), RaisedBy(named)
    found = [each for each in threads(facts) if each.child in named]
    for each in sorted(found, key=lambda thread: places.index(thread.child)):
        is_named = earlier is not None and each.concern in earlier.concerns
        if each.is_open or is_named or kind == "household_changed":
            yield _choice(each, named[each.child], raised_by)


def _choice(thread: Thread, whose: Who, raised_by: RaisedBy) -> ConcernChoice:
    return ConcernChoice(
        concern=thread.concern,
        who=whose,
        harms=tuple(HARM.named(each) for each in thread.harms),
        agency=raised_by.named(thread),
        opened_on=thread.opened_on,
        is_open=thread.is_open,
    )


def _about(facts: Sequence[Fact], kind: str) -> Iterable[tuple[str, str]]:
    for each in reversed(facts):
        if each.kind in ABOUT.get(kind, ()):
            line = fact_line(each)
            words = str(vars(each).get("action") or line.detail)
            said = f": {words[:80]}" if words else ""
            yield each.fact_id, f"{line.title}, {line.when}, {line.agency}{said}"
