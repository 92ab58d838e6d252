"""The table of the points, and how a person types and pastes into it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from gdgui.words.typed import typed

SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


def cell(table: QTableView, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


def column(table: QTableView, which: int) -> list[float]:
    return [float(typed(cell(table, row, which))) for row in range(table.model().rowCount() - 1)]


def type_in(qtbot: QtBot, table: QTableView, row: int, which: int, text: str) -> None:
    """Select a cell, type and press Enter."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, which))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    editor.insert(text)  # also what no key types
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)


def select_block(table: QTableView, top: int, left: int, bottom: int, right: int) -> None:
    from PySide6.QtCore import QItemSelection

    table.setFocus()
    model = table.model()
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    table.selectionModel().select(block, SELECT)
