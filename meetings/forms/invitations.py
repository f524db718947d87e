"""Finding invitations in the list, the same as in the API."""

from __future__ import annotations

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leaders.forms.widgets import LongSelect
from meetings.models import Invitation
from meetings.querysets import InvitationQuerySet


class InvitationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Leader or meeting"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    when = django_filters.ChoiceFilter(
        label=_("Meetings"),
        choices=[("coming", _("Coming")), ("past", _("Past"))],
        empty_label=_("All"),
        method="in_time",
        widget=LongSelect,
    )
    response = django_filters.ChoiceFilter(
        label=_("Answer"),
        choices=Invitation.Response.choices,
        empty_label=_("All"),
        widget=LongSelect,
    )
    seat = django_filters.ChoiceFilter(
        label=_("Seat"), choices=Invitation.Seat.choices, empty_label=_("All"), widget=LongSelect
    )
    meeting = django_filters.NumberFilter(widget=forms.HiddenInput)
    leader = django_filters.NumberFilter(widget=forms.HiddenInput)

    class Meta:
        model = Invitation
        fields: list[str] = []

    def search(self, invitations: InvitationQuerySet, _name: str, text: str) -> InvitationQuerySet:
        return invitations.search(text)

    def in_time(
        self, invitations: InvitationQuerySet, _name: str, value: str
    ) -> InvitationQuerySet:
        now = timezone.now()
        return invitations.to_come(now) if value == "coming" else invitations.past(now)
