"""The pages for signing in and out: with a password, a code after it, or with the organisation."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base.views import AuthenticateView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import callback
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from requests import RequestException

from keepsight.casework import demo_people, signed_in
from keepsight.casework import sign_in as casework
from keepsight.record.models import User
from keepsight.web.sign_in.adapter import FAILED
from keepsight.web.sign_in.form import CodeForm, SignInForm

ORGANISATION_SAID = {
    "unknown": "You are signed in at {name}, but nobody here has that account. Ask whoever takes "
    "people on to Keepsight.",
    "failed": "{name} could not sign you in. Try again in a few minutes.",
}


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a username and a password; then on to the code, or the page that was wanted."""
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return perform_login(
            request, form.person, email_verification="none", redirect_url=_wanted(request)
        )
    said = ORGANISATION_SAID.get(request.GET.get("organisation", ""), "")
    shown = {
        "form": form,
        "next": _wanted(request),
        "people": demo_people.people() if settings.MODE == "demo" else (),
        "was_kept": request.GET.get("kept") == "yes",
        "has_ended": request.GET.get("ended") == "yes",
        "organisation": settings.ORGANISATION_NAME if settings.HAS_ORGANISATION else "",
        "said": said.format(name=settings.ORGANISATION_NAME),
    }
    return render(request, "sign_in/sign_in.html", shown)


class CodePage(AuthenticateView):
    """Ask for the code of the second factor, of somebody whose password was right."""

    template_name = "sign_in/code.html"

    def get_form_class(self) -> type[CodeForm]:
        """Our form, which counts what is wrong."""
        return CodeForm


code = CodePage.as_view()


def with_organisation(request: HttpRequest) -> HttpResponse:
    """To the organisation's own page for signing in."""
    if not settings.HAS_ORGANISATION:
        raise Http404
    provider = get_adapter().get_provider(request, settings.ORGANISATION)
    return _or_failed(provider.redirect, request, "login", next_url=_wanted(request))


def from_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there, with who it was."""
    if not settings.HAS_ORGANISATION or provider_id != settings.ORGANISATION:
        raise Http404
    return _or_failed(callback, request, provider_id)


def _or_failed(ask: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """What the provider leads to; back to the sign-in page where it does not answer."""
    try:
        answer: HttpResponse = ask(*args, **kwargs)
    except ImmediateHttpResponse as instead:
        return instead.response
    except (RequestException, OAuth2Error, KeyError, ValueError):
        return HttpResponseRedirect(FAILED)
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        casework.signed_out(by=request.user)
        signed_in.end(request.session.session_key or "")
    logout(request)
    return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)


def _wanted(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else "/"
