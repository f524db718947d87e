"""Every Django form comes out in U.S. Web Design System markup by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput, Input
from django.http import HttpRequest

from config.design.controls import WRITERS
from config.design.fields import write_field

FOLDER = "components/forms/"
FORM = FOLDER + "form.html"
TEMPLATES = {
    "django/forms/div.html": FORM,
    "django/forms/p.html": FORM,
    "django/forms/ul.html": FORM,
    "django/forms/table.html": FORM,
    "django/forms/errors/list/default.html": FOLDER + "errors.html",
    "django/forms/errors/list/ul.html": FOLDER + "errors.html",
    "django/forms/widgets/clearable_file_input.html": FOLDER + "widgets/clearable_file.html",
    "django/forms/widgets/splitdatetime.html": FOLDER + "widgets/split_datetime.html",
    "django/forms/widgets/select_date.html": FOLDER + "widgets/select_date.html",
}
# Browsers bring their own pickers, in the reader's language; they speak ISO 8601.
NATIVE_INPUTS: list[tuple[type[DateTimeBaseInput], str, str]] = [
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
]
CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "usa-textarea"),
    (forms.CheckboxInput, "usa-checkbox__input"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.SelectDateWidget, "usa-select"),
    (forms.Select, "usa-select"),
    (forms.FileInput, "usa-file-input"),
    (Input, "usa-input"),
]


class UswdsBoundField(BoundField):
    """A field that knows its class, its native picker and how it is described."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        dress(field.widget)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden or isinstance(widget, forms.MultiWidget):
            return attrs
        if self.errors and (added := error_class(widget)):
            attrs["class"] = f"{widget.attrs.get('class', '')} {added}".strip()
        return attrs

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the first thing that takes an answer."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        if isinstance(widget, forms.SelectDateWidget):
            return f"{self.auto_id}_month"
        return self.id_for_label or self.auto_id


class UswdsRenderer(TemplatesSetting):
    """Renders forms with the templates in `templates/components/forms/`.

    What stands in a form many times is written without one: see `fields` and `controls`.
    """

    form_template_name = FORM
    formset_template_name = FOLDER + "formset.html"
    field_template_name = "written by config.design.fields"
    bound_field_class = UswdsBoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if write := WRITERS.get(template_name):
            return write(context["widget"])
        if template_name == self.field_template_name:
            return write_field(context["field"])
        return super().render(template_name, context, request)

    def get_template(self, template_name: str) -> Any:
        return super().get_template(TEMPLATES.get(template_name, template_name))


def dress(widget: forms.Widget) -> None:
    """Give a widget, and the widgets inside it, their class and their native input type."""
    if isinstance(widget, forms.MultiWidget):
        for inner in widget.widgets:
            dress(inner)
        return
    for kind, input_type, written in NATIVE_INPUTS:
        if isinstance(widget, kind) and widget.input_type == "text":
            widget.input_type, widget.format = input_type, written
            break
    if not widget.is_hidden and (name := class_of(widget)):
        classes = str(widget.attrs.get("class", ""))
        if name not in classes.split():
            widget.attrs["class"] = f"{name} {classes}".strip()


def class_of(widget: forms.Widget) -> str:
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "")


def error_class(widget: forms.Widget) -> str:
    return {"usa-input": "usa-input--error", "usa-textarea": "usa-input--error"}.get(
        class_of(widget), ""
    )
