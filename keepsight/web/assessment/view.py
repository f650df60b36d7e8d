"""The pages on which assessments are started, written, handed in, agreed and read, and on which a
partner says what they know."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import begun_in_error
from keepsight.casework.assessment import agree, listed, page, paper
from keepsight.casework.assessment import question as questions
from keepsight.casework.assessment import start as starting
from keepsight.casework.not_right import NotRight
from keepsight.practice.period import Period
from keepsight.web.assessment.form import AnswerForm, AskForm, SecondLookForm, StartForm
from keepsight.web.assessment.write_form import WriteForm
from keepsight.web.route import Request
from keepsight.web.today import now, today

TIME_TO_ANSWER = Period(5, "working_days")
"""What the form suggests; whoever asks may choose another day."""
HERE = "assessments"
"""Where these pages stand in the child’s own menu."""


def assessments(request: Request, child: str) -> HttpResponse:
    """All assessments of a child."""
    shown = listed.assessments_page(child, by=request.user, on=today())
    return _page(request, "assessments", {"shown": shown, "who": shown.who})


def start(request: Request, child: str) -> HttpResponse:
    """Start an assessment, of this child and of brothers and sisters."""
    shown = listed.start_page(child, by=request.user, on=today())
    form = StartForm(shown, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            key = starting.start(
                children=[child, *given.get("siblings", ())],
                assessment=given["assessment"],
                reasons=given["reasons"],
                concerns=given.get("concerns", ()),
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The assessment has begun.")
            return redirect("assessment", child=child, assessment=key)
    return _page(request, "start", {"shown": shown, "who": shown.who, "form": form})


def assessment(request: Request, child: str, assessment: str) -> HttpResponse:
    """One assessment: where it stands, and what it says."""
    shown = page.assessment_page(child, assessment, by=request.user, on=today())
    may_take_out = begun_in_error.may_take_out(child, shown.begun, by=request.user, on=today())
    context = {"shown": shown, "who": shown.who, "may_take_out": may_take_out}
    return _page(request, "assessment", context)


def write(request: Request, child: str, assessment: str) -> HttpResponse:
    """Write an assessment: keep what is there, or hand it in."""
    shown = page.assessment_page(child, assessment, by=request.user, on=today())
    if not shown.may_write:
        return redirect("assessment", child=child, assessment=assessment)
    form = WriteForm(shown, request.POST if request.method == "POST" else None)
    if form.is_valid():
        hands_in = request.POST.get("do") == "hand_in"
        given = {
            "child": child,
            "assessment": assessment,
            "words": form.words,
            "version": form.cleaned_data["version"] or 0,
            "by": request.user,
            "at": now(),
        }
        try:
            if hands_in:
                agree.hand_in(**given)
            else:
                paper.keep(**given)
        except paper.WrittenByBoth as both:
            form = _both(shown, both)
        except NotRight as not_right:
            form = _kept(request, child, assessment, form)
            form.tell(not_right)
        else:
            said = "handed in. A manager has to agree it." if hands_in else "kept as you wrote it."
            messages.success(request, f"The assessment is {said}")
            where = "assessment" if hands_in else "assessment_write"
            return redirect(where, child=child, assessment=assessment)
    return _page(request, "write", {"shown": shown, "who": shown.who, "form": form})


def ask(request: Request, child: str, assessment: str) -> HttpResponse:
    """Ask a partner what they know."""
    shown = page.assessment_page(child, assessment, by=request.user, on=today())
    form = AskForm(
        questions.partners(),
        request.POST if request.method == "POST" else None,
        due_on=TIME_TO_ANSWER.due_on(today()),
    )
    if form.is_valid():
        try:
            questions.ask_partner(
                child=child,
                assessment=assessment,
                whom=form.chosen,
                question=form.cleaned_data["question"],
                due_on=form.cleaned_data["due_on"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The question is asked. It stays here until it is answered.")
            return redirect("assessment", child=child, assessment=assessment)
    return _page(request, "ask", {"shown": shown, "who": shown.who, "form": form})


def countersign(request: Request, child: str, assessment: str) -> HttpResponse:
    """A manager reads what was handed in, and agrees it or returns it."""
    shown = page.assessment_page(child, assessment, by=request.user, on=today())
    if not shown.may_countersign:
        return redirect("assessment", child=child, assessment=assessment)
    form = SecondLookForm(
        request.POST if request.method == "POST" else None,
        is_overrun=shown.clock.is_late and not shown.overrun_reason,
        initial={"version": shown.version},
    )
    if form.is_valid():
        try:
            said = _look(request, child, assessment, form)
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, said)
            return redirect("assessment", child=child, assessment=assessment)
    return _page(request, "countersign", {"shown": shown, "who": shown.who, "form": form})


def question(request: Request, question: str) -> HttpResponse:
    """What a partner is asked, and the form for what they know."""
    shown = questions.the_question(question, by=request.user, on=today())
    form = AnswerForm(shown, request.POST if request.method == "POST" else None)
    if not shown.reply and form.is_valid():
        try:
            questions.answer_question(
                question=question,
                reply=form.cleaned_data["reply"],
                answered_by=form.cleaned_data.get("answered_by", ""),
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The answer is recorded. Whoever asked is told.")
            if shown.asked_of_me:
                return redirect("question", question=question)
            return redirect(
                "assessment", child=shown.children[0].child, assessment=shown.assessment
            )
    return render(request, "assessment/question.html", {"question": shown, "form": form})


def _page(request: Request, name: str, shown: dict[str, object]) -> HttpResponse:
    """A page of the child, below "Assessment" in the child's own menu."""
    return render(request, f"assessment/{name}.html", {**shown, "page": HERE})


def _both(shown: page.AssessmentPage, both: paper.WrittenByBoth) -> WriteForm:
    """The form with both people's words: theirs where only they wrote, mine with theirs beside it
    where both did."""
    form = WriteForm(shown, {**both.joined, "version": both.version})
    form.full_clean()
    form.tell(both)
    return form


def _kept(request: Request, child: str, assessment: str, sent: WriteForm) -> WriteForm:
    """The form as it was sent, on the version that stands now: what is missing for handing in does
    not undo what was kept."""
    again = page.assessment_page(child, assessment, by=request.user, on=today())
    form = WriteForm(again, {**sent.words, "version": again.version})
    form.full_clean()
    return form


def _look(request: Request, child: str, assessment: str, form: SecondLookForm) -> str:
    """Agree or return; gives what to say of it."""
    given = {"child": child, "assessment": assessment, "by": request.user, "at": now()}
    if form.cleaned_data["verdict"] == "return":
        agree.return_(reasons=form.cleaned_data["reasons"], **given)
        return "The assessment is returned with your reasons."
    agree.countersign(
        version=form.cleaned_data["version"] or 0,
        overrun_reason=form.cleaned_data.get("overrun_reason", ""),
        **given,
    )
    return "The assessment is completed. It answers no concern."
