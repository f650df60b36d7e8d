"""The page on which a manager takes out what was begun in error, or who began it their own slip."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from keepsight.casework import begun_in_error, recorded
from keepsight.casework.begun_in_error_page import InErrorPage, in_error_page
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.route import Request
from keepsight.web.today import now, today

LONGEST = 5000


class BegunInErrorForm(GovukForm):
    """Why it should never have been begun, and what happens about the open concerns instead."""

    marks_optional = False

    reasons = forms.CharField(
        label="Why should it never have been begun?",
        help_text="For example: it was begun for the wrong family, or twice.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it should never have been begun"},
    )

    def __init__(self, page: InErrorPage, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if page.concerns:
            self.fields["instead"] = forms.CharField(
                label="What happens now about the open concerns?",
                help_text="Who looks into them, how, and by when. It is written beside each.",
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 3}),
                error_messages={"required": "Say what happens now about the open concerns"},
            )


def take_out(request: Request, child: str, begun: str) -> HttpResponse:
    """Take out what was begun with this fact of the child."""
    page = in_error_page(child, begun, by=request.user, on=today())
    form = BegunInErrorForm(page, request.POST if request.method == "POST" else None)
    if not page.why_not and form.is_valid():
        concerned = list(dict.fromkeys(who.child for who, _ in page.lines))
        before = recorded.standing(concerned, by=request.user, on=today())
        try:
            gone = begun_in_error.take_out(
                child=child, begun=begun, by=request.user, at=now(), **form.cleaned_data
            )
        except NotRight as not_right:
            for each in not_right.wrongs:
                field = each.field if each.field in form.fields else None
                form.add_error(field, each.message.rstrip("."))
        else:
            names = {who.child: who.name for who, _ in page.lines}
            saved = recorded.what_follows(
                gone, before, title=page.title, names=names, by=request.user, on=today()
            )
            what = {"saved": saved, "what": "is taken out as begun in error"}
            messages.success(request, render_to_string("recording/saved.html", what))
            return redirect("assessments" if page.is_assessment else "section_47", child=child)
    shown = {"shown": page, "who": page.who, "form": form}
    here = "assessments" if page.is_assessment else "section_47"
    return render(request, "begun_in_error/in_error.html", {**shown, "page": here})
