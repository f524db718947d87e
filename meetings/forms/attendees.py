"""Who could have come, and who is ticked: leaders, the department, walk-ins known by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.models import Leader
from meetings.forms.people import leader_pks
from meetings.forms.typed import MOST_ROWS, Typed
from meetings.models import Attendance, Invitation, Meeting

FOLD_ABOVE = 12
ANSWERS_IN_ORDER = ("yes", "maybe", "none", "no", "")
SAID = {"yes": _("said yes"), "maybe": _("said maybe"), "no": _("said no")}


@dataclass(frozen=True)
class Line:
    """One person on the sheet."""

    person: Leader | User | Attendance
    is_ticked: bool
    answer: str = ""

    @property
    def answer_label(self) -> str:
        return str(SAID.get(self.answer, ""))


class Attendees:
    """From what is stored, or, of a page that was sent, from what was ticked."""

    def __init__(self, *, meeting: Meeting, user: User, typed: Typed) -> None:
        self.meeting = meeting
        self.user = user
        self.typed = typed

    # Leaders

    @cached_property
    def lines(self) -> list[Line]:
        """Everybody invited, everybody recorded, everybody added: likely ones first."""
        recorded = {a.leader_id for a in self._attendances if a.leader_id}
        ticked = self._ticked(recorded, "leaders", "listed")
        answers = {i.leader_id: i.response for i in self._invitations}
        added = (recorded | ticked | self.typed.list("listed") | self._in_promises) - answers.keys()
        leaders = [invitation.leader for invitation in self._invitations]
        if added:
            leaders += Leader.objects.visible_to(self.user).filter(pk__in=added)
        lines = [Line(le, le.pk in ticked, answers.get(le.pk, "")) for le in leaders]
        return sorted(lines, key=_likely_first)

    @cached_property
    def leaders(self) -> list[Leader]:
        return [line.person for line in self.lines if isinstance(line.person, Leader)]

    @cached_property
    def likely(self) -> list[Line]:
        """The lines that are not folded away."""
        if len(self.lines) <= FOLD_ABOVE:
            return self.lines
        return [
            line for line in self.lines if line.is_ticked or line.answer in {"yes", "maybe", ""}
        ]

    @cached_property
    def folded(self) -> list[Line]:
        shown = {line.person for line in self.likely}
        return [line for line in self.lines if line.person not in shown]

    @property
    def listed(self) -> str:
        return ",".join(str(leader.pk) for leader in self.leaders)

    @property
    def present(self) -> list[Leader]:
        return [le.person for le in self.lines if le.is_ticked and isinstance(le.person, Leader)]

    @property
    def absent(self) -> set[int]:
        """On the page that was sent, and not ticked."""
        return self.typed.list("listed") - self.typed.numbers("leaders")

    # The department

    @cached_property
    def officers(self) -> list[Line]:
        """Me, the host, the officers of the areas and whoever is recorded or added."""
        recorded = {a.user_id for a in self._attendances if a.user_id}
        added = self.typed.numbers("officers")
        ticked = self._ticked(recorded or {self.user.pk}, "officers", "listed_officers")
        near = User.objects.police().filter(areas__meetings=self.meeting)
        wanted = (
            set(near.values_list("pk", flat=True))
            | recorded
            | added
            | {self.user.pk, self.meeting.host_id}
        )
        chosen = [user for user in self._colleagues if user.pk in wanted]
        chosen.sort(key=lambda user: user != self.user)
        return [Line(user, user.pk in ticked) for user in chosen]

    @property
    def other_officers(self) -> list[User]:
        near = {line.person.pk for line in self.officers}
        return [user for user in self._colleagues if user.pk not in near]

    @property
    def listed_officers(self) -> str:
        return ",".join(str(line.person.pk) for line in self.officers)

    @property
    def present_officers(self) -> list[User]:
        return [le.person for le in self.officers if le.is_ticked and isinstance(le.person, User)]

    @property
    def absent_officers(self) -> set[int]:
        return self.typed.list("listed_officers") - self.typed.numbers("officers")

    # Walk-ins recorded before, by name only

    @cached_property
    def walk_ins(self) -> list[Line]:
        rows = [row for row in self._attendances if row.walk_in_name]
        ticked = self._ticked({row.pk for row in rows}, "known_walk_ins", "listed_walk_ins")
        return [Line(row, row.pk in ticked) for row in rows]

    @property
    def listed_walk_ins(self) -> str:
        return ",".join(str(line.person.pk) for line in self.walk_ins)

    @property
    def absent_walk_ins(self) -> set[int]:
        return self.typed.list("listed_walk_ins") - self.typed.numbers("known_walk_ins")

    def _ticked(self, recorded: set[int], name: str, listed: str) -> set[int]:
        """Ticked on the page that was sent, or recorded by somebody since it was opened."""
        if self.typed.is_fresh:
            return recorded
        return self.typed.numbers(name) | (recorded - self.typed.list(listed))

    # What is stored

    @cached_property
    def _invitations(self) -> list[Invitation]:
        standing = self.meeting.invitations.standing().select_related("leader")
        return list(standing.only("meeting", "response", "leader__name"))

    @cached_property
    def _attendances(self) -> list[Attendance]:
        return list(self.meeting.attendances.all())

    @cached_property
    def _colleagues(self) -> list[User]:
        return list(User.objects.police().only("name", "email"))

    @property
    def _in_promises(self) -> set[int]:
        """Leaders a promise row of the page names."""
        rows = range(self.typed.rows("promise", default=0) if not self.typed.is_fresh else 0)
        names = [f"promise-{row}-{role}" for row in rows for role in ("owner", "promised_to")]
        return leader_pks(self.typed.text(name) for name in names[: 2 * MOST_ROWS])


def _likely_first(line: Line) -> tuple[bool, int, str]:
    return (not line.is_ticked, ANSWERS_IN_ORDER.index(line.answer), str(line.person).casefold())
