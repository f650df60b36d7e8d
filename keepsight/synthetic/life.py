"""The life of an ordinary family: everyday things, and one piece of work after another, each run as
it should be."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.episode import work
from keepsight.synthetic.everyday import grow_up
from keepsight.synthetic.home import ChildLife, Home


def live(home: Home) -> None:
    """Everything that happens to one family until the last day."""
    grow_up(home)
    first_on = add_working_days(home.household.first_on, 1)
    index = _somebody(home, first_on)
    on: date | None = first_on
    while on is not None and index is not None and on <= home.until:
        lives, ended_on = work(home, index, on)
        on = _next_referral(home, lives, ended_on)
        if on is not None and not _may_be_index(index, on):
            index = _somebody(home, on)


def _somebody(home: Home, on: date) -> ChildLife | None:
    """A child of the family whom a referral might be about."""
    possible = [each for each in home.lives if _may_be_index(each, on)]
    return home.rng.choice(possible) if possible else None


def _may_be_index(life: ChildLife, on: date) -> bool:
    return life.is_thought_of_on(on) and life.person.age_on(on) < 17


def _next_referral(home: Home, lives: list[ChildLife], ended_on: date) -> date | None:
    """When the family is referred again, if it is."""
    rng = home.rng
    last_on = lives[0].referred[-1]
    earliest = max(ended_on + timedelta(days=14), last_on + timedelta(days=35))
    latest = last_on + timedelta(days=355)
    if earliest < latest:
        if rng.random() < home.shares.again.chance("yes"):
            days = rng.randint(0, (latest - earliest).days)
            return add_working_days(earliest + timedelta(days=days), 1)
        earliest = last_on + timedelta(days=372)
    if rng.random() < 0.3:
        return add_working_days(earliest + timedelta(days=rng.randint(0, 500)), 1)
    return None
