"""Where an initiative works, and where not."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.actions import records
from initiatives.errors import BadPlaces
from initiatives.models import Initiative, TargetArea
from leaders.models import Area

Role = TargetArea.Role


@transaction.atomic
def place(
    *,
    initiative: Initiative,
    by: User,  # noqa: ARG001 -- the history records who
    targets: Iterable[Area],
    buffers: Iterable[Area] = (),
    comparisons: Iterable[Area] = (),
    revision: int | None = None,
) -> Initiative:
    """Name the areas anew, each in one role."""
    held = records.locked(initiative, revision=revision)
    targets = list(targets)
    if held.stage != Initiative.Stage.SCANNING and not targets:
        raise BadPlaces({"targets": _("Choose at least one area in which you work.")})
    write(held, targets=targets, buffers=buffers, comparisons=comparisons)
    return records.keep(held)


def write(
    initiative: Initiative,
    *,
    targets: Iterable[Area],
    buffers: Iterable[Area] = (),
    comparisons: Iterable[Area] = (),
) -> None:
    """Inside a transaction that holds the initiative."""
    wanted: dict[int, Role] = {}
    for role, areas in (
        (Role.TARGET, targets),
        (Role.BUFFER, buffers),
        (Role.COMPARISON, comparisons),
    ):
        for area in areas:
            if wanted.setdefault(area.pk, role) != role:
                raise BadPlaces(
                    _(
                        "“%(area)s” is named twice. An area is worked in, lies around, or is "
                        "compared with: one of them."
                    )
                    % {"area": area.name}
                )
    existing = {row.area_id: row for row in TargetArea.objects.filter(initiative=initiative)}
    gone = [row.pk for key, row in existing.items() if key not in wanted]
    TargetArea.objects.filter(pk__in=gone).delete()
    for key, role in wanted.items():
        row = existing.get(key)
        if row is None:
            TargetArea.objects.create(initiative=initiative, area_id=key, role=role)
        elif row.role != role:
            row.role = role
            row.save(update_fields=["role"])
