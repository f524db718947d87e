"""The form is sent: once, however often a bad connection sends it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction

from concerns import receipts
from concerns.actions.raising import Raised, raise_concern
from concerns.models import Concern

REMEMBERED_FOR = 24 * 3600
ANONYMOUS = Concern.Confidentiality.ANONYMOUS


@transaction.atomic
def raise_once(
    *, form_key: str, subject: str, text: str, confidentiality: str, **values: Any
) -> Raised:
    """Raise it; the same words from the same form again are the same concern.

    Of an anonymous one nothing is remembered but the concern itself: its code follows from the
    form's key, which only the sender's page holds.
    """
    words = f"{form_key}\n{confidentiality}\n{subject}\n{text}"
    sent = hashlib.sha256(words.encode()).hexdigest()
    _wait_for_the_same(sent)
    code = receipts.code_for(sent) if confidentiality == ANONYMOUS else ""
    if before := _raised_before(sent, code):
        return Raised(before, code)
    raised = raise_concern(
        subject=subject,
        text=text,
        confidentiality=confidentiality,
        receipt_code=code,
        **values,
    )
    if not code:
        cache.set(_key(sent), raised.concern.pk, REMEMBERED_FOR)
    return raised


def _raised_before(sent: str, code: str) -> Concern | None:
    if code:
        found = Concern.objects.filter(receipt_hash=receipts.digest(code))
    else:
        found = Concern.objects.filter(pk=cache.get(_key(sent), 0))
    return found.select_related("category", "area", "reporter").defer("area__boundary").first()


def _wait_for_the_same(sent: str) -> None:
    """A second click waits until the first is written."""
    number = int(sent[:15], 16)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _key(sent: str) -> str:
    return f"concerns:sent:{sent}"
