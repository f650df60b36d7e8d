"""What some rules ask for of an extract, seen from their SQL: which kinds of fact, columns and lists.
What none of them names need not be read."""

import re
from collections.abc import Iterable

from keepsight.facts.column import COLUMNS, LISTED
from keepsight.facts.extract import FIELDS
from keepsight.rules.rule import Rule
from keepsight.rules.tables import kinds_in, kinds_of_concerns, tables_for

_ALWAYS = ("fact_id", "child", "kind", "day", "latest_day", "position", "agency")


class Asked:
    """`kinds` of fact; `coded` columns and `code_lists`, which many facts fill alike; `said`: these with
    kind and agency; `others`, of
    which `texts` are names; `name_lists`; `concerned`: the kinds that matter while a concern is
    open."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = list(rules)
        self.concerned = kinds_of_concerns(self.rules)
        sql = "\n".join([*(e.shape.sql() for e in self.rules), *tables_for(self.rules).values()])
        words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", sql)))
        asked = [each for each in COLUMNS if each in words and each not in (*_ALWAYS, "about")]
        self.kinds = [each for each in kinds_in([sql]) if each != "entered_in_error"]
        lists = [each for each in LISTED if f"'{each}'" in sql and each != "concerns"]
        self.code_lists = [each for each in lists if FIELDS[each] == "codes"]
        self.name_lists = [each for each in lists if FIELDS[each] != "codes"]
        coded = [each for each in asked if FIELDS.get(each) in ("code", "yes_no")]
        self.coded = list(dict.fromkeys((*coded, "relation")))
        self.said = ["kind", "agency", *self.coded, *self.code_lists]
        self.others = [each for each in asked if each not in self.coded]
        self.texts = [each for each in self.others if COLUMNS[each] == "text"]


def columns_read(rules: Iterable[Rule]) -> list[str]:
    """The columns of an extract that a run of these rules reads."""
    asked = Asked(rules)
    own = ("fact_id", "child", "kind", "happened_on", "latest_on", "recorded_at", "agency")
    also = ("about", "corrects", "relative", "concerns")
    named = (*asked.others, *asked.coded, *asked.code_lists, *asked.name_lists)
    return list(dict.fromkeys((*own, *also, *(each for each in named if each in FIELDS))))
