"""The queue for a spreadsheet: what was raised and what came of it, never by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from concerns.models import Concern
from concerns.querysets import ConcernQuerySet
from leaders.exports import CHUNK, Row


def concern_rows(concerns: ConcernQuerySet) -> Iterator[Row]:
    yield [
        _("Number"),
        _("Subject"),
        _("Text"),
        _("Language"),
        _("Category"),
        _("Area"),
        _("Where"),
        _("How urgent"),
        _("Raised"),
        _("State"),
        _("Owner"),
        _("Came by"),
        _("Raised on"),
        _("Answer due"),
        _("First answered"),
        _("Closed"),
        _("Outcome"),
        _("Reason"),
        _("Times reopened"),
    ]
    for concern in concerns.with_names().iterator(chunk_size=CHUNK):
        yield _row(concern)


def _row(concern: Concern) -> Row:
    return [
        concern.reference,
        concern.subject,
        concern.text,
        concern.language,
        concern.category.label,
        concern.area.name if concern.area else "",
        concern.place,
        concern.get_urgency_display(),
        concern.get_confidentiality_display(),
        concern.get_state_display(),
        str(concern.owner or ""),
        concern.get_source_display(),
        _moment(concern.raised_at),
        _moment(concern.first_due_at),
        _moment(concern.first_answered_at),
        _moment(concern.closed_at),
        concern.get_outcome_display() if concern.outcome else "",
        concern.outcome_reason,
        str(concern.reopened_count),
    ]


def _moment(at: datetime | None) -> str:
    return localtime(at).isoformat(sep=" ", timespec="minutes") if at else ""
