"""The description of the API that programs read."""

from __future__ import annotations

from django.core.management import call_command


def test_description_is_valid_and_leaves_nothing_to_guess(tmp_path):
    """Any warning ends the command."""
    path = tmp_path / "openapi.yml"

    call_command("spectacular", file=str(path), validate=True, fail_on_warn=True)

    assert path.read_text().startswith("openapi: 3")
