"""What the environment says about a start on this machine, before Django reads the rest of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.local.errors import LocalError

CHECKOUT = Path(__file__).resolve().parent.parent.parent
HIGHEST_PORT = 65535
KINDS = {
    "DATABASE_URL": (("postgres", "postgresql"), "postgres://user:password@host:5432/name"),
    "REDIS_URL": (("redis", "rediss", "unix"), "redis://host:6379/0"),
}


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
        needs_postgres=not _address("DATABASE_URL"),
        needs_valkey=not _address("REDIS_URL"),
    )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= HIGHEST_PORT:
        return int(text)
    raise LocalError(f"PORT={text} is not a port: use a number between 1 and {HIGHEST_PORT}.")


def _address(variable: str) -> str:
    url = os.environ.get(variable) or ""
    schemes, example = KINDS[variable]
    if url and urlsplit(url).scheme not in schemes:
        raise LocalError(
            f"{variable} is not an address Liaison can use: write it like {example}, "
            "or unset it to use the embedded server."
        )
    return url
