from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import calendars, commitments, invitations, rsvp
from meetings.views.logging import log_start, meeting_log, meeting_logged
from meetings.views.promises import promise

app_name = "meetings"

planning: list[URLPattern | URLResolver] = []

answers: list[URLPattern | URLResolver] = [
    path(
        "invitations/",
        include(
            [
                path("", invitations.invitation_list, name="invitation-list"),
                path("<int:pk>/", invitations.invitation_detail, name="invitation-detail"),
                path("<int:pk>/answer/", invitations.invitation_answer, name="invitation-answer"),
                path(
                    "<int:pk>/withdraw/",
                    invitations.invitation_withdraw,
                    name="invitation-withdraw",
                ),
            ]
        ),
    ),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/renew/", calendars.calendar_renew, name="calendar-renew"),
    path("calendar/<slug:token>.ics", calendars.calendar_feed, name="calendar-feed"),
    path("areas/<str:code>/meetings.ics", calendars.area_feed, name="area-feed"),
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

logging: list[URLPattern | URLResolver] = [
    path("log/", log_start, name="log-start"),
    path("meetings/<int:pk>/log/", meeting_log, name="meeting-log"),
    path("meetings/<int:pk>/logged/", meeting_logged, name="meeting-logged"),
    path("commitments/", commitments.commitment_list, name="commitment-list"),
    path("commitments/new/", commitments.commitment_create, name="commitment-create"),
    path(
        "commitments/<int:pk>/",
        include(
            [
                path("", commitments.commitment_detail, name="commitment-detail"),
                path("edit/", commitments.commitment_update, name="commitment-update"),
                path("done/", commitments.commitment_done, name="commitment-done"),
                path("reopen/", commitments.commitment_reopen, name="commitment-reopen"),
                path("withdraw/", commitments.commitment_withdraw, name="commitment-withdraw"),
                path("answer/", commitments.commitment_answer, name="commitment-answer"),
            ]
        ),
    ),
    path("promises/<str:token>/", promise, name="promise"),
]

urlpatterns = [*planning, *answers, *logging]
