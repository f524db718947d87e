"""What is filled in about priorities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.forms.work import words
from concerns.models import Priority
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader
from meetings.models import Meeting

MEETINGS_OFFERED = 30


class IssueForm(forms.Form):
    """The words everybody reads, and their day."""

    issue = forms.CharField(
        label=_("The issue"),
        help_text=_("One sentence that everybody reads. Name no private person."),
        max_length=500,
        widget=words(2),
        error_messages={"required": _("Say in a sentence what the issue is.")},
    )
    issue_date = forms.DateField(label=_("Agreed on"), widget=forms.DateInput)


class PriorityForm(IssueForm):
    """A new one: of an area, perhaps agreed at a meeting."""

    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        empty_label=_("Choose"),
        to_field_name="code",
        widget=LongSelect,
        error_messages={"required": _("Choose the area.")},
    )
    meeting = forms.ModelChoiceField(
        label=_("Agreed at"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Not at a meeting"),
        widget=LongSelect,
    )
    field_order = ("area", "issue", "issue_date", "meeting")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, meeting = self.fields["area"], self.fields["meeting"]
        area.queryset = Area.objects.visible_to(user).only("code", "name")  # type: ignore[attr-defined]
        recent = Meeting.objects.visible_to(user).past().order_by("-starts_at", "-pk")
        keys = [*recent.values_list("pk", flat=True)[:MEETINGS_OFFERED]]
        named = self.initial.get("meeting")
        if str(named).isascii() and str(named).isdecimal():
            keys.append(int(str(named)[:9]))
        offered = Meeting.objects.visible_to(user).filter(pk__in=keys)
        meeting.queryset = offered.order_by("-starts_at", "-pk")  # type: ignore[attr-defined]
        meeting.label_from_instance = _named  # type: ignore[attr-defined]
        self.fields["issue_date"].initial = timezone.localdate


class ActForm(forms.Form):
    """What was done."""

    action = forms.CharField(
        label=_("What was done?"),
        help_text=_("Everybody reads it. Name no private person."),
        max_length=2000,
        widget=words(),
        error_messages={"required": _("Say in a sentence what was done.")},
    )
    action_date = forms.DateField(
        label=_("When?"), widget=forms.DateInput, initial=timezone.localdate
    )


class VoteForm(forms.Form):
    """Up to three of those the area works on."""

    priorities = forms.ModelMultipleChoiceField(
        label=_("Which matter most to your people?"),
        help_text=_("Choose up to three. You can change it at any time."),
        queryset=Priority.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of these is no longer worked on. Choose again."),
        },
    )

    def __init__(self, *args: Any, leader: Leader, priorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leader = leader
        self.fields["priorities"].queryset = priorities.order_by("rank", "pk")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Of a valid form: what the action takes."""
        return {"leader": self.leader, "priorities": self.cleaned_data["priorities"]}


def _named(meeting: Meeting) -> str:
    return f"{meeting.local_starts_at:%Y-%m-%d} {meeting.title}"
