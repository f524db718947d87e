"""What importing a list would do: matched with the directory, row by row, before anything is
written.

The same file twice changes nothing: each organization and leader is first put together from all
rows that speak of them, then compared with the directory as a whole. What stands in the directory
is kept where the file says otherwise, unless the file was chosen to win; an empty cell never
erases anything; areas, languages, roles and affiliations are only added.
"""

from __future__ import annotations

from typing import Any

from leaders.contact_lists.columns import Mapping
from leaders.contact_lists.directory import Directory, Entry, Leader, key_of
from leaders.contact_lists.matching import Match, Matcher
from leaders.contact_lists.problems import Code, Problem
from leaders.contact_lists.results import Change, LeaderChange, ListPlan, RowResult
from leaders.contact_lists.rows import RowDraft, RowReader
from leaders.contact_lists.table import Table

# Values that are kept as a set: the file adds to them.
ADDED_TO = frozenset({"languages", "leadership_roles"})


def plan(
    table: Table, mapping: Mapping, directory: Directory, *, file_wins: bool = False
) -> ListPlan:
    """Read, match and compare; `directory` is used up by it."""
    mapping.refuse_unusable(table.header)
    reader = RowReader(table.header, mapping)
    rows = [reader.read(record) for record in table.records]
    emails = {person.email for row in rows for person in row.people}
    matcher = Matcher(directory, emails_in_file=emails, file_wins=file_wins)
    planner = _Planner(directory, matcher, file_wins=file_wins)
    for row in rows:
        planner.take(row)
    return planner.compared()


class _Planner:
    """Takes rows in their order, then compares what they say with what is stored."""

    def __init__(self, directory: Directory, matcher: Matcher, *, file_wins: bool) -> None:
        self.directory = directory
        self.matcher = matcher
        self.file_wins = file_wins
        self.organizations: dict[str, Entry] = {}
        self.leaders: dict[int, Leader] = {}
        self.rows: dict[int, RowDraft] = {}

    def take(self, row: RowDraft) -> None:
        self.rows[row.line] = row
        areas = self._areas(row)
        matches = self.matcher.matches(row)
        if row.is_refused:
            return
        organization = self._organization(row, areas)
        for match in matches:
            self._person(match, row, organization, areas)

    def _areas(self, row: RowDraft) -> set[int]:
        found = {text: self.directory.area(text) for text in row.areas}
        row.problems += [
            Problem(row.line, row.areas_column, Code.UNKNOWN_AREA, text[:80])
            for text, area in found.items()
            if area is None
        ]
        return self._areas_around(row) | {area for area in found.values() if area is not None}

    def _areas_around(self, row: RowDraft) -> set[int]:
        around = self.directory.places.areas_at(row.geometry)
        if row.geometry and not around:
            row.problems.append(Problem(row.line, "", Code.IN_NO_AREA))
        return around

    def _organization(self, row: RowDraft, areas: set[int]) -> Entry | None:
        if not row.organization:
            return None
        key = key_of(row.organization)
        entry = self.directory.organizations.setdefault(key, Entry(row.organization))
        self.organizations[key] = entry
        _say(entry, row.values, row.columns, row, areas)
        return entry

    def _person(
        self, match: Match, row: RowDraft, organization: Entry | None, areas: set[int]
    ) -> None:
        person, leader = match.person, match.leader
        if match.is_new:
            self.directory.add(leader)
        elif person.email and (not leader.email or self.matcher.replaces_email(leader)):
            leader.said["email"] = person.email
        if person.email:
            self.directory.know(leader, person.email)
        self.leaders[id(leader)] = leader
        _say(leader, person.values, person.columns, row, areas)
        if organization is not None:
            key = key_of(organization.name)
            leader.positions[key] = leader.positions.get(key) or person.position

    # Comparing

    def compared(self) -> ListPlan:
        made = ListPlan()
        for entry in self.organizations.values():
            values = self._new_values(entry)
            if entry.pk is None:
                made.new_organizations.append(entry)
            elif values or entry.new_areas:
                made.changed_organizations.append(Change(entry, values))
            else:
                made.unchanged_organizations.append(entry)
        for leader in self.leaders.values():
            values, positions = self._new_values(leader), self._new_positions(leader)
            if leader.pk is None:
                made.new_leaders.append(leader)
            elif values or positions or leader.new_areas or leader.new_organizations:
                made.changed_leaders.append(LeaderChange(leader, values, positions))
            else:
                made.unchanged_leaders.append(leader)
        made.rows = [_result(row) for row in self.rows.values()]
        return made

    def _new_values(self, entry: Entry) -> dict[str, Any]:
        """What the directory gets: what it lacks, and where the file wins what differs."""
        values = {}
        for name, said in entry.said.items():
            stored = entry.stored.get(name)
            if not said or said == stored:
                continue
            if name in ADDED_TO:
                if more := [each for each in said if each not in (stored or ())]:
                    values[name] = [*(stored or ()), *more]
            elif self.file_wins or _is_empty(name, stored):
                values[name] = said
            else:
                line, column = entry.said_at[name]
                problem = Problem(line, column, Code.DIFFERS_FROM_DIRECTORY, str(said)[:80])
                self.rows[line].problems.append(problem)
        return values

    def _new_positions(self, leader: Leader) -> dict[str, str]:
        """For affiliations that are there already, without a position or with another."""
        return {
            key: said
            for key, said in leader.positions.items()
            if said
            and (stored := leader.stored_positions.get(key)) is not None
            and said != stored
            and (self.file_wins or not stored)
        }


def _say(
    entry: Entry, values: dict[str, Any], columns: dict[str, str], row: RowDraft, areas: set[int]
) -> None:
    """Add what a row says; of two rows that differ, the first is believed."""
    entry.lines.append(row.line)
    entry.areas |= areas
    for name, value in values.items():
        if not value:
            continue
        said, column = entry.said.get(name), columns.get(name, "")
        if name in ADDED_TO:
            entry.said[name] = list(dict.fromkeys([*(said or ()), *value]))
        elif not said:
            entry.said[name], entry.said_at[name] = value, (row.line, column)
        elif said != value:
            other, _column = entry.said_at[name]
            code = Code.DIFFERS_FROM_LINE
            row.problems.append(Problem(row.line, column, code, str(value)[:80], other=other))


def _is_empty(name: str, stored: Any) -> bool:
    return not stored or (name == "sector" and stored == "other")


def _result(row: RowDraft) -> RowResult:
    names = [person.name for person in row.people]
    return RowResult(row.line, row.organization, names, row.problems)
