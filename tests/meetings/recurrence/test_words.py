from __future__ import annotations

import pytest
from hypothesis import given

from meetings.recurrence import describe, parse
from tests.meetings.recurrence.rules import rules


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=DAILY;BYMONTH=7", "by the rule FREQ=DAILY;BYMONTH=7"),
        ("FREQ=WEEKLY;BYDAY=TH", "every Thursday"),
        ("FREQ=WEEKLY;BYDAY=TU,TH,SA", "every Tuesday, Thursday and Saturday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "every second week on Monday"),
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=MO", "every 6 weeks on Monday"),
        ("FREQ=WEEKLY;BYMONTH=7;BYDAY=MO", "by the rule FREQ=WEEKLY;BYMONTH=7;BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=2TH", "second Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=1TH,3TH", "first and third Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "last Friday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1MO,1MO", "first and last Monday of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU,2TH", "second Tuesday and Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=1TU,2TH", "by the rule FREQ=MONTHLY;BYDAY=1TU,2TH"),
        ("FREQ=MONTHLY;BYDAY=TH", "every Thursday of the month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH", "second Thursday of every second month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH", "second Thursday of every 3 months"),
        ("FREQ=MONTHLY;BYMONTH=3,9;BYDAY=2TH", "second Thursday of March and September"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "day 15 of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "days 1 and 15 of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "last day of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "by the rule FREQ=MONTHLY;BYMONTHDAY=-2"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "by the rule FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
        ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=4", "day 4 of October"),
        ("FREQ=YEARLY;BYMONTH=8;BYDAY=1TU", "first Tuesday of August"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=8;BYDAY=1TU", "first Tuesday of August, every 2 years"),
        ("FREQ=YEARLY;BYDAY=20MO", "by the rule FREQ=YEARLY;BYDAY=20MO"),
        ("FREQ=YEARLY;BYYEARDAY=100", "by the rule FREQ=YEARLY;BYYEARDAY=100"),
        ("FREQ=WEEKLY;COUNT=6;BYDAY=TH", "every Thursday, 6 times"),
        ("FREQ=WEEKLY;COUNT=1;BYDAY=TH", "every Thursday, once"),
        ("FREQ=WEEKLY", "by the rule FREQ=WEEKLY"),
        ("FREQ=MONTHLY", "by the rule FREQ=MONTHLY"),
        ("FREQ=YEARLY;BYMONTH=3", "by the rule FREQ=YEARLY;BYMONTH=3"),
    ],
)
def test_rule_in_words(rule, words):
    assert describe(parse(rule)) == words


@given(rules)
def test_every_rule_has_words(rule):
    assert describe(rule)
