"""The code that alone opens an anonymous concern: shown once, kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets

# Without what is mistaken for something else on paper or on the phone: 0 O, 1 I L, U V.
SIGNS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
GROUPS = 4
GROUP_LENGTH = 4
LENGTH = GROUPS * GROUP_LENGTH


def new_code() -> str:
    """About 78 bits: nobody guesses it, however long they try. As in K7QM-2FHX-9TRB-C4WD."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP_LENGTH] for start in range(0, LENGTH, GROUP_LENGTH))


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
