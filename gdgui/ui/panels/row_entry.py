"""Typing into the cells of a table: Enter takes the number at once, and a new row goes on by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QTableView, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowEntry(QStyledItemDelegate):
    """Opens the cells of the last row, which is empty, one after the other.

    Qt takes what was typed some time after Enter. Keys that are already on their way, of a quick hand or in
    a slow window, would go into the cell that is done, or into one whose row is no longer there.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._column = 0
        self._next_cell = QTimer(self, singleShot=True, interval=0)
        self._next_cell.timeout.connect(self._open_next)
        table.setItemDelegate(self)

    def begin(self, column: int) -> None:
        """Go to this cell of the empty row and begin to type."""
        self._table.setFocus()  # which takes what was typed elsewhere, or calls off what was in hand there:
        self._table.setCurrentIndex(self._empty_cell(column))  # the last row may be another then
        index = self._empty_cell(column)
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        if self._table.isVisible() and not self._table.isPersistentEditorOpen(index):
            self._table.edit(index)

    def go_on(self, column: int) -> None:
        """Once the editor that is open has closed: the other cell of the new point, or the next point."""
        self._column = column
        self._next_cell.start()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        is_enter = isinstance(event, QKeyEvent) and event.key() in ENTER
        if not (is_enter and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget)):
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
        if self._next_cell.isActive():
            self._open_next()
        return True

    def _open_next(self) -> None:
        self._next_cell.stop()
        self.begin(self._column)

    def _empty_cell(self, column: int) -> QModelIndex:
        model = self._table.model()
        return model.index(model.rowCount() - 1, column)
