"""Who lived with a child when, and where: worked out from addresses, from adults who joined and
left, and from placements. What is not recorded is not guessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from keepsight.exchange.timeline import Bar, Lane, Timeline
from keepsight.facts.fact import Fact
from keepsight.practice.codes.care import PLACEMENT

SAME_ADDRESS = "at the same address"
SAID = "recorded as joining the home"


@dataclass(frozen=True)
class Stay:
    """Somewhere somebody lived, or with whom: from one day up to another. `began_on` is None where
    the record does not say since when."""

    what: str
    began_on: date | None
    ended_on: date | None
    basis: str = ""

    def is_on(self, day: date) -> bool:
        """Whether it was so on that day."""
        begun = self.began_on is None or self.began_on <= day
        return begun and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class Living:
    """Where the child lived, where placed in care, and who lived with the child, by person."""

    homes: tuple[Stay, ...]
    placements: tuple[Stay, ...]
    carers: tuple[Stay, ...]
    people: Mapping[str, tuple[Stay, ...]]

    def home_on(self, day: date) -> Stay | None:
        """The address on that day."""
        return next((each for each in reversed(self.homes) if each.is_on(day)), None)

    def placed_on(self, day: date) -> Stay | None:
        """The placement on that day."""
        return next((each for each in reversed(self.placements) if each.is_on(day)), None)

    def with_child_on(self, day: date) -> dict[str, Stay]:
        """Who lived with the child on that day, by person, and how that is known; nobody while the
        child is placed away from home."""
        if self.placed_on(day) is not None:
            return {}
        found = (
            (p, next((s for s in stays if s.is_on(day)), None)) for p, stays in self.people.items()
        )
        return {person: stay for person, stay in found if stay is not None}


def living(
    facts: Sequence[Fact], addresses: Mapping[str, Sequence[Stay]], *, person: str
) -> Living:
    """Who lived with this person, the child, when. `facts` are the child's; `addresses` are those
    of the child and the family, by person, where `what` is the address."""
    own = tuple(addresses.get(person, ()))
    people = {
        other: tuple(_shared(own, stays)) for other, stays in addresses.items() if other != person
    }
    people |= {adult: tuple(stays) for adult, stays in _joined(facts).items()}
    return Living(
        homes=own,
        placements=tuple(_placements(facts)),
        carers=tuple(_carers(facts)),
        people={each: stays for each, stays in people.items() if stays},
    )


def timeline(
    living: Living, names: Mapping[str, str], *, born_on: date | None, until: date
) -> Timeline:
    """Where and with whom the child lived, as bars by time."""
    carers = [replace(each, what=names.get(each.what, each.what)) for each in living.carers]
    lanes = [
        Lane("Where the child lived", bars=_bars(living.homes, born_on, until)),
        Lane("Placed in care", bars=_bars(living.placements, born_on, until)),
        Lane("Main carer", bars=_bars(carers, born_on, until)),
        *(
            Lane(names.get(person, person), bars=_bars(stays, born_on, until, label="at home"))
            for person, stays in living.people.items()
        ),
    ]
    shown = tuple(each for each in lanes if each.bars)
    days = [bar.began_on for lane in shown for bar in lane.bars]
    return Timeline(shown, min([*days, until]), until)


def _bars(
    stays: Iterable[Stay], born_on: date | None, until: date, *, label: str = ""
) -> tuple[Bar, ...]:
    found = []
    for each in stays:
        began = each.began_on or born_on or each.ended_on
        if began is not None and began <= until:
            ended = each.ended_on if each.ended_on and each.ended_on <= until else None
            parts = [part.strip() for part in each.what.replace("\n", ",").split(",")]
            found.append(Bar(label or ", ".join(parts[:2]), began, ended))
    return tuple(found)


def _shared(own: Sequence[Stay], other: Sequence[Stay]) -> Iterable[Stay]:
    """The days on which two lived at one address."""
    for here in own:
        for there in other:
            if _key(here.what) != _key(there.what):
                continue
            starts = [each for each in (here.began_on, there.began_on) if each]
            ends = [each for each in (here.ended_on, there.ended_on) if each]
            began, ended = max(starts, default=None), min(ends, default=None)
            if began is None or ended is None or began < ended:
                yield Stay(here.what, began, ended, SAME_ADDRESS)


def _key(address: str) -> str:
    return " ".join(address.replace(",", " ").casefold().split())


def _joined(facts: Sequence[Fact]) -> dict[str, list[Stay]]:
    """The stays of adults who were said to join or leave, by how the facts name them."""
    found: dict[str, list[Stay]] = {}
    for each in facts:
        if each.kind not in ("adult_joined", "adult_left"):
            continue
        adult, day = str(vars(each)["adult"]), each.happened_on
        stays = found.setdefault(adult, [])
        runs_on = bool(stays) and stays[-1].ended_on is None
        if each.kind == "adult_joined" and not runs_on:
            stays.append(Stay("at home", day, None, SAID))
        elif each.kind == "adult_left":
            began = stays.pop().began_on if runs_on else None
            stays.append(Stay("at home", began, day, SAID))
    found.pop("", None)
    return found


def _placements(facts: Sequence[Fact]) -> Iterable[Stay]:
    """Placements away from the parents, each up to the next, its own end, or the end of care."""
    last: tuple[str, date] | None = None
    for each in facts:
        if each.kind not in ("placement", "placement_ended", "looked_after_ended"):
            continue
        if last is not None:
            yield Stay(*last, each.happened_on)
            last = None
        if each.kind == "placement" and vars(each)["placement"] != "with_parent":
            said = vars(each)
            kind = PLACEMENT.named(said["placement"]) if said["placement"] else ""
            kind = "In care" if said["placement"] == "not_stated" else kind
            last = (f"{kind}, {said['carer']}" if said["carer"] else kind, each.happened_on)
    if last is not None:
        yield Stay(*last, None)


def _carers(facts: Sequence[Fact]) -> Iterable[Stay]:
    """Main carers, each up to the next."""
    changes = [e for e in facts if e.kind == "main_carer_changed" and vars(e)["adult"]]
    for each, after in zip(changes, [*changes[1:], None], strict=False):
        yield Stay(str(vars(each)["adult"]), each.happened_on, after.happened_on if after else None)
