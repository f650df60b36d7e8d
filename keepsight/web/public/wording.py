"""From what was typed in the steps to what we were told."""

from collections.abc import Mapping
from typing import Any

from keepsight.casework.child_record import LONGEST_NAME, NamedChild
from keepsight.casework.concern import When
from keepsight.casework.public_contact import Told
from keepsight.exchange.uncertain_date import UncertainDate
from keepsight.web.public.form import WhoForm


def told_from(about: WhoForm, seen: Mapping[str, Any], you: Mapping[str, Any]) -> Told:
    """What `public_contact.receive` is given, from the three filled-in forms."""
    who, happened = about.cleaned_data, seen["happened"]
    return Told(
        child=NamedChild(_called(who), about.born_on()),
        harms=seen["harms"],
        detail=_detail(who, seen),
        child_words=seen["child_words"],
        when=_when(happened),
        reporter=you["reporter"],
        name=you["name"],
        reached_by=you["reached_by"],
    )


def _when(happened: UncertainDate) -> When:
    return When(
        happened.happened_on,
        latest_on=happened.latest_on,
        precision=happened.precision,
        as_written="" if happened.precision == "day" else happened.as_written,
    )


def _called(who: Mapping[str, Any]) -> str:
    """The child's name; where nobody knows it, where the child can be found."""
    name: str = who["name"]
    where = " ".join(who["whereabouts"].split())
    return name or f"Name not known ({where})"[: LONGEST_NAME - 1]


def _detail(who: Mapping[str, Any], seen: Mapping[str, Any]) -> str:
    """Everything that was said, in one text: nothing of it must be lost."""
    said = [
        "Said to be in danger now." if seen["danger"] == "yes" else "",
        seen["detail"],
        f"How old: {who['age']}" if who["age"] else "",
        f"To find the child: {who['whereabouts']}" if who["whereabouts"] else "",
        f"Who else is at home: {who['others']}" if who["others"] else "",
    ]
    return "\n\n".join(each for each in said if each)
