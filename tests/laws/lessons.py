"""Lessons as the form can make them, thrown by dice: of every sort, with every choice."""

from random import Random

from keepsight.practice.codes.harm import HARM
from keepsight.rules.lesson.lesson import (
    BEARS,
    SORTS,
    Holds,
    Lesson,
    Meant,
    Sort,
    Source,
    Span,
    fields_of,
    needed,
)
from tests.laws.small_lives import AGENCIES, HARMS, TEMPLATES

_SPANS = (
    Span(amount=1, unit="working_days"),
    Span(amount=10, unit="calendar_days"),
    Span(amount=2, unit="weeks"),
    Span(amount=3, unit="months"),
    Span(amount=1, unit="years"),
)


def a_lesson(random: Random, *, sort: Sort | None = None) -> Lesson:
    """A finished lesson about kinds of fact that small lives are made of."""
    sort = sort or random.choice(list(SORTS))
    per_concern = sort == "left_open" or (sort != "rhythm_lost" and random.random() < 0.5)
    clears = _some_meant(random)
    numbers = {each: random.choice(_SPANS) for each in needed(sort) if each != "times"}
    counts = sort in ("too_many", "nothing_comes")
    return Lesson(
        title="A lesson",
        sentence="Something was not done.",
        source=Source(title="A review"),
        number_is_in_source=random.random() < 0.2,
        sort=sort,
        of=_some_meant(random),
        clears=() if per_concern and sort != "not_done" and random.random() < 0.5 else clears,
        **numbers,
        times=random.randint(1, 3) if counts else None,
        window=random.choice((None, *_SPANS)) if counts else None,
        by_different_agencies=counts and random.random() < 0.3,
        each_apart=random.random() < 0.3,
        stops_with_the_work=random.random() < 0.3,
        per_concern=per_concern,
        under=Span(amount=5, unit="years") if random.random() < 0.2 else None,
        at_least=Span(amount=1, unit="months") if random.random() < 0.2 else None,
        during=random.choice(("plan", "care") if sort == "rhythm_lost" else ("", "", "plan")),
    )


def _some_meant(random: Random) -> tuple[Meant, ...]:
    kinds = random.sample(sorted(TEMPLATES), random.choice((1, 1, 2, 3)))
    return tuple(_meant(random, each) for each in kinds)


def _meant(random: Random, kind: str) -> Meant:
    holds = []
    for field in fields_of(kind):
        if random.random() < 0.7:
            continue
        if field.codes is None:
            holds.append(Holds(field=field.name, values=(random.random() < 0.5,)))
            continue
        made = [each[field.name] for each in TEMPLATES[kind] if field.name in each]
        codes = [each for each in (*made, *field.codes) if isinstance(each, str)][:4]
        values = tuple(dict.fromkeys(random.choice(codes) for _ in range(2)))
        holds.append(Holds(field=field.name, values=values))
    return Meant(
        kind=kind,
        holds=tuple(holds),
        agencies=tuple(random.sample(AGENCIES, 2)) if random.random() < 0.2 else (),
        harms=tuple(each for each in HARMS if each in HARM and random.random() < 0.4)
        if random.random() < 0.3
        else (),
        bears=random.choice(BEARS.get(kind, ("about", "any"))),
    )
