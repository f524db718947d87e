"""Leaders and the organizations they speak for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders import phones
from leaders.actions.writing import write
from leaders.models import Affiliation, Area, Leader, Organization

# What leaders decide about themselves.
OWN_FIELDS = frozenset({"phone", "preferred_language", "languages", "preferred_channel"}) | {
    "access_needs"
}
FIELDS = OWN_FIELDS | {
    "name",
    "email",
    "leadership_roles",
    "liaison_officer",
    "contact_cadence_days",
    "consent_on",
    "consent_note",
    "notes",
}


@dataclass(frozen=True)
class AffiliationDraft:
    """That a leader speaks for an organization, before it is written."""

    organization: Organization
    position: str = ""
    since_on: date | None = None
    until_on: date | None = None


@transaction.atomic
def add_leader(
    *,
    by: User | None,  # noqa: ARG001 -- the history records who
    name: str,
    areas: Iterable[Area] = (),
    organization: Organization | None = None,
    position: str = "",
    affiliations: Iterable[AffiliationDraft] = (),
    **fields: Any,
) -> Leader:
    """Enter somebody in the directory; `organization` is short for one affiliation."""
    drafts = list(affiliations)
    if organization is not None:
        drafts.insert(0, AffiliationDraft(organization, position))
    leader = Leader()
    write(leader, fields=_cleaned({"name": name} | fields), related={"areas": areas})
    _replace_affiliations(leader, drafts)
    return leader


@transaction.atomic
def change_leader(
    *,
    leader: Leader,
    by: User,  # noqa: ARG001 -- the history records who
    areas: Iterable[Area] | None = None,
    affiliations: Iterable[AffiliationDraft] | None = None,
    **fields: Any,
) -> Leader:
    """Change what is given; relations that are None stay as they are."""
    write(leader, fields=_cleaned(fields), related={"areas": areas})
    if affiliations is not None:
        _replace_affiliations(leader, list(affiliations))
    return leader


@transaction.atomic
def change_own_profile(*, leader: Leader, by: User, **fields: Any) -> Leader:  # noqa: ARG001 -- the history records who
    """What leaders change about themselves: how, and in what language, they are reached."""
    _refuse_unknown(fields, OWN_FIELDS)
    write(leader, fields=_cleaned(fields), related={})
    return leader


@transaction.atomic
def deactivate_leader(*, leader: Leader, by: User) -> Leader:  # noqa: ARG001 -- the history records who
    """They stepped back: no longer invited, kept for the record."""
    leader.is_active = False
    leader.save(update_fields=["is_active"])
    return leader


@transaction.atomic
def reactivate_leader(*, leader: Leader, by: User) -> Leader:  # noqa: ARG001 -- the history records who
    leader.is_active = True
    leader.save(update_fields=["is_active"])
    return leader


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    """As stored: names without stray blanks, addresses in lower case, phones in E.164."""
    _refuse_unknown(fields, FIELDS)
    cleaned = dict(fields)
    if "name" in cleaned:
        cleaned["name"] = " ".join(cleaned["name"].split())
    if "email" in cleaned:
        cleaned["email"] = cleaned["email"].strip().lower()
    if cleaned.get("phone"):
        cleaned["phone"] = _phone(cleaned["phone"])
    return cleaned


def _phone(text: str) -> str:
    try:
        return phones.normalised(text)
    except phones.NotAPhoneNumber as error:
        message = _("This is not a phone number. Write it with its area code.")
        raise ValidationError({"phone": message}) from error


def _refuse_unknown(fields: dict[str, Any], known: frozenset[str]) -> None:
    if unknown := fields.keys() - known:
        raise TypeError(f"Not a leader's fields: {', '.join(sorted(unknown))}")


def _replace_affiliations(leader: Leader, drafts: list[AffiliationDraft]) -> None:
    """Make these, and only these, the leader's affiliations."""
    wanted = {draft.organization.pk: draft for draft in drafts}
    if len(wanted) < len(drafts):
        raise ValidationError(_("Each organization can stand here only once."))
    kept = {row.organization_id: row for row in Affiliation.objects.filter(leader=leader)}
    Affiliation.objects.filter(leader=leader).exclude(organization__in=wanted).delete()
    for pk, draft in wanted.items():
        row = kept.get(pk) or Affiliation(leader=leader, organization=draft.organization)
        fields = {
            "position": draft.position.strip(),
            "since_on": draft.since_on,
            "until_on": draft.until_on,
        }
        write(row, fields=fields, related={})
