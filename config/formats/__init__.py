"""How dates and times are written: always with the weekday, for `FORMAT_MODULE_PATH`."""
