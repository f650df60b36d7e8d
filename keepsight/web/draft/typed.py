"""What of a form is kept: what somebody typed and chose. Never a password, a file or a token."""

from collections.abc import Mapping

from django.http import QueryDict

from keepsight.web.draft.proof import NAME

NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", NAME, "draft_address", "draft_asked", "draft_title", "next"}
)


def typed_in(sent: QueryDict) -> dict[str, list[str]]:
    """The fields of a form that was sent. Files are not among them, as they come apart."""
    return {
        name: [str(each) for each in sent.getlist(name)]
        for name in sent
        if name not in NOT_TYPED and "password" not in name.lower()
    }


def without_proof(sent: QueryDict) -> QueryDict:
    """The form as its page knows it."""
    if NAME not in sent:
        return sent
    rest = sent.copy()
    del rest[NAME]
    rest._mutable = False
    return rest


def asked(query: Mapping[str, str]) -> str:
    """What else a page was asked for, as its address has it, without our own part."""
    if not isinstance(query, QueryDict):
        return ""
    rest = query.copy()
    rest.pop("draft", None)
    rest.pop("of", None)
    return rest.urlencode()
