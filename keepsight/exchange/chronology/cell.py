"""One cell read as a field of a fact: a code by its word or name, a list, a day, yes or no."""

from datetime import datetime
from typing import Any

from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date
from keepsight.facts.kind import KindField
from keepsight.practice.code import CodeList

BETWEEN_VALUES = "; "
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class CellRefusedError(ValueError):
    """A cell that does not hold what its field takes; the message says what was expected."""


def value_in(cell: str, field: KindField) -> Any:
    """The value of a field from the words of a cell. Raises CellRefusedError."""
    match field.shape:
        case "code" if field.codes is not None:
            return _code(cell, field.codes)
        case "codes" if field.codes is not None:
            return tuple(_code(each, field.codes) for each in _several(cell))
        case "texts":
            return tuple(_several(cell))
        case "yes_no":
            if cell.lower() not in _YES:
                raise CellRefusedError("yes or no")
            return _YES[cell.lower()]
        case "day":
            try:
                return read_date(cell).happened_on
            except DateNotUnderstoodError:
                raise CellRefusedError("a day such as 3 May 2016") from None
        case "instant":
            try:
                return datetime.fromisoformat(cell)
            except ValueError:
                raise CellRefusedError("an instant such as 2016-05-03T10:30:00+00:00") from None
    return cell


def cell_of(value: Any) -> str:
    """The words of a cell for a field's value; `value_in` is the way back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return BETWEEN_VALUES.join(str(each) for each in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _several(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(BETWEEN_VALUES.strip()) if each.strip()]


def _code(cell: str, codes: CodeList) -> str:
    said = " ".join(cell.lower().replace("_", " ").split())
    for each in codes.values():
        if said in (each.code.lower().replace("_", " "), each.name.lower()):
            return each.code
    raise CellRefusedError(f"one of {', '.join(codes)}")
