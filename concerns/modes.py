"""Who sees what, in the words of the form, the pages and the mail: the one place it is promised."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concerns.models import Concern

Mode = Concern.Confidentiality


@dataclass(frozen=True)
class Who:
    """One way to raise something: its name, and exactly who learns what."""

    title: str | Promise
    sees: str | Promise
    raised: str | Promise


WHO: dict[str, Who] = {
    Mode.OPEN: Who(
        title=_("The department may know me"),
        sees=_("Officers see your name and how to reach you. Nobody outside the department does."),
        raised=_(
            "Officers of the department see who raised it and how to reach you. Nobody outside "
            "the department does."
        ),
    ),
    Mode.CONFIDENTIAL: Who(
        title=_("Only those who must"),
        sees=_(
            "Only the officer who answers you and the coordinators can see who you are, and each "
            "look is recorded. All others see what you wrote, not that it was you."
        ),
        raised=_(
            "Only the officer who answers you and the coordinators can see who raised it, and "
            "each look is recorded. All other officers see what was written, not by whom."
        ),
    ),
    Mode.ANONYMOUS: Who(
        title=_("Nobody: anonymous"),
        sees=_(
            "We keep no name, address or number. You get a code: with it you read our answer and "
            "write back. We cannot write to you."
        ),
        raised=_(
            "Nobody can see who raised it: no name, address or number is kept. Officers see what "
            "was written."
        ),
    ),
}
