"""What can be wrong with a row, in sentences for people.

Kept by their code, so that a report can be stored and read in another language. A value stands
beside the sentence, never in it: values are personal, and go when the file goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    # The row is refused.
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    BAD_EMAIL = "bad_email"
    AMBIGUOUS = "ambiguous"
    EXTRA_CELLS = "extra_cells"
    # The row is taken, with a doubt.
    SHORT_ROW = "short_row"
    NAMELESS_PERSON = "nameless_person"
    EMAIL_TWICE_IN_ROW = "email_twice_in_row"
    EMAIL_OF_LINE = "email_of_line"
    EMAIL_OF_LEADER = "email_of_leader"
    SEVERAL_EMAILS = "several_emails"
    WORDS_BESIDE_EMAIL = "words_beside_email"
    SEVERAL_PHONES = "several_phones"
    BAD_PHONE = "bad_phone"
    BAD_WEBSITE = "bad_website"
    UNKNOWN_SECTOR = "unknown_sector"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_AREA = "unknown_area"
    IN_NO_AREA = "in_no_area"
    FORMULA = "formula"
    OTHER_SPELLING = "other_spelling"
    SECOND_EMAIL = "second_email"
    SAME_NAME = "same_name"
    DIFFERS_FROM_LINE = "differs_from_line"
    DIFFERS_FROM_DIRECTORY = "differs_from_directory"


REFUSALS: Final = frozenset(
    {
        Code.NO_NAME,
        Code.TOO_LONG,
        Code.BAD_EMAIL,
        Code.AMBIGUOUS,
        Code.EXTRA_CELLS,
    }
)

SENTENCES: Final = {
    Code.NO_NAME: _("Neither an organization nor a person is named."),
    Code.NAMELESS_PERSON: _(
        "There is an e-mail or a phone, but no name, so this person is left out."
    ),
    Code.EMAIL_TWICE_IN_ROW: _(
        "Two people of this row have the same e-mail; the second is taken without one."
    ),
    Code.TOO_LONG: _("This is longer than the %(limit)s letters there is room for."),
    Code.BAD_EMAIL: _("This is not an e-mail address."),
    Code.AMBIGUOUS: _("Several people of this name are in the directory. Add an e-mail."),
    Code.EXTRA_CELLS: _(
        "The row has %(cells)s cells, the header %(columns)s. Is a comma not in quotation marks?"
    ),
    Code.SHORT_ROW: _(
        "The row has %(cells)s cells, the header %(columns)s. The missing ones count as empty."
    ),
    Code.EMAIL_OF_LINE: _(
        "Line %(other)s has the same e-mail with another name, so this person is taken without "
        "one. Messages reach the first person only."
    ),
    Code.EMAIL_OF_LEADER: _(
        "Somebody with another name has this e-mail in the directory, so this person is taken "
        "without one."
    ),
    Code.SEVERAL_EMAILS: _("There are several e-mails here; the first is taken."),
    Code.WORDS_BESIDE_EMAIL: _("There are words beside the e-mail; look whether it is right."),
    Code.SEVERAL_PHONES: _("There are several phone numbers here; the first is taken."),
    Code.BAD_PHONE: _("This is not a phone number; left empty."),
    Code.BAD_WEBSITE: _("This is not a web address; left empty."),
    Code.UNKNOWN_SECTOR: _("This sector is not known; taken as “Other”."),
    Code.UNKNOWN_LANGUAGE: _("This language is not known; left out."),
    Code.UNKNOWN_CHANNEL: _("This way of contact is not known; left out."),
    Code.UNKNOWN_ROLE: _("This leadership role is not known; left out."),
    Code.UNKNOWN_AREA: _("There is no area of this name or code; left out."),
    Code.IN_NO_AREA: _("On the map it lies in none of the areas; taken without one."),
    Code.FORMULA: _("This starts like a formula; it is taken as plain text."),
    Code.OTHER_SPELLING: _("The same e-mail with another spelling of the name: one person."),
    Code.SECOND_EMAIL: _("This person has another e-mail already; that one is kept."),
    Code.SAME_NAME: _("Somebody of this name is in the directory already: is it the same person?"),
    Code.DIFFERS_FROM_LINE: _("Line %(other)s says otherwise; what stands there is kept."),
    Code.DIFFERS_FROM_DIRECTORY: _("The directory says otherwise; what stands there is kept."),
}


@dataclass(frozen=True)
class Problem:
    """One thing about one cell: the line, the column, why, and what stood there."""

    line: int
    column: str
    code: Code
    value: str = ""
    limit: int = 0
    other: int = 0
    cells: int = 0
    columns: int = 0

    @property
    def is_refusal(self) -> bool:
        return self.code in REFUSALS

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code] % vars(self))

    def as_record(self) -> dict[str, Any]:
        """For a report that outlives the file: without the value."""
        kept = {name: value for name, value in vars(self).items() if value and name != "value"}
        return kept | {"code": str(self.code)}


def from_record(record: dict[str, Any]) -> Problem:
    return Problem(**record | {"code": Code(record["code"]), "column": record.get("column", "")})
