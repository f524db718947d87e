"""Where the real public data lies, on machines that have it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(os.environ.get("LIAISON_REAL_DATA") or settings.BASE_DIR.parent / "shared" / "data")

needs_real_data = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="no real data: set LIAISON_REAL_DATA to its folder"
    ),
]
