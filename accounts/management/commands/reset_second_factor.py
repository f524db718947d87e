from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import users
from accounts.models import User


class Command(BaseCommand):
    help = "Remove the second step at sign-in of somebody who lost their phone and their codes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--dry-run", action="store_true", help="Check, and remove nothing.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"{email} has no account.")
        if not user.has_second_factor:
            raise CommandError(f"{email} has no second step at sign-in.")
        if options["dry_run"]:
            self.stdout.write(f"Would remove the second step of {email}. Nothing was removed.")
            return
        users.reset_second_factor(by=None, user=user)
        self.stdout.write(
            self.style.SUCCESS(
                f"{email} signs in with the password alone until a new one is set up."
            )
        )
