"""Why did, or didn't, this person get a message? The page /messages/why/, for a terminal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from outbox.explanation import explain_address, moment
from outbox.forms import WhyForm


class Command(BaseCommand):
    help = "Lists every message to an e-mail address, with what became of it and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the person's e-mail address")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="accepted as everywhere; nothing is changed anyway",
        )

    def handle(self, *_args: Any, address: str, **_options: Any) -> None:
        form = WhyForm({"address": address})
        if not form.is_valid():
            raise CommandError(" ".join(map(str, form.errors["address"])))
        report = explain_address(form.cleaned_data["address"])
        self.stdout.write(f"{report.address}: {report.summary}")
        for _suppression, sentence in report.stops:
            self.stdout.write(f"! {sentence}")
        for one in report.messages:
            self.stdout.write(f"\n{moment(one.message.created_at)}  {one.message.subject}")
            self.stdout.write(f"  {one.message.outcome}: {one.sentence}")
            if one.message.reason:
                self.stdout.write(f"  {one.message.reason}")
