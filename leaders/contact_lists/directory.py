"""The directory as an import sees it: who is there, found by e-mail, or by name and organization.

Entries from the database and entries the file adds stand side by side, so that the second row of
a file finds what the first one added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from leaders.contact_lists import words
from leaders.contact_lists.places import Places

# Fewer words than that are not enough to take two spellings for one person.
ENOUGH_WORDS = 2


def key_of(name: str) -> str:
    """A name for comparing: case and blanks do not count."""
    return " ".join(name.lower().split())


def are_alike(one: str, other: str) -> bool:
    """The same name, or one with a title, an initial or a second name more."""
    first, second = set(words.plain(one).split()), set(words.plain(other).split())
    if first == second:
        return True
    return (first <= second or second <= first) and min(len(first), len(second)) >= ENOUGH_WORDS


@dataclass(eq=False)
class Entry:
    """An organization or a leader: what the directory has, and what the file says."""

    name: str
    pk: int | None = None
    stored: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    # On which line and in which column each value was said first.
    said_at: dict[str, tuple[int, str]] = field(default_factory=dict)
    stored_areas: set[int] = field(default_factory=set)
    areas: set[int] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)

    @property
    def new_areas(self) -> set[int]:
        return self.areas - self.stored_areas


@dataclass(eq=False)
class Leader(Entry):
    # Organization's key → position; what is stored, and what the file adds.
    stored_positions: dict[str, str] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return str(self.said.get("email") or self.stored.get("email") or "")

    @property
    def new_organizations(self) -> set[str]:
        return self.positions.keys() - self.stored_positions.keys()

    @property
    def organizations(self) -> set[str]:
        return self.stored_positions.keys() | self.positions.keys()


class Directory:
    """Entries and the ways to find them."""

    def __init__(
        self,
        organizations: Iterable[Entry] = (),
        leaders: Iterable[Leader] = (),
        areas: dict[str, int] | None = None,
        places: Places | None = None,
    ) -> None:
        self.organizations = {key_of(each.name): each for each in organizations}
        # Name or code of an area, in lower case → its primary key.
        self.areas = areas or {}
        self.places = places or Places({})
        self.leaders: list[Leader] = []
        self._by_email: dict[str, Leader] = {}
        self._by_name: dict[str, list[Leader]] = {}
        for leader in leaders:
            self.add(leader)

    def add(self, leader: Leader) -> None:
        self.leaders.append(leader)
        self._by_name.setdefault(key_of(leader.name), []).append(leader)
        if leader.email:
            self.know(leader, leader.email)

    def know(self, leader: Leader, email: str) -> None:
        """Find this leader by this e-mail too; whoever had it first keeps it."""
        self._by_email.setdefault(email.lower(), leader)

    def with_email(self, email: str) -> Leader | None:
        return self._by_email.get(email.lower()) if email else None

    def named(self, name: str) -> list[Leader]:
        return self._by_name.get(key_of(name), [])

    def area(self, text: str) -> int | None:
        return self.areas.get(re.sub(r"\s+", " ", text.strip().lower()))
