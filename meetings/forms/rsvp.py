"""What is asked of a leader who answers an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from leaders import languages
from leaders.forms.widgets import LongSelect
from meetings.models import Invitation

MOST_GUESTS = 20


class AnswerForm(forms.Form):
    """Yes, no or maybe; all else is optional."""

    response = forms.ChoiceField(
        label=_("Will you come?"),
        choices=[
            (Invitation.Response.YES, _("Yes")),
            (Invitation.Response.NO, _("No")),
            (Invitation.Response.MAYBE, _("Maybe")),
        ],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={
            "required": _("Choose yes, no or maybe."),
            "invalid_choice": _("Choose yes, no or maybe."),
        },
    )
    guests = forms.IntegerField(
        label=_("How many guests do you bring?"),
        help_text=_("Without yourself."),
        min_value=0,
        max_value=MOST_GUESTS,
        required=False,
    )
    access_needs = forms.CharField(
        label=_("What do you need to take part?"),
        help_text=_("For example: a step-free way in, a seat near the front, large print."),
        max_length=300,
        required=False,
    )
    interpreter_language = forms.CharField(
        label=_("Interpreter"),
        required=False,
        widget=LongSelect,
        validators=[MaxLengthValidator(60)],
    )
    note = forms.CharField(
        label=_("A note to the host"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wish = self.fields["interpreter_language"].widget
        wish.choices = [("", _("I need no interpreter")), *languages.choices()]

    @staticmethod
    def answered(invitation: Invitation) -> dict[str, Any]:
        """What was answered before; at first nothing is chosen."""
        if not invitation.responded_at:
            return {}
        return {
            "response": invitation.response,
            "guests": invitation.guests or None,
            "access_needs": invitation.access_needs,
            "interpreter_language": invitation.interpreter_language,
            "note": invitation.note,
        }

    @property
    def has_wishes(self) -> bool:
        """Whether anything optional is filled in or wrong: then it is not folded away."""
        wishes = [self[name] for name in self.fields if name != "response"]
        return any(wish.errors or wish.value() for wish in wishes)

    def clean_guests(self) -> int:
        return self.cleaned_data["guests"] or 0

    def clean_interpreter_language(self) -> str:
        """A language of the list, however it is written; any other as it is."""
        wish: str = self.cleaned_data["interpreter_language"]
        return languages.find(wish) or wish
