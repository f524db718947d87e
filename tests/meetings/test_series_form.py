from __future__ import annotations

from datetime import date, time

import pytest
from django.utils import timezone

from meetings.actions import series as actions
from meetings.models import ReminderRule, Series
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, SeriesFactory

NOW = timezone.now()


@pytest.fixture
def filled(area, coordinator):
    """The form as a person sends it: every second Thursday of the month."""

    def filled(**fields):
        return {
            "do": "save",
            "title": "North beat meeting",
            "kind": "beat",
            "areas": [area.pk],
            "pattern": "monthly_weekday",
            "weeks": ["2"],
            "weekdays": ["3"],
            "every": "1",
            "starts_on": "2026-01-01",
            "local_start": "19:00",
            "duration_minutes": "90",
            "timezone": "America/New_York",
            "place": "Grace Church",
            "agenda": "Hello\nPromises",
            "follow_up_point": "2",
            "invite_areas": [area.pk],
            "invite_days_before": "21",
            "remind": "not_declined",
            "host": coordinator.pk,
            "is_public": "on",
            **fields,
        }

    return filled


@pytest.fixture
def series(coordinator, area):
    return actions.begin(
        by=coordinator,
        areas=[area],
        title="North beat meeting",
        rule="FREQ=MONTHLY;BYDAY=2TH",
        starts_on=date(2026, 1, 1),
        local_start=time(19),
        timezone="America/New_York",
        place="Grace Church",
        agenda=["Hello", "Promises"],
        follow_up_point=2,
    )


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


# New


def test_new_series_makes_its_meetings(coordinator_client, filled, area):
    response = coordinator_client.post("/series/new/", filled())

    series = Series.objects.get()
    assert response.url == f"/series/{series.pk}/"
    assert (series.rule, series.local_start, series.place) == (
        "FREQ=MONTHLY;BYDAY=2TH",
        time(19),
        "Grace Church",
    )
    assert (list(series.areas.all()), list(series.invite_areas.all())) == ([area], [area])
    assert series.meetings.count() in {12, 13}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"pattern": "weekly", "weekdays": ["1", "3"]}, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ({"pattern": "weekly", "every": "2"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ({"weeks": ["-1"], "weekdays": ["4"]}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"months": ["3", "9"]}, "FREQ=MONTHLY;BYMONTH=3,9;BYDAY=2TH"),
        ({"pattern": "monthly_day", "month_day": "15"}, "FREQ=MONTHLY;BYMONTHDAY=15"),
        ({"pattern": "monthly_day", "month_day": "-1"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"pattern": "monthly_day"}, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ({"pattern": "yearly"}, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
        ({"pattern": "advanced", "rule": "freq=daily;interval=10"}, "FREQ=DAILY;INTERVAL=10"),
    ],
)
def test_new_series_repeats_as_chosen(coordinator_client, filled, fields, rule):
    coordinator_client.post("/series/new/", filled(**fields))

    assert Series.objects.get().rule == rule


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"weeks": []}, "weeks"),
        ({"weekdays": []}, "weekdays"),
        ({"weeks": ["7"]}, "weeks"),
        ({"every": "0"}, "every"),
        ({"every": "99"}, "every"),
        ({"pattern": "advanced"}, "rule"),
        ({"pattern": "advanced", "rule": "FREQ=HOURLY"}, "rule"),
        ({"pattern": "advanced", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule"),
        ({"pattern": "nonsense"}, "pattern"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "9999-12-31"}, "every"),
        ({"ends_on": "2025-12-31"}, "every"),
        ({"local_start": "25:00"}, "local_start"),
        ({"duration_minutes": "0"}, "duration_minutes"),
        ({"duration_minutes": "99999"}, "duration_minutes"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"areas": []}, "areas"),
        ({"capacity": "0"}, "capacity"),
        ({"invite_languages": "Klingon"}, "invite_languages"),
        ({"invite_leaders": ["999999"]}, "invite_leaders"),
        ({"invite_leaders": ["x"]}, "invite_leaders"),
        ({"invite_days_before": "-1"}, "invite_days_before"),
        ({"reminders": ["17"]}, "reminders"),
    ],
)
def test_new_series_is_refused_beside_the_field(coordinator_client, filled, fields, at_fault):
    response = coordinator_client.post("/series/new/", filled(**fields))

    assert list(errors(response)) == [at_fault]
    assert Series.objects.count() == 0


