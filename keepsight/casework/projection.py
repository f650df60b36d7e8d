"""What is worked out from the facts and kept beside them: concern threads, what became of
referrals, and findings. They are worked out anew in the transaction that adds a fact, for the child
and, where a rule looks at facts of that kind across a family, for brothers and sisters; so that no
page is ever behind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from keepsight.casework.lesson.in_force import is_lesson, set_aside
from keepsight.casework.rules_in_force import heed_all, rules_in_force
from keepsight.facts.chronology import current
from keepsight.facts.disagreement import Disputed, disputes_of_child
from keepsight.facts.fact import Fact
from keepsight.facts.front_door import Referred, referrals_of_child
from keepsight.facts.thread import Thread
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import (
    Child,
    ConcernThread,
    Disagreement,
    Finding,
    LedgerFact,
    Referral,
    User,
)
from keepsight.rules import finding
from keepsight.rules.history import History
from keepsight.rules.rule import Rule
from keepsight.rules.watch import cannot_tell, findings_of, kinds_seen_in_siblings

CHILDREN_AT_ONCE = 200
AT_ONCE_AT_MOST = 5_000
"""So many children are looked at anew in a quarter of a minute (docs/performance.md)."""

SEEN_IN_SIBLINGS = kinds_seen_in_siblings() | {"entered_in_error"}
"""Facts of other kinds change nothing for a brother or sister."""

_TABLES: tuple[type[Model], ...] = (ConcernThread, Referral, Disagreement, Finding)


@dataclass(frozen=True)
class _There:
    """What is kept in one table: of each row, by its key, the values of the named columns."""

    columns: Sequence[str]
    rows: Mapping[str, list[Any]]

    def place_of(self, column: str) -> int | None:
        """Which of the values is that column's; None where there is none."""
        return self.columns.index(column) if column in self.columns else None


Progress = Callable[[int, int], None]
"""Told how many children are done, and of how many."""


def hold(children: set[str]) -> set[str]:
    """Keep everybody else from adding to these children, and to the brothers and sisters whom it
    may touch, until the transaction ends; gives all of them."""
    touched = children.union(*siblings_of(children).values())
    ledger.hold(touched)
    return touched


def add(
    facts: Sequence[Fact],
    *,
    by: User | None,
    at: datetime,
    organisations: dict[str, int] | None = None,
    supplies: frozenset[str] = frozenset(),
    held: set[str] | None = None,
) -> None:
    """Add facts to the ledger, then work out anew what stands for the children they touch.

    Call as the system. All or nothing, in the transaction that is under way or, where there is
    none, in one of its own. A kind of fact that nobody supplied before may let a rule speak that
    could not tell: then every child is looked at, at once or, where they are too many for that, by
    the next `refresh_all`. `supplies` names kinds of which there is none yet, and
    which are recorded here from now on. `held`: what `hold` gave for these children earlier in the
    same transaction.
    """
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        _add(facts, by, at, organisations, supplies, held)


def _add(
    facts: Sequence[Fact],
    by: User | None,
    at: datetime,
    organisations: dict[str, int] | None,
    supplies: frozenset[str],
    held: set[str] | None,
) -> None:
    children = {each.child for each in facts}
    before = ledger.supplied_kinds()
    after = before | {each.kind for each in facts} | supplies
    speaks_anew = after != before and _speaks_anew(before, after)
    waits = speaks_anew and are_too_many()
    if speaks_anew and not waits:
        ledger.hold_all()
    touched = hold(children) if held is None else held
    # Asked once nobody can join them: what is written in a second record stands in the one kept.
    joined = ledger.joined_with(children)
    if (read_as := {joined.get(each, each) for each in children}) != children:
        children, touched = read_as, hold(read_as)
        joined = ledger.joined_with(children)
    ledger.note_kinds(after - before, is_heeded=not waits)
    ledger.append_held(facts, by=by, at=at, organisations=organisations, joined=joined)
    if speaks_anew and not waits:
        refresh_all()
    else:
        across = any(each.kind in SEEN_IN_SIBLINGS for each in facts)
        refresh(touched if across else children, supplied=before if waits else after)


def _speaks_anew(before: frozenset[str], after: frozenset[str]) -> bool:
    rules = rules_in_force().values()
    return cannot_tell(after, rules=rules) != cannot_tell(before, rules=rules)


def are_too_many() -> bool:
    """Whether looking at every child would keep whoever saves waiting for more than some seconds,
    and everybody else with them."""
    return Child.objects.order_by("pk")[AT_ONCE_AT_MOST : AT_ONCE_AT_MOST + 1].exists()


