"""The web server: processes share the loaded application, threads wait for the database."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- memory, no disk
accesslog = None  # Addresses hold tokens.
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """Spare every later collection the objects that live as long as the process."""
    gc.collect()
    gc.freeze()
