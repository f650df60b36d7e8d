"""Where each thing that somebody is asked to do is done, and what each notice leads to."""

from collections.abc import Callable, Mapping

from django.urls import NoReverseMatch, reverse

from keepsight.casework.ask import AskLine

Parts = Callable[[AskLine], tuple[str, ...]]


def of_child(asked: AskLine) -> tuple[str, ...]:
    """A page of the child."""
    return (asked.child or "",)


def of_matter(asked: AskLine) -> tuple[str, ...]:
    """A page of what the ask is about."""
    return (asked.about,)


def nothing(asked: AskLine) -> tuple[str, ...]:
    """A page of no one thing."""
    return ()


WHERE: Mapping[str, tuple[str, Parts]] = {
    "acknowledge_handover": ("handover", of_matter),
    "write_handover": ("handover", of_matter),
    "allocate_child": ("allocate", of_child),
    "countersign_answer": ("concern", of_matter),
    "tell_referrer": ("concern", of_matter),
}
"""For each kind of ask, the name of the route of the page on which it is done, and what its address
is made of."""


def where(asked: AskLine) -> str:
    """The address of the page on which this is done; the child's own page where no other is named,
    and nothing where there is no child."""
    name, parts = WHERE.get(asked.kind, ("child", of_child))
    if name == "child" and not asked.child:
        return ""
    try:
        return reverse(name, args=parts(asked))
    except NoReverseMatch:
        return ""
