"""What people fill in about regular meetings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from leaders.forms.fields import AreasField, LanguagesField
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader, Sector
from meetings.actions.series import ReminderPlan
from meetings.agendas import CAPS_AGENDA, CAPS_FOLLOW_UP_POINT
from meetings.audiences import Audience
from meetings.forms.fields import AgendaField, CapacityField, PointField
from meetings.forms.repetition import RepetitionForm
from meetings.models import MeetingKind, ReminderRule, Series

HOUR, DAY = 60, 24 * 60
REMINDER_MINUTES = (14 * DAY, 7 * DAY, 3 * DAY, 2 * DAY, DAY, 3 * HOUR)
MOST_FOUND = 20
SAME_NAME = (
    "title",
    "kind",
    "place",
    "address",
    "capacity",
    "description",
    "agenda",
    "follow_up_point",
    "invite_sectors",
    "invite_languages",
    "invite_days_before",
    "is_public",
)
FROM_REPETITION = (
    "rule",
    "starts_on",
    "ends_on",
    "local_start",
    "duration_minutes",
    "timezone",
)


class SeriesForm(RepetitionForm):
    """A whole series, new or as it is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    areas = AreasField(label=_("Areas"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    capacity = CapacityField()
    description = forms.CharField(
        label=_("What it is about"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    host = forms.ModelChoiceField(label=_("Host"), queryset=User.objects.none(), widget=LongSelect)
    is_public = forms.BooleanField(
        label=_("Show the meetings on the public area page"), required=False, initial=True
    )
    agenda = AgendaField()
    follow_up_point = PointField()
    invite_areas = AreasField(label=_("Leaders of these areas"), required=False)
    invite_sectors = forms.MultipleChoiceField(
        label=_("Only of these sectors"),
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
        required=False,
    )
    invite_languages = LanguagesField(label=_("Only who speaks one of"), required=False)
    invite_leaders = forms.ModelMultipleChoiceField(
        label=_("And these people"),
        queryset=Leader.objects.active(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "scroll"}),
        required=False,
    )
    q = forms.CharField(
        label=_("Find people by name"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        required=False,
    )
    invite_days_before = forms.IntegerField(
        label=_("Invite so many days before each meeting"), min_value=0, max_value=365, initial=21
    )
    reminders = forms.TypedMultipleChoiceField(
        label=_("Remind them"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
        required=False,
    )
    remind = forms.ChoiceField(label=_("Whom to remind"), choices=ReminderRule.Audience.choices)

    def __init__(self, *args: Any, by: User, series: Series | None = None, **kwargs: Any) -> None:
        self.by, self.series = by, series
        super().__init__(*args, **{**kwargs, "initial": self._initial()})
        areas = Area.objects.count()
        self.fields["areas"].shape_to(areas)  # type: ignore[attr-defined]
        self.fields["invite_areas"].shape_to(areas)  # type: ignore[attr-defined]
        self.fields["host"].queryset = User.objects.police()  # type: ignore[attr-defined]
        if series:
            self.fields["timezone"].offer(series.timezone)  # type: ignore[attr-defined]
        self._offer_reminders()
        self._offer_people()

    def _initial(self) -> dict[str, Any]:
        series = self.series
        if series is None:
            return {
                "host": self.by.pk,
                "agenda": [str(title) for title in CAPS_AGENDA],
                "follow_up_point": CAPS_FOLLOW_UP_POINT,
            }
        initial = self.initial_of(series) | {name: getattr(series, name) for name in SAME_NAME}
        for name in ("areas", "invite_areas", "invite_leaders"):
            initial[name] = list(getattr(series, name).values_list("pk", flat=True))
        rules = list(series.reminder_rules.all())
        if rules:
            initial |= {
                "reminders": [rule.minutes_before for rule in rules],
                "remind": rules[0].audience,
            }
        return initial | {"host": series.host_id or self.by.pk}

    def _offer_reminders(self) -> None:
        field = self.fields["reminders"]
        minutes = sorted({*REMINDER_MINUTES, *self.initial.get("reminders", ())}, reverse=True)
        field.choices = [(each, before_in_words(each)) for each in minutes]  # type: ignore[attr-defined]
        usual = ReminderRule.objects.filter(series=None, meeting=None)
        words = [before_in_words(rule.minutes_before) for rule in usual]
        field.help_text = _now("Tick none to remind as the department does: %(usual)s.") % {
            "usual": get_text_list(words, _now("and")) or _now("not at all")
        }

    def _offer_people(self) -> None:
        """The boxes of those chosen already, and of those the search finds."""
        chosen = self["invite_leaders"].value() or []
        known = [pk for pk in chosen if str(pk).isdecimal()]
        people = list(Leader.objects.active().filter(pk__in=known))
        text = str(self["q"].value() or "").strip()
        if text:
            found = Leader.objects.active().search(text).exclude(pk__in=known)
            people += list(found[:MOST_FOUND])
        self.fields["invite_leaders"].widget.choices = [(each.pk, each.name) for each in people]

    @property
    def audience(self) -> Audience:
        cleaned = self.cleaned_data
        return Audience(
            list(cleaned["invite_areas"]),
            cleaned["invite_sectors"],
            cleaned["invite_languages"],
            list(cleaned["invite_leaders"]),
        )

    def values(self) -> dict[str, Any]:
        """As the actions take them."""
        cleaned = self.cleaned_data
        names = (*SAME_NAME, *FROM_REPETITION, "areas", "invite_areas", "invite_leaders", "host")
        plan = ReminderPlan(cleaned["reminders"], cleaned["remind"])
        return {name: cleaned[name] for name in names} | {"reminders": plan}


class EndForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day of the series"),
        help_text=_("Meetings after it are called off, and whoever was invited to one is told."),
        widget=forms.DateInput,
    )


def before_in_words(minutes: int) -> str:
    """7 days before; 3 hours before."""
    before = timedelta(minutes=minutes)
    if minutes % DAY == 0:
        return ngettext("%d day before", "%d days before", before.days) % before.days
    if minutes % HOUR == 0:
        hours = minutes // HOUR
        return ngettext("%d hour before", "%d hours before", hours) % hours
    return ngettext("%d minute before", "%d minutes before", minutes) % minutes
