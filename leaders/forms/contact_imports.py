"""Uploading a list of contacts, and saying what stands in its columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders import textfiles
from leaders.actions.contact_imports import Choices
from leaders.contact_lists.columns import FIELDS, Mapping
from leaders.contact_lists.reading import MAX_BYTES
from leaders.contact_lists.table import Table
from leaders.forms.widgets import LongSelect


class ContactFileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Names of columns in the first line, one contact a row, at most 10 MB. Or a map layer "
            "(GeoJSON) of organizations: each then belongs to the areas it lies in."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,.geojson,.json"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        textfiles.refuse_size(file.size, limit=MAX_BYTES)
        return file


class ColumnsForm(forms.Form):
    """One drop-down for each column of the file, with what stands in it."""

    def __init__(self, *args: Any, table: Table, mapping: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.header = table.header
        meanings = {column: field for field, column in mapping["columns"].items()}
        for position, column in enumerate(table.header):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=column,
                help_text=" · ".join(table.samples(position)),
                choices=[("", _("Not imported")), *FIELDS.items()],
                initial=meanings.get(column, ""),
                required=False,
                widget=LongSelect,
            )
        self.fields["file_wins"] = forms.BooleanField(
            label=_("Where the directory says otherwise, take what the file says"),
            initial=mapping["file_wins"],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, str] = {}
        for position, column in enumerate(self.header):
            field = self.cleaned_data.get(f"column_{position}")
            if field in chosen:
                self.add_error(
                    f"column_{position}",
                    _("“%(other)s” holds this already. Choose one of them.")
                    % {"other": chosen[field]},
                )
            elif field:
                chosen[field] = column
        if not self.errors:
            Mapping(chosen).refuse_unusable(self.header)
        return {"columns": chosen, "file_wins": bool(self.cleaned_data.get("file_wins"))}

    def choices(self) -> Choices:
        return Choices(**self.cleaned_data)


class SkipForm(forms.Form):
    """Whether the other rows are taken when some are refused."""

    skip_refused = forms.BooleanField(
        label=_("Skip the refused rows and import the others"), required=False
    )
