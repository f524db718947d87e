"""Addresses that go into mail: absolute, and secret where they open a concern to its raiser."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing

from concerns.models import Concern, Reporter

FOLLOW_SALT = "concerns.follow"
# A mail is found again after a while; a link that is older is sent anew.
FOLLOW_WORKS_FOR = timedelta(days=60)


def follow_token(reporter: Reporter) -> str:
    return signing.dumps([reporter.concern_id, reporter.link_key], salt=FOLLOW_SALT)


def follow(reporter: Reporter) -> str:
    """Where the one who raised it reads and answers, without an account."""
    return absolute(f"/concerns/follow/{follow_token(reporter)}/")


def read_follow(token: str) -> Concern | None:
    """The concern a link opens, if it is ours, not too old and not withdrawn."""
    try:
        concern_id, key = signing.loads(token, salt=FOLLOW_SALT, max_age=FOLLOW_WORKS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Concern.objects.filter(pk=concern_id, reporter__link_key=key)
    return found.select_related("reporter", "reporter__leader").first()


def of_staff(concern: Concern) -> str:
    """Where the department works on it."""
    return absolute(f"/concerns/{concern.pk}/")


def queue(query: str = "") -> str:
    return absolute("/concerns/" + (f"?{query}" if query else ""))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
