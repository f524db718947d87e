"""Organizations join, and leave."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.actions import records
from initiatives.errors import BadPartner, Conflict
from initiatives.models import Initiative, Partner
from leaders.models import Organization


@transaction.atomic
def join(
    *,
    initiative: Initiative,
    organization: Organization,
    by: User,  # noqa: ARG001 -- every act has an actor
    level: str = Partner.Level.COLLABORATE,
    promise: str = "",
    joined_on: date | None = None,
) -> Partner:
    """Take part, with what was promised; one that left comes back under its old row."""
    held = records.locked(initiative)
    partner = Partner.objects.filter(initiative=held, organization=organization).first()
    if partner is not None and partner.left_on is None:
        raise BadPartner({"organization": _("This organization takes part already.")})
    partner = partner or Partner(initiative=held, organization=organization)
    partner.level = level
    partner.promise = records.clean(promise, field="promise", longest=500)
    partner.joined_on = joined_on or timezone.localdate()
    partner.left_on, partner.leaving_note = None, ""
    partner.save()
    records.keep(held)
    return partner


@transaction.atomic
def leave(
    *,
    partner: Partner,
    by: User,  # noqa: ARG001 -- as above
    note: str = "",
    left_on: date | None = None,
) -> Partner:
    """Take part no longer. What they did and gave stays."""
    initiative = records.locked(partner.initiative)
    held = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if held.left_on is not None:
        raise Conflict(_("This partner has left already."))
    held.left_on = left_on or timezone.localdate()
    if held.left_on < held.joined_on:
        raise BadPartner({"left_on": _("They cannot leave before they joined.")})
    held.leaving_note = records.clean(note, field="note", longest=500)
    held.save()
    records.keep(initiative)
    return held