def refresh_all(progress: Progress | None = None) -> None:
    """Work out anew what stands for every child, by every kind of fact that has come, while nobody
    adds to any."""
    ledger.hold_all()
    ledger.heed_every_kind()
    heed_all()
    # Identifiers of brothers and sisters often lie side by side: a family is then read once.
    refresh(Child.objects.order_by("pk").values_list("pk", flat=True), progress=progress)


def refresh_rule(code: str) -> None:
    """Work out anew what one rule finds about every child, after its number was set, while nobody
    adds to any."""
    ledger.hold_all()
    rule = rules_in_force().get(code)
    supplied = ledger.supplied_kinds()
    wanted = list(Child.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(wanted), CHILDREN_AT_ONCE):
        children = wanted[start : start + CHILDREN_AT_ONCE]
        found = [
            _finding_row(each)
            for history in histories(children, supplied)
            for each in findings_of(history, rules=[rule] if rule else [])
        ]
        (there,) = _there((Finding,), children, rule=code)
        _write(Finding, there, found)


def refresh(
    children: Iterable[str],
    *,
    supplied: frozenset[str] | None = None,
    progress: Progress | None = None,
) -> None:
    """Work out anew the threads and findings of these children, and write what has changed.

    `supplied`: the kinds of fact that the record has ever held, where the caller knows them.
    """
    wanted = list(children)
    supplied = ledger.supplied_kinds() if supplied is None else supplied
    rules = tuple(rules_in_force().values())
    for start in range(0, len(wanted), CHILDREN_AT_ONCE):
        _refresh_some(wanted[start : start + CHILDREN_AT_ONCE], supplied, rules)
        if progress:
            progress(min(start + CHILDREN_AT_ONCE, len(wanted)), len(wanted))


def _refresh_some(children: list[str], supplied: frozenset[str], rules: Sequence[Rule]) -> None:
    threads: list[ConcernThread] = []
    referred: list[Referral] = []
    disputed: list[Disagreement] = []
    findings: list[Finding] = []
    for history in histories(children, supplied):
        threads += map(_thread_row, history.threads)
        referred += map(_referral_row, referrals_of_child(history.facts))
        disputed += map(_disagreement_row, disputes_of_child(history.facts))
        findings += map(_finding_row, findings_of(history, rules=rules))
    *others, found_before = _there(_TABLES, children)
    there = [*others, _without_set_aside(found_before, rules)]
    _name_organisations([*threads, *referred, *disputed], _organisations(there))
    every: tuple[Sequence[Model], ...] = (threads, referred, disputed, findings)
    for table, before, rows in zip(_TABLES, there, every, strict=True):
        _write(table, before, rows)


def histories(children: list[str], supplied: frozenset[str]) -> Iterator[History]:
    """What the rules may look at of each of these children, in order. Call as the system."""
    siblings = siblings_of(children)
    others = set(chain.from_iterable(siblings.values())).difference(children)
    written = ledger.facts_of_families(children, beside=others, kinds=SEEN_IN_SIBLINGS)
    known = {child: current(own) for child, own in written.items()}
    for child in children:
        yield History(child, known[child], {s: known[s] for s in siblings[child]}, supplied)


def _thread_row(thread: Thread) -> ConcernThread:
    opening, last = thread.opening, thread.spells[-1]
    row = ConcernThread(
        concern=thread.concern,
        child_id=thread.child,
        harms=list(thread.harms),
        sign=vars(opening)["sign"],
        opened_on=thread.opened_on,
        opened_by=opening.recorded_by,
        agency=opening.agency,
        summary=opening.detail,
        facts_count=len(thread.facts),
        last_happened_on=thread.facts[-1].happened_on,
        open_since_on=last.opened_on,
        answered_on=last.answered_on,
    )
    if last.answer is not None:
        given = vars(last.answer)
        row.answer, row.reasons = given["answer"], given["reasons"]
        row.answered_by = given["answered_by"]
    return row


