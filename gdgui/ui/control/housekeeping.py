"""Memory that nobody uses any more goes back to the system."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

AFTER_MS = 700  # since the last time that something was let go


class Housekeeping(QObject):
    """Waits until nothing is let go any more and nothing is under way, and then gives memory back.

    Runs and points are arrays of megabytes. Between those that come and go, the C library keeps what was
    freed: after some thousand edits and runs, several times what is in use.
    """

    def __init__(self, window: QObject, freed_after: Sequence[Any], is_busy: Callable[[], bool]) -> None:
        super().__init__(window)
        self._is_busy = is_busy
        self._is_over = False
        self._due = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._due.timeout.connect(self._tidy)
        for signal in freed_after:
            signal.connect(self._put_off)

    def stop(self) -> None:
        """The window closes, and needs no more of it."""
        self._is_over = True
        self._due.stop()

    def _put_off(self, *_: object) -> None:
        if not self._is_over:
            self._due.start()

    def _tidy(self) -> None:
        if self._is_busy():
            self._due.start()
        else:
            give_back()


def give_back() -> None:
    """Let the C library return what is free within its heap; where it is not GNU's, it does so by itself."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
