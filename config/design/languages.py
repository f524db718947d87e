"""What a language is called, in the language of the page."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, to_locale

from leaders.languages import LANGUAGES


def locale_of(language: str) -> Locale:
    """Names and words of a language; English for one nobody has written down."""
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_name(code: str) -> str:
    return _name(code, get_language() or "en")


@lru_cache(maxsize=1024)
def _name(code: str, reader: str) -> str:
    name = locale_of(reader).languages.get(to_locale(code))
    if name:
        return str(name)
    return LANGUAGES[code].english if code in LANGUAGES else code
