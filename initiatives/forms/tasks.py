"""What is filled in about tasks and playbooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.forms.fields import LongText
from initiatives.forms.words import area_text
from initiatives.models import EvidenceGrade, Initiative, Partner, Task
from leaders.forms.widgets import LongSelect
from leaders.models import Affiliation, Leader, Organization, Sector

Owner = User | Leader | Organization


class OwnerField(forms.ChoiceField):
    """An officer, a leader of those who take part, or a partner."""

    def __init__(self) -> None:
        super().__init__(label=_("Who does it?"), required=False, widget=LongSelect)
        self.known: dict[str, Owner] = {}

    def offer(self, groups: list[tuple[str, list[Owner]]]) -> None:
        self.known = {f"{kind}:{one.pk}": one for kind, found in groups for one in found}
        self.choices = [
            ("", _("Nobody yet")),
            *((key, str(one)) for key, one in self.known.items()),
        ]

    def clean(self, value: Any) -> Owner | None:
        return self.known.get(super().clean(value))


class TaskForm(forms.Form):
    """What, who, by when."""

    title = forms.CharField(
        label=_("What is to be done?"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say what is to be done.")},
    )
    owner = OwnerField()
    starts_on = forms.DateField(label=_("Begins"), required=False, widget=forms.DateInput)
    due_on = forms.DateField(label=_("By"), required=False, widget=forms.DateInput)
    is_milestone = forms.BooleanField(
        label=_("It is a milestone: a day by which something has to be reached"), required=False
    )
    note = LongText(label=_("Note"), required=False, max_length=2000, widget=area_text(3))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, initiative: Initiative, task: Task | None = None, **kwargs: Any
    ) -> None:
        if task is not None:
            kwargs["initial"] = _written(task)
        super().__init__(*args, **kwargs)
        self.task = task
        partners = Partner.objects.present().filter(initiative=initiative).values("organization")
        bodies = list(Organization.objects.filter(pk__in=partners).only("name"))
        people = _leaders(initiative, bodies)
        owner = self.fields["owner"]
        officers: list[Owner] = list(User.objects.police())
        owner.offer(  # type: ignore[attr-defined]
            [("user", officers), ("leader", people), ("organization", list(bodies))]
        )

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        if self.task is None:
            values.pop("revision")
        return values


def _leaders(initiative: Initiative, bodies: list[Organization]) -> list[Owner]:
    """The lead leader, and those who speak for a partner."""
    speaking = Affiliation.objects.filter(organization__in=bodies, until_on=None)
    keys = [*speaking.values_list("leader", flat=True), initiative.lead_leader_id]
    return list(Leader.objects.active().filter(pk__in=filter(None, keys)).only("name"))


def _written(task: Task) -> dict[str, Any]:
    kinds = {"user": task.owner_user_id, "leader": task.owner_leader_id}
    kinds["organization"] = task.owner_organization_id
    owner = next((f"{kind}:{key}" for kind, key in kinds.items() if key), "")
    names = ("title", "starts_on", "due_on", "is_milestone", "note", "revision")
    return {name: getattr(task, name) for name in names} | {"owner": owner}


class MoveForm(forms.Form):
    state = forms.ChoiceField(choices=Task.State.choices)
    revision = forms.IntegerField(required=False)
    view = forms.CharField(required=False, max_length=10)


class PlaybookForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        error_messages={"required": _("Give the playbook a title.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Initiative.Kind.choices, widget=LongSelect)
    summary = LongText(
        label=_("What is it?"),
        max_length=1000,
        widget=area_text(3),
        error_messages={"required": _("Say in a sentence what it is.")},
    )
    tasks = LongText(
        label=_("Tasks"),
        help_text=_("One per line, with the days after the beginning: 14 Walk the blocks"),
        required=False,
        max_length=4000,
        widget=area_text(8),
    )
    indicators = LongText(
        label=_("Indicators"),
        help_text=_(
            "One per line: “- Break-ins per month” where less is better, “+ People who come” where "
            "more is."
        ),
        required=False,
        max_length=2000,
        widget=area_text(4),
    )
    sectors = forms.MultipleChoiceField(
        label=_("Partners to look for"),
        required=False,
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
    )
    grade = forms.ChoiceField(
        label=_("How much is known about it?"),
        choices=EvidenceGrade.choices,
        initial=EvidenceGrade.UNKNOWN,
        widget=LongSelect,
    )
    evidence = LongText(
        label=_("What is known about it"), required=False, max_length=2000, widget=area_text(4)
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    is_active = forms.BooleanField(
        label=_("Offered to those who begin"), required=False, initial=True
    )
