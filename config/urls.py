"""Which address leads to which app."""

from __future__ import annotations

from django.urls import include, path

handler400 = "config.design.errors.bad_request"

urlpatterns = [
    path("", include("initiatives.urls")),
    path("", include("concerns.urls")),
    path("", include("meetings.urls")),
    path("", include("leaders.urls")),
    path("", include("outbox.urls")),
    path("accounts/", include("accounts.urls")),
    path("", include("accounts.sign_in_urls")),
    path("api/", include("config.api")),
    path("health/", include("config.health")),
    # Last: /areas/import/ is no area.
    path("", include("home.urls")),
]
