"""A matter: facts of one sort that gather, about a child or about one concern, until something
settles them. Deadlines and accumulations both ask what became of a matter."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from keepsight.facts.column import LISTED
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.same_name import alike
from keepsight.facts.thread import Spell as OpenSpell
from keepsight.facts.thread import Thread
from keepsight.rules.history import History, Series
from keepsight.rules.select import NOTHING, Bearing, Clause, Selection
from keepsight.rules.shapes.circumstance import Circumstance
from keepsight.rules.shapes.part import joins, parts


@dataclass(frozen=True)
class Matter:
    """The facts that gathered, in order, and the day that settled them (None: nothing has)."""

    facts: list[Fact]
    settled_on: date | None
    concern: str | None = None
    opening: Fact | None = None

    def rests_on(self, first: Fact, others: Iterable[Fact]) -> tuple[str, ...]:
        """The facts by name: the one that raised it, the others, the concern's own, each once."""
        also = [self.opening] if self.opening else []
        return tuple(dict.fromkeys([each.fact_id for each in (first, *others, *also)]))


@dataclass(frozen=True)
class Matters:
    """Which facts gather, and what settles them.

    A matter is settled on the day of the first settling fact on or after the day of each of its
    facts. One that names in `about` one of them settles only that, and what of another kind had led
    up to it: an assessment that names its beginning also ends the wait since the referral. Per
    concern, only what bears on the concern counts, while it is open, and its answer settles all.

    `by_adult`: these settle only what is about the adult they name, and each adult is a matter
    apart; who names nobody stands for all. Not together with `per_concern` or `of_siblings`.
    """

    of: Selection
    settled_by: Selection
    only: Circumstance | None = None
    per_concern: bool = False
    of_siblings: bool = False
    each_apart: bool = False
    by_adult: Selection = NOTHING

    def within(self, history: History) -> list[Matter]:
        """The matters of one child, in order of their first fact."""
        gathered = self._all(history)
        if not gathered.facts:
            return []
        if self.per_concern:
            return self._of_concerns(gathered, history)
        settled = self._settled(gathered, self.settled_by.series(history))
        return [Matter(*each) for each in self._apart(gathered.facts, settled)]

    def _all(self, history: History) -> Series:
        """Whatever gathers, of any concern."""
        if self.of_siblings:
            return self._those(_series(self.of.of_siblings(history)), history)
        return self._those(self.of.series(history), history)

    def _those(self, found: Series, history: History) -> Series:
        if self.only is None or not found.facts:
            return found
        return _series([each for each in found.facts if self.only.holds(history, each)])

    def _of_concerns(self, gathered: Series, history: History) -> list[Matter]:
        """The matters of each concern while it was open.

        What bears alike on several concerns is one series for them (`series_bearing_on`), so that
        what settles it is looked for once.
        """
        counted = {each.fact_id for each in gathered.facts}
        known: dict[tuple[int, int], tuple[Series, Sequence[date | None] | None]] = {}
        found: list[Matter] = []
        for thread in history.threads:
            facts = self.of.series_bearing_on(thread, history)
            settling = self.settled_by.series_bearing_on(thread, history)
            key = (id(facts), id(settling))
            if key not in known:
                if self.only is not None:
                    facts = _series([each for each in facts.facts if each.fact_id in counted])
                # Where something is named, it depends on what gathered while the concern was open.
                names = self._name_something(settling)
                known[key] = facts, None if names else self._settled(facts, settling)
            for spell in thread.spells:
                found += self._while_open(thread, spell, *known[key], settling)
        return found

    def _while_open(
        self,
        thread: Thread,
        spell: OpenSpell,
        facts: Series,
        settled: Sequence[date | None] | None,
        settling: Series,
    ) -> Iterator[Matter]:
        first = bisect_left(facts.days, spell.opened_on)
        last = len(facts.days)
        if answered_on := spell.answered_on:
            last = bisect_left(facts.days, answered_on)
        while_open = facts.facts[first:last]
        if not while_open:
            return
        if settled is None:
            settled = self._settled(Series(while_open, facts.days[first:last], ()), settling)
        else:
            settled = settled[first:last]
        if answered_on:
            settled = [min(day, answered_on) if day else answered_on for day in settled]
        for together, settled_on in self._apart(while_open, settled):
            yield Matter(together, settled_on, thread.concern, spell.opened_by)

    def _settled(self, facts: Series, settling: Series) -> Sequence[date | None]:
        """For each fact the day on which it was settled, the concern's own answer apart."""
        if not settling.facts:
            return [None] * len(facts.facts)
        is_named = self._name_something(settling)
        if not is_named and not self.by_adult.clauses:
            return list(map(_first_besides(settling), facts.facts, facts.days))
        named = {each.fact_id: each for each in facts.facts} if is_named else {}
        found: list[date | None] = []
        for fact, day in zip(facts.facts, facts.days, strict=True):
            for place in range(bisect_left(settling.days, day), len(settling.facts)):
                each = settling.facts[place]
                if _settles(each, fact, named) and self._is_of_that_adult(each, fact):
                    found.append(settling.days[place])
                    break
            else:
                found.append(None)
        return found

    def _apart(
        self, facts: Sequence[Fact], settled: Sequence[date | None]
    ) -> Iterable[tuple[list[Fact], date | None]]:
        """The facts of each matter, and the day that settled it."""
        if self.each_apart and not self.by_adult.clauses:
            return [([fact], day) for fact, day in zip(facts, settled, strict=True)]
        if not self.by_adult.clauses and len(set(settled)) == 1:
            return [(list(facts), settled[0])]
        found: dict[object, tuple[list[Fact], date | None]] = {}
        for fact, settled_on in zip(facts, settled, strict=True):
            key = (_adult(fact), settled_on) if self.by_adult.clauses else settled_on
            if key in found:
                found[key][0].append(fact)
            else:
                found[key] = [fact], settled_on
        return found.values()

    def _is_of_that_adult(self, settling: Fact, fact: Fact) -> bool:
        """Whether it may settle what is about the fact's adult."""
        if not self.by_adult.clauses or not self.by_adult.matches(settling):
            return True
        return "" in (_adult(settling), _adult(fact)) or _adult(settling) == _adult(fact)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the SQL that say whose matter it is; with `matter`, which."""
        return ("child", "concern", "opened_day") if self.per_concern else ("child",)

    @property
    def apart(self) -> tuple[str, ...]:
        """The columns of `matters` that tell one matter from another."""
        return (*self.keys, *(("adult",) if self.by_adult.clauses else ()), "matter")

    def sql(self, *, noting: Mapping[str, Circumstance] | None = None) -> str:
        """Named queries for a WITH, the last of them `matters`: a row for each fact that gathered.

        `matter` is the same for all of one matter, and `settled_day` the day that settled it.
        `noting` adds columns: 1 where that circumstance held for the fact, else 0.
        """
        response = "r.response_day" if self.settled_by.clauses else "CAST(NULL AS INTEGER)"
        settled_day = response
        if self.per_concern:
            settled_day = (
                f"CASE WHEN g.answered_day IS NULL OR {response} < g.answered_day "
                f"THEN {response} ELSE g.answered_day END"
            )
        matter = "fact_id" if self.each_apart else "COALESCE(settled_day, -1000000)"
        return f"""
        gathered AS ({self._gathered(noting or {})}),
        {self._response() if self.settled_by.clauses else ""}
        matters AS (
            SELECT ended.*, {matter} AS matter
            FROM (SELECT g.*, {settled_day} AS settled_day FROM gathered g {self._joined()}) ended)"""

    def _gathered(self, noting: Mapping[str, Circumstance]) -> str:
        columns = ["child", "fact_id", "day", "latest_day", "position", "agency"]
        source, wanted = "facts x", [self.of.sql("x")]
        if self.per_concern:
            source, wanted = "bearings x", [bears_sql(self.of, "x")]
            wanted.append("(x.answered_day IS NULL OR x.day < x.answered_day)")
            columns += ["concern", "opened_day", "answered_day"]
        if self._can_name_something:
            columns.append("about")
        if self._leads_up:
            columns.append("kind")
        if self.of_siblings:
            source = self._of_siblings(columns)
        if self.only:
            wanted.append(self.only.sql())
        every = [f"x.{each}" for each in columns]
        if self.by_adult.clauses:
            every.append("x.adult")
        every += [f"CASE WHEN {c.sql()} THEN 1 ELSE 0 END AS {n}" for n, c in noting.items()]
        return f"""
            SELECT {", ".join(every)}
            FROM {source} {joins(self.only, *noting.values())}
            WHERE {" AND ".join(wanted)}"""

    def _of_siblings(self, columns: Sequence[str]) -> str:
        """Their facts as rows `x` whose child is the one whose brother or sister they are about."""
        own = dict.fromkeys([*columns, "kind", *_asked_of(self.of), *_asked_of(self.only)])
        listed = ", ".join("s.child" if each == "child" else f"f.{each}" for each in own)
        return f"""(
                SELECT {listed}
                FROM siblings s JOIN facts f ON f.child = s.sibling
                WHERE {self.of.sql("f")}) x"""

    def _response(self) -> str:
        """The first day on or after the fact's own on which something settled it."""
        source, wanted = "facts x", self.settled_by.sql("x")
        if self.per_concern:
            source, wanted = "bearings x", bears_sql(self.settled_by, "x")
        same = " AND ".join(f"s.{each} = g.{each}" for each in self.keys)
        names, naming = "", ""
        if self._can_name_something:
            its = " AND ".join(f"named_fact.{each} = x.{each}" for each in self.keys)
            naming = f"LEFT JOIN gathered named_fact ON named_fact.fact_id = x.about AND {its}"
            names = ", named_fact.fact_id AS names"
            led_up = ""
            if self._leads_up:
                names += ", named_fact.kind AS names_kind, named_fact.day AS names_day"
                led_up = " OR (g.kind <> s.names_kind AND g.day <= s.names_day)"
            same += f" AND (s.names IS NULL OR s.names = g.fact_id{led_up})"
        if not set(self.of.kinds).isdisjoint(self.settled_by.kinds):
            same += " AND s.fact_id <> g.fact_id"
        columns = ", ".join(f"x.{each}" for each in (*self.keys, "fact_id", "day"))
        if self.by_adult.clauses:
            columns += f", CASE WHEN {self.by_adult.sql('x')} THEN x.adult END AS adult"
            same += " AND (s.adult IS NULL OR g.adult IS NULL OR s.adult = g.adult)"
        by = ", ".join(f"g.{each}" for each in self._one_row)
        return f"""
        settling AS (SELECT {columns}{names} FROM {source} {naming} WHERE {wanted}),
        response AS (
            SELECT {by}, MIN(s.day) AS response_day
            FROM gathered g JOIN settling s ON s.day >= g.day AND {same}
            GROUP BY {by}),"""

    def _joined(self) -> str:
        if not self.settled_by.clauses:
            return ""
        same = " AND ".join(f"r.{each} = g.{each}" for each in self._one_row)
        return f"LEFT JOIN response r ON {same}"

    @property
    def _one_row(self) -> tuple[str, ...]:
        """What tells the rows of `gathered` apart."""
        if self.per_concern:
            return ("fact_id", "concern", "opened_day")
        return ("fact_id", "child") if self.of_siblings else ("fact_id",)

    @property
    def _can_name_something(self) -> bool:
        return can_name(self.settled_by) or can_name(self.of)

    @property
    def _leads_up(self) -> bool:
        """Whether what is named may have come after something of another kind."""
        return self._can_name_something and len(self.of.kinds) > 1

    def _name_something(self, settling: Series) -> bool:
        """Whether any of these says in `about` which fact it is about."""
        return self._may_name and any(vars(each).get("about") for each in settling.facts)

    @cached_property
    def _may_name(self) -> bool:
        return can_name(self.settled_by)


