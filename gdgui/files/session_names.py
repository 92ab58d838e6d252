"""By which name a file is a session."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".gdgui"


def is_session(path: Path) -> bool:
    """Whether the file is one by its name."""
    return path.suffix.lower() == SUFFIX