def _referral_row(found: Referred) -> Referral:
    came = found.referral
    row = Referral(
        referral=came.fact_id,
        child_id=came.child,
        agency=came.agency,
        referred_by=came.recorded_by,
        came_on=came.latest_on or came.happened_on,
        came_at=came.recorded_at,
        harms=list(came.harms),
        concerns=list(came.concerns),
        summary=came.detail,
        settled_on=found.settled_on,
        taken_up=found.taken_up.kind if found.taken_up else "",
    )
    if found.decision is not None:
        said = vars(found.decision)
        row.decided, row.decided_on = found.decision.fact_id, found.decision.happened_on
        row.decision, row.reasons = said["decision"], said["reasons"] or found.decision.detail
        row.decided_by = said["decided_by"] or found.decision.recorded_by
        row.referrer_told_on = said["referrer_told_on"]
    if found.acknowledged is not None:
        row.acknowledged_at = found.acknowledged.recorded_at
        row.acknowledged_by = vars(found.acknowledged)["acknowledged_by"]
    if found.told is not None:
        row.referrer_told_on = row.referrer_told_on or found.told.happened_on
    return row


def _disagreement_row(found: Disputed) -> Disagreement:
    said = found.disagreement
    row = Disagreement(
        disagreement=said.fact_id,
        child_id=said.child,
        concern=said.concerns[0] if said.concerns else "",
        agency=said.agency,
        said_by=said.recorded_by,
        reasons=vars(said)["reasons"],
        is_challenge=found.is_challenge,
        raised_on=said.happened_on,
        stage=found.stage,
        stage_since_on=found.stage_since_on,
        owner=found.owner,
        due_on=found.due_on,
        settled_on=found.settled_on,
    )
    if found.answer is not None:
        row.answered_on, row.answered_by = found.answer.happened_on, found.answer.recorded_by
        row.outcome = vars(found.answer)["disagreement_outcome"]
    return row


def _finding_row(found: finding.Finding) -> Finding:
    return Finding(
        finding_id=found.finding_id,
        rule=found.rule,
        child_id=found.child,
        concern=found.concern,
        raised_on=found.raised_on,
        cleared_on=found.cleared_on,
        facts=list(found.facts),
    )


def _name_organisations(
    rows: Sequence[ConcernThread | Referral | Disagreement], known: Mapping[str, int | None]
) -> None:
    """The organisation whose fact opened the concern, referred or disagreed. What a fact of the
    ledger says never changes, so that only new ones are asked for."""
    new = [each.pk for each in rows if each.pk not in known]
    named = dict(known)
    if new:
        began = LedgerFact.objects.filter(pk__in=new)
        named |= dict(began.values_list("pk", "organisation_id"))
    for each in rows:
        each.organisation_id = named.get(each.pk)


def _organisations(there: Iterable[_There]) -> dict[str, int | None]:
    """The organisation of each row that is there and that names one."""
    return {
        pk: values[place]
        for each in there
        if (place := each.place_of("organisation_id")) is not None
        for pk, values in each.rows.items()
    }


def _there(tables: Sequence[type[Model]], children: list[str], **only: str) -> list[_There]:
    """What is kept of these children in each of these tables, in one trip to the database. `only`
    narrows it to what new rows may take the place of."""
    names = [[str(each.column) for each in table._meta.concrete_fields] for table in tables]
    narrowed = "".join(f" AND {column} = %s" for column in only)
    queries = (
        f"SELECT {', '.join(columns)} FROM {table._meta.db_table} "  # noqa: S608
        f"WHERE child_id = ANY(%s){narrowed}"
        for table, columns in zip(tables, names, strict=True)
    )
    found = []
    with connection.cursor() as cursor:
        cursor.execute("; ".join(queries), [children, *only.values()] * len(tables))
        for columns in names:
            rows = {pk: values for pk, *values in cursor.fetchall()}
            found.append(_There(columns[1:], rows))
            cursor.nextset()
    return found


def _without_set_aside(there: _There, rules: Sequence[Rule]) -> _There:
    """The findings but those of a lesson that cannot be read any more: they stay as they stood, and
    are not taken out as if nothing were found any longer."""
    place = there.columns.index("rule")
    running = {each.code for each in rules}
    stopped = {values[place] for values in there.rows.values()} - running
    if not any(is_lesson(each) for each in stopped):
        return there
    aside = {each.lesson for each in set_aside()} & stopped
    stays = {pk: values for pk, values in there.rows.items() if values[place] not in aside}
    return replace(there, rows=stays)


def _write(table: Any, there: _There, rows: Sequence[Model]) -> None:
    """Write only what is new or different; take out what no longer stands."""
    fields = table._meta.concrete_fields[1:]
    changed = [
        row
        for row in rows
        if there.rows.get(row.pk) != [getattr(row, each.attname) for each in fields]
    ]
    gone = there.rows.keys() - {row.pk for row in rows}
    if gone:
        table.objects.filter(pk__in=list(gone)).delete()
    if changed:
        table.objects.bulk_create(
            changed,
            batch_size=1_000,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[each.name for each in fields],
        )
