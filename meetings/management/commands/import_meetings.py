"""Imports meetings from a published calendar."""

from __future__ import annotations

import zoneinfo
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from meetings.actions import meeting_imports
from meetings.calendar_files import events


class Command(BaseCommand):
    help = (
        "Import calendar events (JSON, in the layout of Chicago's CAPS calendar) as meetings, "
        "all or none. The same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--timezone", default=settings.TIME_ZONE, help="The zone its local times are in."
        )
        parser.add_argument(
            "--skip-refused", action="store_true", help="Import the rest when rows are refused."
        )
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            zone = zoneinfo.ZoneInfo(options["timezone"])
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
            raise CommandError(
                f"There is no time zone “{options['timezone']}”. Write it like America/Chicago."
            ) from error
        try:
            reading = events.read(self._content(options["file"]), zone)
            plan = meeting_imports.plan_import(reading)
            self._report(plan, reading.rows)
            if options["dry_run"]:
                self.stdout.write("Dry run: nothing was written.")
                return
            meeting_imports.import_meetings(
                reading=reading,
                timezone_name=options["timezone"],
                by=None,
                skip_refused=options["skip_refused"],
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(self.style.SUCCESS(f"{len(plan.new)} meetings imported."))

    def _content(self, path: Path) -> bytes:
        try:
            if path.stat().st_size > events.MAX_BYTES:
                raise CommandError("The file is larger than 50 MB. Please split it.")
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from error

    def _report(self, plan: meeting_imports.ImportPlan, rows: int) -> None:
        for problem in (*plan.notices, *plan.refusals):
            self.stdout.write(str(problem))
        self.stdout.write(
            f"{rows} rows: {len(plan.new)} new, {len(plan.known)} known already, "
            f"{len(plan.refusals)} refused; {len(plan.notices)} taken with a correction."
        )
