"""English, as a notice board in the United States would write it."""

from __future__ import annotations

DATE_FORMAT = "l, F j, Y"
SHORT_DATE_FORMAT = "M j, Y"
MONTH_DAY_FORMAT = "F j"
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = "l, F j, Y, g:i a"
SHORT_DATETIME_FORMAT = "M j, Y, g:i a"
FIRST_DAY_OF_WEEK = 0
