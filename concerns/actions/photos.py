"""Pictures join a concern."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from concerns.errors import BadPhoto
from concerns.models import Concern, Photo
from concerns.photos import MOST_PHOTOS, Picture


@transaction.atomic
def add_photos(
    *, concern: Concern, pictures: Sequence[Picture], at: datetime | None = None
) -> list[Photo]:
    """Keep pictures already drawn anew (`concerns.photos.redraw`)."""
    if not pictures:
        return []
    if concern.photos.count() + len(pictures) > MOST_PHOTOS:
        sentence = ngettext(
            "At most %(most)d photo belongs to a concern.",
            "At most %(most)d photos belong to a concern.",
            MOST_PHOTOS,
        )
        raise BadPhoto(sentence % {"most": MOST_PHOTOS})
    at = at or timezone.now()
    return Photo.objects.bulk_create(
        Photo(
            concern=concern,
            content=picture.content,
            width=picture.width,
            height=picture.height,
            at=at,
        )
        for picture in pictures
    )
