"""Writing a file whole or not at all."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui.files.numbers import printable

if TYPE_CHECKING:
    from PySide6.QtCore import QSaveFile


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks to a temporary file beside `path`, which replaces it once all is written.

    Raises OSError with a sentence for the user where that fails, and passes on what `chunks` raises; a
    file that was there before is then untouched.
    """
    from PySide6.QtCore import QIODevice, QSaveFile  # not above: who writes nothing needs no Qt

    _refuse_what_qt_would_take(path)
    file = QSaveFile(str(path))
    # Unbuffered, or else a full disk shows up later as “Unknown error”.
    if not file.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.Unbuffered):
        raise _failure(path, file.errorString())
    for chunk in chunks:
        _write(file, chunk, path)  # what is never committed vanishes with `file`
    if not file.commit():
        raise _failure(path, file.errorString())


def _write(file: QSaveFile, chunk: bytes, path: Path) -> None:
    while chunk:  # on a disk that gets full, one write is short and the next one says why
        written = file.write(chunk)
        if written <= 0:
            raise _failure(path, file.errorString())
        chunk = chunk[written:]


# Qt would end the name at a nul and write � for a lone surrogate.
_NO_NAME = re.compile("[\0\ud800-\udfff]")


def _refuse_what_qt_would_take(path: Path) -> None:
    if _NO_NAME.search(str(path)):
        raise _failure(path, "no file can have that name")
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # nothing there yet, or nothing we may see: then Qt says so
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # of a folder Qt says so too
        raise _failure(path, "it is not an ordinary file")  # QSaveFile would replace even /dev/null


def _failure(path: Path, why: str) -> OSError:
    return OSError(f"{printable(str(path))} cannot be written: {why.rstrip('.')}.")
