"""The menu of the files that were used last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QMenu

from gdgui.files.numbers import printable
from gdgui.files.recent import MOST
from gdgui.ui.dialogs.choosing import LastFolder
from gdgui.words import menus


class Recent(QObject):
    """Newest first. One that is gone stays: its medium may come back. Dialogs begin beside the newest."""

    wanted = Signal(object)  # a Path
    changed = Signal()

    def __init__(self, menu: QMenu, folder: LastFolder) -> None:
        super().__init__(menu)
        self._menu, self.folder = menu, folder
        self.paths: tuple[Path, ...] = ()
        self.take(())

    def add(self, path: Path) -> None:
        """This one was used just now."""
        path = path.absolute()
        self.folder.use(path)
        self.take((path, *(each for each in self.paths if each != path)))

    def take(self, paths: tuple[Path, ...]) -> None:
        """These are the ones."""
        self.paths = paths[:MOST]
        self._menu.clear()
        self._menu.setEnabled(bool(self.paths))
        for path in self.paths:
            action = self._menu.addAction(printable(path.name).replace("&", "&&"))
            action.setToolTip(Qt.convertFromPlainText(printable(str(path))))  # one may be called <b>
            action.triggered.connect(partial(self.wanted.emit, path))
        if self.paths:
            self._menu.addSeparator()
            clear = self._menu.addAction(menus.clear_recent())
            clear.triggered.connect(partial(self.take, ()))
        self.changed.emit()
