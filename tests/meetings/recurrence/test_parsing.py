from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.errors import BadRule
from meetings.recurrence import Frequency, Rule, Weekday, parse
from tests.meetings.recurrence.rules import rules


@given(rules)
def test_rule_written_and_read_is_the_same(rule):
    assert parse(str(rule)) == rule


@given(st.text(alphabet="FREQ=MONTHLYBDAWK;,-+0123456789 \n", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        rule = parse(text)
    except BadRule:
        return
    assert parse(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=MONTHLY;BYDAY=2TH", Rule(Frequency.MONTHLY, weekdays=(Weekday(3, 2),))),
        ("RRULE:FREQ=DAILY", Rule(Frequency.DAILY)),
        (
            " freq=weekly ; byday=mo , we;",
            Rule(Frequency.WEEKLY, weekdays=(Weekday(0), Weekday(2))),
        ),
        ("FREQ=MONTHLY;BYDAY=-1FR", Rule(Frequency.MONTHLY, weekdays=(Weekday(4, -1),))),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-1", Rule(Frequency.MONTHLY, month_days=(-1, 31))),
        (
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            Rule(Frequency.YEARLY, week_numbers=(20,), weekdays=(Weekday(0),)),
        ),
        ("FREQ=YEARLY;BYYEARDAY=1,100", Rule(Frequency.YEARLY, year_days=(1, 100))),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            Rule(
                Frequency.MONTHLY, weekdays=tuple(Weekday(day) for day in range(5)), positions=(-1,)
            ),
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=10;WKST=SU",
            Rule(Frequency.WEEKLY, interval=2, count=10, week_start=6),
        ),
    ],
)
def test_rule_is_read(text, rule):
    assert parse(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every Thursday",
        "INTERVAL=2",
        "FREQ=",
        "FREQ=HOURLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY",
        "FREQ=MONTHLY;FREQ=WEEKLY",
        "FREQ=MONTHLY;BYDAY=2XX",
        "FREQ=MONTHLY;BYDAY=0TH",
        "FREQ=MONTHLY;BYDAY=6TH",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=6TH",
        "FREQ=WEEKLY;BYDAY=2TH",
        "FREQ=DAILY;BYDAY=2TH",
        "FREQ=YEARLY;BYWEEKNO=3;BYDAY=2TH",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYWEEKNO=3",
        "FREQ=MONTHLY;BYYEARDAY=3",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTH=13",
        "FREQ=MONTHLY;BYMONTH=-1",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=x",
        "FREQ=MONTHLY;BYMONTHDAY=٣",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=367",
        "FREQ=YEARLY;INTERVAL=11",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=501",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;UNTIL=20271231T235959Z",
        "FREQ=DAILY;UNTIL=20271231",
        "DTSTART:20260101T190000Z\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;BYHOUR=9,17",
        "FREQ=DAILY;BYMINUTE=30",
        "FREQ=DAILY;BYSECOND=30",
        "FREQ=DAILY;WKST=XX",
        "FREQ=DAILY;RSCALE=GREGORIAN",
        "FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 200),
    ],
)
def test_rule_is_refused(text):
    with pytest.raises(BadRule):
        parse(text)


def test_refusal_says_what_to_do():
    with pytest.raises(BadRule) as refusal:
        parse("FREQ=DAILY;UNTIL=20271231")

    assert refusal.value.messages == ["Leave UNTIL out: the last date is a field of its own."]
