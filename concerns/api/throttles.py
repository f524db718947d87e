"""How many concerns one account raises over the API. Counted, not noted down: a list of who wrote
at which minute would tell who raised what.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from accounts.models import User

HOUR = 60 * 60
MOST_IN_AN_HOUR = 30
# A program that passes on what others say.
MOST_OF_THE_DEPARTMENT = 1000


class RaisingThrottle(BaseThrottle):
    """By the hour of the clock; the count is gone with it."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        user = request.user
        if not isinstance(user, User):
            return True  # Refused elsewhere.
        most = MOST_OF_THE_DEPARTMENT if user.is_police else MOST_IN_AN_HOUR
        key = f"raising:{hour()}:{salted_hmac('concerns.raising', str(user.pk)).hexdigest()}"
        cache.add(key, 0, timeout=HOUR)
        return int(cache.incr(key)) <= most

    def wait(self) -> float:
        return HOUR - datetime.now(UTC).timestamp() % HOUR


def hour() -> int:
    return int(datetime.now(UTC).timestamp() // HOUR)
