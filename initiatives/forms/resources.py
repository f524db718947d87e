"""What is filled in about needs and offers."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.forms.words import area_text
from initiatives.models import Initiative, LedgerEntry, Need, ResourceKind, TargetArea
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader, Organization

MOST_ASKED = 100


def amount(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=12,
        decimal_places=2,
        error_messages={"required": _("Write how much.")},
        **options,
    )


def _title(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say in a few words what it is.")},
    )


class NeedForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices, widget=LongSelect)
    title = _title(_("What is needed?"), _("Such as: lamps for the path, an interpreter"))
    quantity = amount(_("How much?"))
    unit = forms.CharField(
        label=_("Counted in"),
        required=False,
        max_length=30,
        help_text=_("Such as hours, lamps, evenings. Leave it empty for money."),
    )
    needed_by = forms.DateField(label=_("By"), required=False, widget=forms.DateInput)


class OfferForm(forms.Form):
    """Written down by the department for somebody who gives."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices, widget=LongSelect)
    title = _title(_("What is offered?"))
    quantity = amount(_("How much?"))
    unit = forms.CharField(label=_("Counted in"), required=False, max_length=30)
    leader = forms.ModelChoiceField(
        label=_("Leader who gives it"),
        queryset=Leader.objects.none(),
        required=False,
        empty_label=_("None"),
        widget=LongSelect,
    )
    organization = forms.ModelChoiceField(
        label=_("Organization that gives it"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("None"),
        widget=LongSelect,
    )
    area = forms.ModelChoiceField(
        label=_("For which area?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Any"),
        widget=LongSelect,
    )
    unit_value = forms.DecimalField(
        label=_("What is one of it worth?"),
        required=False,
        max_digits=12,
        decimal_places=2,
        min_value=Decimal(0),
        help_text=_("For reports. Hours count as %(value)s %(currency)s unless you say otherwise.")
        % {"value": settings.VOLUNTEER_HOUR_VALUE, "currency": settings.CURRENCY},
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=area_text(2))
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, need: Need | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_key"].initial = uuid.uuid4
        querysets = {
            "leader": Leader.objects.visible_to(user).active().only("name"),
            "organization": Organization.objects.visible_to(user).active().only("name"),
            "area": Area.objects.visible_to(user).only("code", "name"),
        }
        for name, found in querysets.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        if need is not None:
            for name in ("kind", "area", "unit"):
                del self.fields[name]
            self.fields["title"].initial = need.title


class GiveForm(forms.Form):
    """By link: how much of what is needed."""

    quantity = amount(_("How much can you give?"), min_value=Decimal("0.01"))
    note = forms.CharField(
        label=_("Anything we should know?"), required=False, max_length=1000, widget=area_text(3)
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_key"].initial = uuid.uuid4


class BookForm(forms.Form):
    """A part of an offer, one step on."""

    step = forms.ChoiceField(
        label=_("What happened?"),
        choices=LedgerEntry.Step.choices[1:],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened.")},
    )
    quantity = amount(
        _("How much?"), help_text=_("A part is fine. With a minus it is booked back.")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("When you book something back: why."),
    )


class ThankForm(forms.Form):
    text = forms.CharField(
        label=_("Your words"),
        help_text=_("They are mailed as you write them, with your name below."),
        max_length=2000,
        widget=area_text(5),
        error_messages={"required": _("Write a few words of your own.")},
    )


class MatchForm(forms.Form):
    need = forms.ModelChoiceField(
        label=_("Which need is it for?"),
        queryset=Need.objects.none(),
        empty_label=_("Choose"),
        widget=LongSelect,
        error_messages={"required": _("Choose the need.")},
    )

    def __init__(self, *args: Any, fitting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].queryset = fitting  # type: ignore[attr-defined]
        self.fields["need"].label_from_instance = _named  # type: ignore[attr-defined]


def _named(need: Need) -> str:
    return f"{need.title} – {need.initiative.title}"


class AskForm(forms.Form):
    """Leaders of the areas in which it works, those who mobilize resources first."""

    leaders = forms.ModelMultipleChoiceField(
        label=_("Whom do you ask?"),
        queryset=Leader.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "scroll"}),
        error_messages={"required": _("Choose at least one leader.")},
    )

    def __init__(self, *args: Any, user: User, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [
            row.area for row in initiative.target_areas.all() if row.role == TargetArea.Role.TARGET
        ]
        here = Leader.objects.visible_to(user).active().reachable().in_areas(areas)
        ready = here.filter(leadership_roles__contains=["resources"])
        keys = [*ready.values_list("pk", flat=True)[:MOST_ASKED]]
        keys += here.values_list("pk", flat=True)[: MOST_ASKED - len(keys)]
        self.fields["leaders"].queryset = Leader.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
