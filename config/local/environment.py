"""What the environment says about a start on this machine, before Django reads the rest of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from config.local.errors import LocalError

CHECKOUT = Path(__file__).resolve().parent.parent.parent
HIGHEST_PORT = 65535


@dataclass(frozen=True)
class Environment:
    data_dir: Path
    port: int
    needs_postgres: bool
    needs_valkey: bool


def read() -> Environment:
    return Environment(
        data_dir=Path(os.environ.get("LIAISON_DATA_DIR") or CHECKOUT / "var").resolve(),
        port=_port(os.environ.get("PORT") or "8000"),
        needs_postgres=not os.environ.get("DATABASE_URL"),
        needs_valkey=not os.environ.get("REDIS_URL"),
    )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= HIGHEST_PORT:
        return int(text)
    raise LocalError(f"PORT={text} is not a port: use a number between 1 and {HIGHEST_PORT}.")


def host() -> str:
    """Return a name under which the web process answers, for questions asked from this machine."""
    first = (os.environ.get("ALLOWED_HOSTS") or "127.0.0.1").split(",")[0].strip().removeprefix(".")
    return "127.0.0.1" if first == "*" else first
