"""The layouts we know: NYC 311 (CSV and Socrata JSON), its feedback list, SeeClickFix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from concerns.request_lists import cells
from concerns.request_lists.cells import Row
from concerns.request_lists.requests import BadRow, Request
from concerns.request_lists.words import category_of, outcome_of

LONGEST_SUBJECT, LONGEST_PLACE, LONGEST_REASON = 200, 300, 2000
CLOSED = {"closed", "archived", "already exists", "declined", "completed"}


@dataclass(frozen=True)
class Layout:
    """A name, the columns it is known by, and how a row becomes a request."""

    name: str
    columns: frozenset[str]
    read: Callable[[int, Row, ZoneInfo], Request]


def recognised(columns: set[str]) -> Layout | None:
    """The layout all of whose columns are there."""
    names = {_plain(column) for column in columns}
    return next((layout for layout in LAYOUTS if layout.columns <= names), None)


def normal(row: Row) -> Row:
    """The CSV's and the API's columns differ in case and spaces only."""
    return {_plain(str(column)): value for column, value in row.items()}


def _plain(column: str) -> str:
    return column.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("/", "_")


def _nyc(number: int, row: Row, zone: ZoneInfo) -> Request:
    key = _needed(row, "unique_key")
    kind = _needed(row, "complaint_type")
    descriptor = cells.text(row, "descriptor")
    latitude, longitude = cells.point(row, "latitude", "longitude")
    said = ": ".join(filter(None, [kind, descriptor]))
    details = [said, cells.text(row, "location_type")]
    return _request(
        number,
        row,
        reference=f"nyc-311:{key}",
        subject=said,
        text=". ".join(filter(None, details)),
        raised_at=_raised(row, "created_date", zone=zone),
        category=category_of(said),
        place=_place(row),
        latitude=latitude,
        longitude=longitude,
        closed_at=cells.moment(row, "closed_date", zone=zone),
        resolution=cells.text(row, "resolution_description", longest=LONGEST_REASON),
    )


def _feedback(number: int, row: Row, zone: ZoneInfo) -> Request:
    said = _needed(row, "customer_message")
    agency = cells.text(row, "agency_name")
    raised_at = _raised(row, "feedback_date_time", zone=zone)
    return _request(
        number,
        row,
        reference=f"nyc-feedback:{cells.digest(raised_at.isoformat(), agency, said)}",
        subject=said.split("\n")[0],
        text=said,
        raised_at=raised_at,
        category=category_of(said),
        closed_at=None,
        resolution="",
    )


def _seeclickfix(number: int, row: Row, zone: ZoneInfo) -> Request:
    summary = _needed(row, "summary")
    described = cells.text(row, "description") or summary
    latitude, longitude = cells.point(row, "lat", "lng")
    return _request(
        number,
        row,
        reference=f"seeclickfix:{_needed(row, 'id')}",
        subject=summary,
        text=described,
        raised_at=_raised(row, "created_at", zone=zone),
        category=category_of(f"{summary} {described}"),
        place=cells.text(row, "address", longest=LONGEST_PLACE),
        latitude=latitude,
        longitude=longitude,
        closed_at=cells.moment(row, "closed_at", zone=zone),
        resolution="",
    )


def _request(
    number: int,
    row: Row,
    *,
    reference: str,
    subject: str,
    text: str,
    raised_at: datetime,
    category: str,
    closed_at: datetime | None,
    resolution: str,
    place: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Request:
    is_closed = cells.text(row, "status").lower() in CLOSED
    return Request(
        row=number,
        reference=reference,
        subject=cells.text({"subject": subject}, "subject", longest=LONGEST_SUBJECT),
        text=text,
        raised_at=raised_at,
        category=category,
        place=place,
        latitude=latitude,
        longitude=longitude,
        is_closed=is_closed,
        # Some systems close before they were told.
        closed_at=max(closed_at or raised_at, raised_at) if is_closed else None,
        outcome=outcome_of(resolution) if is_closed else "",
        outcome_reason=resolution,
    )


def _place(row: Row) -> str:
    """An address, or the crossing of two streets, then the city."""
    streets = cells.text(row, "incident_address") or " / ".join(
        filter(
            None,
            [cells.text(row, "intersection_street_1"), cells.text(row, "intersection_street_2")],
        )
    )
    whole = ", ".join(filter(None, [streets, cells.text(row, "city", "borough")]))
    return cells.text({"place": whole}, "place", longest=LONGEST_PLACE)


def _needed(row: Row, column: str) -> str:
    found = cells.text(row, column)
    if not found:
        raise BadRow(column, _("It is empty."))
    return found


def _raised(row: Row, column: str, *, zone: ZoneInfo) -> datetime:
    found = cells.moment(row, column, zone=zone)
    if found is None:
        raise BadRow(column, _("It is empty."))
    return found


LAYOUTS = (
    Layout(
        "NYC 311",
        frozenset({"unique_key", "created_date", "complaint_type", "status"}),
        _nyc,
    ),
    Layout(
        "NYC 311 feedback",
        frozenset({"feedback_date_time", "customer_message"}),
        _feedback,
    ),
    Layout("SeeClickFix", frozenset({"id", "summary", "created_at", "status"}), _seeclickfix),
)
