"""Pages are written in plain HTML. As a template is loaded, each plain element is given its class
of the design system, so that no page has to know the design system's names."""

import re

from django.template import Origin
from django.template.loaders import filesystem

CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "a": "govuk-link",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "hr": "govuk-section-break govuk-section-break--visible govuk-section-break--l",
    "blockquote": "govuk-inset-text",
    "button": "govuk-button",
    "table": "govuk-table",
    "caption": "govuk-table__caption govuk-table__caption--m",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "dl": "govuk-summary-list",
    "dt": "govuk-summary-list__key",
    "dd": "govuk-summary-list__value",
}
"""The class that a plain element gets. An element that has a class of its own keeps it as well; one
that already names a `govuk-` class is left as it is."""

_ELEMENT = re.compile(
    rf"<(?P<name>{'|'.join(CLASSES)})(?=[\s{{>])(?P<rest>(?:{{%.*?%}}|{{{{.*?}}}}|[^>])*)>",
    re.DOTALL,
)
_OWN_CLASS = re.compile(r'(?<=\sclass=")')


def dressed(html: str) -> str:
    """The template's text with the design system's class on each plain element."""
    return _ELEMENT.sub(_with_class, html)


def _with_class(element: re.Match[str]) -> str:
    name, rest = element["name"], element["rest"]
    if "govuk-" in rest:
        return element[0]
    if _OWN_CLASS.search(rest):
        return f"<{name}{_OWN_CLASS.sub(f'{CLASSES[name]} ', rest, count=1)}>"
    return f'<{name} class="{CLASSES[name]}"{rest}>'


class Loader(filesystem.Loader):
    """Finds templates beside the code of their page, and dresses them."""

    def get_contents(self, origin: Origin) -> str:
        """The dressed text of a page's template, and the plain text of the design system's own;
        raises TemplateDoesNotExist."""
        text = super().get_contents(origin)
        return text if str(origin.template_name).startswith("govuk/") else dressed(text)
