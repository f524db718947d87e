"""Addresses that go into mail: absolute, and secret where they open a concern to its raiser."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from concerns.models import Concern, Photo, Reporter

FOLLOW_SALT = "concerns.follow"
MINE_SALT = "concerns.mine"
PHOTO_SALT = "concerns.photo"
# A mail is found again after a while; a link that is older is sent anew.
FOLLOW_WORKS_FOR = timedelta(days=60)
# Asked for just now, opens all concerns of one address.
MINE_WORKS_FOR = timedelta(hours=2)
# As long as somebody looks at the page with the picture.
PHOTO_WORKS_FOR = timedelta(hours=2)


def follow_token(reporter: Reporter) -> str:
    return signing.dumps([reporter.concern_id, reporter.link_key], salt=FOLLOW_SALT)


def follow(reporter: Reporter) -> str:
    """Where the one who raised it reads and answers, without an account."""
    return absolute(reverse("concerns:follow", kwargs={"token": follow_token(reporter)}))


def read_follow(token: str) -> Concern | None:
    """The concern a link opens, if it is ours, not too old and not withdrawn."""
    try:
        concern_id, key = signing.loads(token, salt=FOLLOW_SALT, max_age=FOLLOW_WORKS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Concern.objects.filter(pk=concern_id, reporter__link_key=key)
    return found.select_related("reporter", "reporter__leader").first()


def mine_token(reporter: Reporter) -> str:
    """Holds no address: links are written into logs."""
    return signing.dumps([reporter.pk, reporter.link_key], salt=MINE_SALT)


def mine(reporter: Reporter) -> str:
    """Where they find everything raised from their address, for two hours."""
    return absolute(reverse("concerns:mine-by-link", kwargs={"token": mine_token(reporter)}))


def read_mine(token: str) -> Reporter | None:
    """Whose address a link was sent to."""
    try:
        pk, key = signing.loads(token, salt=MINE_SALT, max_age=MINE_WORKS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Reporter.objects.filter(pk=pk, link_key=key).exclude(email="").first()


def photo(found: Photo) -> str:
    """A path for the page of whoever raised it: soon worth nothing, should it be passed on."""
    ticket = signing.dumps(found.token, salt=PHOTO_SALT)
    return reverse("concerns:photo-by-ticket", kwargs={"ticket": ticket})


def read_photo(ticket: str) -> Photo | None:
    try:
        token = signing.loads(ticket, salt=PHOTO_SALT, max_age=PHOTO_WORKS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Photo.objects.filter(token=token).first()


def of_staff(concern: Concern) -> str:
    """Where the department works on it."""
    return absolute(concern.get_absolute_url())


def queue(query: str = "") -> str:
    return absolute(reverse("concerns:concern-list") + (f"?{query}" if query else ""))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
