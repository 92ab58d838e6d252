"""The points in a table: cells and rows typed, refused, added and deleted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.ui.points_table import cell, select_block, type_in
from tests.ui.user_actions import key, pixel, press, status

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_cell_takes_a_number_as_it_is_shown(window: MainWindow, table: QTableView, qtbot: QtBot) -> None:
    type_in(qtbot, table, 2, 1, "−1.25·10⁻⁷")
    assert window.experiment.dataset.y[2] == -1.25e-7
    type_in(qtbot, table, 2, 1, "12,345")
    assert status(window).startswith("Point 3, y: “12,345” may mean 12345 or 12.345")
    assert window.experiment.dataset.y[2] == -1.25e-7


def test_a_cell_is_edited_and_undone_and_what_is_no_number_is_refused(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    type_in(qtbot, table, 2, 1, "0,75")
    assert window.experiment.dataset.y[2] == 0.75
    assert window.actions_.undo.text() == "&Undo edit of point 3"
    type_in(qtbot, table, 2, 0, "many")
    assert status(window) == "Point 3, x: “many” is not a number."
    type_in(qtbot, table, 2, 0, "1e51")
    assert "between ±1e+50" in status(window)
    assert window.experiment.dataset.x[2] == sample.x[2]
    table.setFocus()
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample


def test_rows_are_added_where_the_last_one_is_empty_and_deleted(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    press(qtbot, window, "addRowButton")
    editors: list[QLineEdit] = []

    def type_on(text: str) -> None:
        """Into the editor that is open; the next one opens by itself."""
        qtbot.waitUntil(lambda: table.findChild(QLineEdit) not in (None, *editors))
        editor = table.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        editors.append(editor)
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    type_on("0.5")
    qtbot.waitUntil(lambda: cell(table, 20, 0) == "0.5")
    assert window.experiment.dataset == sample, "half a point is none"
    for text in ("0.25", "0.75", "0.125"):
        type_on(text)
    qtbot.waitUntil(lambda: len(window.experiment.dataset) == 22)
    assert window.experiment.dataset.x[20:].tolist() == [0.5, 0.75]
    assert window.experiment.dataset.y[20:].tolist() == [0.25, 0.125]
    assert cell(table, 22, 0) == ""
    table.setFocus()
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    select_block(table, 18, 0, 20, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert len(window.experiment.dataset) == 18
    assert window.actions_.undo.text() == "&Undo remove 3 points"


class Editors:
    """Those of a table, one after the other: one that is done stays until Qt has time to delete it."""

    def __init__(self, qtbot: QtBot, table: QTableView) -> None:
        self._qtbot, self._table = qtbot, table
        self._done: list[QLineEdit] = []

    def next(self) -> QLineEdit:
        """The one that opens now, or is open."""
        self._qtbot.waitUntil(lambda: len(self._open()) == 1)
        (editor,) = self._open()
        self._done.append(editor)
        return editor

    def type(self, text: str) -> None:
        """Into the next one, and Enter."""
        editor = self.next()
        editor.selectAll()
        self._qtbot.keyClicks(editor, text)
        self._qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.sendPostedEvents()  # Qt takes the text with the next event; no timer has had its turn

    def _open(self) -> list[QLineEdit]:
        editors = self._table.findChildren(QLineEdit)
        return [each for each in editors if each not in self._done and each.isVisible()]


@pytest.mark.parametrize("between", [(), (Qt.Key.Key_Right, Qt.Key.Key_F2)])
def test_keys_that_are_quicker_than_the_window_type_a_row(
    window: MainWindow, table: QTableView, qtbot: QtBot, between: tuple[Qt.Key, ...]
) -> None:
    """All are there before the window has done anything but take them."""
    window.actions_.add_row.trigger()
    for text in ("0.25", "0,75", "0.5", "1"):
        for letter in text:
            qtbot.keyClicks((window.focusWidget() or table), letter)
        qtbot.keyClick((window.focusWidget() or table), Qt.Key.Key_Return)
        for which in between:
            qtbot.keyClick((window.focusWidget() or table), which)
    QApplication.processEvents()
    dataset = window.experiment.dataset
    assert dataset.x[20:].tolist() == [0.25, 0.5]
    assert dataset.y[20:].tolist() == [0.75, 1.0]


@pytest.mark.parametrize(("row", "way"), [(20, "clear"), (21, "undo")])
def test_a_cell_may_be_edited_while_rows_vanish(
    window: MainWindow, table: QTableView, qtbot: QtBot, row: int, way: str
) -> None:
    """And while the next cell is about to open by itself, and where somebody asks for another row."""
    experiment, editors = window.experiment, Editors(qtbot, table)
    ways = {
        "clear": experiment.clear,
        "undo": experiment.undo,
    }
    experiment.add_point(0.5, 0.5)
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClicks(editors.next(), "0.125")
    ways[way]()
    window.actions_.add_row.trigger()
    editors.type("0.75")
    qtbot.keyClick(table, Qt.Key.Key_F2)  # before the next cell opens by itself
    experiment.add_point(0.25, 0.25)
    QApplication.processEvents()
    n = len(experiment.dataset)
    window.actions_.add_row.trigger()
    editors.type("0.25")
    editors.type("0.75")
    assert len(experiment.dataset) == n + 1


def test_the_rows_of_a_spray_vanish_as_another_point_is_begun(
    window: MainWindow, table: QTableView, qtbot: QtBot
) -> None:
    """The table takes the focus from the canvas, which calls off what was in hand there."""
    plot, n = window.workspace.data_plot, len(window.experiment.dataset)
    window.actions_.tools[2].trigger()
    plot.setFocus()
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot, 0.5, 0.5))
    qtbot.waitUntil(lambda: len(window.experiment.dataset) > n + 2)
    window.actions_.add_row.trigger()
    assert (len(window.experiment.dataset), table.currentIndex().row()) == (n, n)
    editors = Editors(qtbot, table)
    editors.type("0.25")
    editors.type("0.75")
    assert (window.experiment.dataset.x[n], window.experiment.dataset.y[n]) == (0.25, 0.75)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot, 0.5, 0.5))
