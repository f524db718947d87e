"""Codes, names and populations, from whatever stands in a property."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from leaders.geojson.reading import Property, as_text
from leaders.models.areas import RESERVED_CODES

MAX_CODE = 40
MAX_NAME = 150
MAX_POPULATION = 2_147_483_647

# How city portals call these properties, most telling first.
CODE_NAMES = (
    "code",
    "dist_numc",
    "dist_num",
    "beat_num",
    "district",
    "beat",
    "ward",
    "precinct",
    "area_num_1",
    "area_numbe",
    "geoid",
)
# A code may stand on several parts of one area.
NEARLY_ALL = 0.9
NAME_NAMES = (
    "name",
    "mapname",
    "listname",
    "label",
    "dist_label",
    "namelsad",
    "community",
    "neighborhood",
    "title",
)
POPULATION_NAMES = ("population", "total_pop", "pop", "tot_pop", "pop_total", "pop2020")


def code_of(value: Any) -> str:
    """Safe in an address: ASCII letters, digits, dots, dashes; empty when nothing is left."""
    decomposed = unicodedata.normalize("NFKD", as_text(value))
    ascii_only = decomposed.encode("ascii", "ignore").decode()
    dashed = re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_only)
    code = re.sub(r"-{2,}", "-", dashed).strip("-._")[:MAX_CODE].rstrip("-._")
    return f"area-{code}" if code.lower() in RESERVED_CODES else code


def name_of(value: Any, prefix: str = "") -> str:
    text = as_text(value)
    return f"{prefix} {text}".strip() if text else ""


def population_of(value: Any) -> int | None:
    """A whole number of people; nothing where nothing stands. Raises ValueError otherwise."""
    text = as_text(value).replace(",", "").replace(" ", "")
    if not text:
        return None
    number = float(text)
    if not 0 <= number <= MAX_POPULATION:
        raise ValueError(text)
    return round(number)


def guess(properties: list[Property], count: int) -> dict[str, str]:
    """The properties most likely meant: a code that tells the features apart, and a name."""
    nearly = [found for found in properties if found.distinct >= count * NEARLY_ALL]
    distinct = [found.name for found in properties if found.distinct == count]
    code = _by_name(nearly, CODE_NAMES) or next(iter(distinct), "")
    name = _by_name(properties, NAME_NAMES) or code
    return {
        "code": code or name,
        "name": name,
        "population": _by_name(properties, POPULATION_NAMES),
    }


def _by_name(properties: list[Property], wanted: tuple[str, ...]) -> str:
    by_lower = {found.name.lower(): found.name for found in reversed(properties)}
    return next((by_lower[name] for name in wanted if name in by_lower), "")