def can_name(selection: Selection) -> bool:
    """Whether any of these facts can say in `about` which fact it is about."""
    return any("about" in KINDS[each].model_fields for each in selection.kinds)


def bears_sql(selection: Selection, alias: str) -> str:
    """A condition on a row of `bearings`: one of these facts, bearing on the concern as it asks."""
    groups: dict[Bearing, list[Clause]] = {}
    for each in selection.clauses:
        groups.setdefault(each.bearing, []).append(each)
    found = []
    for bearing, clauses in groups.items():
        asked = "" if bearing == "any" else f"{alias}.is_{bearing} = 1 AND "
        found.append(f"{asked}{Selection(tuple(clauses)).sql(alias)}")
    if len(found) < 2:
        return found[0] if found else "1 = 0"
    kinds = Selection((Clause(selection.kinds),)).sql(alias)
    return f"{kinds} AND ({' OR '.join(f'({each})' for each in found)})"


def bearing_rows(selection: Selection, *, per_concern: bool) -> str:
    """A SELECT of the facts that are meant, by child; or of each concern while it was open, those
    that bear on it: then `concern`, `opened_day` and `answered_day` are there too."""
    if per_concern:
        return f"SELECT b.* FROM bearings b WHERE {bears_sql(selection, 'b')}"
    return f"SELECT f.* FROM facts f WHERE {selection.sql('f')}"


