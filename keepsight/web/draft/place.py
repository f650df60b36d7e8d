"""The page of ours that lies at an address, if what is typed there is kept."""

from django.urls import Resolver404, resolve
from django.urls.resolvers import ResolverMatch


def place_of(address: str) -> ResolverMatch | None:
    """The page at an address: None where there is none, or where nothing typed is kept, as on a
    page for everybody. `func.route` of what is given is its line of the table."""
    if not address.startswith("/") or "\x00" in address:
        return None
    try:
        match = resolve(address.partition("?")[0])
    except Resolver404:
        return None
    line = getattr(match.func, "route", None)
    takes = line is not None and line.takes_form and line.keeps_draft
    return match if takes and line is not None and line.permission != "anybody" else None
