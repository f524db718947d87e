"""The log page as a whole: from what is stored, from what was typed, or as submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Leader
from meetings.actions.logging import Log, WalkIn
from meetings.forms.attendees import Attendees
from meetings.forms.log_rows import PromiseForm, WalkInForm
from meetings.forms.logging import LogForm
from meetings.forms.people import People
from meetings.forms.typed import MOST_ROWS, Typed, draft_key, sign
from meetings.models import Commitment, Meeting, Minutes
from meetings.querysets import CommitmentQuerySet

MOST_FOUND = 12
# Stands in the row that a browser copies for the number of the new row.
ROW = "0000"


@dataclass(frozen=True)
class Problem:
    """What has to be corrected, and where."""

    target: str
    label: str
    message: str


class LogSheet:
    """Fresh without data; with data as typed so far; judged only when submitted."""

    def __init__(
        self,
        *,
        meeting: Meeting,
        user: User,
        data: QueryDict | None = None,
        is_submitted: bool = False,
    ) -> None:
        self.meeting = meeting
        self.user = user
        self.typed = Typed(data)
        self.is_submitted = is_submitted
        self.minutes = Minutes.objects.filter(meeting=meeting).select_related("updated_by").first()
        self.attendees = Attendees(meeting=meeting, user=user, typed=self.typed)
        self.walk_in_rows = self.typed.rows("walkin", default=0)
        self.promise_rows = self.typed.rows("promise", default=0 if meeting.logged_at else 1)
        self.found: list[Leader] | None = None
        # The part of the page that gets the focus.
        self.focus = ""

    @property
    def signature(self) -> str:
        return sign(user=self.user.pk, meeting=self.meeting.pk)

    @property
    def draft_key(self) -> str:
        return draft_key(user=self.user.pk, meeting=self.meeting.pk)

    # What a button other than "Save" asks for

    def add_walk_in(self) -> None:
        self.walk_in_rows = min(self.walk_in_rows + 1, MOST_ROWS)
        self.focus = f"walkin-{self.walk_in_rows - 1}"

    def add_promise(self) -> None:
        self.promise_rows = min(self.promise_rows + 1, MOST_ROWS)
        self.focus = f"promise-{self.promise_rows - 1}"

    def search(self) -> None:
        """Find leaders who are not on the sheet yet."""
        text = self.search_text.strip()
        known = Leader.objects.visible_to(self.user).active()
        others = known.exclude(pk__in=[leader.pk for leader in self.attendees.leaders])
        self.found = list(others.search(text)[:MOST_FOUND]) if text else []
        self.focus = "found"

    @property
    def has_found_nobody(self) -> bool:
        return self.found is not None and not self.found

    @property
    def search_text(self) -> str:
        return self.typed.text("q")

    # Its parts

    @cached_property
    def form(self) -> LogForm:
        initial = {
            "text": self.minutes.text if self.minutes else "",
            "revision": self.minutes.revision if self.minutes else 0,
            "others_count": self.meeting.others_count or None,
            "nonce": uuid4(),
        }
        form: LogForm = self._form(LogForm, initial=initial)
        return form

    @cached_property
    def walk_in_forms(self) -> list[WalkInForm]:
        return [self._form(WalkInForm, prefix=f"walkin-{i}") for i in range(self.walk_in_rows)]

    @cached_property
    def promise_forms(self) -> list[PromiseForm]:
        return [
            self._form(PromiseForm, prefix=f"promise-{i}", **self._promise)
            for i in range(self.promise_rows)
        ]

    @property
    def empty_walk_in(self) -> WalkInForm:
        return WalkInForm(prefix=f"walkin-{ROW}")

    @property
    def empty_promise(self) -> PromiseForm:
        return PromiseForm(prefix=f"promise-{ROW}", **self._promise)

    @property
    def recorded_promises(self) -> CommitmentQuerySet:
        """Those of an earlier saving."""
        return Commitment.objects.filter(meeting=self.meeting).with_people()

    @property
    def _promise(self) -> dict[str, Any]:
        return {
            "initial": {
                "owner": f"user-{self.user.pk}",
                "is_public": self.meeting.is_public,
            },
            "people": self.people,
            "today": timezone.localdate(),
            "earliest": self.meeting.local_starts_at.date(),
            "next_meeting_on": self._next_meeting_on,
        }

    @cached_property
    def people(self) -> People:
        return People(
            me=self.user,
            officers=[le.person for le in self.attendees.officers if isinstance(le.person, User)],
            leaders=self.attendees.leaders,
            walk_ins=[_walk_in(form) for form in self.walk_in_forms],
        )

    @cached_property
    def _next_meeting_on(self) -> date | None:
        coming = Meeting.objects.published().upcoming().in_areas(self.meeting.areas.all())
        others = coming.exclude(pk=self.meeting.pk).only("starts_at", "timezone")
        following = others.order_by("starts_at").first()
        return following.local_starts_at.date() if following else None

    def _form(self, kind: type[Any], **arguments: Any) -> Any:
        if self.is_submitted:
            return kind(self.typed.data, **arguments)
        form = kind(**arguments)
        self.typed.fill(form)
        return form

    # As submitted

    @property
    def forms(self) -> list[forms.Form]:
        return [self.form, *self.walk_in_forms, *self.promise_forms]

    def is_valid(self) -> bool:
        return not any(form.errors for form in self.forms)

    @property
    def problems(self) -> list[Problem]:
        """Every error of the page, for the summary above it."""
        if not self.is_submitted:
            return []
        found = [
            *_problems(self.form),
            *(p for form in self.walk_in_forms for p in _problems(form, _("Walk-in"))),
        ]
        for number, form in enumerate(self.promise_forms, start=1):
            found += _problems(form, _("Promise %(number)s") % {"number": number})
        return found

    def log(self) -> Log:
        """Of a valid sheet."""
        cleaned = self.form.cleaned_data
        return Log(
            leaders=self.attendees.present,
            absent_leaders=self.attendees.absent,
            officers=self.attendees.present_officers,
            absent_officers=self.attendees.absent_officers,
            walk_ins=[w for form in self.walk_in_forms if (w := form.walk_in())],
            absent_walk_ins=self.attendees.absent_walk_ins,
            others_count=cleaned["others_count"] or 0,
            minutes=cleaned["text"],
            revision=cleaned["revision"] or 0,
            promises=[p for form in self.promise_forms if (p := form.promise())],
            nonce=cleaned["nonce"],
        )


def _problems(form: forms.Form, row: str = "") -> list[Problem]:
    return [
        Problem(
            field.first_id,  # type: ignore[attr-defined]
            f"{row}, {field.label}" if row else str(field.label),
            str(message),
        )
        for field in form
        for message in field.errors
    ]


def _walk_in(form: WalkInForm) -> WalkIn | None:
    """As it stands in the row, right or wrong: promises may already name it."""
    if form.is_bound and form.is_valid():
        return form.walk_in()
    name = " ".join(str(form["name"].value() or "").split())
    return WalkIn(name=name) if name else None
