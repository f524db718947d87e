"""Which address leads to which app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("home.urls")),
    path("", include("meetings.urls")),
    path("", include("leaders.urls")),
    path("", include("outbox.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("config.api")),
    path("health/", include("config.health")),
    path("i18n/", include("django.conf.urls.i18n")),
]
