"""The form for signing in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from keepsight.casework import sign_in
from keepsight.web.govuk.form import GovukForm
from keepsight.web.sign_in.computer import computer

WRONG = "The username or the password is not right. Check both and try again"
TOO_MANY = "There were too many attempts. Wait a quarter of an hour, then try again"


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
