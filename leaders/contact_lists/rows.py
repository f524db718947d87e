"""A row of the table, as an organization and the people who speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from leaders import languages, phones
from leaders.contact_lists import words
from leaders.contact_lists.columns import Mapping
from leaders.contact_lists.problems import Code, Problem
from leaders.contact_lists.table import Record
from leaders.models import LeadershipRole, PreferredChannel, Sector

FORMULA_SIGNS: Final = ("=", "+", "-", "@")
ROOM: Final = {
    "organization_name": 200,
    "leader_name": 150,
    "second_name": 150,
    "leader_position": 120,
    "second_position": 120,
    "access_needs": 300,
}
MAX_EMAIL = 254
# An address by itself, after "mailto:", or in angle brackets after a name.
ADDRESS_ALONE: Final = re.compile(r"(?:mailto:)?\S+|[^<>]*<[^<>]+>", re.IGNORECASE)
MAX_WEBSITE = 300

_is_email = EmailValidator()
_is_url = URLValidator(schemes=["http", "https"])


@dataclass
class PersonDraft:
    """A person as the row has them; an empty value says nothing."""

    name: str
    email: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    position: str = ""
    # What is said → the column it is said in.
    columns: dict[str, str] = field(default_factory=dict)


@dataclass
class RowDraft:
    """What one row says, and what is wrong with it."""

    line: int
    organization: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    people: list[PersonDraft] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    areas_column: str = ""
    geometry: Any = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.is_refusal for problem in self.problems)


class RowReader:
    """Reads rows by a mapping; one per file."""

    def __init__(self, header: list[str], mapping: Mapping) -> None:
        self.header = header
        self.mapping = mapping.columns
        self.positions = {name: header.index(column) for name, column in mapping.columns.items()}

    def read(self, record: Record) -> RowDraft:
        row = RowDraft(record.line, geometry=record.geometry)
        self._check_width(record, row)
        cells = {name: self._cell(record, row, name) for name in self.positions}
        row.organization = " ".join(cells.get("organization_name", "").split())
        row.columns = self._columns("organization")
        row.values = dict(self._organization_values(cells, row))
        row.areas = words.parts(cells.get("areas", ""))
        row.areas_column = self.mapping.get("areas", "")
        shared = dict(self._shared_values(cells, row))
        for person in ("leader", "second"):
            self._read_person(person, cells, shared, row)
        if not row.organization and not row.people and not row.is_refused:
            self._problem(row, "organization_name", Code.NO_NAME)
        return row

    def _columns(self, whose: str) -> dict[str, str]:
        """The columns of one person or of the organization, by what they hold."""
        prefix = f"{whose}_"
        return {name.removeprefix(prefix): column for name, column in self.mapping.items()}

    # Cells

    def _check_width(self, record: Record, row: RowDraft) -> None:
        cells, columns = len(record.cells), len(self.header)
        if any(cell.strip() for cell in record.cells[columns:]):
            code = Code.EXTRA_CELLS
        elif cells < columns:
            code = Code.SHORT_ROW
        else:
            return
        row.problems.append(Problem(row.line, "", code, cells=cells, columns=columns))

    def _cell(self, record: Record, row: RowDraft, name: str) -> str:
        """The text of a cell, without what a spreadsheet put before it to keep it text."""
        position = self.positions[name]
        text = record.cells[position].strip() if position < len(record.cells) else ""
        if text.startswith("'") and text[1:].lstrip().startswith(FORMULA_SIGNS):
            text = text[1:].strip()
        # Na is a name.
        if text.lower() in (words.NO_SIGNS if name.endswith("name") else words.NOTHING):
            return ""
        if text.startswith(FORMULA_SIGNS) and not name.endswith(("phone", "phone_extension")):
            self._problem(row, name, Code.FORMULA, text)
        if len(text) > ROOM.get(name, len(text)):
            self._problem(row, name, Code.TOO_LONG, text, limit=ROOM[name])
        return text

    def _problem(
        self, row: RowDraft, name: str, code: Code, value: str = "", *, limit: int = 0
    ) -> None:
        column = self.mapping.get(name, "")
        row.problems.append(Problem(row.line, column, code, value[:80], limit=limit))

    # The organization

    def _organization_values(
        self, cells: dict[str, str], row: RowDraft
    ) -> Iterator[tuple[str, Any]]:
        if text := cells.get("organization_sector"):
            sector = words.find(text, words.SECTORS, Sector.choices)
            if not sector:
                self._problem(row, "organization_sector", Code.UNKNOWN_SECTOR, text)
            yield "sector", sector or Sector.OTHER
        yield "email", self._email(cells, row, "organization_email")
        yield "phone", self._phone(cells, row, "organization_phone")
        yield "website", self._website(cells, row)
        yield "address", _address(cells)

    def _website(self, cells: dict[str, str], row: RowDraft) -> str:
        text = cells.get("organization_website", "")
        first = re.split(r"[\s,;]+", text)[0]
        if not first:
            return ""
        url = first if re.match(r"https?://", first, re.IGNORECASE) else f"https://{first}"
        try:
            _is_url(url)
        except ValidationError:
            url = ""
        if not url or len(url) > MAX_WEBSITE:
            self._problem(row, "organization_website", Code.BAD_WEBSITE, text)
            return ""
        return url

    # People

    def _read_person(
        self, person: str, cells: dict[str, str], shared: dict[str, Any], row: RowDraft
    ) -> None:
        name = cells.get(f"{person}_name", "")
        if not name and person == "leader":
            name = f"{cells.get('leader_first_name', '')} {cells.get('leader_last_name', '')}"
        name = " ".join(name.split())
        email = self._email(cells, row, f"{person}_email")
        phone = self._phone(cells, row, f"{person}_phone", cells.get(f"{person}_phone_extension"))
        if not name:
            if email or phone:
                which = "email" if email else "phone"
                self._problem(
                    row, f"{person}_{which}", Code.NAMELESS_PERSON, cells[f"{person}_{which}"]
                )
            return
        if len(name) > ROOM["leader_name"] and not cells.get(f"{person}_name"):
            self._problem(row, "leader_last_name", Code.TOO_LONG, name, limit=ROOM["leader_name"])
        row.people.append(
            PersonDraft(
                name=name,
                email=email,
                values=shared | {"phone": phone},
                position=cells.get(f"{person}_position", ""),
                columns=self._columns(person),
            )
        )

    def _email(self, cells: dict[str, str], row: RowDraft, name: str) -> str:
        """Also from "Ana Ruiz <ana@example.org>" and "mailto:ana@example.org"."""
        text = cells.get(name, "")
        if not text:
            return ""
        candidates = [part for part in re.split(r"[\s,;<>]+|mailto:", text) if "@" in part]
        first = candidates[0].strip(".:'\"()").lower() if candidates else text
        try:
            _is_email(first)
        except ValidationError:
            first = ""
        if not first or len(first) > MAX_EMAIL:
            self._problem(row, name, Code.BAD_EMAIL, text)
            return ""
        if len(set(map(str.lower, candidates))) > 1:
            self._problem(row, name, Code.SEVERAL_EMAILS, text)
        elif not ADDRESS_ALONE.fullmatch(text):
            self._problem(row, name, Code.WORDS_BESIDE_EMAIL, text)
        return first

    def _phone(
        self, cells: dict[str, str], row: RowDraft, name: str, extension: str | None = ""
    ) -> str:
        text = cells.get(name, "")
        if not text:
            return ""
        digits = "".join(re.findall(r"\d+", extension or ""))
        try:
            return phones.normalised(f"{text} ext. {digits}" if digits else text)
        except phones.NotAPhoneNumber:
            found = phones.found_in(text)
        if not found:
            self._problem(row, name, Code.BAD_PHONE, text)
            return ""
        if len(found) > 1:
            self._problem(row, name, Code.SEVERAL_PHONES, text)
        return found[0]

    def _shared_values(self, cells: dict[str, str], row: RowDraft) -> Iterator[tuple[str, Any]]:
        """What a row says about all its people."""
        if text := cells.get("preferred_language"):
            code = languages.find(text)
            if code is None:
                self._problem(row, "preferred_language", Code.UNKNOWN_LANGUAGE, text)
            yield "preferred_language", code or ""
        if text := cells.get("preferred_channel"):
            channel = words.find(text, words.CHANNELS, PreferredChannel.choices)
            if not channel:
                self._problem(row, "preferred_channel", Code.UNKNOWN_CHANNEL, text)
            yield "preferred_channel", channel
        yield "languages", list(self._languages(cells.get("languages", ""), row))
        yield "leadership_roles", list(self._roles(cells.get("leadership_roles", ""), row))
        yield "access_needs", cells.get("access_needs", "")

    def _languages(self, text: str, row: RowDraft) -> Iterator[str]:
        for part in words.parts(text):
            if code := languages.find(part):
                yield code
            else:
                self._problem(row, "languages", Code.UNKNOWN_LANGUAGE, part)

    def _roles(self, text: str, row: RowDraft) -> Iterator[str]:
        for part in words.parts(text):
            if role := words.find(part, words.ROLES, LeadershipRole.choices):
                yield role
            else:
                self._problem(row, "leadership_roles", Code.UNKNOWN_ROLE, part)


def _address(cells: dict[str, str]) -> str:
    """Street, city, state and ZIP code, where they stand in columns of their own."""
    lines = [line.strip() for line in cells.get("organization_address", "").splitlines()]
    region = " ".join(
        filter(None, (cells.get("organization_state"), cells.get("organization_postal_code")))
    )
    place = ", ".join(filter(None, (cells.get("organization_city"), region)))
    return "\n".join(filter(None, [*lines, place]))
