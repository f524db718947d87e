"""Requests that another system held, taken into the record: all or none, and nobody is mailed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import deadlines, references, routing
from concerns.models import Category, Concern, Update
from concerns.places import Outlines
from concerns.request_lists.requests import Problem, Reading, Request
from leaders.models import Area

OTHER = "other"
CLOSED_ELSEWHERE = "Closed in the system it was imported from."


@dataclass
class ImportPlan:
    """What an import would do. Each row of the file is new, known or refused."""

    new: list[Request] = field(default_factory=list)
    known: list[Request] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def plan_import(reading: Reading) -> ImportPlan:
    """Compare a file with what is recorded; changes nothing."""
    plan = ImportPlan(refusals=list(reading.refusals), notices=list(reading.notices))
    keys = [request.reference for request in reading.requests]
    known = set(
        Concern.objects.filter(external_reference__in=keys).values_list(
            "external_reference", flat=True
        )
    )
    for request in reading.requests:
        (plan.known if request.reference in known else plan.new).append(request)
    return plan


@transaction.atomic
def import_concerns(
    *,
    reading: Reading,
    by: User | None,
    skip_refused: bool = False,
    language: str = "en",
    at: datetime | None = None,
) -> ImportPlan:
    """Record the file's requests as concerns of nobody we know; their clock starts now.

    What was closed elsewhere was not answered by us: it has no answer, and counts in no statistic.
    """
    plan = plan_import(reading)
    if plan.refusals and not skip_refused:
        raise ValidationError(
            _("%(count)s rows cannot be imported, so nothing was.") % {"count": len(plan.refusals)}
        )
    at = at or timezone.now()
    made = _Maker(by=by, language=language, at=at).make(plan.new)
    Concern.objects.bulk_create(made, batch_size=500)
    Update.objects.bulk_create(
        (
            Update(
                concern=concern,
                kind=Update.Kind.EVENT,
                event=Update.Event.RAISED,
                language=language,
                by=by,
                is_automatic=by is None,
                at=concern.raised_at,
            )
            for concern in made
        ),
        batch_size=1000,
    )
    return plan


class _Maker:
    """Asks for areas, categories and rules once, not once for every row."""

    def __init__(self, *, by: User | None, language: str, at: datetime) -> None:
        self.by, self.language, self.at = by, language, at
        self.outlines = Outlines.of_all()
        self.categories = {category.key: category for category in Category.objects.all()}
        self.owners: dict[tuple[int | None, int], User | None] = {}

    def make(self, requests: list[Request]) -> list[Concern]:
        if not requests:
            return []
        numbers = references.take_many(self.at, len(requests))
        return [
            self._concern(request, number)
            for request, number in zip(requests, numbers, strict=True)
        ]

    def _concern(self, request: Request, reference: str) -> Concern:
        area = self.outlines.area_at(request.latitude, request.longitude)
        category = self.categories.get(request.category) or self.categories[OTHER]
        begins = request.raised_at if request.is_closed else self.at
        due_at = deadlines.due_at(category, begins)
        return Concern(
            reference=reference,
            external_reference=request.reference,
            subject=request.subject,
            text=request.text,
            language=self.language,
            category=category,
            area=area,
            place=request.place,
            latitude=request.latitude,
            longitude=request.longitude,
            source=Concern.Source.IMPORT,
            created_by=self.by,
            owner=None if request.is_closed else self._owner(area, category),
            raised_at=request.raised_at,
            due_at=due_at,
            first_due_at=due_at,
            state=Concern.State.CLOSED if request.is_closed else Concern.State.RECEIVED,
            closed_at=request.closed_at,
            outcome=request.outcome,
            outcome_reason=(request.outcome_reason or CLOSED_ELSEWHERE)
            if request.is_closed
            else "",
        )

    def _owner(self, area: Area | None, category: Category) -> User | None:
        key = (area.pk if area else None, category.pk)
        if key not in self.owners:
            self.owners[key] = routing.owner_for(area=area, category_id=category.pk)
        return self.owners[key]
