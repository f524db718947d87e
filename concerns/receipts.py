"""The code that alone opens an anonymous concern: shown once, kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

# Without what is mistaken for something else on paper or on the phone: 0 O, 1 I L, U V.
SIGNS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
GROUPS = 4
GROUP_LENGTH = 4
LENGTH = GROUPS * GROUP_LENGTH


def new_code() -> str:
    """About 78 bits: nobody guesses it, however long they try. As in K7QM-2FHX-9TRB-C4WD."""
    return _grouped(secrets.choice(SIGNS) for _ in range(LENGTH))


def code_for(submission: str) -> str:
    """The code of one sent form: the same when a bad connection makes a phone send it again.

    Only who holds the form (its random key is kept nowhere) and our secret can tell it.
    """
    number = int.from_bytes(
        salted_hmac("concerns.receipt", submission, algorithm="sha256").digest(), "big"
    )
    return _grouped(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LENGTH))


def _grouped(signs: Iterable[str]) -> str:
    written = "".join(signs)
    return "-".join(
        written[start : start + GROUP_LENGTH] for start in range(0, LENGTH, GROUP_LENGTH)
    )


def digest(code: str) -> str:
    """Of what was typed, however it was typed.

    Codes are random and long: a plain hash is as good as a slow one, and can be looked up.
    """
    return hashlib.sha256(f"concern:{normal(code)}".encode()).hexdigest()


def normal(code: str) -> str:
    """Without spaces and dashes, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:64]


def looks_right(code: str) -> bool:
    """Worth asking the database."""
    return len(normal(code)) == LENGTH and set(normal(code)) <= set(SIGNS)
