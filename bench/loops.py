"""A few rules as many people would write them first: a loop over each child's rows in pandas."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from keepsight.rules.rulebook import RULES
from keepsight.rules.shapes.clock import Clock, last_day_in_time

Found = list[tuple[str, str]]
"""Child and the fact that raised it."""


def seconds_a_fact(extract: Path) -> tuple[float, int]:
    """Seconds for each fact and rule, and how many rules were looped."""
    facts = standing(extract)
    spent = 0.0
    for rule in LOOPS.values():
        began = time.process_time()
        looped(facts, rule)
        spent += time.process_time() - began
    return spent / len(facts) / len(LOOPS), len(LOOPS)


def standing(extract: Path) -> pd.DataFrame:
    """The facts of an extract without those that a later one corrects."""
    facts = pd.read_parquet(extract)
    facts["latest_on"] = facts["latest_on"].fillna(facts["happened_on"])
    return facts[~facts["fact_id"].isin(set(facts["corrects"].dropna()))]


def looped(facts: pd.DataFrame, rule: Callable[[pd.DataFrame], Iterator[str]]) -> Found:
    """What a rule finds, child by child."""
    in_order = facts.sort_values(["child", "happened_on", "recorded_at", "fact_id"])
    return [(str(child), fact) for child, own in in_order.groupby("child") for fact in rule(own)]


def _unmet(own: pd.DataFrame, starts: pd.Series, ends: pd.Series, clock: Clock) -> Iterator[str]:
    """Each start that no end on or after its day met in time."""
    for _, start in own[starts].iterrows():
        due = last_day_in_time(clock, _day(start["latest_on"]))
        after = own[ends & (own["happened_on"] >= start["happened_on"])]
        named = after["about"].isin(set(own[starts]["fact_id"]))
        meant = after[~named | (after["about"] == start["fact_id"])]
        if due is not None and (meant.empty or _day(meant["happened_on"].min()) > due):
            yield start["fact_id"]


def referral_decision_late(own: pd.DataFrame) -> Iterator[str]:
    """The rule of this name."""
    shape: Any = RULES["referral_decision_late"].shape
    kinds = (shape.expect | shape.stops).kinds
    return _unmet(own, own["kind"] == "referral", own["kind"].isin(kinds), shape.within)


def domestic_abuse_notice_unscreened(own: pd.DataFrame) -> Iterator[str]:
    """The rule of this name."""
    shape: Any = RULES["domestic_abuse_notice_unscreened"].shape
    kinds = (shape.expect | shape.stops).kinds
    starts = own["kind"] == "domestic_abuse_notice"
    return _unmet(own, starts, own["kind"].isin(kinds), shape.within)


def child_protection_visit_late(own: pd.DataFrame) -> Iterator[str]:
    """The rule of this name."""
    shape: Any = RULES["child_protection_visit_late"].shape
    beats = own[(own["kind"] == "visit") & own["seen"].isin(["seen", "not_stated"])]
    begins = own["kind"] == "plan_started"
    care = (own["kind"] == "order_made") & own["order_kind"].isin(
        ["care_order", "interim_care_order"]
    )
    ends = own["kind"].isin(shape.during.ends.kinds) & ((own["kind"] != "order_made") | care)
    running: Any = None
    for _, each in own[begins | ends].iterrows():
        if each["kind"] == "plan_started":
            running = each if running is None else running
        elif running is not None:
            yield from _late(running, each["happened_on"], beats, shape.then)
            running = None
    if running is not None:
        yield from _late(running, None, beats, shape.then)


def _late(begun: Any, ended_on: Any, beats: pd.DataFrame, clock: Clock) -> Iterator[str]:
    during = beats[beats["happened_on"] >= begun["happened_on"]]
    if ended_on is not None:
        during = during[during["happened_on"] <= ended_on]
    during = during.drop_duplicates("happened_on")
    waits = [(begun["fact_id"], begun["latest_on"])]
    waits += list(zip(during["fact_id"], during["latest_on"], strict=True))
    ends = [*during["happened_on"], ended_on]
    for (fact, since), until in zip(waits, ends, strict=True):
        due = last_day_in_time(clock, _day(since))
        if due is not None and (until is None or _day(until) > due):
            yield fact


def _day(value: Any) -> date:
    return value.date() if isinstance(value, pd.Timestamp) else value


LOOPS = {
    each.__name__: each
    for each in (
        referral_decision_late,
        domestic_abuse_notice_unscreened,
        child_protection_visit_late,
    )
}
