"""Organizations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders import phones
from leaders.actions.writing import write
from leaders.models import Area, Organization


@transaction.atomic
def add_organization(
    *,
    by: User | None,  # noqa: ARG001 -- the actor, as in every action
    name: str,
    areas: Iterable[Area] = (),
    **fields: Any,
) -> Organization:
    organization = Organization()
    write(organization, fields=_cleaned({"name": name} | fields), related={"areas": areas})
    return organization


@transaction.atomic
def change_organization(
    *,
    organization: Organization,
    by: User,  # noqa: ARG001 -- the actor, as in every action
    areas: Iterable[Area] | None = None,
    **fields: Any,
) -> Organization:
    """Change what is given; areas of None stay as they are."""
    write(organization, fields=_cleaned(fields), related={"areas": areas})
    return organization


@transaction.atomic
def deactivate_organization(*, organization: Organization, by: User) -> Organization:  # noqa: ARG001 -- the actor, as in every action
    """It no longer exists or takes part; its people and its past stay."""
    organization.is_active = False
    organization.save(update_fields=["is_active"])
    return organization


@transaction.atomic
def reactivate_organization(*, organization: Organization, by: User) -> Organization:  # noqa: ARG001 -- the actor, as in every action
    organization.is_active = True
    organization.save(update_fields=["is_active"])
    return organization


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    cleaned = dict(fields)
    if "name" in cleaned:
        cleaned["name"] = " ".join(cleaned["name"].split())
    if "email" in cleaned:
        cleaned["email"] = cleaned["email"].strip().lower()
    if cleaned.get("phone"):
        try:
            cleaned["phone"] = phones.normalised(cleaned["phone"])
        except phones.NotAPhoneNumber as error:
            message = _("This is not a phone number. Write it with its area code.")
            raise ValidationError({"phone": message}) from error
    return cleaned
