"""Texts ready to use: blanks are filled, a person reads them through and sends."""

from __future__ import annotations

import re
import zoneinfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from concerns.errors import BadTemplate
from concerns.models import Concern
from outbox.rendering import written_language

BLANK = re.compile(r"\{([^{}]*)\}")
# No name of whoever raised it: the text is read by every officer, and later perhaps by all.
BLANKS = ("reference", "subject", "category", "area", "place", "owner", "due", "department")


def check(text: str) -> None:
    """Refuse blanks nobody fills."""
    unknown = sorted({name for name in BLANK.findall(text) if name not in BLANKS})
    if unknown or "{" in BLANK.sub("", text) or "}" in BLANK.sub("", text):
        known = ", ".join(f"{{{name}}}" for name in BLANKS)
        raise BadTemplate({"text": _("Use these blanks only: %(known)s") % {"known": known}})


def fill(text: str, concern: Concern) -> str:
    """As it would be sent for this concern, in one pass: no value can pose as another blank."""
    with override(written_language(concern.language)):
        values = values_of(concern)
    return BLANK.sub(lambda found: values.get(found[1], found[0]), text)


def values_of(concern: Concern) -> dict[str, str]:
    due = concern.due_at.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE))
    return {
        "reference": concern.reference,
        "subject": concern.subject,
        "category": concern.category.label,
        "area": str(concern.area or ""),
        "place": concern.place,
        "owner": str(concern.owner or ""),
        "due": date_format(due, "DATETIME_FORMAT"),
        "department": settings.DEPARTMENT_NAME,
    }
