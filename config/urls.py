"""Which address leads to which app."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("home.urls")),
    path("", include("meetings.urls")),
    path("", include("leaders.urls")),
    path("", include("outbox.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("config.api")),
    path("health/", include("config.health")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
]
