"""What somebody has typed so far: kept in their session, so that going back, an error or a pause
loses nothing, and as a draft of theirs, so that nothing is lost with the session either. Both are
thrown away once it is sent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from keepsight.facts.fact import new_fact_id
from keepsight.record.models import User
from keepsight.web.raising import journey

_DRAFT = journey.STEPS
_CHILD = "raising_about"
_NUMBER = "raising_number"
_SENT = "raised"
_KEPT = (_DRAFT, _CHILD, _NUMBER)


class Draft:
    """The steps that one person has filled in, as they typed them, right or wrong."""

    def __init__(self, request: HttpRequest) -> None:
        self._session = request.session
        self._user = request.user
        self._writing = getattr(request, "writing", None)
        if _NUMBER in self._session and self._writing:
            # What is in front of the reader need not be offered.
            self._writing.not_offered.add(journey.address(self.number))

    def typed(self, step: str) -> QueryDict | None:
        """What was typed at a step; None when it has not been filled in."""
        kept = self._session.get(_DRAFT, {}).get(step)
        return QueryDict(kept) if kept is not None else None

    def keep(self, step: str, typed: QueryDict) -> None:
        """Keep what was typed at a step in place of what stood there."""
        kept = typed.copy()
        kept.pop("csrfmiddlewaretoken", None)
        self._session.setdefault(_NUMBER, new_fact_id())
        self._session[_DRAFT] = {**self._session.get(_DRAFT, {}), step: kept.urlencode()}
        self._keep_beyond_the_session()

    def begin_about(self, child: str, *, name: str, born_on: date | None) -> None:
        """Begin about a child whose record the reader has open; go on where that was begun."""
        if self._session.get(_CHILD, {}).get("child") == child:
            return
        self.forget()
        who = QueryDict(mutable=True)
        who["name"] = name
        if born_on:
            who.update(
                {
                    "born_on_day": born_on.day,
                    "born_on_month": born_on.month,
                    "born_on_year": born_on.year,
                }
            )
        self.keep("who", who)
        self._session[_CHILD] = {"child": child, "who": _named(name, born_on)}
        self._keep_beyond_the_session()

    def take_up(self, number: str) -> bool:
        """Go on with what was begun in another session; whether there is such a one."""
        kept = journey.find(number, by=self._user) if isinstance(self._user, User) else None
        if kept is None:
            return False
        self._session.update(kept)
        return True

    def gather(self, *, goes_on: bool) -> None:
        """Put what was being typed at the last step, and was not sent, with the steps before it.
        Go on with that concern, where that is wanted and no other is in front of the reader."""
        number = journey.gather(by=self._user) if isinstance(self._user, User) else None
        in_front = self._session.get(_NUMBER)
        if number and (in_front == number or (goes_on and in_front is None)):
            self.take_up(number)

    def _keep_beyond_the_session(self) -> None:
        if isinstance(self._user, User):
            kept = {each: self._session[each] for each in _KEPT if each in self._session}
            journey.keep(self.number, kept, by=self._user)

    def child(self, *, name: str, born_on: date | None) -> str | None:
        """The record that was open at the beginning, while the name and birthday are still its."""
        about = self._session.get(_CHILD)
        return about["child"] if about and about["who"] == _named(name, born_on) else None

    @property
    def number_so_far(self) -> str:
        """The same, before anything is kept as well: nothing then."""
        return str(self._session.get(_NUMBER, ""))

    @property
    def number(self) -> str:
        """What the concern will be called, so that a form sent twice at once is one concern."""
        number: str = self._session[_NUMBER]
        return number

    def sent(self, receipt: Mapping[str, Any]) -> None:
        """It was sent: keep only what the confirmation says."""
        if self._writing:
            self._writing.saved_too.append(journey.address(self.number))
        self.forget()
        self._session[_SENT] = dict(receipt)

    def forget(self) -> None:
        """Begin again. What was typed can be taken up until it is thrown away or grows old."""
        self._session.pop(_DRAFT, None)
        self._session.pop(_CHILD, None)
        self._session.pop(_NUMBER, None)

    @property
    def receipt(self) -> Mapping[str, Any] | None:
        """What the last confirmation said; None when nothing was sent in this session."""
        found: Mapping[str, Any] | None = self._session.get(_SENT)
        return found


def _named(name: str, born_on: date | None) -> str:
    return f"{name} {born_on}"
