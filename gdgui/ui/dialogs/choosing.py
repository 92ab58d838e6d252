"""Choosing a file to open or to save. The dialog begins in the folder that was used last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget


class LastFolder(QObject):
    """Where a file was used last; a child of the window, whose dialogs begin there."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.path: Path | None = None

    def use(self, file: Path) -> None:
        """This file was opened or saved just now."""
        folder = file.absolute().parent
        if folder != self.path:
            self.path = folder
            self.changed.emit()

    def place(self, name: str = "") -> str:
        """Where a dialog for a file of this name begins; a folder that is gone leaves that to Qt."""
        asked = Path(name)
        if asked.is_absolute() and _is_folder(asked.parent):
            return name
        return str(self.path / asked.name) if self.path and _is_folder(self.path) else asked.name


def to_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """The file that the person chose, if any."""
    folder = _last_folder(parent)
    name, _ = QFileDialog.getOpenFileName(parent, title, folder.place(), kinds)
    return _used(folder, name)


def to_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where the person wants to save, if anywhere; a file of this name is offered, or at this path."""
    folder = _last_folder(parent)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, folder.place(name), kinds)
    return _used(folder, chosen)


def _last_folder(parent: QWidget) -> LastFolder:
    """That of the window; a dialog asks on its behalf."""
    widget: QWidget | None = parent
    while widget is not None:
        found = widget.findChild(LastFolder, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        widget = widget.parentWidget()
    return LastFolder(parent)


def _used(folder: LastFolder, name: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    folder.use(path)
    return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # nobody may see, or no name
