"""A concern comes in: written, acknowledged and given to somebody in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import deadlines, emails, receipts, references, routing
from concerns.actions import records
from concerns.actions.photos import add_photos
from concerns.errors import BadPlace, IdentityNotKept, NobodyToAnswer
from concerns.models import Category, Concern, Reporter, Update
from concerns.models.concerns import LONGEST_SUBJECT
from concerns.photos import Picture
from leaders.models import Area, Leader
from meetings.models import Meeting
from outbox import actions as outbox_actions

Mode = Concern.Confidentiality
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who raises it. The leader is named only by whoever knows: signed in, or the department."""

    name: str = ""
    email: str = ""
    phone: str = ""
    leader: Leader | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.email or self.phone or self.leader)

    @property
    def is_reachable(self) -> bool:
        return bool(self.email or self.phone or self.leader)


@dataclass(frozen=True)
class Raised:
    """The concern and, of an anonymous one, the code: to be shown now, for it is not kept."""

    concern: Concern
    receipt_code: str = ""


NOBODY = Identity()


@transaction.atomic
def raise_concern(
    *,
    subject: str,
    text: str,
    confidentiality: str = Mode.OPEN,
    reporter: Identity = NOBODY,
    category: Category | None = None,
    area: Area | None = None,
    place: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    urgency: str = Concern.Urgency.ROUTINE,
    on_behalf_of: str = "",
    language: str = "en",
    publication_allowed: bool = False,
    photos: Sequence[Picture] = (),
    source: str = Concern.Source.FORM,
    meeting: Meeting | None = None,
    by: User | None = None,
    at: datetime | None = None,
    receipt_code: str = "",
) -> Raised:
    """Write it down, acknowledge it, and tell the one who has to answer.

    `by` is somebody of the department who writes down what others say; nobody else is kept as the
    one who did it, for that would be the one who raised it. `receipt_code` is for a form that may
    be sent twice (`receipts.code_for`).
    """
    at = at or timezone.now()
    _check_identity(confidentiality, reporter)
    _check_point(latitude, longitude)
    # Whoever fills in the public form, an officer too, may be the one who raises it.
    writes_for_others = by is not None and by.is_police and source != Concern.Source.FORM
    writer = by if writes_for_others else None
    if writer is None:
        records.namelessly()
    category = category or Category.objects.get(key=OTHER)
    code = (receipt_code or receipts.new_code()) if confidentiality == Mode.ANONYMOUS else ""
    concern = Concern(
        subject=records.said(
            " ".join(subject.split()),
            field="subject",
            missing=_("Say in a few words what it is about."),
            longest=LONGEST_SUBJECT,
        ),
        text=records.said(text, field="text", missing=_("Tell us what happens.")),
        confidentiality=confidentiality,
        category=category,
        area=area,
        place=place.replace("\x00", "").strip(),
        latitude=latitude,
        longitude=longitude,
        urgency=urgency,
        on_behalf_of=on_behalf_of.replace("\x00", "").strip(),
        language=language,
        publication_allowed=publication_allowed,
        source=source,
        meeting=meeting,
        created_by=writer,
        owner=routing.owner_for(area=area, category_id=category.pk),
        raised_at=at,
        due_at=deadlines.due_at(category, at),
        receipt_hash=receipts.digest(code) if code else None,
    )
    concern.first_due_at = concern.due_at
    concern.reference = references.take(at)
    concern.save(force_insert=True)
    if reporter.is_known:
        _keep_apart(concern, reporter)
    add_photos(concern=concern, pictures=photos, at=at)
    records.record(concern, Update.Event.RAISED, at=at, by=writer, is_automatic=writer is None)
    outbox_actions.queue_many([*emails.acknowledged(concern), *emails.arrived(concern)])
    return Raised(concern, code)


def _check_identity(confidentiality: str, reporter: Identity) -> None:
    if confidentiality == Mode.ANONYMOUS and reporter.is_known:
        raise IdentityNotKept
    if confidentiality == Mode.CONFIDENTIAL and not reporter.is_reachable:
        raise NobodyToAnswer


def _check_point(latitude: float | None, longitude: float | None) -> None:
    if latitude is None and longitude is None:
        return
    on_earth = (
        latitude is not None
        and longitude is not None
        and -90 <= latitude <= 90  # noqa: PLR2004 -- the poles
        and -180 <= longitude <= 180  # noqa: PLR2004 -- the date line
    )
    if not on_earth:
        raise BadPlace(_("This is not a point on the map."))


def _keep_apart(concern: Concern, reporter: Identity) -> None:
    """With a copy of what the directory says: it may change, or forget them."""
    leader = reporter.leader
    concern.reporter = Reporter.objects.create(
        concern=concern,
        name=(reporter.name or (leader.name if leader else "")).strip(),
        email=(reporter.email or (leader.email if leader else "")).strip(),
        phone=(reporter.phone or (leader.phone if leader else "")).strip(),
        leader=leader,
    )
