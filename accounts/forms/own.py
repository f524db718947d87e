"""What people say about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.forms.sign_in import password_rules
from accounts.models import ApiToken, SignUpInvitation, User
from accounts.timezones import grouped_timezones


class SignUpForm(forms.ModelForm):  # type: ignore[type-arg]
    """Address and role are the invitation's."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=password_rules,
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["name", "password", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        labels = {"name": _("Your name")}

    field_order = ["name", "password", "language"]

    def __init__(self, *args: Any, invitation: SignUpInvitation, **kwargs: Any) -> None:
        kwargs["instance"] = User(
            email=invitation.email, name=invitation.name, language=invitation.language
        )
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        known = User(email=self.instance.email, name=self.cleaned_data.get("name", ""))
        validate_password(password, known)
        return password


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own name, language and time zone; rank and phone for those who work here."""

    timezone = forms.ChoiceField(label=_("Time zone"), choices=grouped_timezones)

    class Meta:
        model = User
        fields = ["name", "job_title", "phone", "language", "timezone"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        help_texts = {"phone": _("Leaders you work with see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_police:
            del self.fields["job_title"], self.fields["phone"]


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("New e-mail"),
        max_length=254,
        help_text=_("We send a link to it. Nothing changes until you open that link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ApiToken
        fields = ["name"]
        help_texts = {"name": _("For example “newsletter of the city”.")}
