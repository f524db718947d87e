"""Fields that planning a meeting and a series have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from leaders.forms.widgets import LongSelect
from meetings.recurrence import zones_at_hand

LONGEST_POINT = 200
MOST_POINTS = 30
POINTS_TO_CHOOSE = 10
LARGEST_CAPACITY = 100_000


class AgendaField(forms.CharField):
    """An agenda as people write it: one point a line. Works on any phone, without scripts."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Agenda"))
        kwargs.setdefault("help_text", _("One point on each line."))
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 7}))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        titles = [line for line in lines if line]
        if any(len(title) > LONGEST_POINT for title in titles):
            raise ValidationError(
                _("Keep each point below %(longest)d characters.") % {"longest": LONGEST_POINT}
            )
        if len(titles) > MOST_POINTS:
            raise ValidationError(
                ngettext_lazy("%d point is the most.", "%d points are the most.", MOST_POINTS)
                % MOST_POINTS
            )
        return titles


class PointField(forms.TypedChoiceField):
    """Which point of the agenda lists the open promises."""

    def __init__(self, **kwargs: Any) -> None:
        numbers = [(number, str(number)) for number in range(1, POINTS_TO_CHOOSE + 1)]
        super().__init__(
            label=_("Open promises are listed under point"),
            help_text=_("So that every meeting begins with what was promised at the last one."),
            choices=[("", _("None")), *numbers],
            coerce=int,
            empty_value=None,
            required=False,
            widget=LongSelect,
            **kwargs,
        )


class ZoneField(forms.ChoiceField):
    """The time zones of the department's country; any other one a meeting already has stays."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Time zone"), choices=self._choices, widget=LongSelect, **kwargs)
        self.also = ""

    def _choices(self) -> list[tuple[str, str]]:
        names = zones_at_hand(settings.TIME_ZONE)
        others = zones_at_hand(self.also) if getattr(self, "also", "") else ()
        return [(name, zone_label(name)) for name in dict.fromkeys([*names, *others])]

    def offer(self, name: str) -> None:
        self.also = name
        self.choices = self._choices


class CapacityField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Seats"),
            help_text=_("Leave empty if there is room for all."),
            min_value=1,
            max_value=LARGEST_CAPACITY,
            required=False,
            **kwargs,
        )


def zone_label(name: str) -> str:
    """America/New_York → New York (America/New_York)."""
    city = name.rpartition("/")[2].replace("_", " ")
    return city if city == name else f"{city} ({name})"
