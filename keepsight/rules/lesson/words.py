"""What a lesson says, in words that are put together from its choices, so that whoever reads them
reads what the rule does."""

from collections.abc import Iterable

from keepsight.facts.fact import KINDS
from keepsight.facts.kind import KindField
from keepsight.facts.label import YES_AND_NO
from keepsight.practice.code import in_a_sentence
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM
from keepsight.rules.lesson.lesson import DURING, Holds, Lesson, Meant, Span, fields_of

_BEARS = {
    "away": "that drops a harm of the concern",
    "naming": "that names every harm of the concern",
    "any": "whatever concern it is about",
}


def raised(lesson: Lesson) -> str:
    """When the rule speaks, in one sentence or some: "Raised when …". For a finished lesson."""
    of, clears = one_of(lesson, lesson.of), one_of(lesson, lesson.clears)
    match lesson.sort:
        case "not_done":
            said = f"{of} is not followed by {clears} within {_in_words(lesson.limit)}"
            if lesson.stops_with_the_work:
                said += "; not if the case was closed or stepped down, or the child died, by then"
            if lesson.each_apart:
                said += "; each one has a time of its own"
        case "too_many":
            window = lesson.window_of_several
            within = f" within {_in_words(window)}" if window else ""
            said = f"there has been {of} {_often(lesson.times)}{within}"
            if lesson.clears:
                said += f", and no {clears} since"
        case "nothing_comes":
            nothing = f"without {clears}" if lesson.clears else "without an answer to the concern"
            window = lesson.window_of_several
            within = f" within {_in_words(window)}" if window else ""
            said = (
                f"there has been {of} {_often(lesson.times)}{within}, or the first was more than "
                f"{_in_words(lesson.longest)} ago, {nothing}"
            )
        case "rhythm_lost":
            said = (
                f"there has been no {of} within {_in_words(lesson.first)} of the day it began, or "
                f"within {_in_words(lesson.limit)} of the one before"
            )
        case _:
            said = f"a concern is still open although there has been {of}"
    if lesson.by_different_agencies and lesson.sort in ("too_many", "nothing_comes"):
        said += "; the agencies that said so must be at least two"
    return " ".join([f"Raised when {said}.", *for_whom(lesson)])


def cleared(lesson: Lesson) -> str:
    """What clears it, as a sentence. For a finished lesson."""
    if lesson.sort == "rhythm_lost":
        end = "the end of the plan" if lesson.during == "plan" else "the end of care"
        return _sentence(f"{one_of(lesson, lesson.of)}, or {end}")
    ways = ["an answer to the concern"] if lesson.is_per_concern else []
    ways += [phrase_in(lesson, each) for each in lesson.clears]
    return _sentence(_or(ways))


def expected(lesson: Lesson) -> str:
    """What there is to do by a day, as My work lists it: "Visit (seen), as our lesson asks";
    nothing where the lesson waits for nothing to be done. For a finished lesson."""
    awaited = {"not_done": lesson.clears, "rhythm_lost": lesson.of}.get(lesson.sort or "", ())
    named = _or([phrase(each) for each in awaited])
    return f"{named[:1].upper()}{named[1:]}, as our lesson asks" if awaited else ""


def one_of(lesson: Lesson, meant: Iterable[Meant]) -> str:
    """Facts that are meant, as a sentence names them: "a visit or a core group"."""
    return _or([phrase_in(lesson, each) for each in meant])


def phrase(meant: Meant) -> str:
    """One kind of fact with what is asked of it: "visit (not seen alone)"."""
    fields = {each.name: each for each in fields_of(meant.kind)}
    asked = [_holds(each, fields[each.field]) for each in meant.holds]
    if meant.agencies:
        asked.append(f"said by {_or([AGENCY.named(each) for each in meant.agencies])}")
    if meant.harms:
        asked.append(f"about {_or([HARM.named(each).lower() for each in meant.harms])}")
    named = in_a_sentence(KINDS[meant.kind].title)
    return f"{named} ({'; '.join(asked)})" if asked else named


def phrase_in(lesson: Lesson, meant: Meant) -> str:
    """The same with how it must bear on a concern, where the lesson is about each concern."""
    bears = _BEARS.get(meant.bears, "") if lesson.is_per_concern else ""
    return f"“{phrase(meant)}”" + (f" {bears}" if bears else "")


def _holds(asked: Holds, field: KindField) -> str:
    if field.codes is None:
        yes, no = YES_AND_NO[field.name]
        return in_a_sentence(yes if asked.values[0] else no)
    names = _or([in_a_sentence(field.codes.named(str(each))) for each in asked.values])
    return f"{field.label.lower()}: {names}" if field.label else names


def for_whom(lesson: Lesson) -> tuple[str, ...]:
    """For which children and when it is looked at, a sentence each; none for every child."""
    return tuple(_for_whom(lesson))


def _for_whom(lesson: Lesson) -> Iterable[str]:
    if lesson.sort == "rhythm_lost":
        if lesson.during:
            yield f"Only while {DURING[lesson.during]}."
        return
    if lesson.is_per_concern:
        yield "Looked at for each open concern, by what is about it."
    ages = [f"under {_age(lesson.under)}"] if lesson.under else []
    ages += [f"at least {_age(lesson.at_least)} old"] if lesson.at_least else []
    if ages:
        yield f"Only for a child {' and '.join(ages)} on the day."
    if lesson.during:
        yield f"Only what happened while {DURING[lesson.during]}."


def _age(span: Span) -> str:
    return str(span.period)


def _in_words(span: Span | None) -> str:
    return str(span.period) if span else ""


def _often(times: int | None) -> str:
    return {1: "once", 2: "twice"}.get(times or 0, f"{times} times")


def _or(named: list[str]) -> str:
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _sentence(text: str) -> str:
    first = next((place for place, letter in enumerate(text) if letter.isalpha()), 0)
    return f"{text[:first]}{text[first : first + 1].upper()}{text[first + 1 :]}."
