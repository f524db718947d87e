from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import (
    calendars,
    commitments,
    invitations,
    inviting,
    minutes,
    planning,
    rsvp,
    series,
    steps,
)
from meetings.views.logging import log_start, meeting_log, meeting_logged
from meetings.views.promises import promise

app_name = "meetings"

planning_of_meeting: list[URLPattern | URLResolver] = [
    path("", planning.meeting_detail, name="meeting-detail"),
    path("edit/", planning.meeting_update, name="meeting-update"),
    path("publish/", steps.meeting_publish, name="meeting-publish"),
    path("move/", steps.meeting_move, name="meeting-move"),
    path("cancel/", steps.meeting_cancel, name="meeting-cancel"),
    path("delete/", steps.meeting_discard, name="meeting-discard"),
    path("invite/", inviting.meeting_invite, name="meeting-invite"),
]

planned: list[URLPattern | URLResolver] = [
    path("meetings/", planning.meeting_list, name="meeting-list"),
    path("meetings/new/", planning.meeting_create, name="meeting-create"),
    path("meetings/<int:pk>/", include(planning_of_meeting)),
    path("series/", series.series_list, name="series-list"),
    path("series/new/", series.series_create, name="series-create"),
    path("series/<int:pk>/", series.series_detail, name="series-detail"),
    path("series/<int:pk>/edit/", series.series_update, name="series-update"),
    path("series/<int:pk>/end/", series.series_end, name="series-end"),
]

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
    path("areas/<area-code:code>/meetings.ics", calendars.area_feed, name="area-feed"),
    # Anything, so that a link which was damaged on its way gets a page that says so.
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
    path("meetings/<int:pk>/minutes/", minutes.meeting_minutes, name="meeting-minutes"),
    path("meetings/<int:pk>/minutes/publish/", minutes.minutes_publish, name="minutes-publish"),
    path("meetings/<int:pk>/minutes/withdraw/", minutes.minutes_withdraw, name="minutes-withdraw"),
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

urlpatterns = [*planned, *answers, *logging]
