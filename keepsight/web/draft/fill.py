"""Putting back what somebody had typed, into the form of a page as it is now. Where the form has no
place for something any more, it is shown above, so that nothing typed is lost."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

NOT_FILLED = frozenset({"hidden", "password", "file", "submit", "button", "image", "reset"})
CHOSEN = frozenset({"radio", "checkbox"})
LEFT_OVER = "draft-left-over"
"""The id of the place that the page keeps for what has no field."""

Values = Mapping[str, Sequence[str]]


def filled(page: bytes, values: Values, *, address: str, sent_to: str) -> bytes | None:
    """The page of `address` with the values in its form that is sent to `sent_to`; None where that
    is another address and no form of the page is sent there."""
    document = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    controls = list(_controls(document, values, address=address, sent_to=sent_to))
    if not controls and sent_to != address:
        return None
    for each in controls:
        _fill(each, values, controls)
    _show_left_over(document, values, {each.get("name") for each in controls})
    written: bytes = html.tostring(document, doctype="<!DOCTYPE html>", encoding="utf-8")
    return written


def _controls(
    document: HtmlElement, values: Values, *, address: str, sent_to: str
) -> Iterator[HtmlElement]:
    """The fields of the forms that are sent there; of several alike, of the one that was typed in,
    which its hidden fields tell."""
    for form in document.iter("form"):
        there = urlsplit(urljoin(address, form.get("action") or address)).path
        if (form.get("method") or "").lower() != "post" or there != sent_to:
            continue
        found = [each for each in form.iter("input", "select", "textarea") if each.get("name")]
        hidden = [each for each in found if (each.get("type") or "").lower() == "hidden"]
        if all(
            each.get("value", "") in values.get(each.get("name"), [""])
            or each.get("name") not in values
            for each in hidden
        ):
            yield from found


def _fill(control: HtmlElement, values: Values, controls: Sequence[HtmlElement]) -> None:
    name = control.get("name")
    kept = list(values.get(name, ()))
    kind = (control.get("type") or "text").lower()
    if control.tag == "select":
        for option in control.iter("option"):
            _mark(option, "selected", _value_of(option) in kept)
    elif control.tag == "input" and kind in CHOSEN:
        _mark(control, "checked", control.get("value", "on") in kept)
    elif control.tag == "input" and kind in NOT_FILLED:
        return
    else:
        same = [each for each in controls if each.get("name") == name]
        place = same.index(control)
        text = kept[place] if place < len(kept) else ""
        if control.tag == "textarea":
            # A browser drops the first line break of a text area.
            control.text = "\n" + text
        else:
            control.set("value", text)


def _value_of(option: HtmlElement) -> str:
    value = option.get("value")
    return option.text_content().strip() if value is None else value


def _mark(element: HtmlElement, attribute: str, is_so: bool) -> None:
    if is_so:
        element.set(attribute, "")
    elif attribute in element.attrib:
        del element.attrib[attribute]


def _show_left_over(document: HtmlElement, values: Values, names: set[str | None]) -> None:
    place = document.get_element_by_id(LEFT_OVER, None)
    if place is None:
        return
    left = [(name, each) for name, kept in values.items() if name not in names for each in kept]
    left = [(name, each) for name, each in left if each.strip()]
    if not left:
        place.drop_tree()
    for name, text in left:
        paragraph = html.Element("p", {"class": "govuk-body typed"})
        paragraph.text = f"{name.replace('_', ' ').replace('-', ' ').capitalize()}: {text}"
        place.append(paragraph)
