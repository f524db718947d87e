"""Areas, one by one; many at once come through an import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.actions.writing import write
from leaders.models import Area


@transaction.atomic
def add_area(
    *,
    by: User,  # noqa: ARG001 -- the actor, as in every action
    code: str,
    name: str,
    officers: Iterable[User] = (),
    **fields: Any,
) -> Area:
    area = Area()
    values = {"code": code.strip(), "name": " ".join(name.split())} | fields
    write(area, fields=values, related={"officers": officers})
    return area


@transaction.atomic
def change_area(
    *,
    area: Area,
    by: User,  # noqa: ARG001 -- the actor, as in every action
    officers: Iterable[User] | None = None,
    **fields: Any,
) -> Area:
    """Change what is given; officers of None stay as they are."""
    _refuse_circle(area, fields.get("parent"))
    write(area, fields=fields, related={"officers": officers})
    return area


def _refuse_circle(area: Area, parent: Area | None) -> None:
    """An area is not part of one that is part of it."""
    while parent is not None:
        if parent.pk == area.pk:
            message = _("An area cannot be part of itself or of one of its own parts.")
            raise ValidationError({"parent": message})
        parent = parent.parent
