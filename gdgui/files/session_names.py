"""By which name, or beginning, a file is a session."""

from __future__ import annotations

import re
import stat
from io import BufferedReader
from pathlib import Path

from gdgui.files.content import open_for_reading

SUFFIX = ".gdgui"
_BEGINNING = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"gdgui-session"')


def is_session(path: Path) -> bool:
    """Whether the file is one by its name."""
    return path.suffix.lower() == SUFFIX


def holds_session(path: Path) -> bool:
    """Whether the file is one by its name or by how it begins. What is wrong with it, its reader says."""
    return is_session(path) or _BEGINNING.match(_head(path)) is not None


def pipes_session(file: BufferedReader) -> bool:
    """Whether what comes through a pipe is one, by how it begins; all of it is still to be read."""
    return _BEGINNING.match(file.peek(1000)) is not None


def _head(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with open_for_reading(path) as file:
            return file.read(1000)
    except (OSError, ValueError):
        return b""
