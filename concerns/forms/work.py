"""What the department fills in while it works on a concern."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns import deadlines, standard_texts
from concerns.models import Category, Concern, StandardText
from concerns.models.concerns import LONGEST_REASON, LONGEST_TEXT
from leaders.forms.widgets import LongSelect
from leaders.models import Area

END_OF_DAY = time(17)


def words(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class StepForm(forms.Form):
    """Knows which state of the concern its reader has seen."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concern = concern
        self.fields["revision"].initial = concern.revision

    def values(self) -> dict[str, Any]:
        """Of a valid form: what the action takes."""
        return self.cleaned_data

    def values_unseen(self) -> dict[str, Any]:
        """For actions that do not ask what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def show_again(self, concern: Concern) -> None:
        """After something happened meanwhile: what was typed stays, and now it has been seen."""
        self.data = {**self.data.dict(), "revision": concern.revision}  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """The answer; a standard text may begin it."""

    standard_text = forms.ModelChoiceField(
        label=_("Begin with a standard text"),
        queryset=StandardText.objects.none(),
        required=False,
        empty_label=_("None"),
        widget=LongSelect,
    )
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_TEXT,
        widget=words(10),
        error_messages={"required": _("Write what you want to answer.")},
    )

    def __init__(self, *args: Any, concern: Concern, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concern = concern
        texts = StandardText.objects.visible_to(user).offered_for(concern)
        if texts.exists():
            self.fields["standard_text"].queryset = texts  # type: ignore[attr-defined]
        else:
            del self.fields["standard_text"]

    def with_standard_text(self) -> str:
        """What is written already, and below it the chosen text with its blanks filled."""
        written = str(self.data.get("text", ""))
        chosen = str(self.data.get("standard_text", ""))
        field = self.fields.get("standard_text")
        if field is None or not (chosen.isascii() and chosen.isdecimal()):
            return written
        found = field.queryset.filter(pk=int(chosen[:9])).first()  # type: ignore[attr-defined]
        if found is None:
            return written
        return f"{written.strip()}\n\n{standard_texts.fill(found.text, self.concern)}".strip()


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Only the department reads this. It answers nobody."),
        max_length=LONGEST_TEXT,
        widget=words(),
        error_messages={"required": _("Write a note.")},
    )


class OwnerForm(forms.Form):
    """Somebody of the department."""

    owner = forms.ModelChoiceField(
        label=_("Who takes care of it?"),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        widget=LongSelect,
        error_messages={
            "required": _("Choose somebody who works for the department."),
            "invalid_choice": _("Choose somebody who works for the department."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        police = User.objects.police().only("name", "email")
        self.fields["owner"].queryset = police  # type: ignore[attr-defined]


class AssignForm(OwnerForm, StepForm):
    field_order = ("owner",)


class PauseForm(StepForm):
    reason = forms.CharField(
        label=_("Why does it have to wait?"),
        help_text=_("The person who raised it reads this."),
        max_length=300,
        widget=words(3),
        error_messages={
            "required": _("Say why it has to wait. The person who raised it reads this.")
        },
    )
    until = forms.DateField(
        label=_("Until when?"),
        help_text=_("Then the clock goes on by itself."),
        widget=forms.DateInput,
        error_messages={"required": _("Choose the day.")},
    )
    field_order = ("reason", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        last = today + deadlines.LONGEST_PAUSE - timedelta(days=1)
        self.fields["until"].widget.attrs |= {
            "min": (today + timedelta(days=1)).isoformat(),
            "max": last.isoformat(),
        }

    def values(self) -> dict[str, Any]:
        """The end of that working day, where the department is."""
        day: date = self.cleaned_data["until"]
        return self.cleaned_data | {
            "until": datetime.combine(day, END_OF_DAY, tzinfo=deadlines.zone())
        }


class CloseForm(StepForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=Concern.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    reason = forms.CharField(
        label=_("Why, in a few sentences"),
        help_text=_("It is mailed to the person who raised it. They accept it, or open it again."),
        max_length=LONGEST_REASON,
        widget=words(5),
        error_messages={"required": _("Say why, in words for the person who raised it.")},
    )
    field_order = ("outcome", "reason")


class ReopenForm(StepForm):
    reason = forms.CharField(
        label=_("What is still wrong?"),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages={"required": _("Say in a sentence what is still wrong.")},
    )
    field_order = ("reason",)


class ChangeForm(forms.Form):
    """What it is about and where."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.none(), empty_label=None, widget=LongSelect
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not known yet"),
        widget=LongSelect,
    )
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    urgency = forms.ChoiceField(
        label=_("How urgent"), choices=Concern.Urgency.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, concern: Concern, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Category.objects.offered() | Category.objects.filter(pk=concern.category_id)
        self.fields["category"].queryset = offered  # type: ignore[attr-defined]
        areas = Area.objects.visible_to(user).only("code", "name")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        if concern.area_id is not None:
            self.fields["area"].empty_label = None  # type: ignore[attr-defined]
            self.fields["area"].required = True
        for name in self.fields:
            self.fields[name].initial = getattr(concern, name)


class LookForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you have to know who raised it?"),
        help_text=_("Your name, the time and this reason are recorded for good."),
        max_length=300,
        widget=words(2),
        error_messages={"required": _("Say why you have to know who raised it. It is recorded.")},
    )


class ForgetForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it forgotten?"),
        help_text=_("For example: they asked for it by phone. Do not name them."),
        max_length=300,
        widget=words(2),
        error_messages={"required": _("Say why, without naming the person. It is recorded.")},
    )


class PublishForm(forms.Form):
    """The only words everybody sees."""

    summary = forms.CharField(
        label=_("You said"),
        help_text=_("One sentence without names. The words of the concern itself are not shown."),
        max_length=500,
        widget=words(3),
        error_messages={"required": _("Say in a sentence, without names, what was raised.")},
    )
    answer = forms.CharField(
        label=_("We did"),
        help_text=_("What was done, or why it could not be, without names."),
        max_length=1000,
        widget=words(4),
        error_messages={"required": _("Say in a sentence, without names, what was done.")},
    )
