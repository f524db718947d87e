"""What is written about an initiative, stage by stage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.forms.fields import LongText
from concerns.models import Priority
from initiatives.models import Initiative, Playbook
from initiatives.models.initiatives import LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_TITLE
from initiatives.querysets.initiatives import CHEERS
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader

NO_PRIVATE_PERSON = _("Name no private person, and nobody who raised a concern.")


def area_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def text(label: Any, hint: Any = "", *, rows: int = 4, longest: int = LONGEST_TEXT) -> LongText:
    """Words that may come later."""
    return LongText(
        label=label, help_text=hint, required=False, max_length=longest, widget=area_text(rows)
    )


class StepForm(forms.Form):
    """Knows which state of the initiative its reader has seen."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        kwargs["initial"] = self.written(initiative) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        self.fields["revision"].initial = initiative.revision

    def written(self, initiative: Initiative) -> dict[str, Any]:
        """What the fields of the initiative's own names hold now."""
        return {
            name: getattr(initiative, name)
            for name in self.base_fields
            if name != "revision" and hasattr(initiative, name)
        }

    def values(self) -> dict[str, Any]:
        """Of a valid form: what the action takes."""
        return self.cleaned_data

    def show_again(self, initiative: Initiative) -> None:
        """After something happened meanwhile: what was typed stays, and now it has been seen."""
        changed = self.data.copy()  # type: ignore[attr-defined]
        changed["revision"] = initiative.revision
        self.data = changed


class TitleForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give the initiative a title.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Initiative.Kind.choices, initial="other", widget=LongSelect
    )


class BeginForm(TitleForm):
    """Enough to begin; the rest follows step by step."""

    playbook = forms.ModelChoiceField(
        label=_("Begin with a playbook"),
        queryset=Playbook.objects.none(),
        required=False,
        empty_label=_("None"),
        widget=LongSelect,
        help_text=_("It brings a list of tasks with days; change them as you like."),
    )
    area = forms.ModelChoiceField(
        label=_("Where you work"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        to_field_name="code",
        widget=LongSelect,
        help_text=_("More areas, and areas for comparison, can be added later."),
    )
    problem = text(
        _("What is the problem?"),
        _("What happens, where, when, to whom. Name no private person."),
        rows=5,
    )
    lead_leader = forms.ModelChoiceField(
        label=_("Community leader who leads it with you"),
        queryset=Leader.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        widget=LongSelect,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Playbook.objects.visible_to(user).offered()
        self.fields["playbook"].queryset = offered  # type: ignore[attr-defined]
        areas = Area.objects.visible_to(user).only("code", "name")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        leaders = Leader.objects.visible_to(user).active().only("name")
        self.fields["lead_leader"].queryset = leaders  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        values = dict(self.cleaned_data)
        area = values.pop("area")
        return values | {"target_areas": [area] if area else []}


class WordsForm(StepForm, TitleForm):
    """What everybody may read, and by when."""

    summary = text(
        _("Summary"),
        _("What everybody reads once it is shown: two or three sentences. Name no private person."),
        rows=4,
        longest=LONGEST_SUMMARY,
    )
    due_on = forms.DateField(label=_("To be done by"), required=False, widget=forms.DateInput)
    priorities = forms.ModelMultipleChoiceField(
        label=_("Priorities it answers"),
        queryset=Priority.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "scroll"}),
    )
    field_order = ("title", "kind", "summary", "due_on", "priorities")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [row.area_id for row in self.initiative.target_areas.all()]
        chosen = self.initiative.priorities.values_list("pk", flat=True)
        offered = Priority.objects.visible_to(user).current().filter(area__in=areas)
        keys = [*offered.values_list("pk", flat=True), *chosen]
        found = Priority.objects.visible_to(user).filter(pk__in=keys).for_list()
        if keys:
            self.fields["priorities"].queryset = found  # type: ignore[attr-defined]
        else:
            del self.fields["priorities"]

    def written(self, initiative: Initiative) -> dict[str, Any]:
        keys = [*initiative.priorities.values_list("pk", flat=True)]
        return super().written(initiative) | {"priorities": keys}

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"has_due_on": True}


QUESTIONS = {
    "cheers_community": _("Who in the community is affected: residents, shops, pupils?"),
    "cheers_harm": _("What harm does it do: injury, loss, fear, noise?"),
    "cheers_expectation": _("Who expects the police to do something about it?"),
    "cheers_events": _("Which single events is it made of? Name one."),
    "cheers_recurring": _("How often does it come back, and for how long already?"),
    "cheers_similarity": _("What do the events have in common: place, time, way, people?"),
}
FIRST = {
    "cheers_community": _("C – Community"),
    "cheers_harm": _("H – Harm"),
    "cheers_expectation": _("E – Expectation"),
    "cheers_events": _("E – Events"),
    "cheers_recurring": _("R – Recurring"),
    "cheers_similarity": _("S – Similarity"),
}


class ScanForm(StepForm):
    """The problem, and the six questions that tell a problem from single trouble."""

    problem = text(_("What is the problem?"), NO_PRIVATE_PERSON, rows=6)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        answered = {name: getattr(initiative, name) for name in CHEERS}
        kwargs["initial"] = answered | (kwargs.get("initial") or {})
        super().__init__(*args, initiative=initiative, **kwargs)
        for name in CHEERS:
            self.fields[name] = text(FIRST[name], QUESTIONS[name], rows=2, longest=1000)


class AnalyseForm(StepForm):
    analysis = text(
        _("What did you find?"),
        _("Why it happens there and then: what draws it, what lets it happen, what was tried."),
        rows=10,
    )


class RespondForm(StepForm):
    response = text(
        _("What is done?"),
        _("Which causes it takes on, who does what, since when."),
        rows=10,
    )
