"""What happens by itself. Each task is safe to run twice."""

from __future__ import annotations

# Planning


# Answers


# Logging
