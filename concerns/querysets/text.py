"""Texts as the database searches them: words, and each sign of scripts written without spaces."""

from __future__ import annotations

import re

from django.db.models import CharField, Func

# Thai to Lao, Burmese, Khmer, Japanese, Chinese. PostgreSQL finds no words in them; with a space
# around each sign it finds the signs, and a run of signs as a phrase.
WITHOUT_SPACES = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
MOST_WORDS = 8
LONGEST_WORD = 60


class Spaced(Func):
    """The text with a space on both sides of each such sign."""

    template = rf"regexp_replace(%(expressions)s, '({WITHOUT_SPACES})', ' \1 ', 'g')"
    output_field = CharField()


def query_of(word: str) -> str:
    """A search for one typed word, or for words that begin so; empty when there is none in it.

    Only letters and digits are let through: the query's own signs have no meaning here.
    """
    spaced = re.sub(f"({WITHOUT_SPACES})", r" \1 ", word[:LONGEST_WORD])
    parts = re.findall(r"\w+", spaced)
    if not parts:
        return ""
    if re.search(WITHOUT_SPACES, word):
        return " <-> ".join(f"'{part}'" for part in parts)
    return " & ".join(f"'{part}':*" for part in parts)
