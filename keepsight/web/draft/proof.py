"""A proof, in every form, of who was shown it and on which page: what is sent with it after the
session has ended is kept for that person, and only who was shown a page learns who else writes."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

NAME = "draft_proof"
"""The name of the field that carries it."""
GOOD_FOR = timedelta(days=7)
"""A page may lie open over a long weekend."""

_SALT = "keepsight.draft"


@dataclass(frozen=True)
class Proof:
    """Who was shown a page, by the number of the user, and the page's address."""

    user: int
    page: str

    @property
    def text(self) -> str:
        """What the form carries."""
        return signing.dumps([self.user, self.page], salt=_SALT)


def proof_in(text: str | None, *, within: timedelta = GOOD_FOR) -> Proof | None:
    """The proof that a form has carried; None where it is missing, older than `within`, or not
    ours."""
    if not text:
        return None
    try:
        user, page = signing.loads(text, salt=_SALT, max_age=within)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Proof(user, page)
