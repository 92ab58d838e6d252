"""Writing a file whole or not at all."""

from __future__ import annotations

import re
import stat
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui.files.numbers import brief, printable
from gdgui.words import tables
from gdgui.words.tables import Obstacle

if TYPE_CHECKING:
    from PySide6.QtCore import QSaveFile


class WriteError(OSError):
    """A file that cannot be written. str() is a sentence for the user, `clause` a part of one."""

    def __init__(self, path: Path, why: Obstacle | str) -> None:
        super().__init__()
        self.path, self.why = path, why

    @property
    def clause(self) -> str:
        """The sentence without its full stop."""
        return tables.not_written(brief(printable(str(self.path))), self.why)

    def __str__(self) -> str:
        return tables.as_sentence(self.clause)


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks to a temporary file beside `path`, which replaces it once all is written.

    Raises WriteError, an OSError, where that fails, and passes on what `chunks` raises; a file that was there
    before is then untouched.
    """
    for _ in write_gradually(path, ((0.0, chunk) for chunk in chunks)):
        pass


def write_gradually(path: Path, chunks: Iterable[tuple[float, bytes]]) -> Generator[float, None, None]:
    """The same, chunk by chunk: yields the share that is done, which comes with each chunk.

    Where it is closed before its end, nothing was written.
    """
    from PySide6.QtCore import QIODevice, QSaveFile  # not above: who writes nothing needs no Qt

    _refuse_what_qt_would_take(path)
    file = QSaveFile(str(path))
    # Unbuffered, or else a full disk shows up later as “Unknown error”.
    if not file.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.Unbuffered):
        raise WriteError(path, file.errorString().rstrip("."))
    try:
        for share, chunk in chunks:
            _write(file, chunk, path)
            yield share
    except BaseException:
        file.cancelWriting()
        file.commit()  # which removes what was written so far
        raise
    if not file.commit():
        raise WriteError(path, file.errorString().rstrip("."))


def _write(file: QSaveFile, chunk: bytes, path: Path) -> None:
    while chunk:  # on a disk that gets full, one write is short and the next one says why
        written = file.write(chunk)
        if written <= 0:
            raise WriteError(path, file.errorString().rstrip("."))
        chunk = chunk[written:]


# Qt would end the name at a nul and write � for a lone surrogate.
_NO_NAME = re.compile("[\0\ud800-\udfff]")


def _refuse_what_qt_would_take(path: Path) -> None:
    if _NO_NAME.search(str(path)):
        raise WriteError(path, Obstacle.NO_NAME)
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # nothing there yet, or nothing we may see: then Qt says so
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # of a folder Qt says so too
        raise WriteError(path, Obstacle.NOT_ORDINARY)  # QSaveFile would replace even /dev/null
