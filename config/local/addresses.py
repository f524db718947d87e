"""Where the embedded servers listen: a function of the data folder, so every process finds them."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path
from urllib.parse import quote

USER = "liaison"
DATABASE = "liaison"
PORT = 5432  # Only a part of the socket's name: nothing listens on TCP.
LONGEST_SOCKET_PATH = 99  # Systems allow 103 to 107 bytes.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")  # Needs no quoting in any client's address.


def postgres_socket_folder(data_dir: Path) -> Path:
    return _socket_folder(data_dir, "postgres", f".s.PGSQL.{PORT}")


def valkey_socket(data_dir: Path) -> Path:
    return _socket_folder(data_dir, "valkey", "valkey.sock") / "valkey.sock"


def database_url(data_dir: Path, name: str = DATABASE) -> str:
    folder = postgres_socket_folder(data_dir)
    return f"postgres://{USER}@/{name}?host={quote(str(folder))}&port={PORT}"


def redis_url(data_dir: Path, database: int = 0) -> str:
    """Address as redis-py and Django's cache take it; see `celery_url` for Celery."""
    return f"unix://{quote(str(valkey_socket(data_dir)))}?db={database}"


def celery_url(redis_url: str) -> str:
    """Celery's transport has its own words for a server on a unix socket."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _, query = redis_url.removeprefix("unix://").partition("?")
    return f"redis+socket://{path}?{query.replace('db=', 'virtual_host=')}".rstrip("?")


def _socket_folder(data_dir: Path, server: str, socket_name: str) -> Path:
    """Inside the data folder when the path is short and plain, else a private temporary folder."""
    data_dir = data_dir.absolute()
    folder = data_dir / "sockets" / server
    if len(bytes(folder / socket_name)) <= LONGEST_SOCKET_PATH and PLAIN_PATH.fullmatch(
        str(folder)
    ):
        return folder
    digest = hashlib.sha256(bytes(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"liaison-{digest}-{server}"
