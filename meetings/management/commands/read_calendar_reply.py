"""Records the answer somebody gave in their calendar program."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from meetings import answers
from meetings.actions.calendar_replies import record_reply
from meetings.calendar_replies import read_reply

LARGEST = 1024 * 1024


class Command(BaseCommand):
    help = (
        "Record a calendar reply: a mail, or its calendar part. "
        "A mail server pipes what comes to the department's address into `read_calendar_reply -`."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="The mail or .ics file; - reads standard input.")
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            reply = read_reply(self._content(options["file"]))
            self.stdout.write(f"{reply.address}: {reply.response.label}")
            if options["dry_run"]:
                self.stdout.write("Dry run: nothing was written.")
                return
            invitation = record_reply(reply=reply)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(self.style.SUCCESS(f"Recorded: {answers.in_words(invitation)}"))

    def _content(self, name: str) -> bytes:
        try:
            if name == "-":
                content = sys.stdin.buffer.read(LARGEST + 1)
            else:
                with Path(name).open("rb") as file:
                    content = file.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"Cannot read {name}: {error.strerror}.") from error
        if len(content) > LARGEST:
            raise CommandError("This is larger than any calendar reply (1 MB).")
        return content
