"""Why something about leaders, areas or their lists was refused, in sentences for people.

Subclasses of `ValidationError`: forms and pages show the sentence, the API answers 400, or 409
when the request is fine but does not fit the state things are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Conflict(ValidationError):
    """Well asked, but not in the state things are in."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message, code="conflict")


# The log of contacts


class NotYet(ValidationError):
    """A conversation that has not happened cannot be logged."""


class NobodyNamed(ValidationError):
    """A conversation is with somebody."""


# Files


class UnreadableFile(ValidationError):
    """Not the kind of file that was asked for, or too large, or broken: nothing can be done."""


class UnknownColumn(ValidationError):
    """The mapping names something the file does not have."""


class RefusedRows(Conflict):
    """Some rows or features cannot be taken, and all or nothing is taken."""


class ImportClosed(Conflict):
    """The file was imported already, or is not kept any more."""
