"""By when? A day, or a quick choice that becomes one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

OTHER_DAY = "day"
TWO_WEEKS = "two-weeks"
WORDS = {"week": _("1 week"), TWO_WEEKS: _("2 weeks"), "next": _("Next meeting")}


class DueForm(forms.Form):
    """The fields `due` and `due_on`; after cleaning, `due_on` is the day."""

    due = forms.ChoiceField(
        label=_("By when?"), widget=forms.RadioSelect, required=False, initial=TWO_WEEKS
    )
    due_on = forms.DateField(label=_("Which day?"), required=False, widget=forms.DateInput)

    def __init__(
        self,
        *args: Any,
        today: date,
        earliest: date,
        next_meeting_on: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.days = {"week": today + timedelta(weeks=1), TWO_WEEKS: today + timedelta(weeks=2)}
        if next_meeting_on:
            self.days["next"] = next_meeting_on
        quick = [(key, f"{WORDS[key]}: {_short(day)}") for key, day in self.days.items()]
        choices = [*quick, (OTHER_DAY, str(_("Another day")))]
        self.fields["due"].choices = choices  # type: ignore[attr-defined]

    def clean_day(self, cleaned: dict[str, Any]) -> None:
        """A day that was typed counts; otherwise the quick choice."""
        if "due_on" in self.errors or "due" in self.errors:
            return
        due_on = cleaned.get("due_on") or self.days.get(cleaned["due"] or TWO_WEEKS)
        if due_on is None:
            self.add_error("due_on", _("Choose the day."))
        elif due_on < self.earliest:
            self.add_error("due_on", _("Choose a day that is not before the promise."))
        cleaned["due_on"] = due_on


def _short(day: date) -> str:
    """Thu, December 17."""
    return f"{date_format(day, 'D')}, {date_format(day, 'MONTH_DAY_FORMAT')}"
