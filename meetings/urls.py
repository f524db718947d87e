from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import rsvp

app_name = "meetings"

planning: list[URLPattern | URLResolver] = []

answers: list[URLPattern | URLResolver] = [
    path(
        "rsvp/<str:token>/",
        include(
            [
                path("", rsvp.rsvp, name="rsvp"),
                path("answered/", rsvp.answered, name="rsvp-answered"),
                path("meeting.ics", rsvp.calendar_file, name="rsvp-calendar"),
            ]
        ),
    ),
]

logging: list[URLPattern | URLResolver] = []

urlpatterns = [*planning, *answers, *logging]
