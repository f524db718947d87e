"""Liaison's own settings, with the page that is the floor."""

from __future__ import annotations

from config.settings import *  # noqa: F403 -- everything as it is in production

ROOT_URLCONF = "benchmarks.urls"
SECOND_FACTOR_REQUIRED = False
