"""Every action, to be found by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gdgui.words import window

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandsDialog(QDialog):
    """A field to type a part of a name into, and the actions that have it; Enter does the one marked."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandsDialog")
        title, hint, field_name, list_name = window.commands()
        self.setWindowTitle(title)
        self._actions = [action for action in actions if action.text() and not action.isSeparator()]
        self._field, self._list = QLineEdit(), QListWidget()
        self._field.setObjectName("commandField")
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(field_name)
        self._list.setObjectName("commandList")
        self._list.setAccessibleName(list_name)
        column = QVBoxLayout(self)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._list.itemActivated.connect(self._do)
        self._list.itemClicked.connect(self._do)
        self._field.returnPressed.connect(self._do_current)
        self.finished.connect(self.deleteLater)
        self.resize(max(420, parent.width() // 2), parent.height() * 2 // 3)
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in MOVES:
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self, part: str) -> None:
        """Those whose name or explanation has all the words, the names first; what cannot be done is grey."""
        wanted = part.casefold().split()
        self._list.clear()
        for in_name in (True, False):
            for action in self._actions:
                name = name_of(action).casefold()
                everything = f"{name} {action.toolTip().casefold()}"
                is_in_name = all(word in name for word in wanted)
                if is_in_name == in_name and all(word in everything for word in wanted):
                    self._list.addItem(_item(action))
        self._list.setCurrentRow(0)

    def _do_current(self) -> None:
        if self._list.currentItem() is not None:
            self._do(self._list.currentItem())

    def _do(self, item: QListWidgetItem) -> None:
        action = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(action, QAction) and action.isEnabled():
            self.accept()
            action.trigger()


def name_of(action: QAction) -> str:
    """Its name, without the sign of a mnemonic."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_of(action: QAction) -> str:
    """Its keys, as they are written on this system."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(form) for key in action.shortcuts())


def _item(action: QAction) -> QListWidgetItem:
    keys = keys_of(action)
    item = QListWidgetItem(f"{name_of(action)}   {keys}" if keys else name_of(action))
    item.setToolTip(action.toolTip())
    item.setData(Qt.ItemDataRole.UserRole, action)
    if not action.isEnabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item
