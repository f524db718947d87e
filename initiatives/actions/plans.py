"""How the effect will be judged is registered before anything is done."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.actions import records
from initiatives.errors import BadPlan, Conflict
from initiatives.models import EffectPlan, Initiative, TargetArea
from initiatives.models.initiatives import RESPONDED


@transaction.atomic
def register(
    *,
    initiative: Initiative,
    by: User,
    measure: str,
    source: str,
    method: str,
    before_from: date,
    before_to: date,
    after_from: date,
    after_to: date,
    success: str,
    revision: int | None = None,
    at: datetime | None = None,
) -> EffectPlan:
    """The latest one counts until the Response begins; from then on it stands."""
    held = records.locked(initiative, revision=revision)
    if held.stage in RESPONDED:
        raise Conflict(
            _(
                "The Response has begun: how it is judged stands. To change it, go back to the "
                "Analysis and say why."
            )
        )
    if not before_from <= before_to < after_from <= after_to:
        raise BadPlan({"after_from": _("The time before has to end before the time after begins.")})
    if method == EffectPlan.Method.COMPARISON and not _has_comparison(held):
        raise BadPlan({"method": _("Name an area for comparison first, under “Places”.")})
    values = {
        "measure": _said(measure, "measure", 300),
        "source": _said(source, "source", 300),
        "method": method,
        "before_from": before_from,
        "before_to": before_to,
        "after_from": after_from,
        "after_to": after_to,
        "success": _said(success, "success", 500),
    }
    at = at or timezone.now()
    held.plan = EffectPlan.objects.create(
        initiative=held, registered_by=by, registered_at=at, digest=digest(values), **values
    )
    records.keep(held)
    return held.plan


def digest(values: dict[str, object]) -> str:
    """The same words give the same fingerprint, in whatever order."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _has_comparison(initiative: Initiative) -> bool:
    rows = TargetArea.objects.filter(initiative=initiative)
    return rows.filter(role=TargetArea.Role.COMPARISON).exists()


def _said(text: str, field: str, longest: int) -> str:
    return records.said(
        text, field=field, missing=_("Say it before anything is done."), longest=longest
    )
