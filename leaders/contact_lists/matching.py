"""Who the people of a row are: by e-mail, else by name and organization, else somebody new."""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaders.contact_lists.directory import Directory, Leader, are_alike, key_of
from leaders.contact_lists.problems import Code, Problem
from leaders.contact_lists.rows import PersonDraft, RowDraft


@dataclass(frozen=True)
class Match:
    """A person of a row and the leader they are."""

    person: PersonDraft
    leader: Leader
    is_new: bool = False


class Matcher:
    """Looks, and changes nothing: a row that is refused leaves no trace.

    Nobody is preferred among people of one name: whom a row means must not depend on what later
    rows, or an earlier import of the same file, have added to them.
    """

    def __init__(self, directory: Directory, *, emails_in_file: set[str], file_wins: bool) -> None:
        self.directory = directory
        self.emails_in_file = emails_in_file
        self.file_wins = file_wins
        # E-mails of rows that could have meant several people: nobody gets them.
        self.unclear: set[str] = set()

    def matches(self, row: RowDraft) -> list[Match]:
        """One for each person who could be told; the others are problems of the row."""
        found: list[Match] = []
        for person in row.people:
            match = self._match(person, row, found)
            if match is not None:
                found.append(match)
        if any(problem.code == Code.AMBIGUOUS for problem in row.problems):
            self.unclear |= {person.email for person in row.people if person.email}
        return found

    def replaces_email(self, leader: Leader) -> bool:
        """Only for an address the file never mentions: another row may mean them by it."""
        stored = leader.stored.get("email")
        return self.file_wins and not leader.said.get("email") and stored not in self.emails_in_file

    def _match(self, person: PersonDraft, row: RowDraft, before: list[Match]) -> Match | None:
        leader = self._with_email(person, before)
        if leader is not None:
            if self._is_same_person(person, row, leader):
                return Match(person, leader)
            person = replace(person, email="")
        candidates = self._namesakes(person, row, before)
        if len(candidates) > 1 or person.email in self.unclear:
            _object(row, person, "name", Code.AMBIGUOUS)
            return None
        if candidates:
            return self._same_name(person, row, candidates[0])
        if any(leader.pk for leader in self.directory.named(person.name)):
            _object(row, person, "name", Code.SAME_NAME)
        return Match(person, Leader(person.name, said={"email": person.email}), is_new=True)

    def _with_email(self, person: PersonDraft, before: list[Match]) -> Leader | None:
        if not person.email:
            return None
        in_row = (match.leader for match in before if match.person.email == person.email)
        return next(in_row, None) or self.directory.with_email(person.email)

    def _is_same_person(self, person: PersonDraft, row: RowDraft, leader: Leader) -> bool:
        """Whether an e-mail that is taken is taken by them; says so where that is a doubt."""
        if key_of(leader.name) == key_of(person.name):
            return True
        if are_alike(leader.name, person.name):
            _object(row, person, "name", Code.OTHER_SPELLING)
            return True
        other = leader.lines[0] if leader.lines else 0
        if leader.pk:
            code = Code.EMAIL_OF_LEADER
        else:
            code = Code.EMAIL_OF_LINE if other else Code.EMAIL_TWICE_IN_ROW
        _object(row, person, "email", code, other=other)
        return False

    def _namesakes(self, person: PersonDraft, row: RowDraft, before: list[Match]) -> list[Leader]:
        """Of the same organization; for a row without one, of the same name alone."""
        key = key_of(person.name)
        for match in before:
            if key_of(match.leader.name) == key:
                return [match.leader]
        found = self.directory.named(person.name)
        if row.organization:
            organization = key_of(row.organization)
            return [leader for leader in found if organization in leader.organizations]
        return [] if person.email else found

    def _same_name(self, person: PersonDraft, row: RowDraft, leader: Leader) -> Match:
        if person.email and leader.email and not self.replaces_email(leader):
            _object(row, person, "email", Code.SECOND_EMAIL)
        if not row.organization:
            _object(row, person, "name", Code.SAME_NAME)
        return Match(person, leader)


def _object(row: RowDraft, person: PersonDraft, what: str, code: Code, other: int = 0) -> None:
    value = person.email if what == "email" else person.name
    column = person.columns.get(what, "")
    row.problems.append(Problem(row.line, column, code, value[:80], other=other))
