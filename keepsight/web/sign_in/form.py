"""The forms for signing in: a username and a password, a code, and another password."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from keepsight.casework import sign_in
from keepsight.web.govuk.form import GovukForm
from keepsight.web.sign_in.computer import computer

WRONG = "The username or the password is not right. Check both and try again"
TOO_MANY = "There were too many attempts. Wait a quarter of an hour, then try again"
WRONG_CODE = "The code is not right. Enter the one that is shown now, or a recovery code"


class SignInForm(GovukForm):
    """A username and a password. The message is the same whichever of the two is wrong."""

    username = forms.CharField(
        label="Username",
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": "Enter your username"},
    )
    password = forms.CharField(
        label="Password",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(*args)
        self.request = request
        self.person: Any = None

    def clean(self) -> dict[str, Any]:
        """Find the person, or say that one of the two is not right."""
        given = super().clean() or {}
        if self.errors:
            return given
        username, place = given["username"], computer(self.request)
        if sign_in.is_one_too_many(username, place):
            raise forms.ValidationError(TOO_MANY)
        self.person = authenticate(self.request, username=username, password=given["password"])
        if self.person is None:
            sign_in.failed(username, place)
            raise forms.ValidationError(WRONG)
        return given


def _code_field(hint: str) -> forms.CharField:
    return forms.CharField(
        label="Code",
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={"required": "Enter the code"},
    )


class _Counted:
    """A code that is not right is counted, and after ten none is looked at for a while."""

    user: Any

    def clean_code(self) -> str:
        """The code; ValidationError where it is not right, or one too many."""
        if sign_in.is_one_code_too_many(self.user):
            raise forms.ValidationError(TOO_MANY)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError as wrong:
            sign_in.code_failed(self.user)
            raise forms.ValidationError(WRONG_CODE) from wrong
        return code


class CodeForm(_Counted, GovukForm, AuthenticateForm):
    """The code that an authenticator app shows now, or one of the recovery codes."""

    code = _code_field("The six figures that your authenticator app shows now, or a recovery code")


class FirstCodeForm(_Counted, GovukForm, ActivateTOTPForm):
    """The first code of an app that has just been given its secret."""

    code = _code_field("The six figures that the app shows now")


class PasswordForm(GovukForm):
    """Another password, for who knows the one there is."""

    password = forms.CharField(
        label="Your password now",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )
    new_password = forms.CharField(
        label="New password",
        help_text="At least 12 letters, figures or signs. Three words that do not belong together "
        "are easy to keep and hard to guess.",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Enter a new password"},
    )

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(*args)
        self.request = request

    def clean_password(self) -> str:
        """The password there is; a wrong one counts as a failed sign-in."""
        given: str = self.cleaned_data["password"]
        user, place = self.request.user, computer(self.request)
        if sign_in.is_one_too_many(user.get_username(), place):
            raise forms.ValidationError(TOO_MANY)
        if not user.check_password(given):
            sign_in.failed(user.get_username(), place)
            raise forms.ValidationError("Your password is not right")
        return given

    def clean_new_password(self) -> str:
        """The new one, which must not be easy to guess."""
        given: str = self.cleaned_data["new_password"]
        validate_password(given, self.request.user)
        return given
