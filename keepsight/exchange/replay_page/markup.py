"""HTML made of elements: every word is escaped unless it was made here."""

from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """An element with what is inside it; words are escaped, elements are not.

    `class_` stands for class, and `aria_label` for aria-label.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{named}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Html:
    """Several pieces one after another; words are escaped, elements are not."""
    return Html("".join(each if isinstance(each, Html) else escape(each) for each in parts))


def listed(*items: str, class_: str = "") -> Html:
    """A list with a bullet for each item."""
    named = {"class_": class_} if class_ else {}
    return tag("ul", *(tag("li", each) for each in items), **named)
