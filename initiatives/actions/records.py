"""What every act on an initiative shares: the row held, what others did meanwhile, words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from initiatives.errors import InitiativeChanged, TooLong, WordsMissing
from initiatives.models import Initiative


def locked(initiative: Initiative, *, revision: int | None = None) -> Initiative:
    """The initiative as it is now, held until the transaction ends.

    `revision` is what the actor has seen: what changed since then has to be read first.
    """
    found = (
        Initiative.objects.select_for_update(of=("self",))
        .select_related("lead_officer", "lead_leader", "plan")
        .get(pk=initiative.pk)
    )
    if revision is not None and revision != found.revision:
        raise InitiativeChanged
    return found


def keep(initiative: Initiative) -> Initiative:
    """Save it, as something others may have to know before they decide."""
    initiative.revision += 1
    initiative.save()
    return initiative


def clean(text: str, *, field: str, longest: int) -> str:
    """Words without what a database cannot keep."""
    text = text.replace("\x00", "").strip()
    if len(text) > longest:
        sentence = _("This is longer than %(longest)d characters. Please shorten it.")
        raise TooLong({field: sentence % {"longest": longest}})
    return text


def said(text: str, *, field: str, missing: str, longest: int) -> str:
    """Words that must be there."""
    text = clean(text, field=field, longest=longest)
    if not text:
        raise WordsMissing({field: missing})
    return text
