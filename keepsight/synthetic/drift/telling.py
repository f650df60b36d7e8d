"""Chooses families for the stories of drift and tells them: half long ago, half so that they are in
sight on the last day."""

from collections.abc import Iterator
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.adults import look_at_adults
from keepsight.synthetic.drift import (
    adults,
    babies,
    care,
    enquiry,
    front_door,
    harm,
    help,
    oversight,
    protection,
    seeing,
)
from keepsight.synthetic.drift.story import Story
from keepsight.synthetic.everyday import grow_up
from keepsight.synthetic.home import ChildLife, Home

STORIES: tuple[Story, ...] = (
    *front_door.STORIES,
    *enquiry.STORIES,
    *protection.STORIES,
    *babies.STORIES,
    *harm.STORIES,
    *care.STORIES,
    *seeing.STORIES,
    *help.STORIES,
    *oversight.STORIES,
    *adults.STORIES,
)


def tell_stories(homes: list[Home], *, number: int) -> set[Home]:
    """Tell each story in so many families, as far as there are families that fit.

    Gives the families in which a story was told; nothing else happens in them.
    """
    told: set[Home] = set()
    for turn in range(number):
        for story in STORIES:
            found = next(_fitting(homes, told, story, is_recent=turn % 2 == 0), None)
            if found is None:
                continue
            home, index, on = found
            told.add(home)
            home.story = story.rule
            home.household.first_on = on
            story.tell(home, index, on)
            grow_up(home)
            look_at_adults(home)
    return told


def _fitting(
    homes: list[Home], told: set[Home], story: Story, *, is_recent: bool
) -> Iterator[tuple[Home, ChildLife, date]]:
    for home in homes:
        if home in told:
            continue
        on = _begins_on(home, story, is_recent=is_recent)
        if any(not each.is_thought_of_on(on) for each in home.lives):
            continue
        if story.with_siblings and len(home.lives) < 2:
            continue
        if story.with_father and not home.household.father:
            continue
        for life in home.lives:
            age = (on - life.person.born_on).days / 365.25
            if story.from_age <= age <= story.to_age:
                yield home, life, on
                break


def _begins_on(home: Home, story: Story, *, is_recent: bool) -> date:
    latest = home.until - timedelta(days=story.days + 6)
    if is_recent:
        return add_working_days(latest - timedelta(days=home.rng.randint(0, 45)), -1)
    earliest = home.from_on + timedelta(days=30)
    span = max((latest - earliest).days - 200, 1)
    return add_working_days(earliest + timedelta(days=home.rng.randint(0, span)), 1)
