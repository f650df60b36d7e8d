"""The ledger: what was ever said of each child, in the order in which it was written. Facts are
added and read, never changed.

Where two records were found to be of one child, they stay two chains: what is said in the one is
read as said of the child under whose name both are kept (`Child.kept_as`), and of nobody else.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from keepsight.facts.fact import Fact
from keepsight.record.chain import BEGINNING, hash_of
from keepsight.record.fact_row import COLUMNS, from_row, to_row
from keepsight.record.models import LedgerFact, SuppliedKind, User

ROWS_AT_ONCE = 2_000
CHILDREN_LOCKED_ONE_BY_ONE = 200

_LOCK_ALL = "SELECT pg_advisory_xact_lock(hashtextextended('keepsight ledger', 0))"
_LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended('keepsight ledger', 0))"
# Records of one child are held under one name, which is asked for once nobody can change it.
_LOCK_SOME = """SELECT pg_advisory_xact_lock(hashtextextended('keepsight child ' || child, 0))
    FROM (SELECT DISTINCT coalesce(joined.kept_as_id, wanted.child) AS child
          FROM unnest(%s::text[]) AS wanted (child)
          LEFT JOIN child joined
              ON joined.child_id = wanted.child AND joined.kept_as_id IS NOT NULL
          ORDER BY child) AS held"""
# One trip for two statements. Each sees what was committed when it began: the second is begun once
# the first has its lock.
_LOCKS = f"{_LOCK_SHARED}; {_LOCK_SOME}"
_HEADS = """SELECT wanted.child, head.position, head.hash
    FROM unnest(%s::text[]) AS wanted (child)
    CROSS JOIN LATERAL (SELECT position, hash FROM ledger WHERE child_id = wanted.child
                        ORDER BY position DESC LIMIT 1) AS head"""
_INSERT = """INSERT INTO ledger (fact_id, child_id, position, kind, happened_on, latest_on,
        recorded_at, agency, recorded_by, source, event, corrects, concerns, rest, organisation_id,
        entered_at, entered_by_id, previous_hash, hash)
    SELECT fact_id, child, position, kind, happened_on, latest_on, recorded_at, agency, recorded_by,
        source, event, corrects, concerns, rest, organisation, entered_at, entered_by,
        previous_hash, hash
    FROM jsonb_to_recordset(%s::jsonb) AS given (fact_id text, child text, position integer,
        kind text, happened_on date, latest_on date, recorded_at timestamptz, agency text,
        recorded_by text, source text, event text, corrects text, concerns text[], rest jsonb,
        organisation bigint, entered_at timestamptz, entered_by bigint, previous_hash text,
        hash text)"""
# Days and moments are read as whole numbers: much quicker than as text, and as exact.
_AS_NUMBERS = {
    "happened_on": "happened_on - DATE '0001-01-01' + 1",
    "latest_on": "latest_on - DATE '0001-01-01' + 1",
    "recorded_at": "(extract(epoch FROM recorded_at) * 1000000)::bigint",
}
_COLUMNS = ", ".join(_AS_NUMBERS.get(each, each) for each in COLUMNS)
# The child is looked up by identifier, however little the planner knows of the table: OFFSET keeps
# it from reading all of it instead.
_FACTS = f"""SELECT coalesce(joined.kept_as_id, ledger.child_id) AS child, kind, rest, {_COLUMNS}
    FROM ledger LEFT JOIN LATERAL (
        SELECT kept_as_id FROM child
        WHERE child.child_id = ledger.child_id AND kept_as_id IS NOT NULL OFFSET 0) joined
        ON true"""  # noqa: S608
# The same of children who are named: what is read as what is asked once, and not of each fact.
_OF_CHILDREN = f"""WITH joined AS MATERIALIZED (
        SELECT child_id, kept_as_id FROM child WHERE kept_as_id = ANY(%s::text[])
        UNION
        SELECT child_id, kept_as_id FROM child
        WHERE child_id = ANY(%s::text[]) AND kept_as_id IS NOT NULL)
    SELECT coalesce(joined.kept_as_id, ledger.child_id) AS child, kind, rest, {_COLUMNS}
    FROM ledger LEFT JOIN joined ON joined.child_id = ledger.child_id
    WHERE ledger.child_id = ANY(%s::text[] || ARRAY(
        SELECT child_id FROM joined WHERE kept_as_id = ANY(%s::text[])))"""  # noqa: S608
_OWN_CHAIN = f"""SELECT ledger.child_id, kind, rest, {_COLUMNS} FROM ledger
    WHERE child_id = %s AND position > %s ORDER BY position"""  # noqa: S608
_JOINED = """SELECT child_id, kept_as_id FROM child WHERE kept_as_id = ANY(%s::text[] || ARRAY(
    SELECT kept_as_id FROM child WHERE child_id = ANY(%s::text[]) AND kept_as_id IS NOT NULL))"""
_WRITTEN_IN = "SELECT fact_id, child_id FROM ledger WHERE fact_id = ANY(%s::text[])"


def hold(children: Collection[str]) -> None:
    """Keep everybody else from adding to these children until the transaction ends.

    Always in one order, so that two who want the same children cannot block each other for ever.
    For very many children the whole ledger is held.
    """
    if len(children) > CHILDREN_LOCKED_ONE_BY_ONE:
        hold_all()
        return
    with connection.cursor() as cursor:
        cursor.execute(_LOCKS, [sorted(children)])


def joined_with(children: Collection[str]) -> dict[str, str]:
    """Of the records of these children that were joined, and of every other that is kept under the
    same name: under which record each is read."""
    wanted = list(children)
    with connection.cursor() as cursor:
        cursor.execute(_JOINED, [wanted, wanted])
        return dict(cursor.fetchall())


def hold_all() -> None:
    """Keep everybody else from adding to any child until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_ALL)


