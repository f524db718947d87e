"""Filters of the queue, kept under a name by whoever comes back to them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.models import SavedView

MOST_VIEWS = 30


@transaction.atomic
def keep(*, name: str, query: str, by: User) -> SavedView:
    """Under a name used before, the new filters take the place of the old."""
    name = name.replace("\x00", "").strip()
    own = SavedView.objects.visible_to(by)
    if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
        raise ValidationError(_("You have many views already. Delete one first."))
    view, _is_new = SavedView.objects.update_or_create(
        user=by, name=name, defaults={"query": query}
    )
    return view


@transaction.atomic
def forget(*, view: SavedView) -> None:
    view.delete()
