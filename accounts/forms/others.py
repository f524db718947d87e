"""Inviting and changing other people's accounts, and finding them in the list."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, SignUpInvitation, User
from accounts.querysets import UserQuerySet


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Offers only the roles the inviting person may give."""

    class Meta:
        model = SignUpInvitation
        fields = ["email", "name", "role", "language"]
        widgets = {"role": forms.RadioSelect}
        labels = {"language": _("Language of the invitation")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name, if you know it")
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role, role.label) for role in Role if by.has_perm("accounts.invite_as", role)
        ]

    def validate_unique(self) -> None:
        """Left to the action, which first puts away an invitation that is too old."""

    def validate_constraints(self) -> None:
        """The same."""


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["role", "is_active"]
        widgets = {"role": forms.RadioSelect}
        help_texts = {
            "is_active": _("Take this away when somebody leaves: what they did stays on record.")
        }


class UserFilter(django_filters.FilterSet):
    """The same in the list and in the API."""

    q = django_filters.CharFilter(label=_("Name, e-mail or rank"), method="search")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, empty_label=_("All"))
    is_active = django_filters.ChoiceFilter(
        label=_("May sign in"),
        choices=[("true", _("Yes")), ("false", _("No"))],
        empty_label=_("All"),
        method="by_right_to_sign_in",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def search(self, users: UserQuerySet, _name: str, text: str) -> UserQuerySet:
        return users.search(text)

    def by_right_to_sign_in(self, users: UserQuerySet, _name: str, value: str) -> UserQuerySet:
        return users.filter(is_active=value == "true")
