"""The one who raised it adds words and pictures, together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from concerns.actions import records
from concerns.actions.answers import raiser_writes
from concerns.actions.photos import add_photos
from concerns.models import Concern, Update
from concerns.photos import Picture


@transaction.atomic
def add(
    *, concern: Concern, text: str, photos: Sequence[Picture] = (), at: datetime | None = None
) -> Update:
    """Sent twice, as by reloading the page, it is said once."""
    held = records.locked(concern)
    kept = [bytes(content) for content in held.photos.values_list("content", flat=True)]
    new = [picture for picture in photos if picture.content not in kept]
    last = held.updates.for_raiser().last()
    if (
        not new
        and last is not None
        and (last.kind, last.text)
        == (
            Update.Kind.MESSAGE,
            text.strip(),
        )
    ):
        return last
    add_photos(concern=held, pictures=new, at=at)
    return raiser_writes(concern=held, text=text, at=at)
