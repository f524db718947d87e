"""Lists for a spreadsheet: row by row from the database, and safe to open there."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO

from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from leaders import languages, phones
from leaders.contact_lists.results import ListPlan
from leaders.querysets import LeaderQuerySet, OrganizationQuerySet

# What a spreadsheet would take for a formula when a cell starts with it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 2000

Row = list[str]


def neutral(text: str) -> str:
    """A cell that stays text when a spreadsheet opens the file (CWE-1236)."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def csv_response(file_name: str, rows: Iterable[Row]) -> StreamingHttpResponse:
    """A download in UTF-8 with the mark by which Excel knows it."""
    response = StreamingHttpResponse(
        _written(rows, translation.get_language()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "no-store"
    return response


def _written(rows: Iterable[Row], language: str) -> Iterator[str]:
    """Runs after the view has returned, hence in a language of its own."""
    yield "\ufeff"
    buffer = StringIO()
    writer = csv.writer(buffer)
    with translation.override(language):
        for row in rows:
            writer.writerow([neutral(cell) for cell in row])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()


def leader_rows(leaders: LeaderQuerySet) -> Iterator[Row]:
    yield [
        _("Name"),
        _("E-mail"),
        _("Phone"),
        _("Organization"),
        _("Position"),
        _("Other organizations"),
        _("Areas"),
        _("Preferred language"),
        _("Other languages"),
        _("Preferred channel"),
        _("Leadership roles"),
        _("Access needs"),
        _("Last contact"),
        _("Taking part"),
    ]
    for leader in leaders.for_export().iterator(chunk_size=CHUNK):
        affiliations = list(leader.affiliations.all())
        first = affiliations[0] if affiliations else None
        last_contact: datetime | None = getattr(leader, "last_contact_at", None)
        yield [
            leader.name,
            leader.email,
            phones.shown(leader.phone),
            first.organization.name if first else "",
            first.position if first else "",
            "; ".join(other.organization.name for other in affiliations[1:]),
            "; ".join(area.name for area in leader.areas.all()),
            languages.english(leader.preferred_language),
            "; ".join(languages.english(code) for code in leader.languages),
            leader.get_preferred_channel_display(),
            "; ".join(leader.leadership_role_names),
            leader.access_needs,
            last_contact.date().isoformat() if last_contact else "",
            _("Yes") if leader.is_active else _("No"),
        ]


def organization_rows(organizations: OrganizationQuerySet) -> Iterator[Row]:
    yield [
        _("Organization"),
        _("Sector"),
        _("E-mail"),
        _("Phone"),
        _("Website"),
        _("Address"),
        _("Areas"),
        _("Leaders"),
        _("Taking part"),
    ]
    for organization in organizations.for_export().iterator(chunk_size=CHUNK):
        yield [
            organization.name,
            organization.get_sector_display(),
            organization.email,
            phones.shown(organization.phone),
            organization.website,
            organization.address,
            "; ".join(area.name for area in organization.areas.all()),
            str(getattr(organization, "leader_count", "")),
            _("Yes") if organization.is_active else _("No"),
        ]


def import_report_rows(plan: ListPlan) -> Iterator[Row]:
    """Every row of an uploaded list, and every reason."""
    yield [
        _("Line"),
        _("Organization"),
        _("People"),
        _("Result"),
        _("Column"),
        _("What stands there"),
        _("Why"),
    ]
    for row in plan.rows:
        start = [
            str(row.line),
            row.organization,
            "; ".join(row.people),
            _("Refused") if row.is_refused else _("Imported"),
        ]
        for problem in row.problems:
            yield [*start, problem.column, problem.value, problem.sentence]
        if not row.problems:
            yield [*start, "", "", ""]
