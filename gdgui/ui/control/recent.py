"""The menu of the files that were used last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from gdgui.files.numbers import printable
from gdgui.files.recent import MOST


class Recent(QObject):
    """Newest first. One that is gone stays: its medium may come back."""

    wanted = Signal(object)  # a Path
    changed = Signal()

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._menu = menu
        self.paths: tuple[Path, ...] = ()
        self.take(())

    def add(self, path: Path) -> None:
        """This one was used just now."""
        path = path.absolute()
        self.take((path, *(each for each in self.paths if each != path)))

    def take(self, paths: tuple[Path, ...]) -> None:
        """These are the ones."""
        self.paths = paths[:MOST]
        self._menu.clear()
        self._menu.setEnabled(bool(self.paths))
        for path in self.paths:
            action = self._menu.addAction(printable(path.name).replace("&", "&&"))
            action.setToolTip(printable(str(path)))
            action.triggered.connect(partial(self.wanted.emit, path))
        self.changed.emit()
