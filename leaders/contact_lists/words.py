"""Words that people write for what we keep as a choice: sectors, channels, roles, nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from leaders.models import LeadershipRole, PreferredChannel, Sector

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What stands in a cell to say that nothing does.
NO_SIGNS: Final = frozenset({"", "-", "--", "–", "—", "?", "."})
NOTHING: Final = NO_SIGNS | {"n/a", "na", "none", "null", "nil"}

_SECTORS: Final = {
    Sector.FAITH: "faith|church|churches|mosque|synagogue|temple|congregation|parish|religious|"
    "faith based|faith community",
    Sector.TENANT: "tenant|tenants|tenant association|homeowner|homeowners|"
    "homeowners association|hoa|condominium",
    Sector.NEIGHBORHOOD: "neighborhood|neighborhood association|neighbourhood|civic|"
    "civic association|block club|block group|community association|community organization",
    Sector.BUSINESS: "business|businesses|business association|merchants|chamber of commerce|"
    "business improvement district|bid|company",
    Sector.SCHOOL: "school|schools|education|university|college|pta",
    Sector.YOUTH: "youth|youth organization|young people|sports",
    Sector.SENIOR: "senior|seniors|older people|elderly|elders",
    Sector.HEALTH: "health|health care|healthcare|hospital|clinic|social care|mental health",
    Sector.ADVOCACY: "advocacy|activism|activist|civil rights|advocacy group",
    Sector.ELECTED: "elected|elected official|elected officials|government|council|ward|"
    "city council|political",
    Sector.CULTURE: "culture|cultural|newcomers|immigrant|immigrants|refugee|refugees|ethnic",
    Sector.SERVICE: "service|nonprofit|non profit|nonprofit service|ngo|social service|"
    "social services|charity",
    Sector.OTHER: "other|others|misc|miscellaneous",
}
_CHANNELS: Final = {
    PreferredChannel.EMAIL: "email|e mail",
    PreferredChannel.PHONE: "phone|phone call|call|telephone|cell",
    PreferredChannel.TEXT: "text|text message|sms|txt",
    PreferredChannel.POST: "post|letter|mail|postal|postal mail|us mail",
}
_ROLES: Final = {
    LeadershipRole.ADVOCACY: "advocacy|community advocacy|advocate",
    LeadershipRole.RESOURCES: "resources|resource mobilization|fundraising|mobilization",
    LeadershipRole.POLICY: "policy|policy development",
}


def _found_by(choices: dict[str, str]) -> dict[str, str]:
    return {word: value for value, words in choices.items() for word in words.split("|")}


SECTORS: Final = _found_by({str(key): words for key, words in _SECTORS.items()})
CHANNELS: Final = _found_by({str(key): words for key, words in _CHANNELS.items()})
ROLES: Final = _found_by({str(key): words for key, words in _ROLES.items()})


def plain(text: str) -> str:
    """For looking a word up: lower case, no accents, no signs."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f")
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def find(text: str, known: dict[str, str], labels: Iterable[tuple[str, StrOrPromise]]) -> str:
    """The value for a word, or for the label as our own pages and exports show it."""
    word = plain(text)
    if word in known:
        return known[word]
    return next((value for value, label in labels if plain(str(label)) == word), "")


def parts(text: str) -> list[str]:
    """Several in one cell."""
    return [part.strip() for part in re.split(r"[;,/|\n]", text) if part.strip()]
