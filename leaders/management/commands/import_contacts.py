from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from leaders import actions, textfiles
from leaders.actions import contact_imports
from leaders.actions.contact_imports import Choices
from leaders.contact_lists import columns, reading
from leaders.contact_lists.results import ListPlan


class Command(BaseCommand):
    help = (
        "Import organizations and leaders from a CSV file or a map layer (GeoJSON), all rows or "
        "none. The same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="CSV with names of columns in its first line; or GeoJSON, whose outlines tell the "
            "areas.",
        )
        parser.add_argument(
            "--mapping",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="What stands in which column, or a JSON file {field: column}; repeatable. "
            "Left out, it is guessed from the names of the columns. Fields: "
            + ", ".join(columns.FIELDS),
        )
        parser.add_argument(
            "--skip-refused", action="store_true", help="Import the other rows all the same."
        )
        parser.add_argument(
            "--file-wins",
            action="store_true",
            help="Where the directory says otherwise, take what the file says.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        try:
            self._import(options)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def _import(self, options: dict[str, Any]) -> None:
        table = reading.read(self._content(options["file"]))
        mapping = self._mapping(options["mapping"]) or columns.guess(table.header)
        choices = Choices(mapping, options["file_wins"])
        for notice in table.notices:
            self.stdout.write(str(notice))
        for field, column in mapping.items():
            self.stdout.write(f"{field} = {column}")
        plan = contact_imports.planned(table, choices)
        self._report(plan)
        if plan.refused and not options["skip_refused"]:
            raise CommandError(
                "Nothing was imported. Correct the refused rows, or import the others with "
                "--skip-refused."
            )
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
        else:
            actions.write_contacts(table, choices, by=None, skip_refused=options["skip_refused"])
            self.stdout.write(self.style.SUCCESS("Imported."))

    def _content(self, path: Path) -> bytes:
        try:
            textfiles.refuse_size(path.stat().st_size, limit=reading.MAX_BYTES)
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from error

    def _mapping(self, given: list[str]) -> dict[str, str]:
        mapping: dict[str, str] = {}
        for text in given:
            field, sign, column = text.partition("=")
            if sign:
                mapping[field.strip()] = column.strip()
            else:
                mapping |= self._mapping_file(Path(text))
        return mapping

    def _mapping_file(self, path: Path) -> dict[str, str]:
        try:
            loaded = json.loads(self._content(path))
        except ValueError as error:
            raise CommandError(f"{path} is not JSON.") from error
        if not isinstance(loaded, dict) or not all(isinstance(v, str) for v in loaded.values()):
            raise CommandError(f"{path} is not a JSON object of fields and columns.")
        return loaded

    def _report(self, plan: ListPlan) -> None:
        for problem in plan.problems:
            word = "refused" if problem.is_refusal else "note"
            column = f", {problem.column}" if problem.column else ""
            self.stdout.write(f"Line {problem.line}{column} ({word}): {problem.sentence}")
        counts = plan.counts()
        self.stdout.write(
            f"{counts['rows']} rows: {counts['rows_imported']} imported, "
            f"{counts['rows_refused']} refused; {counts['doubts']} notes."
        )
        for what in ("organizations", "leaders"):
            new, changed = counts[f"{what}_new"], counts[f"{what}_changed"]
            self.stdout.write(
                f"{what.capitalize()}: {new} new, {changed} changed, "
                f"{counts[f'{what}_unchanged']} unchanged."
            )
