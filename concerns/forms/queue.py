"""What is filled in on the queue itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns import listing
from concerns.forms.work import OwnerForm
from concerns.models import Concern


class BulkForm(OwnerForm):
    """To whom all that is ticked goes."""

    concerns = forms.ModelMultipleChoiceField(
        queryset=Concern.objects.none(),
        error_messages={
            "required": _("Tick the concerns you want to give to somebody."),
            "invalid_choice": _("One of these concerns is gone. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "bulk_%s")  # The filters above have an owner, too.
        super().__init__(*args, **kwargs)
        visible = Concern.objects.visible_to(user).defer("search_text", "text")
        self.fields["concerns"].queryset = visible  # type: ignore[attr-defined]


class SaveViewForm(forms.Form):
    """The filters come along from the address."""

    name = forms.CharField(
        label=_("Name of this view"),
        max_length=80,
        error_messages={"required": _("Give the view a name.")},
    )
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        return listing.query_of(QueryDict(self.cleaned_data["query"]))
