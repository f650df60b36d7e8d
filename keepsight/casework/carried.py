"""What stands beside the ledger about a child who has two records: involvements, relatives, asks,
meetings and drafts go over to the record that is kept, and come back if the two are parted."""

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models, transaction

from keepsight.record.models import (
    Child,
    ConcernThread,
    Disagreement,
    Finding,
    LedgerFact,
    NameKeys,
    Person,
    PossibleMatch,
    Referral,
    SameChild,
)

STAYS = (Child, LedgerFact, SameChild, PossibleMatch, NameKeys)
"""What is written of each record for itself."""
WORKED_OUT = (ConcernThread, Disagreement, Finding, Referral)
"""What is worked out anew from the facts."""


def carry(other: Child, *, to: Child) -> dict[str, list[Any]]:
    """Let every row about one record be about the other; gives which they were, for `carry_back`.

    A row that would stand there twice, or that nobody may change, stays where it is. Call inside an
    action.
    """
    moved: dict[str, list[Any]] = {}
    for table, field in _fields(Child):
        moved[_name(table, field)] = _move(table, field, other.pk, to.pk)
    for table, field in _fields(Person):
        moved[_name(table, field)] = _move(table, field, other.person_id, to.person_id)
    return {name: rows for name, rows in moved.items() if rows}


def carry_back(carried: dict[str, list[Any]], *, to: str, person: str) -> None:
    """Let the rows that were carried be about the record again from which they came. A row that is
    gone since is left out."""
    for of, whose in ((Child, to), (Person, person)):
        for table, field in _fields(of):
            rows = carried.get(_name(table, field), [])
            table._base_manager.filter(pk__in=rows).update(**{field: whose})


def _fields(of: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """Every column, of every table, that names a child or person, but for those that stay."""
    for each in of._meta.get_fields(include_hidden=True):
        if isinstance(each, models.ManyToOneRel) and not isinstance(each, models.ManyToManyRel):
            table = each.related_model
            if table not in (*STAYS, *WORKED_OUT):
                yield table, each.field.attname


def _name(table: Any, field: str) -> str:
    return f"{table._meta.label_lower}.{field}"


def _move(table: Any, field: str, from_: str, to: str) -> list[Any]:
    rows = list(table._base_manager.filter(**{field: from_}).values_list("pk", flat=True))
    if not rows or _change(table, field, rows, to):
        return rows
    return [each for each in rows if _change(table, field, [each], to)]


def _change(table: Any, field: str, rows: list[Any], to: str) -> bool:
    """Whether these rows could be changed."""
    try:
        with transaction.atomic():
            table._base_manager.filter(pk__in=rows).update(**{field: to})
    except IntegrityError:
        return False
    return True
