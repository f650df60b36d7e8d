"""Saying that two records are of one child, that they are not, or that they never were."""

from django import forms

from keepsight.web.govuk.form import GovukForm, Radios


def _words(label: str, required: str, *, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": required},
    )


class SameForm(GovukForm):
    """They are of one child: under which record both are read, and how that is known."""

    kept = forms.ChoiceField(
        label="Under which name are both kept?",
        widget=Radios,
        error_messages={"required": "Choose under which name both are kept"},
    )
    reasons = _words(
        "How do you know?",
        "Say how you know",
        hint="What agrees, and whom you asked. Likeness alone is not enough.",
    )

    def __init__(self, *args: object, sides: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = sides


class DifferentForm(GovukForm):
    """They are not."""

    reasons = _words("How do you know?", "Say how you know")


class PartForm(GovukForm):
    """They were joined, and are two children."""

    reasons = _words("How do you know that they are two children?", "Say how you know")
