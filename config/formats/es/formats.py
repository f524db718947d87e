"""Spanish, with the 24-hour clock."""

from __future__ import annotations

DATE_FORMAT = r"l, j \d\e F \d\e Y"
SHORT_DATE_FORMAT = "j b Y"
MONTH_DAY_FORMAT = r"j \d\e F"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = r"l, j \d\e F \d\e Y, G:i"
SHORT_DATETIME_FORMAT = "j b Y, G:i"
FIRST_DAY_OF_WEEK = 1
