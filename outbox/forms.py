"""Finding messages, in the list and in the API."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import django_filters
from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from outbox.models import Message
from outbox.querysets import MessageQuerySet


def apps_that_write() -> list[tuple[str, Any]]:
    """Whoever writes mail has a module `emails`; the outbox need not know them by name."""
    return [
        (config.label, config.verbose_name)
        for config in apps.get_app_configs()
        if find_spec(f"{config.name}.emails") and hasattr(config.module, "__path__")
    ]


class MessageFilter(django_filters.FilterSet):
    """The same in the list and in the API."""

    q = django_filters.CharFilter(label=_("Address or subject"), method="search")
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Message.Status.choices, empty_label=_("All")
    )
    app = django_filters.ChoiceFilter(
        label=_("What it is about"), choices=apps_that_write, empty_label=_("All"), method="of_app"
    )
    # Other pages link here with these: "leader:12", "meeting:7".
    recipient = django_filters.CharFilter(widget=forms.HiddenInput)
    about = django_filters.CharFilter(widget=forms.HiddenInput)

    class Meta:
        model = Message
        fields: list[str] = []

    def search(self, messages: MessageQuerySet, _name: str, text: str) -> MessageQuerySet:
        return messages.search(text)

    def of_app(self, messages: MessageQuerySet, _name: str, value: str) -> MessageQuerySet:
        return messages.of_app(value)


class WhyForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the e-mail address of the person who asks.")},
    )
