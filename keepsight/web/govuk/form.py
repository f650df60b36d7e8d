"""Forms as the design system wants them: labels, hints, plain error messages, and a date in three
boxes. Django's own fields are used as they are; this gives them their look."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from keepsight.casework.not_right import NotRight
from keepsight.practice.code import CodeList

_INPUT_CLASS: Mapping[type[forms.Widget], str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.FileInput: "govuk-file-upload",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.widgets.Input: "govuk-input",
}
_TOO_LONG = "It must be %(limit_value)d letters or fewer, and has %(show_value)d"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Renderer(TemplatesSetting):
    """Every form, field and widget is drawn from the templates in `web/govuk/form`."""

    form_template_name = "govuk/form/form.html"
    field_template_name = "govuk/form/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our template in place of Django's own of that name."""
        return super().get_template(template_name.replace("django/forms/", "govuk/form/"))


class GovukBoundField(BoundField):
    """A field on a form, with what its template asks: classes, whether its label is the page's
    heading, and where an error message should lead."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's attributes, with the design system's classes."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        known = next((c for kind, c in _INPUT_CLASS.items() if isinstance(widget, kind)), "")
        if known and not isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            own = widget.attrs.get("class", "")
            failed = f"{known}--error" if self.errors else ""
            attrs["class"] = " ".join(each for each in (known, failed, own) if each)
        return attrs

    @property
    def is_heading(self) -> bool:
        """Whether the label is also the heading of the page (one question on a page)."""
        return getattr(self.form, "heading", None) == self.name

    @property
    def is_marked_optional(self) -> bool:
        """Whether the label says "(optional)"."""
        return not self.field.required and getattr(self.form, "marks_optional", False)

    @property
    def first_input_id(self) -> str:
        """The first thing to fill in: where the error summary leads."""
        many = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)
        one_of_many = isinstance(self.field.widget, many)
        return f"{self.auto_id}_0" if one_of_many else str(self.id_for_label)

    @property
    def is_one_checkbox(self) -> bool:
        """Whether it is a single box to tick, whose label stands beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class GovukForm(forms.Form):
    """What every form of Keepsight is. `heading` names the field whose label is the page's
    heading, where there is one; optional fields say so. `places` are the fields that casework
    calls by another name than the form."""

    bound_field_class = GovukBoundField
    use_required_attribute = False
    heading: str | None = None
    marks_optional = True
    places: Mapping[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """As Django has it, with our words for what is too long."""
        for each in self.fields.values():
            each.error_messages.setdefault("max_length", _TOO_LONG)
        super().full_clean()

    def tell(self, not_right: NotRight) -> None:
        """Show beside each field what casework found wrong with it; what is about no field of the
        form stands above."""
        for each in not_right.wrongs:
            field = self.places.get(each.field, each.field)
            self.add_error(field if field in self.fields else None, self.as_said(each.message))

    def as_said(self, message: str) -> str:
        """What casework found wrong, as this form says it."""
        return message


class _WithHints:
    """Choices of which each may say what it means in a line below it."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        return option


class Radios(_WithHints, forms.RadioSelect):
    """One of a few; `attrs={"class": "govuk-radios--inline"}` sets them side by side."""


class Checkboxes(_WithHints, forms.CheckboxSelectMultiple):
    """Any of a few."""


class CodeField(forms.ChoiceField):
    """One word of a code list, as radios with what each means."""

    def __init__(self, codes: CodeList, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Radios(hints=_hints(codes)))
        super().__init__(choices=_choices(codes), **kwargs)


class CodesField(forms.MultipleChoiceField):
    """Any words of a code list, as checkboxes with what each means."""

    def __init__(self, codes: CodeList, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Checkboxes(hints=_hints(codes)))
        super().__init__(choices=_choices(codes), **kwargs)


def _choices(codes: CodeList) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in codes.values()]


def _hints(codes: CodeList) -> dict[str, str]:
    return {each.code: each.description for each in codes.values()}


class DayInput(forms.MultiWidget):
    """Day, month and year in three boxes; the names end `_day`, `_month`, `_year`."""

    template_name = "govuk/form/widgets/day.html"
    use_fieldset = True
    # Each box's name, its label and for how many letters it has room.
    boxes: tuple[tuple[str, str, int], ...] = (
        ("day", "Day", 2),
        ("month", "Month", 2),
        ("year", "Year", 4),
    )

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name, *_ in self.boxes}, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template is given: the boxes, and whether the date was wrong."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["is_invalid"] = "aria-invalid" in widget["attrs"]
        for box, (_, label, width) in zip(widget["subwidgets"], self.boxes, strict=True):
            box.update(label=label, width=width)
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        """The three boxes for a day."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(forms.MultiValueField):
    """A day in three boxes. The month may be a number or a name; the year has four figures."""

    widget = DayInput
    default_error_messages = {
        "required": "Enter the day, the month and the year",
        "incomplete": "The date must have a day, a month and a year",
        "invalid": "Enter a real date, such as 27 3 2025",
        "ahead": "The date must be today or in the past",
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False) for _ in range(3)]
        kwargs.setdefault("require_all_fields", True)
        super().__init__(fields=parts, **kwargs)

    def clean(self, value: Any) -> Any:
        """The date, or None where nothing was filled in and nothing need be."""
        filled = [bool(str(each or "").strip()) for each in value or ()]
        if any(filled) and not all(filled):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        return super().clean(value)

    def compress(self, data_list: list[str]) -> date | None:
        """The date that the three boxes name; ValidationError where there is none."""
        if not data_list:
            return None
        day, month, year = (each.strip() for each in data_list)
        name = month[:3].lower()
        number = str(_MONTHS.index(name) + 1) if name in _MONTHS else month
        try:
            if len(year) != 4 or not (year + number + day).isdecimal():
                raise ValueError(data_list)
            return date(int(year), int(number), int(day))
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """The form's error messages, each with the id of the input to mend; for the error summary."""
    links = [("", str(each)) for each in form.non_field_errors()]
    for field in form:
        target = field.first_input_id if isinstance(field, GovukBoundField) else field.auto_id
        links += [(str(target), str(each)) for each in field.errors]
    return links
