"""Text as people search and sort it: without case and accents, numbers by their size."""

from __future__ import annotations

import unicodedata

from django.db.models import CharField, Func


class Folded(Func):
    """Without case and accents, so that "jose" finds "José"."""

    template = r"lower(regexp_replace(normalize(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g'))"
    output_field = CharField()


class NaturalKey(Func):
    """Folded, and with numbers padded, so that District 9 comes before District 10."""

    template = (
        r"regexp_replace(regexp_replace(lower(%(expressions)s), '(\d+)', '00000000\1', 'g'), "
        r"'0*(\d{9})', '\1', 'g')"
    )
    output_field = CharField()


def folded(text: str) -> str:
    """The same in Python, for what is searched for."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f").lower()


def words(text: str) -> list[str]:
    """What somebody typed into a search field, as the words to be found."""
    return folded(text.replace("\x00", "")).split()[:8]
