"""When regular meetings take place: RFC 5545 rules read, written, described and followed."""

from meetings.recurrence.choices import Pattern, SimpleRule, build, simplify
from meetings.recurrence.clock import instant, zone_named, zones_at_hand
from meetings.recurrence.parsing import parse
from meetings.recurrence.rule import Frequency, Rule, Weekday
from meetings.recurrence.schedule import Schedule
from meetings.recurrence.words import describe

__all__ = [
    "Frequency",
    "Pattern",
    "Rule",
    "Schedule",
    "SimpleRule",
    "Weekday",
    "build",
    "describe",
    "instant",
    "parse",
    "simplify",
    "zone_named",
    "zones_at_hand",
]
