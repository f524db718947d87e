"""Departments write down what they would do again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.actions import records
from initiatives.errors import BadPlaybook
from initiatives.models import Playbook


@transaction.atomic
def write(
    *,
    by: User,  # noqa: ARG001 -- every act has an actor
    title: str,
    summary: str,
    playbook: Playbook | None = None,
    sectors: Iterable[str] = (),
    **values: Any,
) -> Playbook:
    """A new one, or one set right."""
    found = playbook or Playbook()
    found.title = records.said(
        title, field="title", missing=_("Give the playbook a title."), longest=120
    )
    found.summary = records.said(
        summary, field="summary", missing=_("Say in a sentence what it is."), longest=1000
    )
    found.sectors = list(sectors)
    for name, value in values.items():
        setattr(found, name, value.replace("\x00", "") if isinstance(value, str) else value)
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as error:
        raise BadPlaybook({"title": _("There is already a playbook of this title.")}) from error
    return found
