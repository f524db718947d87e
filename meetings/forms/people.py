"""Who can promise something, or be promised something, on a page: the department and leaders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Leader
from meetings.actions.logging import WalkIn

KEY = re.compile(r"(user|leader|walkin)-(\d{1,18})")

Person = User | Leader | WalkIn
Choices = list[tuple[str, str | list[tuple[str, str]]]]


class People:
    """The people of one page, under the keys "user-3", "leader-12" and "walkin-0"."""

    def __init__(
        self,
        *,
        me: User,
        officers: Iterable[User] = (),
        leaders: Iterable[Leader] = (),
        walk_ins: Sequence[WalkIn | None] = (),
    ) -> None:
        self.me = me
        self.users = {f"user-{user.pk}": user for user in (me, *officers)}
        self.leaders = {f"leader-{leader.pk}": leader for leader in leaders}
        self.walk_ins = {f"walkin-{i}": w for i, w in enumerate(walk_ins) if w is not None}

    def find(self, key: str) -> Person | None:
        return self.users.get(key) or self.leaders.get(key) or self.walk_ins.get(key)

    def choices(self, blank: str = "") -> Choices:
        """For a select: leaders first, as they are most often meant, then the department."""
        known = [
            *((key, leader.name) for key, leader in self.leaders.items()),
            *((key, walk_in.name) for key, walk_in in self.walk_ins.items()),
        ]
        department = [(key, self._officer(user)) for key, user in self.users.items()]
        grouped: Choices = [(_("Department"), department)]
        if known:
            grouped.insert(0, (_("Community"), known))
        return [("", blank), *grouped] if blank else grouped

    def _officer(self, user: User) -> str:
        return _("Me (%(name)s)") % {"name": user} if user == self.me else str(user)


def leader_pks(keys: Iterable[str]) -> set[int]:
    """The leaders meant by these keys; anything else is nobody."""
    found = (KEY.fullmatch(key) for key in keys)
    return {int(match[2]) for match in found if match and match[1] == "leader"}
