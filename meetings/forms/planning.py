"""What people fill in about one meeting."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.forms.fields import AreasField
from leaders.forms.widgets import LongSelect
from leaders.models import Area
from meetings.agendas import Point, agenda_of, points_of, usual_agenda
from meetings.errors import BadTimes
from meetings.forms.fields import AgendaField, CapacityField, PointField, ZoneField
from meetings.limits import check_times
from meetings.models import AgendaItem, Meeting, MeetingKind
from meetings.recurrence import instant, zone_named

USUAL_TIMES = {"starts": time(19), "ends": time(20, 30)}
# Who ends a walk at half past midnight means the next day.
LATEST_END = time(4)


class TimesForm(forms.Form):
    """When: a day, and two times on the wall clock of the place."""

    day = forms.DateField(label=_("Date"), widget=forms.DateInput)
    starts = forms.TimeField(label=_("Begins"), widget=forms.TimeInput)
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput)
    timezone = ZoneField()

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **{**kwargs, "initial": self._initial()})
        if meeting:
            self.fields["timezone"].offer(meeting.timezone)  # type: ignore[attr-defined]

    def _initial(self) -> dict[str, Any]:
        if self.meeting is None:
            return {**USUAL_TIMES, "timezone": settings.TIME_ZONE}
        return {
            "day": self.meeting.local_starts_at.date(),
            "starts": self.meeting.local_starts_at.time(),
            "ends": self.meeting.local_ends_at.time(),
            "timezone": self.meeting.timezone,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not {"day", "starts", "ends", "timezone"} <= cleaned.keys():
            return cleaned
        try:
            cleaned |= self._instants()
            check_times(cleaned["starts_at"], cleaned["ends_at"], cleaned["timezone"])
        except BadTimes as refusal:
            self.add_error("ends", refusal)
        except OverflowError:
            self.add_error("day", _("Check the year of the date."))
        return cleaned

    def _instants(self) -> dict[str, Any]:
        day, starts, ends, zone_name = (
            self.cleaned_data[name] for name in ("day", "starts", "ends", "timezone")
        )
        zone = zone_named(zone_name)
        last_day = day + timedelta(days=1) if ends < starts and ends <= LATEST_END else day
        return {"starts_at": instant(day, starts, zone), "ends_at": instant(last_day, ends, zone)}

    def times(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "timezone")}


class MeetingForm(TimesForm):
    """A whole meeting, new or as it is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    areas = AreasField(label=_("Areas"))
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("The building and the room, as people there call it."),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    capacity = CapacityField()
    description = forms.CharField(
        label=_("What it is about"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    agenda = AgendaField()
    follow_up_point = PointField()
    invite_days_before = forms.IntegerField(
        label=_("Invite so many days before"),
        help_text=_("Leave empty to invite as soon as the meeting is published."),
        min_value=0,
        max_value=365,
        required=False,
    )
    host = forms.ModelChoiceField(label=_("Host"), queryset=User.objects.none(), widget=LongSelect)
    is_public = forms.BooleanField(
        label=_("Show it on the public area page"), required=False, initial=True
    )

    field_order = ("title", "kind", "areas", "day", "starts", "ends", "timezone", "place")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        self.fields["areas"].shape_to(Area.objects.count())  # type: ignore[attr-defined]
        self.fields["host"].queryset = User.objects.police()  # type: ignore[attr-defined]
        if self.meeting and self.meeting.invited_at:
            del self.fields["invite_days_before"]

    def _initial(self) -> dict[str, Any]:
        agenda, meeting = self._agenda(), self.meeting
        initial = super()._initial() | {
            "agenda": [point.title for point in agenda],
            "follow_up_point": _follow_up_point(agenda),
            "host": self.by.pk,
        }
        if meeting is None:
            return initial | {"areas": list(self.by.areas.values_list("pk", flat=True))}
        names = ("title", "kind", "place", "address", "capacity", "description", "is_public")
        initial |= {name: getattr(meeting, name) for name in names}
        initial |= {"areas": list(meeting.areas.values_list("pk", flat=True))}
        if meeting.host_id:
            initial["host"] = meeting.host_id
        if meeting.invite_at:
            initial["invite_days_before"] = (meeting.starts_at - meeting.invite_at).days
        return initial

    def _agenda(self) -> list[Point]:
        return usual_agenda() if self.meeting is None else points_of(self.meeting)

    def values(self) -> dict[str, Any]:
        """As the actions take them."""
        cleaned = self.cleaned_data
        texts = {point.title: point.text for point in self._agenda()}
        names = ("title", "kind", "areas", "place", "address", "capacity", "description")
        values = {name: cleaned[name] for name in (*names, "host", "is_public")} | self.times()
        values["agenda"] = [
            Point(point.title, texts.get(point.title, ""), point.kind)
            for point in agenda_of(cleaned["agenda"], cleaned["follow_up_point"])
        ]
        if "invite_days_before" in self.fields:
            days = cleaned["invite_days_before"]
            values["invite_at"] = (
                None if days is None else values["starts_at"] - timedelta(days=days)
            )
        return values


class MoveForm(TimesForm):
    """Another time, perhaps another place."""

    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)

    def _initial(self) -> dict[str, Any]:
        initial = super()._initial()
        if self.meeting:
            initial |= {"place": self.meeting.place, "address": self.meeting.address}
        return initial

    def values(self) -> dict[str, Any]:
        return self.times() | {name: self.cleaned_data[name] for name in ("place", "address")}


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("The people you invited, and the public, read this sentence."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _follow_up_point(agenda: list[Point]) -> int | None:
    kinds = [point.kind for point in agenda]
    if AgendaItem.Kind.FOLLOW_UP not in kinds:
        return None
    return kinds.index(AgendaItem.Kind.FOLLOW_UP) + 1
