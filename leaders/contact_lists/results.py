"""What importing a list would do, or has done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leaders.contact_lists.directory import Entry, Leader
from leaders.contact_lists.problems import Problem


@dataclass(frozen=True)
class RowResult:
    """What becomes of one row."""

    line: int
    organization: str
    people: list[str]
    problems: list[Problem]

    @property
    def is_refused(self) -> bool:
        return any(problem.is_refusal for problem in self.problems)


@dataclass(frozen=True)
class Change:
    """An entry that is there already, with the values it gets."""

    entry: Entry
    values: dict[str, Any]


@dataclass(frozen=True)
class LeaderChange(Change):
    entry: Leader
    # Organization's key → position, for affiliations that are there already.
    positions: dict[str, str] = field(default_factory=dict)


@dataclass
class ListPlan:
    rows: list[RowResult] = field(default_factory=list)
    new_organizations: list[Entry] = field(default_factory=list)
    changed_organizations: list[Change] = field(default_factory=list)
    unchanged_organizations: list[Entry] = field(default_factory=list)
    new_leaders: list[Leader] = field(default_factory=list)
    changed_leaders: list[LeaderChange] = field(default_factory=list)
    unchanged_leaders: list[Leader] = field(default_factory=list)

    @property
    def refused(self) -> list[RowResult]:
        return [row for row in self.rows if row.is_refused]

    @property
    def changes_something(self) -> bool:
        return bool(
            self.new_organizations
            or self.changed_organizations
            or self.new_leaders
            or self.changed_leaders
        )

    @property
    def leaders(self) -> list[Leader]:
        changed = [change.entry for change in self.changed_leaders]
        return [*self.new_leaders, *changed, *self.unchanged_leaders]

    @property
    def problems(self) -> list[Problem]:
        """Refusals first, then doubts, each in the order of lines."""
        found = [problem for row in self.rows for problem in row.problems]
        return sorted(found, key=lambda problem: (not problem.is_refusal, problem.line))

    def counts(self) -> dict[str, int]:
        refused = len(self.refused)
        return {
            "rows": len(self.rows),
            "rows_imported": len(self.rows) - refused,
            "rows_refused": refused,
            "organizations_new": len(self.new_organizations),
            "organizations_changed": len(self.changed_organizations),
            "organizations_unchanged": len(self.unchanged_organizations),
            "leaders_new": len(self.new_leaders),
            "leaders_changed": len(self.changed_leaders),
            "leaders_unchanged": len(self.unchanged_leaders),
            "affiliations_new": sum(len(leader.new_organizations) for leader in self.leaders),
            "doubts": sum(not problem.is_refusal for problem in self.problems),
        }