def test_new_series_reminds_as_ticked(coordinator_client, filled):
    coordinator_client.post("/series/new/", filled(reminders=["4320"], remind="no_answer"))

    rules = Series.objects.get().reminder_rules.all()
    assert [(rule.minutes_before, rule.audience) for rule in rules] == [(4320, "no_answer")]


def test_new_series_reminds_as_the_department_when_nothing_is_ticked(coordinator_client, filled):
    coordinator_client.post("/series/new/", filled())

    assert Series.objects.get().reminder_rules.count() == 0


def test_form_says_how_the_department_reminds(coordinator_client):
    form = coordinator_client.get("/series/new/").context["form"]

    assert form.fields["reminders"].help_text == (
        "Tick none to remind as the department does: 7 days before and 1 day before."
    )


def test_form_says_when_the_department_does_not_remind(coordinator_client):
    ReminderRule.objects.all().delete()

    form = coordinator_client.get("/series/new/").context["form"]

    assert form.fields["reminders"].help_text.endswith("as the department does: not at all.")


# Preview


def test_preview_shows_dates_and_saves_nothing(coordinator_client, filled, area):
    LeaderFactory(areas=[area])

    response = coordinator_client.post("/series/new/", filled(do="preview"))

    content = response.content.decode()
    assert "Second Thursday of the month: the next dates" in content
    assert "1 leader would be invited." in content
    assert (len(response.context["dates"]), Series.objects.count()) == (6, 0)


def test_preview_is_what_the_enter_key_does(coordinator_client, filled):
    data = filled()
    del data["do"]

    coordinator_client.post("/series/new/", data)

    assert Series.objects.count() == 0


def test_preview_for_htmx_is_the_dates_alone(coordinator_client, filled):
    response = coordinator_client.post(
        "/series/new/", filled(do=""), headers={"HX-Request": "true"}
    )

    content = response.content.decode()
    assert "Second Thursday of the month" in content
    assert "<form" not in content


def test_preview_of_a_form_half_filled_in_says_so(coordinator_client, filled):
    response = coordinator_client.post(
        "/series/new/", filled(do="", starts_on=""), headers={"HX-Request": "true"}
    )

    assert "The next dates appear here" in response.content.decode()


def test_people_are_found_by_name_and_stay_ticked(coordinator_client, filled):
    rosa = LeaderFactory(name="Rosa")
    LeaderFactory(name="Paul")
    LeaderFactory(name="Petra")

    response = coordinator_client.post(
        "/series/new/", filled(do="find", q="paul", invite_leaders=[rosa.pk])
    )

    field = response.context["form"]["invite_leaders"]
    assert [name for _, name in field.field.widget.choices] == ["Rosa", "Paul"]
    assert field.value() == [str(rosa.pk)]


# Edit


def test_edit_form_holds_the_simple_choice(coordinator_client, series):
    form = coordinator_client.get(f"/series/{series.pk}/edit/").context["form"]

    assert (form["pattern"].value(), form["weeks"].value(), form["weekdays"].value()) == (
        "monthly_weekday",
        (2,),
        (3,),
    )


def test_edit_form_holds_the_rule_where_no_choice_says_it(coordinator_client, area):
    series = SeriesFactory(areas=[area], rule="FREQ=MONTHLY;BYDAY=1TU,2TH")

    form = coordinator_client.get(f"/series/{series.pk}/edit/").context["form"]

    assert (form["pattern"].value(), form["rule"].value()) == (
        "advanced",
        "FREQ=MONTHLY;BYDAY=1TU,2TH",
    )


def test_edit_form_holds_its_reminders(coordinator_client, series):
    series.reminder_rules.create(minutes_before=90, audience="coming")

    form = coordinator_client.get(f"/series/{series.pk}/edit/").context["form"]

    assert (form["reminders"].value(), form["remind"].value()) == ([90], "coming")
    assert (90, "90 minutes before") in form.fields["reminders"].choices


def test_edit_reaches_the_coming_meetings(coordinator_client, series, filled):
    coordinator_client.post(f"/series/{series.pk}/edit/", filled(place="Library"))

    assert set(series.meetings.values_list("place", flat=True)) == {"Library"}


def test_edit_that_is_refused_changes_nothing(coordinator_client, series, filled):
    meeting = series.meetings.first()
    InvitationFactory(meeting=meeting, response="yes", seat="confirmed", guests=4)

    response = coordinator_client.post(f"/series/{series.pk}/edit/", filled(capacity="2"))

    assert "5 seats are already promised" in str(errors(response))
    assert set(series.meetings.values_list("capacity", flat=True)) == {None}
