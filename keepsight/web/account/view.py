"""One's own account, and what a manager does for somebody who has lost their second factor."""

from allauth.mfa.recovery_codes.internal.flows import view_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.utils import get_adapter
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from keepsight.casework import access, second_factor, signed_in
from keepsight.casework import sign_in as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.account.browser import in_words
from keepsight.web.account.second_factor import is_offered, is_owed, is_required
from keepsight.web.route import Request
from keepsight.web.sign_in.adapter import HAS_SECOND_FACTOR
from keepsight.web.sign_in.form import CodeForm, FirstCodeForm, PasswordForm
from keepsight.web.today import now, today


def account(request: Request) -> HttpResponse:
    """Who one is here, the second factor, and where one is signed in."""
    here = request.session.session_key or ""
    places = signed_in.where_signed_in(request.user, here=here)
    shown = {
        "user": request.user,
        "is_offered": is_offered(),
        "is_required": is_required(request.user),
        "has_second_factor": second_factor.has_one(request.user),
        "may_reset": is_offered() and access.may(request.user, "reset_second_factor"),
        "has_password": request.user.has_usable_password(),
        "places": [(in_words(each.browser), each) for each in places],
    }
    return render(request, "account/account.html", shown)


def set_up(request: Request) -> HttpResponse:
    """Give an authenticator app its secret, and see that it works."""
    if not is_offered():
        raise Http404
    if second_factor.has_one(request.user):
        return redirect("account")
    form = FirstCodeForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        activate_totp(request, form)
        request.session[HAS_SECOND_FACTOR] = True
        casework.second_factor_set_up(by=request.user)
        return redirect("recovery_codes")
    address = get_adapter().build_totp_url(request.user, form.secret)
    shown = {
        "form": form,
        "picture": _picture(address),
        "secret": " ".join(_in_fours(form.secret)),
        "is_owed": is_owed(request),
    }
    return render(request, "account/set_up.html", shown)


def recovery_codes(request: Request) -> HttpResponse:
    """The codes for when the phone is lost: shown once; new ones for a code of the app."""
    if not second_factor.has_one(request.user):
        return redirect("account")
    form = CodeForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        second_factor.new_recovery_codes(request.user)
        casework.second_factor_set_up(by=request.user, what="new_recovery_codes")
        return redirect("recovery_codes")
    codes, may_see = view_recovery_codes(request)
    unused = codes.get_unused_codes() if codes else []
    shown = {"form": form, "codes": unused if may_see and not form.is_bound else (), "left": unused}
    return render(request, "account/recovery_codes.html", shown)


def change_password(request: Request) -> HttpResponse:
    """Another password. Every other session of this person ends with it."""
    if not request.user.has_usable_password():
        raise Http404
    form = PasswordForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        request.user.set_password(form.cleaned_data["new_password"])
        request.user.save(update_fields=["password"])
        update_session_auth_hash(request, request.user)
        casework.password_changed(by=request.user)
        messages.success(request, "Your password is changed.")
        return redirect("account")
    return render(request, "account/password.html", {"form": form})


def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of this person, this one too."""
    if request.method != "POST":
        raise Http404
    signed_in.end_all(request.user)
    casework.signed_out_everywhere(by=request.user)
    logout(request)
    return redirect("sign_in")


def second_factors(request: Request) -> HttpResponse:
    """Whose second factor may be reset; and the reset."""
    if request.method == "POST":
        number = request.POST.get("user", "")
        try:
            whose = second_factor.reset(
                user=int(number) if number.isdecimal() and len(number) < 10 else 0,
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            messages.warning(request, str(not_right))
        else:
            messages.success(
                request,
                f"{whose.name}’s second factor is taken away. They are signed out, and set up "
                "another when they next sign in.",
            )
        return redirect("second_factors")
    people = second_factor.who_has_one(by=request.user, on=today())
    return render(request, "account/second_factors.html", {"people": people})


def _picture(address: str) -> SafeString:
    """The square that an app reads. It is drawn by a library from our own text alone."""
    drawn = get_adapter().build_totp_svg(address)
    return mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308


def _in_fours(secret: str) -> list[str]:
    return [secret[at : at + 4] for at in range(0, len(secret), 4)]
