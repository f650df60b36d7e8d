"""What may be printed of a child, and the papers themselves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from keepsight.casework.printing.chronology import VIEWS, chronology_paper
from keepsight.casework.printing.minutes import minutes_paper
from keepsight.casework.printing.on_offer import on_offer
from keepsight.casework.printing.plan import plan_paper
from keepsight.web.printing.answer import paper_answer
from keepsight.web.route import Request
from keepsight.web.today import now, today


def choose(request: Request, child: str) -> HttpResponse:
    """The papers on offer, each in a sentence."""
    offered = on_offer(child, by=request.user, on=today())
    return render(
        request, "printing/choose.html", {"offered": offered, "who": offered.who, "page": "print"}
    )


def chronology(request: Request, child: str) -> HttpResponse:
    """The chronology: `?view=` is one of the three, `?family=yes` takes brothers and sisters in."""
    view = request.GET.get("view", "full")
    if view not in VIEWS:
        raise Http404
    of_family = request.GET.get("family") == "yes"
    paper = chronology_paper(
        child, view=view, of_family=of_family, by=request.user, printed_at=now()
    )
    return paper_answer(paper, name=f"chronology-{view}")


def plan(request: Request, child: str) -> HttpResponse:
    """The plan."""
    return paper_answer(plan_paper(child, by=request.user, printed_at=now()), name="plan")


def minutes(request: Request, meeting: str) -> HttpResponse:
    """The decisions and minutes of a concluded meeting."""
    return paper_answer(minutes_paper(meeting, by=request.user, printed_at=now()), name="minutes")
