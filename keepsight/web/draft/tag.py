"""Every form that carries its token carries as well the proof of who was shown it, so that no page
has to think of drafts. It takes the place of Django's own `csrf_token`."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from keepsight.casework.draft import Begun
from keepsight.web.draft.proof import NAME
from keepsight.web.draft.wording import link_to

register = template.Library()


class TokenAndProof(CsrfTokenNode):
    """Both fields; the token alone on pages where nothing is kept."""

    def render(self, context: Any) -> str:
        """The hidden fields."""
        token: str = super().render(context)
        writing = getattr(context.get("request"), "writing", None)
        if not writing or not token:
            return token
        field = format_html('<input type="hidden" name="{}" value="{}">', NAME, writing.proof)
        return token + field


@register.tag
def csrf_token(parser: Parser, token: Token) -> TokenAndProof:
    """`{% csrf_token %}`, as every form has it."""
    return TokenAndProof()


@register.filter
def draft_link(begun: Begun, page: str = "") -> str:
    """Where something that was begun is taken up, from the page that the reader is on."""
    return link_to(begun, on=page)