def _asked_of(whole: object) -> Iterator[str]:
    """The columns that the clauses in a condition look at."""
    for each in parts(whole):
        if isinstance(each, Clause):
            yield from (name for name, _ in each.conditions if name not in LISTED)


def _series(facts: Sequence[Fact]) -> Series:
    """Facts with their days. Their places are not asked for: they may be of several children."""
    return Series(facts, [each.happened_on for each in facts], ())


def _adult(fact: Fact) -> str:
    """The adult whom the fact names, however the name is written; "" where it names none."""
    return alike(vars(fact).get("adult", ""))


def _first_besides(settling: Series) -> Callable[[Fact, date], date | None]:
    """Gives the day of the first of these on or after a day, besides the fact in question."""
    facts, days = settling.facts, settling.days
    last = len(days)

    def first(fact: Fact, day: date) -> date | None:
        place = bisect_left(days, day)
        while place < last and facts[place] is fact:
            place += 1
        return days[place] if place < last else None

    return first


def _settles(settling: Fact, fact: Fact, named: Mapping[str, Fact]) -> bool:
    """Not the fact itself; and where it names one of those that gathered, only that one, and what
    of another kind had led up to it."""
    about = named.get(vars(settling).get("about", "")) if named else None
    if settling is fact or about is None or about is fact:
        return settling is not fact
    return fact.kind != about.kind and fact.happened_on <= about.happened_on
