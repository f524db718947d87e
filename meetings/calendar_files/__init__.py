"""Calendars that other systems published, read into meetings. Pure: no database."""
