"""Imports requests from another system's export."""

from __future__ import annotations

import zoneinfo
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from concerns.actions import imports
from concerns.request_lists import reading
from concerns.request_lists.requests import Reading


class Command(BaseCommand):
    help = (
        "Import requests (NYC 311 as CSV or JSON, its feedback list, SeeClickFix JSON; recognised "
        "by their columns) as concerns, all or none. The same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--timezone", default=settings.TIME_ZONE, help="The zone its local times are in."
        )
        parser.add_argument("--language", default="en", help="The language the texts are in.")
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
            found = reading.read(self._content(options["file"]), zone)
            plan = imports.plan_import(found)
            self._report(plan, found)
            if options["dry_run"]:
                self.stdout.write("Dry run: nothing was written.")
                return
            imports.import_concerns(
                reading=found,
                by=None,
                skip_refused=options["skip_refused"],
                language=options["language"],
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(self.style.SUCCESS(f"{len(plan.new)} concerns imported."))
        if plan.refusals:
            raise CommandError(f"{len(plan.refusals)} rows were refused; see above.")

    def _content(self, path: Path) -> bytes:
        try:
            if path.stat().st_size > reading.MAX_BYTES:
                raise CommandError("The file is larger than 50 MB. Please split it.")
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from error

    def _report(self, plan: imports.ImportPlan, found: Reading) -> None:
        for problem in (*plan.notices, *plan.refusals):
            self.stdout.write(str(problem))
        self.stdout.write(
            f"{found.layout}, {found.rows} rows: {len(plan.new)} new, {len(plan.known)} known "
            f"already, {len(plan.refusals)} refused; {len(plan.notices)} notices."
        )
