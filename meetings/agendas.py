"""The agenda a meeting starts from: the one Chicago CAPS asks of every beat meeting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CAPS_AGENDA = (
    _("Welcome and introductions"),
    _("What was promised last time, and what has been done"),
    _("What is happening in the area, and new concerns"),
    _("What we will do about it, and who does what"),
    _("Next meeting and working groups"),
)
# The point under which open promises are listed, counted from 1.
CAPS_FOLLOW_UP_POINT = 2


def usual_agenda() -> list[str]:
    """In the language of the moment."""
    return [str(title) for title in CAPS_AGENDA]
