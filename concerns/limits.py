"""How often something may be tried from one place, and in all.

Counters, not lists of times, under a scrambled address: who holds the cache cannot tell from it
who raised which concern. They are forgotten when their window ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Limit:
    """So many times within a window that starts with the first one."""

    name: str
    most: int
    seconds: int

    def is_reached(self, who: str) -> bool:
        return int(cache.get(self._key(who), 0)) >= self.most

    def count(self, who: str) -> bool:
        """Count this time; whether it is one too many."""
        key = self._key(who)
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key) > self.most
        except ValueError:  # It has just expired.
            return False

    def _key(self, who: str) -> str:
        scrambled = salted_hmac("concerns.limits", f"{self.name}:{who}", algorithm="sha256")
        return f"concerns:{self.name}:{scrambled.hexdigest()[:32]}"


ALL = "all"
# A library or a congregation shares one address.
RAISED = Limit("raised", 60, HOUR)
RAISED_IN_ALL = Limit("raised-in-all", 1000, HOUR)
WRONG_CODES = Limit("wrong-codes", 20, 15 * MINUTE)
LINKS_ASKED = Limit("links-asked", 10, HOUR)
LINKS_FOR_ADDRESS = Limit("links-for-address", 3, HOUR)
WRITTEN = Limit("written", 60, HOUR)


def address_of(request: HttpRequest) -> str:
    """Where it comes from, as the sign-in page counts it."""
    return str(truncate_ip(get_client_ip(request) or ""))
