"""What somebody has typed so far: kept in their session, so that going back, an error or a pause
loses nothing, and as a draft of theirs, so that nothing is lost with the session either. Both are
thrown away once it is sent."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from keepsight.casework import draft
from keepsight.facts.fact import new_fact_id
from keepsight.record.models import User
from keepsight.web.today import now

_DRAFT = "raising"
_CHILD = "raising_about"
_NUMBER = "raising_number"
_SENT = "raised"
_KEPT = (_DRAFT, _CHILD, _NUMBER)


class Draft:
    """The steps that one person has filled in, as they typed them, right or wrong."""

    def __init__(self, request: HttpRequest) -> None:
        self._session = request.session
        self._user = request.user
        if _NUMBER in self._session and (writing := getattr(request, "writing", None)):
            # What is in front of the reader need not be offered.
            writing.not_offered.add(_address(self.number))

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
        if not isinstance(self._user, User):
            return False
        found = draft.find(_address(number), by=self._user, at=now())
        if found is None:
            return False
        self._session.update(json.loads(found.values["raising"][0]))
        return True

    def _keep_beyond_the_session(self) -> None:
        if not isinstance(self._user, User):
            return
        kept = {each: self._session[each] for each in _KEPT if each in self._session}
        name = (self.typed("who") or {}).get("name", "")
        draft.keep(
            address=_address(self.number),
            values={"raising": [json.dumps(kept)]},
            title=f"A concern about {name}" if name else "A concern",
            by=self._user,
            at=now(),
        )

    def child(self, *, name: str, born_on: date | None) -> str | None:
        """The record that was open at the beginning, while the name and birthday are still its."""
        about = self._session.get(_CHILD)
        return about["child"] if about and about["who"] == _named(name, born_on) else None

    @property
    def number(self) -> str:
        """What the concern will be called, so that a form sent twice at once is one concern."""
        number: str = self._session[_NUMBER]
        return number

    def sent(self, receipt: Mapping[str, Any]) -> None:
        """It was sent: keep only what the confirmation says."""
        if isinstance(self._user, User):
            draft.drop(_address(self.number), by=self._user, at=now())
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


def _address(number: str) -> str:
    """Where a draft is taken up: several may have been begun."""
    return f"/raise?journey={number}"


def _named(name: str, born_on: date | None) -> str:
    return f"{name} {born_on}"
