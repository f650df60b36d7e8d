"""Writing on a page, as the guard of a route sees it: a draft is offered before, put back where it
is asked for, kept when a form could not be saved, and thrown away when it was."""

from collections.abc import Callable
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from keepsight.casework import draft
from keepsight.record.models import User
from keepsight.web.draft import fill
from keepsight.web.draft.place import place_of
from keepsight.web.draft.proof import NAME, Proof, proof_in
from keepsight.web.draft.typed import asked, typed_in, without_proof
from keepsight.web.draft.wording import link_to, others_said
from keepsight.web.today import now

GONE = "The form that you had begun to fill in is not there any more. This is what you wrote:"
USE = "use"
"""`?draft=use` asks for the page with what was typed put back."""


class Writing:
    """What a page knows of drafts, asked of the database only where the page shows it."""

    def __init__(
        self,
        request: HttpRequest,
        user: User,
        *,
        is_form: bool,
        is_shared: bool,
        has_forms: bool,
    ) -> None:
        self.has_forms = has_forms
        self.user = user
        self.page = request.path
        self.is_form = is_form
        self.is_shared = is_form and is_shared
        self.wants_draft = request.method != "POST" and request.GET.get("draft") == USE
        of = request.GET.get("of", "")
        self.form = of if of.startswith(f"{self.page}/") else self.page
        """Where the form that is asked for is sent to: the page's own address, or one below it."""
        self.is_sent = request.method == "POST"
        self.not_offered: set[str] = set()
        """Drafts that the page itself puts back, or has in front of the reader already."""
        self.saved_too: list[str] = []
        """Where else was typed what is saved with the form that was sent."""

    @property
    def proof(self) -> str:
        """The proof that the page's forms carry."""
        return Proof(self.user.pk, self.page).text

    @cached_property
    def kept(self) -> draft.Kept | None:
        """What was typed into a form of this page, where it is asked for."""
        return draft.find(self.form, by=self.user, at=now()) if self.wants_draft else None

    @cached_property
    def begun(self) -> list[draft.Begun]:
        """What the reader has begun in the forms of this page, without the one in front of them."""
        if self.is_sent or not self.has_forms:
            return []
        found = draft.begun(by=self.user, at=now(), page=self.page)
        shown = self.not_offered | ({self.form} if self.kept else set())
        return [each for each in found if each.address not in shown]

    @cached_property
    def others(self) -> list[draft.Writer]:
        """Who else is writing in this page's form."""
        return draft.others_at(self.page, by=self.user, at=now()) if self.is_shared else []

    @property
    def others_said(self) -> str:
        """The same as a sentence."""
        return others_said(self.others, now=now())


def show(request: Any, view: Callable[[], HttpResponse], writing: Writing) -> HttpResponse:
    """Run the page of somebody who may open it, and look after what they write there."""
    request.writing = writing
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        request.POST = without_proof(sent)
    try:
        answer = view()
    except BaseException:
        # The page for what went wrong proves nothing.
        request.writing = None
        raise
    if sent is not None and writing.is_form:
        _settle(request, answer, writing)
    elif writing.kept:
        return _put_back(request, answer, writing.kept, writing)
    return answer


def _put_back(
    request: HttpRequest, answer: HttpResponse, kept: draft.Kept, writing: Writing
) -> HttpResponse:
    """The page with what was typed in its form. Where the form is on a page of its own, that page;
    where there is no such form any more, the words themselves."""
    if answer.has_header("Location"):
        words = "\n".join(text for texts in kept.values.values() for text in texts)
        messages.warning(request, f"{GONE}\n{words}")
    elif _is_page(answer):
        content = fill.filled(
            answer.content, kept.values, address=request.path, sent_to=writing.form
        )
        if content is None:
            return HttpResponseRedirect(link_to(kept))
        answer.content = content
    return answer


def _settle(request: HttpRequest, answer: HttpResponse, writing: Writing) -> None:
    """A form was sent: it is saved where the page leads on, and not where it is shown again."""
    if answer.has_header("Location"):
        draft.drop(request.path, *writing.saved_too, by=writing.user, at=now())
    elif _is_page(answer):
        draft.keep(
            address=request.path,
            values=typed_in(request.POST),
            asked=asked(request.GET),
            by=writing.user,
            at=now(),
        )


def _is_page(answer: HttpResponse) -> bool:
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return answer.status_code == HTTPStatus.OK and is_html


def keep_what_was_sent(request: HttpRequest) -> str:
    """Keep a form that met the end of its session, for whoever was shown it; gives where it can be
    taken up, or nothing where it was not kept. The proof in it says who that was: nobody else is
    ever offered it."""
    if request.method != "POST" or place_of(request.path) is None:
        return ""
    proof = proof_in(request.POST.get(NAME))
    writer = draft.writer(proof.user) if proof else None
    if writer is None or (request.user.is_authenticated and request.user.pk != writer.pk):
        return ""
    query = asked(request.GET)
    was_kept = draft.keep(
        address=request.path, values=typed_in(request.POST), asked=query, by=writer, at=now()
    )
    return f"{request.path}?{query + '&' if query else ''}draft={USE}" if was_kept else ""


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the page for signing in, and back to this one; what was sent is kept meanwhile."""
    kept_at = keep_what_was_sent(request)
    wanted = {"next": kept_at or request.get_full_path()}
    if kept_at:
        wanted["kept"] = "yes"
    elif settings.SESSION_COOKIE_NAME in request.COOKIES:
        wanted["ended"] = "yes"
    return HttpResponseRedirect(f"/sign-in?{urlencode(wanted, safe='/')}")
