"""Areas from a GeoJSON file: uploaded, its properties chosen, then taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from leaders.errors import ImportClosed, RefusedRows
from leaders.geojson import codes, plan, reading
from leaders.geojson.plan import AreaDraft, AreaPlan, Choices
from leaders.geojson.positions import Box
from leaders.geojson.reading import Collection
from leaders.models import Area, AreaImport

# One import of areas at a time: their codes are compared before they are written.
LOCK = 7_001


def upload_areas(*, by: User | None, file_name: str, content: bytes) -> AreaImport:
    """Keep a file that can be read, with a guess which properties are which."""
    collection = reading.read(content)
    guess = codes.guess(collection.properties, len(collection.features))
    return AreaImport.objects.create(
        uploaded_by=by, file_name=file_name[-200:], content=content, mapping=guess
    )


def choose_properties(*, area_import: AreaImport, by: User | None, choices: Choices) -> AreaImport:  # noqa: ARG001 -- the actor, as in every action
    _refuse_closed(area_import)
    plan.refuse_unknown_properties(reading.read(bytes(area_import.content)), choices)
    area_import.mapping = asdict(choices)
    area_import.save(update_fields=["mapping"])
    return area_import


@transaction.atomic
def commit_areas(*, area_import: AreaImport, by: User | None) -> AreaPlan:
    """Take all areas of the file, or none."""
    _lock()
    area_import = AreaImport.objects.select_for_update().get(pk=area_import.pk)
    _refuse_closed(area_import)
    choices = Choices(**area_import.mapping)
    made = write_areas(reading.read(bytes(area_import.content)), choices, by=by)
    area_import.state = AreaImport.State.COMMITTED
    area_import.committed_at = timezone.now()
    area_import.content = b""
    area_import.report = {
        "new": len(made.new),
        "changed": len(made.changed),
        "unchanged": len(made.unchanged),
    }
    area_import.save()
    return made


@transaction.atomic
def write_areas(collection: Collection, choices: Choices, *, by: User | None) -> AreaPlan:  # noqa: ARG001 -- the actor, as in every action
    """Write what the plan says; refuses as soon as one feature is refused."""
    _lock()
    made = planned(collection, choices)
    if made.refusals:
        raise RefusedRows(
            ngettext_lazy(
                "%(count)s feature cannot be taken, so nothing was imported. %(first)s",
                "%(count)s features cannot be taken, so nothing was imported. %(first)s",
                len(made.refusals),
            )
            % {"count": len(made.refusals), "first": made.refusals[0]}
        )
    try:
        with transaction.atomic():
            _write(made, choices)
    except IntegrityError as error:
        raise RefusedRows(
            _("Somebody changed areas at the same moment. Nothing was imported; try again.")
        ) from error
    return made


def _write(made: AreaPlan, choices: Choices) -> None:
    Area.objects.bulk_create(_new(draft, choices) for draft in made.new)
    for area, draft, fields in made.changed:
        _set(area, draft, choices, fields)
    changed = [area for area, _draft, _fields in made.changed]
    Area.objects.bulk_update(changed, ["name", "kind", "population", "boundary"], batch_size=100)


def planned(collection: Collection, choices: Choices) -> AreaPlan:
    """What importing would do; reads, and writes nothing."""
    wanted = plan.codes_in(collection, choices)
    existing = Area.objects.alias(lower_code=Lower("code")).filter(lower_code__in=wanted)
    return plan.plan(collection, choices, existing, _known_box())


def discard_areas(*, area_import: AreaImport, by: User) -> None:  # noqa: ARG001 -- the actor, as in every action
    """Forget a file that was not imported."""
    _refuse_closed(area_import)
    area_import.delete()


def _known_box() -> Box | None:
    """Where the areas already there lie, by one corner of each."""
    corners = Area.objects.exclude(boundary=None).values_list(
        "boundary__coordinates__0__0__0", flat=True
    )
    return _box(corner for corner in corners if corner)


def _box(corners: Iterable[list[float]]) -> Box | None:
    box = None
    for x, y in corners:
        point = Box(x, y, x, y)
        box = box.joined(point) if box else point
    return box


def _new(draft: AreaDraft, choices: Choices) -> Area:
    area = Area(code=draft.code)
    _set(area, draft, choices, ["name", "kind", "population", "boundary"])
    return area


def _set(area: Area, draft: AreaDraft, choices: Choices, fields: list[str]) -> None:
    if "name" in fields:
        area.name = draft.name
    if "kind" in fields and choices.kind:
        area.kind = choices.kind
    if "population" in fields:
        area.population = draft.population
    if "boundary" in fields:
        area.boundary = draft.outline.geojson


def _refuse_closed(area_import: AreaImport) -> None:
    if not area_import.is_open:
        raise ImportClosed(_("This file was imported already, or is not kept any more."))


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