def append(
    facts: Sequence[Fact],
    *,
    by: User | None,
    at: datetime,
    organisations: Mapping[str, int] | None = None,
) -> None:
    """Add facts to the ends of their children's chains, in the order given.

    One fact or a whole authority's. The children must be known. `organisations` says by fact_id
    which agency's row it is, where that is known. Raises IntegrityError where a fact is already
    there, ValueError where a text cannot be kept.
    """
    with transaction.atomic():
        hold({each.child for each in facts})
        joined = joined_with({each.child for each in facts})
        append_held(facts, by=by, at=at, organisations=organisations, joined=joined)
        note_kinds({each.kind for each in facts} - supplied_kinds(), is_heeded=True)


def append_held(
    facts: Sequence[Fact],
    *,
    by: User | None,
    at: datetime,
    organisations: Mapping[str, int] | None = None,
    joined: Mapping[str, str],
) -> None:
    """The same inside a transaction that holds the children already (`hold`) and has noted the
    kinds of fact (`note_kinds`). `joined`: what `joined_with` gave since."""
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "facts are added inside a transaction that holds the child"
        )
    of = organisations or {}
    facts = _each_in_its_chain(facts, joined)
    heads = heads_of({each.child for each in facts})
    rows: list[dict[str, Any]] = []
    for fact in facts:
        row = to_row(fact) | {
            "organisation": of.get(fact.fact_id),
            "entered_at": at,
            "entered_by": by.pk if by else None,
        }
        position, previous = heads.get(fact.child, (0, BEGINNING))
        position += 1
        own = hash_of(row, child=fact.child, position=position, previous=previous)
        heads[fact.child] = position, own
        rows.append(row | {"position": position, "previous_hash": previous, "hash": own})
    for start in range(0, len(rows), ROWS_AT_ONCE):
        _insert(rows[start : start + ROWS_AT_ONCE])


def heads_of(children: Collection[str]) -> dict[str, tuple[int, str]]:
    """Where each child's chain ends: its last position and hash. Children without facts are left
    out."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [list(children)])
        return {child: (position, own) for child, position, own in cursor.fetchall()}


def facts_of(child: str) -> list[Fact]:
    """A child's facts in the order in which they were written, as far as the reader may see; those
    of a record that was joined to it stand behind its own. None for a record that is read as
    another's."""
    return facts_of_many([child])[child]


