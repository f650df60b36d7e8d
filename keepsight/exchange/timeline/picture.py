"""From facts straight to the timeline picture."""

from collections.abc import Mapping, Sequence
from datetime import date

from keepsight.exchange.timeline.drawing import drawn
from keepsight.exchange.timeline.from_facts import timeline
from keepsight.exchange.timeline.lane import Mark
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread


def timeline_svg(
    *,
    facts: Sequence[Fact],
    threads: Sequence[Thread],
    marks: Sequence[Mark],
    until: date,
    title: str,
    names: Mapping[str, str] | None = None,
) -> str:
    """The timeline as a standalone SVG picture that scales to the width it is given.

    `facts` are the current facts of one child, or of a family whose lanes then carry the name of
    the child they are about (from `names`, else the child's identifier). Nothing that happened
    after `until` is drawn.
    """
    return drawn(
        timeline(facts=facts, threads=threads, marks=marks, until=until, names=names or {}),
        title=title,
    )
