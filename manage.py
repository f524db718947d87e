#!/usr/bin/env python
"""Runs Liaison's commands, against servers of its own where none are running."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config.local.command import servers_for
from config.local.errors import LocalError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with servers_for(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except (LocalError, ImproperlyConfigured) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
