"""What every act on a concern shares: the row held, what others did meanwhile, the thread."""

from __future__ import annotations

from datetime import datetime

import pghistory
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.errors import ConcernChanged, TooLong, WordsMissing
from concerns.models import Concern, Update
from concerns.models.concerns import LONGEST_TEXT


def locked(concern: Concern, *, revision: int | None = None) -> Concern:
    """The concern as it is now, held until the transaction ends.

    `revision` is what the actor has seen: what happened since then has to be read first.
    """
    found = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("category", "area", "owner")
        .defer("area__boundary", "search_text")
        .get(pk=concern.pk)
    )
    check_revision(found, revision)
    return found


def check_revision(concern: Concern, revision: int | None) -> None:
    if revision is not None and revision != concern.revision:
        raise ConcernChanged


def record(
    concern: Concern,
    event: Update.Event,
    *,
    at: datetime,
    by: User | None = None,
    text: str = "",
    language: str = "",
    is_automatic: bool = False,
) -> Update:
    """Add what happened to the thread."""
    return Update.objects.create(
        concern=concern,
        kind=Update.Kind.EVENT,
        event=event,
        text=text,
        language=language or concern.language,
        by=by,
        is_automatic=is_automatic,
        at=at,
    )


def said(text: str, *, field: str, missing: str, longest: int = LONGEST_TEXT) -> str:
    """Words that must be there, without what a database cannot keep."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise WordsMissing({field: missing})
    if len(text) > longest:
        sentence = _("This is longer than %(longest)d characters. Please shorten it.")
        raise TooLong({field: sentence % {"longest": longest}})
    return text


def namelessly() -> None:
    """Keep the account and the address of this request out of the history.

    The database's history notes who was signed in when a row changed. Whoever raised a concern may
    be signed in, and the address may hold the secret of their link.
    """
    pghistory.context(user=None, url=None)
