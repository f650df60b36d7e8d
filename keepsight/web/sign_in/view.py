"""The pages for signing in and out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from keepsight.casework import demo_people
from keepsight.casework import sign_in as casework
from keepsight.record.models import User
from keepsight.web.sign_in.computer import computer
from keepsight.web.sign_in.form import SignInForm


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a username and a password; then on to the page that was wanted."""
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        login(request, form.person)
        casework.signed_in(by=form.person, computer=computer(request))
        # What others had typed and left lying is thrown away.
        request.session.clear_expired()
        return HttpResponseRedirect(_wanted(request))
    people = demo_people.one_of_each_role() if settings.MODE == "demo" else ()
    was_kept = request.GET.get("kept") == "yes"
    shown = {"form": form, "next": _wanted(request), "people": people, "was_kept": was_kept}
    return render(request, "sign_in/sign_in.html", shown)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        casework.signed_out(by=request.user)
    logout(request)
    return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)


def _wanted(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else "/"
