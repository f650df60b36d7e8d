"""What templates may say beyond plain HTML: days and codes in words, and the named parts of a page
(tag, summary list, warning, details, pagination). They need no `load`."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from keepsight.practice.code import in_one_phrase
from keepsight.practice.code import listed as with_commas
from keepsight.practice.codes import CODE_LISTS
from keepsight.web.govuk.form import error_links
from keepsight.web.govuk.pages import Pages

register = template.Library()

LONDON = ZoneInfo("Europe/London")
COLOURS = frozenset(
    {"grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"}
)


@register.filter
def day(value: date | None) -> str:
    """A day as people write it: "3 March 2025". Nothing for None."""
    return f"{value.day} {value:%B %Y}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in London: "3 March 2025 at 2:15pm". Nothing for None."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    return f"{day(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def since(value: date, days: int) -> str:
    """Since when, and how long that is: "since 3 March 2025 (9 days)", "since today"."""
    return f"since {day(value)} ({days_long(days)})" if days else "since today"


@register.filter
def times(number: int) -> str:
    """How often, as one would say it: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


@register.filter
def days_long(days: int) -> str:
    """A number of days as people say it: "9 days", "7 weeks", "5 months", "3 years"."""
    if days < 28:
        return "less than a day" if days < 1 else "1 day" if days == 1 else f"{days} days"
    if days < 92:
        return f"{days // 7} weeks"
    if days < 731:
        return f"{int(days / 30.44)} months"
    return f"{int(days / 365.25)} years"


@register.filter
def thousands(number: int) -> str:
    """A number as people read it: "2,431"."""
    return f"{number:,}"


@register.filter
def named(code: str, codes: str) -> str:
    """What people read for a code of the named code list: `{{ "gp"|named:"agency" }}`."""
    return CODE_LISTS[codes].named(code)


@register.filter
def all_named(values: Iterable[str], codes: str) -> str:
    """Several codes of the named list, in words: "Neglect and sexual abuse"."""
    return CODE_LISTS[codes].together(values)


@register.filter
def phrase(names: Iterable[str]) -> str:
    """Names of codes in one phrase, of which only the first keeps its capital."""
    return in_one_phrase(names)


@register.filter
def listed(words: Iterable[str]) -> str:
    """Words with commas and an "and"."""
    return with_commas([str(each) for each in words])


@register.filter
def sentence(text: str) -> str:
    """Text with a capital at its beginning and a full stop at its end."""
    text = capfirst(text.strip())
    return text if not text or text[-1] in ".?!" else f"{text}."


@register.simple_tag(name="tag")
def tag_(text: str, colour: str = "blue") -> SafeString:
    """A short word on a coloured ground. The word must say it all; the colour only helps."""
    if colour not in COLOURS:
        raise ValueError(f"no tag is {colour}; the colours are {', '.join(sorted(COLOURS))}")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """Facts about one thing, each a `row`."""
    return format_html('<dl class="govuk-summary-list">{}</dl>', content)


@register.simple_block_tag
def row(content: str, key: str, change: str = "") -> SafeString:
    """One line of a summary list: what it is, and in the block what it says; with a way to `change`
    it, where there is an address for that."""
    way = format_html(
        '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="{}">Change'
        '<span class="govuk-visually-hidden">: {}</span></a></dd>',
        change,
        key,
    )
    return format_html(
        '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd>{}</div>',
        key,
        content,
        way if change else "",
    )


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Something that must not be overlooked. Use it rarely."""
    return format_html(
        '<div class="govuk-warning-text">'
        '<span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning</span>{}</strong></div>',
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Something that opens when asked for."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        mark_safe(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_tag
def folded_field(field: BoundField) -> SafeString:
    """A field of many choices that opens when asked for, and is open where something is chosen."""
    choices = format_html(
        '<fieldset class="govuk-fieldset"><legend class="govuk-visually-hidden">{}</legend>{}'
        "</fieldset>",
        field.label,
        field,
    )
    return details(choices, field.label, is_open=bool(field.value()))


@register.simple_block_tag
def notice(content: str, title: str = "Done") -> SafeString:
    """A banner that says that something was done, in a sentence or in paragraphs."""
    if not content.lstrip().startswith("<p"):
        content = format_html('<p class="govuk-notification-banner__heading">{}</p>', content)
    return format_html(
        '<div class="govuk-notification-banner govuk-notification-banner--success" role="alert"'
        ' aria-labelledby="notice-title" data-module="govuk-notification-banner">'
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="notice-title">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """The end of something that was done step by step: the page's heading, and what to keep."""
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag
def banner(content: str, title: str) -> SafeString:
    """What kind of place this is, above every page."""
    return format_html(
        '<div class="govuk-phase-banner"><p class="govuk-phase-banner__content">'
        '<strong class="govuk-tag govuk-phase-banner__content__tag">{}</strong>'
        '<span class="govuk-phase-banner__text">{}</span></p></div>',
        title,
        content,
    )


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    """The way back, above the heading."""
    return format_html(
        '<nav aria-label="Back"><a class="govuk-back-link" href="{}">{}</a></nav>', href, text
    )


@register.simple_tag
def button_link(route: str, text: str, *parts: str, about: str = "") -> SafeString:
    """A link to a page of ours that is the main thing to do here, as a button. `parts` are those of
    the page's address; `about` tells several of one page apart for who hears them."""
    return button_to(reverse(route, args=parts), text, about=about)


@register.simple_tag
def button_to(address: str, text: str, *, about: str = "") -> SafeString:
    """The same where the page's address is known."""
    apart = format_html('<span class="govuk-visually-hidden"> about {}</span>', about)
    return format_html(
        '<a href="{}" role="button" draggable="false" class="govuk-button"'
        ' data-module="govuk-button">{}{}</a>',
        address,
        text,
        apart if about else "",
    )


@register.inclusion_tag("govuk/component/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], pages: Pages, anchor: str = "") -> dict[str, Any]:
    """Links to the other pages of a long list, keeping what was asked for. `anchor` names the place
    of the list on its page."""
    asked = context["request"].GET.copy()

    def address(number: int | None) -> str:
        asked[pages.key] = str(number)
        return f"?{asked.urlencode()}{f'#{anchor}' if anchor else ''}"

    return {
        "pages": pages,
        "links": [(each, address(each)) for each in pages.shown],
        "previous": address(pages.previous),
        "next": address(pages.next),
    }


@register.inclusion_tag("govuk/component/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with the form, each linked to where it is mended."""
    return {"links": error_links(form) if getattr(form, "errors", None) else []}
