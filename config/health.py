"""What a supervisor or load balancer asks: is this process alive, is the whole system well?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from config import heartbeats


@require_safe
@never_cache
@login_not_required
def live(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"live": True})


@require_safe
@never_cache
@login_not_required
def ready(_request: HttpRequest) -> JsonResponse:
    parts = {"database": _database_answers(), **_broker_and_programs()}
    is_ready = all(parts.values())
    response = JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503)
    # Not an error of this request: who asks every second would fill the log.
    response._has_been_logged = True  # type: ignore[attr-defined] # noqa: SLF001 -- Django's mark
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return False
    return True


def _broker_and_programs() -> dict[str, bool]:
    try:
        return {"broker": True, **heartbeats.present()}
    except RedisError:
        return {"broker": False, **dict.fromkeys(heartbeats.LIFETIMES, False)}


urlpatterns = [
    path("live", live, name="health-live"),
    path("ready", ready, name="health-ready"),
]
