"""Asks the web process of this machine how it is.

Also run as a file, by a container's health check, so it imports nothing of Liaison.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from http.client import HTTPConnection, HTTPException

PATIENCE = 5
OK = 200


def is_fine(path: str, port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", path, headers={"Host": host()})
            return connection.getresponse().status == OK
        except (OSError, HTTPException):
            return False


def host() -> str:
    """Return a name under which the web process answers."""
    first = (os.environ.get("ALLOWED_HOSTS") or "127.0.0.1").split(",")[0].strip().removeprefix(".")
    return "127.0.0.1" if first == "*" else first


if __name__ == "__main__":
    sys.exit(not is_fine(sys.argv[1], int(os.environ.get("PORT") or 8000)))
