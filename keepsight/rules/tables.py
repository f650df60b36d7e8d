"""The tables that rules read beside `facts` and `listed`: concerns while they were open, their
harms, and which facts bear on which concern. Each is made once, by SQL that any engine reads."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from keepsight.practice import deadline_calendar
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.unanswered import Unanswered

LOADED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "listed": {"child": "text", "fact_id": "text", "field": "text", "value": "text"},
        "siblings": {"child": "text", "sibling": "text"},
        "deadlines": {"clock": "text", "start_day": "integer", "due_day": "integer"},
    }
)
"""Tables that are loaded, beside `facts` itself, with the types of their columns."""

_HARMS = """
SELECT DISTINCT f.child, c.value AS concern, h.value AS harm
FROM facts f
JOIN listed c ON c.fact_id = f.fact_id AND c.field = 'concerns'
JOIN listed h ON h.fact_id = f.fact_id AND h.field = 'harms'
WHERE f.kind = 'concern'"""

_SAYS_NOTHING = """
SELECT f.fact_id, f.child FROM facts f
LEFT JOIN listed l ON l.fact_id = f.fact_id AND l.field IN ('concerns', 'harms')
WHERE l.fact_id IS NULL"""

_BEARINGS = f"""
SELECT DISTINCT l.child, c.concern, l.fact_id, 'about' AS bearing
FROM listed l
JOIN threads c ON c.child = l.child AND c.concern = l.value
WHERE l.field = 'concerns'
UNION ALL
SELECT DISTINCT l.child, h.concern, l.fact_id, 'about' AS bearing
FROM listed l
JOIN concern_harms h ON h.child = l.child AND h.harm = l.value
LEFT JOIN listed named ON named.fact_id = l.fact_id AND named.field = 'concerns'
WHERE l.field = 'harms' AND named.fact_id IS NULL
UNION ALL
SELECT DISTINCT f.child, c.concern, f.fact_id, 'about' AS bearing
FROM ({_SAYS_NOTHING}) f
JOIN threads c ON c.child = f.child
UNION ALL
SELECT DISTINCT l.child, h.concern, l.fact_id, 'away' AS bearing
FROM listed l
JOIN concern_harms h ON h.child = l.child AND h.harm = l.value
LEFT JOIN listed kept ON kept.fact_id = l.fact_id AND kept.field = 'to_categories'
    AND kept.value = l.value
WHERE l.field = 'from_categories' AND kept.fact_id IS NULL
UNION ALL
SELECT l.child, h.concern, l.fact_id, 'naming' AS bearing
FROM listed l
JOIN concern_harms h ON h.child = l.child AND h.harm = l.value
JOIN (
    SELECT child, concern, COUNT(harm) AS harms FROM concern_harms GROUP BY child, concern
) every_harm ON every_harm.child = h.child AND every_harm.concern = h.concern
WHERE l.field IN ('to_categories', 'categories')
GROUP BY l.child, h.concern, l.fact_id, every_harm.harms
HAVING COUNT(DISTINCT h.harm) = every_harm.harms"""

MADE: Mapping[str, str] = MappingProxyType(
    {
        "threads": f"""
SELECT t.child, t.concern, t.raised_day AS opened_day, t.cleared_day AS answered_day
FROM ({Unanswered().sql()}) t""",
        "concern_harms": _HARMS,
        "bearings": _BEARINGS,
    }
)
"""Tables that are made from the loaded ones, in this order."""


def deadline_rows(rules: Iterable[Rule]) -> Iterator[tuple[str, int, int]]:
    """The rows of `deadlines` for every clock of these rules: clock, start_day, due_day."""
    clocks = {clock.key: clock for rule in rules for clock in rule.shape.clocks}
    return deadline_calendar.rows(clocks.values())
