"""A leader in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from leaders.models import Affiliation, Area


def summary(affiliations: Iterable[Affiliation], areas: Iterable[Area]) -> str:
    """Whom they speak for, and where; empty when neither is known."""
    bodies = ", ".join(_body(row) for row in affiliations)
    places = ", ".join(area.name for area in areas)
    if bodies and places:
        return _("Speaks for %(bodies)s in %(places)s.") % {"bodies": bodies, "places": places}
    if bodies:
        return _("Speaks for %(bodies)s.") % {"bodies": bodies}
    return _("Speaks for people in %(places)s.") % {"places": places} if places else ""


def _body(row: Affiliation) -> str:
    return f"{row.organization.name} ({row.position})" if row.position else row.organization.name
