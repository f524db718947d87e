"""The secret key of a single-machine installation: made once, kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path) -> str:
    """Read the key, or make it; where nothing can be written it lasts for this process only."""
    path = data_dir / "secret-key"
    try:
        return path.read_text()
    except OSError:
        key = secrets.token_urlsafe(48)
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
    except FileExistsError:
        return path.read_text()
    except OSError:
        return key
    return key
