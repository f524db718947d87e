"""Addresses of a list's rows: they differ in one place, so the pattern is looked up once."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

# Stands for a row's number or code while the pattern is looked up.
KEY = "71077345"


def row_address(name: str, key: int | str) -> str:
    """As `reverse(name, args=[key])`, which for each row takes longer than writing the row."""
    before, after = _around_key(name, get_script_prefix())
    return f"{before}{key if isinstance(key, int) else quote(key)}{after}"


@lru_cache(maxsize=256)
def _around_key(name: str, prefix: str) -> tuple[str, str]:  # noqa: ARG001 -- part of the key
    before, _, after = reverse(name, args=[KEY]).partition(KEY)
    return before, after
