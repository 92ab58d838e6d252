"""By which name, or beginning, a file is a session."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from gdgui.files.content import open_for_reading

SUFFIX = ".gdgui"
BEGINNING = 1000  # bytes of a file that tell what it is
_BEGINNING = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"gdgui-session"')


def is_session(path: Path) -> bool:
    """Whether the file is one by its name."""
    return path.suffix.lower() == SUFFIX


def holds_session(path: Path) -> bool:
    """Whether the file is one by its name or by how it begins. What is wrong with it, its reader says."""
    return is_session(path) or begins_session(_head(path))


def begins_session(begun: bytes) -> bool:
    """Whether what begins like this is one."""
    return _BEGINNING.match(begun) is not None


def _head(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with open_for_reading(path) as file:
            return file.read(BEGINNING)
    except (OSError, ValueError):
        return b""
