"""How allauth signs people in for us: with a password and a second factor, or with an account of
their organisation. Nobody becomes a user by signing in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect

from keepsight.casework import draft, second_factor
from keepsight.casework import sign_in as casework
from keepsight.record.models import User
from keepsight.web.sign_in import secret, session
from keepsight.web.sign_in.computer import computer
from keepsight.web.today import now

BY_ORGANISATION = "by_organisation"
HAS_SECOND_FACTOR = "has_second_factor"
NOT_KNOWN = "/sign-in?organisation=unknown"
FAILED = "/sign-in?organisation=failed"


class AccountAdapter(DefaultAccountAdapter):
    """Signing in itself, whichever way somebody came."""

    def get_login_stages(self) -> list[str]:
        """What comes between the password and the first page."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session, write the audit, and clear away what others have left lying."""
        is_by_organisation = request.session.get(BY_ORGANISATION) == user.pk
        super().login(request, user)
        session.begin(request)
        request.session[HAS_SECOND_FACTOR] = is_by_organisation or second_factor.has_one(user)
        how = "organisation" if is_by_organisation else "password"
        casework.signed_in(by=user, computer=computer(request), how=how)
        request.session.clear_expired()
        draft.throw_away_old(at=now())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The computer, for the list of where somebody is signed in."""
        return computer(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what was done."""


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """An account of the organisation opens the account of the user whom its claim names."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody becomes a user by signing in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the user, or refuse. An account once used for one user opens no other, and a user
        once opened by one account is opened by no other."""
        claims = _claims(sociallogin)
        claimed = str(claims.get(settings.ORGANISATION_CLAIM) or "")
        user = casework.user_claimed(claimed)
        is_theirs = user is not None and casework.is_account_of(
            user, provider=sociallogin.account.provider, account=sociallogin.account.uid
        )
        if not claims or not is_theirs or sociallogin.state.get("process") != "login":
            casework.failed(claimed, computer(request))
            raise ImmediateHttpResponse(HttpResponseRedirect(NOT_KNOWN))
        # What else the provider tells of a person is not ours to keep.
        sociallogin.account.extra_data = {}
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        request.session[BY_ORGANISATION] = user.pk if user else None

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The provider said no, or something else than we can read."""
        raise ImmediateHttpResponse(HttpResponseRedirect(FAILED))


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors lie in the database as nobody can read them there."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return secret.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it is used."""
        return secret.opened(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        """What the authenticator app calls it."""
        username: str = user.username if isinstance(user, User) else ""
        return username


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the provider says of whoever signed in; nothing where its two answers are of different
    people, or where the e-mail address that is the claim was never verified."""
    found = sociallogin.account.extra_data
    said, signed = found.get("userinfo") or {}, found.get("id_token") or {}
    if said and signed and said.get("sub") != signed.get("sub"):
        return {}
    claims = {**signed, **said}
    if settings.ORGANISATION_CLAIM == "email" and claims.get("email_verified") is not True:
        return {}
    return claims
