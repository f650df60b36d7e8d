"""What somebody without an account has typed so far: kept in their session until it is sent, so
that going back, an error or a pause loses nothing."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict

from keepsight.facts.fact import new_fact_id

_STEPS = "worried"
_NUMBER = "worried_number"
_MORE = "worried_more_number"
_RECEIPT = "worried_receipt"
_SHOWN_FOR = 30 * 60
"""For so many seconds the reference can be read again, by who has just been given it."""


class Typed:
    """The steps as they were typed, right or wrong, and what the last confirmation said."""

    def __init__(self, request: HttpRequest) -> None:
        self._session = request.session
        self._is_signed_in = request.user.is_authenticated

    def step(self, name: str) -> QueryDict | None:
        """What was typed at a step; None when it has not been filled in."""
        kept = self._session.get(_STEPS, {}).get(name)
        return QueryDict(kept) if kept is not None else None

    def keep(self, name: str, typed: QueryDict) -> None:
        """Keep what was typed at a step in place of what stood there."""
        kept = typed.copy()
        kept.pop("csrfmiddlewaretoken", None)
        self._session.setdefault(_NUMBER, new_fact_id())
        self._session[_STEPS] = {**self._session.get(_STEPS, {}), name: kept.urlencode()}

    @property
    def number(self) -> str:
        """What the concern will be called, so that a form sent twice at once is one concern."""
        number: str = self._session.setdefault(_NUMBER, new_fact_id())
        return number

    @property
    def number_of_more(self) -> str:
        """The same for what is added later."""
        number: str = self._session.setdefault(_MORE, new_fact_id())
        return number

    def sent(self, receipt: Mapping[str, Any]) -> None:
        """It was sent: keep only what the confirmation says, and that not for long."""
        self._session.pop(_STEPS, None)
        self._session.pop(_NUMBER, None)
        self._session[_RECEIPT] = dict(receipt)
        if not self._is_signed_in:
            self._session.set_expiry(_SHOWN_FOR)

    def more_sent(self) -> None:
        """What was added was sent; the next is another."""
        self._session.pop(_MORE, None)

    @property
    def receipt(self) -> Mapping[str, Any] | None:
        """What the last confirmation said; None when nothing was sent."""
        found: Mapping[str, Any] | None = self._session.get(_RECEIPT)
        return found