def own_chain(child: str, *, after: int = 0) -> list[Fact]:
    """What was written in this record itself, whoever it is read as, after that position of its
    chain."""
    return _read(_OWN_CHAIN, [child, after])


def facts_of_many(
    children: Iterable[str], *, kinds: Collection[str] | None = None
) -> dict[str, list[Fact]]:
    """The facts of several children, each child's in the order in which they were written.

    `kinds`: only these kinds of fact.
    """
    if kinds is None:
        return _by_child(list(children), "", [])
    return _by_child(list(children), "AND kind = ANY(%s)", [list(kinds)])


def facts_of_families(
    children: Collection[str], *, beside: Collection[str], kinds: Collection[str]
) -> dict[str, list[Fact]]:
    """The same of these children and, of those kinds only, of the others beside them."""
    narrowed = "AND (kind = ANY(%s) OR coalesce(joined.kept_as_id, ledger.child_id) <> ALL(%s))"
    return _by_child([*children, *beside], narrowed, [list(kinds), list(beside)])


def _by_child(wanted: list[str], narrowed: str, narrow_to: list[Any]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    query = f"""{_OF_CHILDREN} {narrowed}
        ORDER BY joined.kept_as_id IS NOT NULL, ledger.child_id, position"""
    for each in _read(query, [wanted] * 4 + narrow_to):
        found[each.child].append(each)
    return {child: found[child] for child in wanted}


def fact(fact_id: str) -> Fact | None:
    """One fact, if there is such a one that the reader may see."""
    found = _read(f"{_FACTS} WHERE fact_id = %s", [fact_id])
    return found[0] if found else None


def facts_named(fact_ids: Iterable[str]) -> list[Fact]:
    """These facts in the order of a chronology, as far as the reader may see."""
    found = _read(f"{_FACTS} WHERE fact_id = ANY(%s)", [list(fact_ids)])
    return sorted(found, key=lambda each: each.order)


def already_there(fact_ids: Iterable[str]) -> set[str]:
    """Which of these facts the ledger has."""
    known = LedgerFact.objects.filter(pk__in=list(fact_ids)).values_list("pk", flat=True)
    return set(known)


def supplied_kinds() -> frozenset[str]:
    """The kinds of fact that the record has ever held, and that rules may count on."""
    heeded = SuppliedKind.objects.filter(is_heeded=True)
    return frozenset(heeded.values_list("kind", flat=True))


def note_kinds(kinds: Collection[str], *, is_heeded: bool) -> None:
    """Note kinds of fact as supplied. Those that are not heeded wait for `heed_every_kind`."""
    rows = [SuppliedKind(kind=each, is_heeded=is_heeded) for each in sorted(kinds)]
    SuppliedKind.objects.bulk_create(rows, ignore_conflicts=True)


def heed_every_kind() -> None:
    """Let rules count on every kind that was noted."""
    SuppliedKind.objects.filter(is_heeded=False).update(is_heeded=True)


def _each_in_its_chain(facts: Sequence[Fact], joined: Mapping[str, str]) -> Sequence[Fact]:
    """The facts as they are written: of several records of one child, what corrects something or is
    about a concern goes into the chain in which that stands, so that it stays with it if they are
    parted again."""
    if not joined:
        return facts
    named = {each.corrects for each in facts if each.corrects}
    named.update(concern for each in facts for concern in each.concerns)
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN_IN, [list(named)])
        written_in = dict(cursor.fetchall())
    return [_in_its_chain(each, written_in, joined) for each in facts]


def _in_its_chain(fact: Fact, written_in: Mapping[str, str], kept: Mapping[str, str]) -> Fact:
    follows = [fact.corrects] if fact.corrects else fact.concerns
    chains = {written_in.get(each, fact.child) for each in follows}
    chain = chains.pop() if len(chains) == 1 else fact.child
    is_of_child = kept.get(chain, chain) == kept.get(fact.child, fact.child)
    return fact.model_copy(update={"child": chain}) if is_of_child else fact


def _read(query: str, values: list[Any]) -> list[Fact]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [from_row(*row) for row in cursor.fetchall()]


def _insert(rows: list[dict[str, Any]]) -> None:
    text = json.dumps(rows, default=lambda value: value.isoformat())
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [text])
