"""The life of an ordinary family: everyday things, and one piece of work after another, each run as
it should be."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.adults import look_at_adults
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
    look_at_adults(home)


def first_referred_last(homes: list[Home], *, number: int, until: date) -> list[Home]:
    """The same families; some become known only on the last working day, so that the front door has
    referrals on which it may yet have to decide."""
    last_on = add_working_days(until + timedelta(days=1), -1)
    day_before = add_working_days(last_on, -1)
    fitting = [each for each in homes if _somebody_on(each, last_on)]
    for home in fitting[:: max(1, len(fitting) // number)][:number]:
        home.household.first_on = day_before
    return homes


def _somebody_on(home: Home, on: date) -> bool:
    return any(_may_be_index(each, on) for each in home.lives)


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
