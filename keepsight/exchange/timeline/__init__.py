"""The timeline picture of a child or a family: how long each concern has been open, and what was
done meanwhile."""

from keepsight.exchange.timeline.drawing import drawn
from keepsight.exchange.timeline.from_facts import timeline
from keepsight.exchange.timeline.lane import Bar, Flag, Lane, Mark, Point, Timeline
from keepsight.exchange.timeline.picture import timeline_svg

__all__ = ["Bar", "Flag", "Lane", "Mark", "Point", "Timeline", "drawn", "timeline", "timeline_svg"]
