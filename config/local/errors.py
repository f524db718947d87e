"""What stops the local services, as a sentence that says what to do."""

from __future__ import annotations


class LocalError(Exception):
    """Shown as it stands, without a traceback."""
