"""Regular meetings: begun, changed from now on, ended, and made a year ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Area, Leader
from meetings.actions import occurrences
from meetings.errors import BadTimes, SeriesEnded
from meetings.limits import LONGEST_MEETING
from meetings.models import ReminderRule, Series
from meetings.recurrence import parse


class SeriesFields(TypedDict, total=False):
    """What a person can say about a series, under the model's names."""

    title: str
    kind: str
    rule: str
    starts_on: date
    ends_on: date | None
    local_start: time
    duration_minutes: int
    timezone: str
    place: str
    address: str
    capacity: int | None
    description: str
    is_public: bool
    agenda: list[str]
    follow_up_point: int | None
    invite_sectors: list[str]
    invite_languages: list[str]
    invite_days_before: int
    host: User | None


class ReminderPlan(NamedTuple):
    """When to remind, in minutes before the start, and whom. No minutes: as the department does."""

    minutes: Sequence[int] = ()
    audience: str = ReminderRule.Audience.NOT_DECLINED


@transaction.atomic
def begin(
    *,
    by: User,
    areas: Iterable[Area],
    invite_areas: Iterable[Area] = (),
    invite_leaders: Iterable[Leader] = (),
    reminders: ReminderPlan | None = None,
    **fields: Unpack[SeriesFields],
) -> Series:
    """A new series with its meetings for a year ahead, shown to the public at once."""
    series = Series(**{"host": by, **fields})
    _check(series)
    series.save()
    series.areas.set(areas)
    series.invite_areas.set(invite_areas)
    series.invite_leaders.set(invite_leaders)
    if reminders:
        _plan_reminders(series, reminders)
    occurrences.make_missing([series], at=timezone.now())
    return series


@transaction.atomic
def change(
    *,
    series: Series,
    by: User,
    areas: Iterable[Area] | None = None,
    invite_areas: Iterable[Area] | None = None,
    invite_leaders: Iterable[Leader] | None = None,
    reminders: ReminderPlan | None = None,
    **fields: Unpack[SeriesFields],
) -> Series:
    """Change this and the following meetings, except those that were changed by themselves."""
    series, now = _locked(series), timezone.now()
    earlier = series.schedule
    for name, value in fields.items():
        setattr(series, name, value)
    _check(series)
    series.save()
    if areas is not None:
        series.areas.set(areas)
    if invite_areas is not None:
        series.invite_areas.set(invite_areas)
    if invite_leaders is not None:
        series.invite_leaders.set(invite_leaders)
    if reminders:
        _plan_reminders(series, reminders)
    occurrences.follow(series, earlier=earlier, by=by, at=now)
    return series


@transaction.atomic
def end(*, series: Series, by: User, last_day: date) -> Series:
    """No meetings after this day. Those whose invitations are out are cancelled."""
    series = _locked(series)
    earlier = series.schedule
    series.ends_on = max(last_day, series.starts_on)
    series.is_active = False
    series.save()
    occurrences.drop_after(series, last_day, zone=earlier.zone, by=by, at=timezone.now())
    return series


@transaction.atomic
def extend_all(*, at: datetime | None = None) -> int:
    """Make what is missing of the coming year; tells how many meetings. Twice is as once."""
    active = Series.objects.active().prefetch_related("areas").order_by("pk")
    locked = active.select_for_update(of=("self",), no_key=True)
    return occurrences.make_missing(list(locked), at=at or timezone.now())


def _locked(series: Series) -> Series:
    """As it is now; the task that makes meetings waits meanwhile."""
    series = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
    if not series.is_active:
        raise SeriesEnded(_("This series has ended. Begin a new one."))
    return series


def _check(series: Series) -> None:
    """The rule is stored with its days written out, so that no later change moves them."""
    series.rule = str(parse(series.rule).anchored(series.starts_on))
    series.schedule.check()
    if not timedelta(0) < series.duration <= LONGEST_MEETING:
        raise BadTimes(_("A meeting lasts 24 hours at most. Check its length."))


def _plan_reminders(series: Series, plan: ReminderPlan) -> None:
    series.reminder_rules.all().delete()
    ReminderRule.objects.bulk_create(
        ReminderRule(series=series, minutes_before=minutes, audience=plan.audience)
        for minutes in sorted(set(plan.minutes), reverse=True)
    )
