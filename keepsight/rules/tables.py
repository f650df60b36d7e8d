"""The tables that rules read beside `facts` and `listed`: concerns while they were open, their
harms, and which facts bear on which concern. Each is made once, by SQL that any engine reads."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from keepsight.facts.kind import KINDS
from keepsight.practice import deadline_calendar
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.part import Shared, parts
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
SELECT DISTINCT n.child, n.concern, h.value AS harm
FROM facts f
JOIN named n ON n.fact_id = f.fact_id
JOIN listed h ON h.fact_id = f.fact_id AND h.field = 'harms'
WHERE f.kind = 'concern'"""

MADE: Mapping[str, str] = MappingProxyType(
    {
        "named": """
SELECT DISTINCT l.child, l.fact_id, l.value AS concern FROM listed l WHERE l.field = 'concerns'""",
        "fact_names": "SELECT f.fact_id, f.fact_id AS name FROM facts f",
        "births": """
SELECT f.child, MIN(f.day) AS day FROM facts f WHERE f.kind = 'birth' GROUP BY f.child""",
        "threads": f"""
SELECT t.child, t.concern, t.raised_day AS opened_day, t.cleared_day AS answered_day
FROM ({Unanswered().sql()}) t""",
        "concern_harms": _HARMS,
    }
)
"""Tables that are made from the loaded ones for any rule, in this order: which concerns a fact
names, what facts are called, births, the stretches in which a concern was open, and its harms."""

_OPEN = "(t.answered_day IS NULL OR (f.day <= t.answered_day AND t.opened_day < t.answered_day))"

_ABOUT = """
SELECT n.fact_id, n.concern FROM named n
UNION
SELECT l.fact_id, h.concern
FROM listed l
JOIN concern_harms h ON h.child = l.child AND h.harm = l.value
LEFT JOIN named n ON n.fact_id = l.fact_id
WHERE l.field = 'harms' AND n.fact_id IS NULL"""

_SAYS_SOMETHING = """
SELECT n.fact_id FROM named n UNION SELECT l.fact_id FROM listed l WHERE l.field = 'harms'"""

_AWAY = """
SELECT DISTINCT l.fact_id, h.concern
FROM listed l
JOIN concern_harms h ON h.child = l.child AND h.harm = l.value
LEFT JOIN listed kept ON kept.fact_id = l.fact_id AND kept.field = 'to_categories'
    AND kept.value = l.value
WHERE l.field = 'from_categories' AND kept.fact_id IS NULL"""

_NAMING = """
SELECT l.fact_id, h.concern
FROM listed l
JOIN concern_harms h ON h.child = l.child AND h.harm = l.value
JOIN (
    SELECT child, concern, COUNT(harm) AS harms FROM concern_harms GROUP BY child, concern
) every_harm ON every_harm.child = h.child AND every_harm.concern = h.concern
WHERE l.field IN ('to_categories', 'categories')
GROUP BY l.fact_id, h.concern, every_harm.harms
HAVING COUNT(DISTINCT h.harm) = every_harm.harms"""


def tables_for(rules: Iterable[Rule]) -> Mapping[str, str]:
    """The SELECT of each table that these rules read beside the loaded ones, in order.

    Beside MADE: `bearings`, a row for each fact while a concern was open (and each concern), with
    how it bears on the concern; and what parts of several rules share, such as stretches of a plan.
    """
    chosen = list(rules)
    of_concerns = kinds_of_concerns(chosen)
    shared = (part for each in chosen for part in parts(each.shape) if isinstance(part, Shared))
    return {
        **MADE,
        **({"bearings": bearings(of_concerns)} if of_concerns else {}),
        **{each.table: each.made for each in shared},
    }


def kinds_of_concerns(rules: Iterable[Rule]) -> list[str]:
    """The kinds of fact that these rules look at while a concern is open."""
    texts = (each.shape.sql() for each in rules)
    return kinds_in(each for each in texts if "bearings" in each)


def kinds_in(sql: Iterable[str]) -> list[str]:
    """The kinds of fact that stand in these texts, by name. The other facts are not read."""
    texts = list(sql)
    return [kind for kind in sorted(KINDS) if any(f"'{kind}'" in each for each in texts)]


def bearings(kinds: Iterable[str], *, facts: str = "facts") -> str:
    """The SELECT of the table `bearings`, for facts of these kinds."""
    # "about": it names the concern, or shares its harm, or names nothing at all.
    wanted = ", ".join(f"'{each}'" for each in kinds)
    return f"""
SELECT f.*, t.concern, t.opened_day, t.answered_day,
    CASE WHEN about_it.fact_id IS NOT NULL OR says.fact_id IS NULL THEN 1 ELSE 0 END AS is_about,
    CASE WHEN away.fact_id IS NULL THEN 0 ELSE 1 END AS is_away,
    CASE WHEN naming.fact_id IS NULL THEN 0 ELSE 1 END AS is_naming
FROM threads t
JOIN {facts} f ON f.child = t.child AND f.day >= t.opened_day AND {_OPEN}
LEFT JOIN ({_ABOUT}) about_it ON about_it.fact_id = f.fact_id AND about_it.concern = t.concern
LEFT JOIN ({_SAYS_SOMETHING}) says ON says.fact_id = f.fact_id
LEFT JOIN ({_AWAY}) away ON away.fact_id = f.fact_id AND away.concern = t.concern
LEFT JOIN ({_NAMING}) naming ON naming.fact_id = f.fact_id AND naming.concern = t.concern
WHERE f.kind IN ({wanted})"""


def deadline_rows(rules: Iterable[Rule]) -> Iterator[tuple[str, int, int]]:
    """The rows of `deadlines` for every clock of these rules: clock, start_day, due_day."""
    clocks = {clock.key: clock for rule in rules for clock in rule.shape.clocks}
    return deadline_calendar.rows(clocks.values())
