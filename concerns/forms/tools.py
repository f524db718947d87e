"""What coordinators fill in to set up the work on concerns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns import standard_texts
from concerns.forms.work import words
from concerns.models import Category, Holiday, RoutingRule, StandardText
from leaders import languages
from leaders.forms.widgets import LongSelect
from leaders.models import Area


class ToolForm(forms.ModelForm):  # type: ignore[type-arg]
    """Checked here, written by an action."""

    def _post_clean(self) -> None:
        """The action checks the row; here only the fields are."""


class CategoryForm(ToolForm):
    class Meta:
        model = Category
        fields = ("name", "guidance", "answer_hours", "clock", "is_active")
        widgets = {"guidance": words(2), "clock": forms.RadioSelect}
        help_texts = {
            "answer_hours": _("A person of the department answers within so many hours."),
            "is_active": _("Those that are not offered stay with the concerns that have them."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clock"].choices = Category.clock.field.choices  # type: ignore[attr-defined]
        hours = self.fields["answer_hours"]
        hours.min_value, hours.max_value = 1, 24 * 60  # type: ignore[attr-defined]
        hours.widget.attrs |= {"min": 1, "max": 24 * 60}

    def clean_answer_hours(self) -> int:
        hours = int(self.cleaned_data["answer_hours"])
        if not 1 <= hours <= 24 * 60:
            raise forms.ValidationError(_("Between 1 hour and 60 days."))
        return hours


class RuleForm(ToolForm):
    class Meta:
        model = RoutingRule
        fields = ("area", "category", "owner")
        widgets = {"area": LongSelect, "category": LongSelect, "owner": LongSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, category, owner = (self.fields[name] for name in ("area", "category", "owner"))
        area.queryset = Area.objects.only("code", "name")  # type: ignore[attr-defined]
        area.empty_label = _("Every area")  # type: ignore[attr-defined]
        category.empty_label = _("Every category")  # type: ignore[attr-defined]
        owner.queryset = User.objects.police()  # type: ignore[attr-defined]


class TextForm(ToolForm):
    class Meta:
        model = StandardText
        fields = ("title", "text", "language", "category", "is_active")
        widgets = {"text": words(8), "category": LongSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=languages.choices, widget=LongSelect
        )
        self.fields["category"].empty_label = _("Every category")  # type: ignore[attr-defined]
        blanks = ", ".join(f"{{{name}}}" for name in standard_texts.BLANKS)
        self.fields["text"].help_text = _("These blanks are filled in: %(blanks)s") % {
            "blanks": blanks
        }
        self.order_fields(["title", "text", "language", "category", "is_active"])


class HolidayForm(ToolForm):
    class Meta:
        model = Holiday
        fields = ("day", "name")
        widgets = {"day": forms.DateInput}
