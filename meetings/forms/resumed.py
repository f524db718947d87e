"""What was typed into a page that may have been saved without the browser hearing of it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.http import QueryDict

from accounts.models import User
from meetings.forms.typed import Typed
from meetings.models import LogEntry, Meeting, Minutes


def resumed(data: QueryDict, *, meeting: Meeting, user: User) -> QueryDict:
    """As typed; but what an earlier sending of the same page has saved is not asked for again."""
    if not _is_saved(data, meeting):
        return data
    rest = data.copy()
    rest["nonce"] = str(uuid4())
    _empty_rows(rest, "promise", ("text", "promised_to"), meeting.commitments.values_list("text"))
    _empty_rows(rest, "walkin", ("name",), meeting.attendances.values_list("walk_in_name"))
    _empty_rows(rest, "walkin", ("name",), meeting.attendances.values_list("leader__name"))
    minutes = Minutes.objects.filter(meeting=meeting, updated_by=user).first()
    if minutes is not None:
        rest["revision"] = str(minutes.revision)
    return rest


def _is_saved(data: QueryDict, meeting: Meeting) -> bool:
    try:
        nonce = UUID(data.get("nonce", ""))
    except ValueError:
        return False
    return LogEntry.objects.filter(nonce=nonce, meeting=meeting).exists()


def _empty_rows(
    data: QueryDict, kind: str, names: tuple[str, ...], saved: Iterable[tuple[str | None]]
) -> None:
    known = {_words(text) for (text,) in saved if text}
    for row in range(Typed(data).rows(kind, default=0)):
        if _words(data.get(f"{kind}-{row}-{names[0]}", "")) in known:
            for name in names:
                data[f"{kind}-{row}-{name}"] = ""


def _words(text: str) -> str:
    return " ".join(text.split())
