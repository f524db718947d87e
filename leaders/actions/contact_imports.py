"""Organizations and leaders from a list: uploaded, columns chosen, then taken or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from leaders.actions import directory_writing
from leaders.contact_lists import columns, plan, reading
from leaders.contact_lists.columns import Mapping
from leaders.contact_lists.results import ListPlan
from leaders.contact_lists.table import Table
from leaders.errors import ImportClosed, RefusedRows
from leaders.models import AreaImport, ContactImport
from leaders.models.imports import KEPT_FOR

# One import at a time: people are compared with the directory before they are written.
LOCK = 7_002
# A report is kept longer than its file; the first problems are enough to know what it was.
PROBLEMS_KEPT = 500


@dataclass(frozen=True)
class Choices:
    """How a list is to be taken."""

    columns: dict[str, str] = field(default_factory=dict)
    # Where the directory says otherwise, the file is right.
    file_wins: bool = False


def upload_contacts(*, by: User | None, file_name: str, content: bytes) -> ContactImport:
    """Keep a file that can be read; mapped as the last one with the same columns, or guessed."""
    table = reading.read(content)
    known = ContactImport.objects.with_header(table.header).first()
    mapping = known.mapping if known else {"columns": columns.guess(table.header)}
    return ContactImport.objects.create(
        uploaded_by=by,
        file_name=file_name[-200:],
        content=content,
        header=table.header,
        mapping={"columns": mapping["columns"], "file_wins": False},
    )


def choose_columns(*, contact_import: ContactImport, by: User | None, choices: Choices) -> None:  # noqa: ARG001 -- the actor, as in every action
    _refuse_closed(contact_import)
    Mapping(choices.columns).refuse_unusable(contact_import.header)
    contact_import.mapping = {"columns": choices.columns, "file_wins": choices.file_wins}
    contact_import.save(update_fields=["mapping"])


@transaction.atomic
def commit_contacts(
    *, contact_import: ContactImport, by: User | None, skip_refused: bool = False
) -> ListPlan:
    """Take the whole file, or all of it but the refused rows, or nothing."""
    _lock()
    contact_import = ContactImport.objects.select_for_update().get(pk=contact_import.pk)
    _refuse_closed(contact_import)
    table = reading.read(bytes(contact_import.content))
    choices = Choices(**contact_import.mapping)
    made = write_contacts(table, choices, by=by, skip_refused=skip_refused)
    contact_import.state = ContactImport.State.COMMITTED
    contact_import.committed_at = timezone.now()
    contact_import.content = b""
    contact_import.report = {
        "counts": made.counts(),
        "problems": [problem.as_record() for problem in made.problems[:PROBLEMS_KEPT]],
    }
    contact_import.save()
    return made


@transaction.atomic
def write_contacts(
    table: Table,
    choices: Choices,
    *,
    by: User | None,  # noqa: ARG001 -- the actor, as in every action
    skip_refused: bool = False,
) -> ListPlan:
    """Write what the plan says; one refused row stops all, unless they are to be skipped."""
    _lock()
    made = planned(table, choices)
    if made.refused and not skip_refused:
        raise RefusedRows(
            ngettext_lazy(
                "%(count)s row cannot be taken, so nothing was imported.",
                "%(count)s rows cannot be taken, so nothing was imported.",
                len(made.refused),
            )
            % {"count": len(made.refused)}
        )
    try:
        with transaction.atomic():
            directory_writing.write(made)
    except IntegrityError as error:
        raise RefusedRows(
            _("Somebody changed the directory at the same moment. Nothing was imported; try again.")
        ) from error
    return made


def planned(table: Table, choices: Choices) -> ListPlan:
    """What importing would do; reads, and writes nothing."""
    directory = directory_writing.loaded(with_places=table.has_places)
    return plan.plan(table, Mapping(choices.columns), directory, file_wins=choices.file_wins)


def discard_contacts(*, contact_import: ContactImport, by: User) -> None:  # noqa: ARG001 -- the actor, as in every action
    """Forget a file that was not imported."""
    _refuse_closed(contact_import)
    contact_import.delete()


@transaction.atomic
def forget_old_files(*, at: datetime | None = None) -> int:
    """Empty the files nobody imported within a week: they hold personal data."""
    forgotten = 0
    for imports in (ContactImport.objects, AreaImport.objects):
        old = imports.open().older_than(KEPT_FOR, at)
        forgotten += old.update(state=ContactImport.State.EXPIRED, content=b"")
    return forgotten


def _refuse_closed(contact_import: ContactImport) -> None:
    if not contact_import.is_open:
        raise ImportClosed(_("This file was imported already, or is not kept any more."))


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
