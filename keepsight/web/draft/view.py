"""Keeping what is being typed, saying who else is writing, and the page of what was begun."""

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from keepsight.casework import access, draft
from keepsight.record.models import User
from keepsight.web.draft.place import place_of
from keepsight.web.draft.proof import NAME, Proof, proof_in
from keepsight.web.draft.typed import typed_in
from keepsight.web.draft.wording import clock, link_to, others_said, title_of
from keepsight.web.route import SIGNED_IN, Request
from keepsight.web.today import now, today

TELLS_FOR = timedelta(hours=12)
"""How long after a page was shown it may go on asking who else is writing: a long day's work."""


def keep(request: Request) -> HttpResponse:
    """Keep what is being typed. Sent by the page itself, a few seconds after the last key."""
    proof = proof_in(request.POST.get(NAME))
    address = request.POST.get("draft_address", "")
    if proof is None or proof.user != request.user.pk or not _takes_draft(request.user, address):
        raise Http404
    at = now()
    was_kept = draft.keep(
        address=address,
        values=typed_in(request.POST),
        title=request.POST.get("draft_title", ""),
        asked=request.POST.get("draft_asked", ""),
        by=request.user,
        at=at,
    )
    return JsonResponse({"kept_at": clock(at, now=at) if was_kept else ""})


def here(request: Request) -> HttpResponse:
    """Who else is writing in a form that the reader was shown: the page asks while it is open."""
    proof = proof_in(request.GET.get(NAME), within=TELLS_FOR)
    address = request.GET.get("draft_address", "")
    if proof is None or not _may_know(request.user, proof, address):
        raise Http404
    at = now()
    others = draft.others_at(address, by=request.user, at=at)
    return JsonResponse({"others": others_said(others, now=at)})


def throw_away(request: Request) -> HttpResponse:
    """Throw away what one has typed into one form, and go back to where that was asked."""
    address = request.POST.get("draft_address", "")
    if request.method != "POST" or place_of(address) is None:
        raise Http404
    draft.drop(address, by=request.user, at=now())
    on_list = request.POST.get("back") == "list"
    return HttpResponseRedirect("/drafts" if on_list else address.partition("?")[0])


def drafts(request: Request) -> HttpResponse:
    """Everything the reader has begun and not saved. What they may no longer see stays unsaid."""
    lines = []
    for each in draft.all_of(by=request.user, at=now()):
        is_seen = _takes_draft(request.user, each.address)
        lines.append(
            {
                "address": each.address,
                "saved_at": each.saved_at,
                "title": title_of(each) if is_seen else "A page that you may no longer see",
                "link": link_to(each) if is_seen else "",
                "typed": list(_as_read(each)) if is_seen else [],
            }
        )
    return render(request, "draft/drafts.html", {"drafts": lines})


def _as_read(kept: draft.Kept) -> list[tuple[str, str]]:
    """The fields with their names in words; those of several steps together are on their pages."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, texts in kept.values.items()
        for text in texts
        if "?" not in kept.address
    ]


def _takes_draft(user: User, address: str) -> bool:
    """Whether the page is one whose form this person may send, as far as its address tells."""
    match = place_of(address)
    if match is None:
        return False
    permission: str = match.func.route.permission  # type: ignore[attr-defined]
    if permission == SIGNED_IN:
        return True
    of = {name: match.kwargs[name] for name in ("child", "concern") if name in match.kwargs}
    return access.may(user, permission, **of, on=today())


def _may_know(user: User, proof: Proof, address: str) -> bool:
    """Whether this person was shown the page that the form is on, and still may see whom it is
    about. A form that lies elsewhere must name its child or concern, which access can be asked."""
    match = place_of(address)
    if match is None or proof.user != user.pk or not _takes_draft(user, address):
        return False
    names_whom = bool({"child", "concern"} & set(match.kwargs))
    return bool(match.kwargs) and (proof.page == address or names_whom)
