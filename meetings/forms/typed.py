"""What was typed into a page, read without judging it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import QueryDict

MOST_ROWS = 40
BIGINT_DIGITS = 18

_signer = Signer(salt="meetings.log")


class Typed:
    """The fields of a page that was sent; of a fresh page, nothing."""

    def __init__(self, data: QueryDict | None = None) -> None:
        self.data = QueryDict() if data is None else data
        self.is_fresh = data is None

    def text(self, name: str) -> str:
        return str(self.data.get(name, ""))

    def numbers(self, name: str) -> set[int]:
        return numbers(self.data.getlist(name))

    def list(self, name: str) -> set[int]:
        """Of one field that holds "3,5,8"."""
        return numbers(self.text(name).split(","))

    def rows(self, kind: str, *, default: int) -> int:
        """How many rows of this kind the page had."""
        found = numbers([self.text(f"{kind}-rows")])
        return min(found.pop(), MOST_ROWS) if found else default

    def fill(self, form: forms.Form) -> None:
        """Show what was typed, and no errors; a row added just now keeps its initial values."""
        names = {name: form.add_prefix(name) for name in form.fields}
        if not any(name in self.data for name in names.values()):
            return
        for name, full_name in names.items():
            widget = form.fields[name].widget
            if not widget.value_omitted_from_data(self.data, {}, full_name):
                form.initial[name] = widget.value_from_datadict(self.data, {}, full_name)


def numbers(texts: Iterable[str]) -> set[int]:
    return {int(t) for t in texts if t.isascii() and t.isdecimal() and len(t) <= BIGINT_DIGITS}


def draft_key(*, user: int, meeting: int) -> str:
    """The name under which a browser keeps what is typed."""
    return f"liaison:log:{user}:{meeting}"


def sign(*, user: int, meeting: int) -> str:
    """Says who types into the sheet of which meeting, for text that arrives after sign-out."""
    return _signer.sign(f"{user}:{meeting}")


def signed(data: QueryDict) -> tuple[int, int] | None:
    """The user and the meeting of a page that was ours; else nothing."""
    try:
        user, meeting = _signer.unsign(data.get("signature", "")).split(":")
    except BadSignature:
        return None
    return int(user), int(meeting)
