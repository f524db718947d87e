"""How a meeting repeats: a few simple choices, or a rule for those who know RFC 5545."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from leaders.forms.widgets import LongSelect
from meetings.errors import BadRule, BadTimes
from meetings.forms.fields import ZoneField
from meetings.models import Series
from meetings.recurrence import (
    Pattern,
    Rule,
    Schedule,
    SimpleRule,
    build,
    describe,
    parse,
    simplify,
    zone_named,
)

WEEK_CHOICES = [
    (1, _("First")),
    (2, _("Second")),
    (3, _("Third")),
    (4, _("Fourth")),
    (5, _("Fifth")),
    (-1, _("Last")),
]
MONTH_DAY_CHOICES = [
    ("", _("As the first date")),
    *((day, str(day)) for day in range(1, 32)),
    (-1, _("Last day of the month")),
]
COLUMNS = {"class": "columns"}


def _numbers(label: Any, choices: Any, **kwargs: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=COLUMNS),
        **kwargs,
    )


class RepetitionForm(forms.Form):
    """Which days, from when to when, at which hour."""

    pattern = forms.ChoiceField(
        label=_("How does it repeat?"),
        choices=Pattern.choices,
        widget=forms.RadioSelect,
        initial=Pattern.MONTHLY_WEEKDAY,
    )
    weeks = _numbers(_("Which one in the month"), WEEK_CHOICES)
    weekdays = _numbers(_("Day of the week"), list(WEEKDAYS.items()))
    month_day = forms.TypedChoiceField(
        label=_("Day of the month"),
        help_text=_("A month that does not have the day is left out."),
        choices=MONTH_DAY_CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=LongSelect,
    )
    every = forms.IntegerField(
        label=_("Every how many weeks, months or years"),
        help_text=_("2 is every second one."),
        min_value=1,
        max_value=52,
        initial=1,
    )
    months = _numbers(
        _("Only in these months"),
        list(MONTHS.items()),
        help_text=_("Tick none for the whole year."),
    )
    rule = forms.CharField(
        label=_("Rule"),
        help_text=_("As RFC 5545 writes it, such as FREQ=MONTHLY;BYDAY=2TH,4TH"),
        max_length=300,
        required=False,
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput)
    ends_on = forms.DateField(
        label=_("Until"),
        help_text=_("Leave empty if it goes on."),
        widget=forms.DateInput,
        required=False,
    )
    local_start = forms.TimeField(label=_("Begins"), widget=forms.TimeInput, initial=time(19))
    duration_minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=5, max_value=24 * 60, initial=90
    )
    timezone = ZoneField(initial=settings.TIME_ZONE)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors:
            rule = self._rule()
            if rule is not None:
                self._check(rule)
        return cleaned

    def _rule(self) -> Rule | None:
        cleaned = self.cleaned_data
        pattern = Pattern(cleaned["pattern"])
        try:
            if pattern is Pattern.ADVANCED:
                return parse(cleaned["rule"]).anchored(cleaned["starts_on"])
        except BadRule as refusal:
            self.add_error("rule", refusal)
            return None
        if pattern is Pattern.MONTHLY_WEEKDAY and not (cleaned["weeks"] and cleaned["weekdays"]):
            missing = "weekdays" if cleaned["weeks"] else "weeks"
            self.add_error(missing, _("Say which: for example the second, and Thursday."))
            return None
        names = ("every", "weekdays", "weeks", "month_day", "months")
        choice = SimpleRule(pattern, **{name: _frozen(cleaned[name]) for name in names})
        return build(choice, cleaned["starts_on"])

    def _check(self, rule: Rule) -> None:
        cleaned = self.cleaned_data
        try:
            self.schedule = Schedule(
                parse(str(rule)),
                cleaned["starts_on"],
                cleaned["local_start"],
                zone_named(cleaned["timezone"]),
                cleaned["ends_on"],
            )
            self.schedule.check()
        except BadRule as refusal:
            self.add_error("rule" if cleaned["pattern"] == Pattern.ADVANCED else "every", refusal)
        except BadTimes as refusal:
            self.add_error("timezone", refusal)
        cleaned["rule"] = str(rule)

    @property
    def in_words(self) -> str:
        return describe(self.schedule.rule)

    @staticmethod
    def initial_of(series: Series) -> dict[str, Any]:
        rule = parse(series.rule)
        choice = simplify(rule, series.starts_on)
        names = ("starts_on", "ends_on", "local_start", "duration_minutes", "timezone")
        initial: dict[str, Any] = {name: getattr(series, name) for name in names}
        if choice is None:
            return initial | {"pattern": Pattern.ADVANCED, "rule": series.rule}
        return initial | {
            "pattern": choice.pattern,
            "every": choice.every,
            "weekdays": choice.weekdays,
            "weeks": choice.weeks,
            "month_day": choice.month_day,
            "months": choice.months,
        }


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
