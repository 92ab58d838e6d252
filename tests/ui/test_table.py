"""The points in a table: typed, sorted, copied and pasted; the same selection as on the canvas."""

from __future__ import annotations

import sys
from decimal import Decimal
from types import FrameType

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.window import MainWindow
from gdgui.words.numbers import number
from gdgui.words.typed import typed
from tests.ui import drawn
from tests.ui.user_actions import as_fast_as_possible, click, find, key, pixel, press, run_to_the_end, status

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


@pytest.fixture
def table(window: MainWindow, qtbot: QtBot) -> QTableView:
    window.resize(1600, 800)
    key(qtbot, window, Qt.Key.Key_F9)
    table = find(window, QTableView, "pointsTable")
    qtbot.waitUntil(table.isVisible)
    return table


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


def paste(qtbot: QtBot, window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    key(qtbot, window, Qt.Key.Key_V, CTRL)


def test_the_columns_are_those_of_the_line_at_the_epoch_shown(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.player.seek(4)
    trace = window.player.trace
    assert trace is not None
    predicted = trace.m[4] * sample.x + trace.b[4]
    np.testing.assert_allclose(column(table, 0), sample.x)
    np.testing.assert_allclose(column(table, 2), predicted, rtol=1e-3)
    np.testing.assert_allclose(column(table, 3), sample.y - predicted, atol=1e-5)
    np.testing.assert_allclose(column(table, 4), (sample.y - predicted) ** 2, rtol=1e-3)
    words = find(window, QLabel, "sumOfSquares").text()
    assert words == f"Σ(y − ŷ)² = {number(20 * trace.mse[4], 6)} = 20 points × MSE {number(trace.mse[4], 6)}"


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


STEEP = Dataset([0.0, 0.1, 0.2, 0.5, 1.0], [10_000.02, 10_000.05, 10_000.01, 10_000.09, 10_000.11])


def test_prediction_and_residual_of_every_row_add_up_to_y_as_shown(
    window: MainWindow, table: QTableView, qtbot: QtBot
) -> None:
    window.experiment.replace_points(STEEP, "open")
    window.experiment.settings = Settings(learning_rate=0.5, epochs=200, m=0, b=10_000)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert [cell(table, row, 1) for row in range(5)] == [
        "10,000.02", "10,000.05", "10,000.01", "10,000.09", "10,000.11",
    ]  # fmt: skip
    squares, mse = [], STEEP.moments.minimum
    for row in range(5):
        y, predicted, residual, square = (cell(table, row, each) for each in range(1, 5))
        assert decimals(predicted) == decimals(residual) >= 4
        assert Decimal(typed(predicted)) + Decimal(typed(residual)) == Decimal(typed(y))
        squares.append(float(typed(square)))
    assert np.mean(squares) == pytest.approx(mse, rel=1e-4)


def test_after_a_divergence_the_table_still_adds_up(
    window: MainWindow, table: QTableView, qtbot: QtBot
) -> None:
    window.experiment.replace_points(STEEP, "open")
    window.experiment.settings = Settings(learning_rate=3, epochs=500, m=0, b=10_000)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    for row in range(5):
        y, predicted, residual = (cell(table, row, each) for each in range(1, 4))
        assert y == f"{STEEP.y[row]:,}", "data, whatever the line"
        assert Decimal(typed(predicted)) + Decimal(typed(residual)) == pytest.approx(
            Decimal(typed(y)), abs=Decimal(10) ** -decimals(predicted)
        )


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


def test_sorting_sorts_the_view_and_not_the_points(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    click(qtbot, window.workspace.data_plot, float(sample.x[7]), float(sample.y[7]))
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1) == sorted(sample.y.tolist(), reverse=True)
    assert window.experiment.dataset == sample
    row = sorted(sample.y.tolist(), reverse=True).index(sample.y[7])
    assert {index.row() for index in table.selectionModel().selectedIndexes()} == {row}
    assert window.experiment.selection.tolist() == [7]
    type_in(qtbot, table, row, 1, "0.99")
    assert window.experiment.dataset.y[7] == 0.99
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert column(table, 0) == sample.x.tolist()


def test_the_selection_follows_the_canvas_and_back(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    click(qtbot, window.workspace.data_plot, float(sample.x[12]), float(sample.y[12]))
    assert {index.row() for index in table.selectionModel().selectedIndexes()} == {12}
    select_block(table, 3, 0, 5, 1)
    assert drawn.selected(window.workspace.data_plot) == [3, 4, 5]
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert len(window.workspace.data_plot.selection) == 20


def test_what_is_copied_pastes_bit_for_bit(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    select_block(table, 2, 0, 6, 1)
    key(qtbot, window, Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == f"{sample.x[2]}\t{sample.y[2]}"
    window.workspace.data_plot.setFocus()
    key(qtbot, window, Qt.Key.Key_V, CTRL)
    dataset = window.experiment.dataset
    assert dataset.x[20:].tobytes() == sample.x[2:7].tobytes()
    assert dataset.y[20:].tobytes() == sample.y[2:7].tobytes()
    assert window.experiment.selection.tolist() == list(range(20, 25))
    assert window.actions_.undo.text() == "&Undo paste 5 points"
    key(qtbot, window, Qt.Key.Key_X, CTRL)
    assert window.experiment.dataset == sample


@pytest.mark.parametrize(
    "text", ["1\t2\n3\t4\n", "1;2\n3;4", "1,2\n3,4\n", "1,0\t2,0\r\n3,0\t4,0\r\n", "x\ty\n1\t2\n3\t4\n"]
)
def test_a_sheet_pasted_on_the_canvas_adds_points(
    window: MainWindow, qtbot: QtBot, sample: Dataset, text: str
) -> None:
    window.workspace.data_plot.setFocus()
    paste(qtbot, window, text)
    assert window.experiment.dataset.x[20:].tolist() == [1, 3]
    assert window.experiment.dataset.y[20:].tolist() == [2, 4]


def test_a_block_is_pasted_over_cells_and_below_them(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    select_block(table, 18, 0, 18, 0)
    paste(qtbot, window, "0.1\t0.2\n0.3\t0.4\n0.5\t0.6\n")
    dataset = window.experiment.dataset
    assert (dataset.x[18:].tolist(), dataset.y[18:].tolist()) == ([0.1, 0.3, 0.5], [0.2, 0.4, 0.6])
    assert window.actions_.undo.text() == "&Undo paste 6 cells"
    select_block(table, 0, 1, 0, 1)
    paste(qtbot, window, "0,5\n0,25\n")
    assert window.experiment.dataset.y[:2].tolist() == [0.5, 0.25]
    assert window.experiment.dataset.x[:2].tolist() == sample.x[:2].tolist()
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample


@pytest.mark.parametrize(
    ("text", "column", "complaint"),
    [
        ("1\t2\n3\tabc\n", 0, "Nothing was pasted: row 2, column 2: “abc” is not a number."),
        ("abc", 0, "Nothing was pasted: “abc” is not a number."),
        ("1\t2\t3\n4\t5\t6\n", 0, "Nothing was pasted: the block has 3 columns"),
        ("1\t2\n", 1, "Nothing was pasted: the block has two columns"),
        ("1\n", 3, "Nothing was pasted: only x and y can be changed."),
        ("1e60\t2\n3\t4\n", 0, "Nothing was pasted: row 1, column 1: “1e60” is too large"),
        ("1e60\n", 0, "Nothing was pasted: x of point 20 is 1e+60"),
        ("1\n2\n", 0, "Nothing was pasted: the block is 1 row longer than the table"),
        ("   ", 0, "Nothing was pasted: there is no text on the clipboard."),
    ],
)
def test_a_bad_block_changes_nothing_and_says_where(
    window: MainWindow,
    table: QTableView,
    qtbot: QtBot,
    sample: Dataset,
    text: str,
    column: int,
    complaint: str,
) -> None:
    select_block(table, 19, column, 19, column)
    paste(qtbot, window, text)
    assert status(window).startswith(complaint)
    assert window.experiment.dataset == sample
    assert window.experiment.undo_stack.count() == 0


def test_ten_million_cells_are_refused_in_words(
    window: MainWindow, qtbot: QtBot, sample: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gdgui.files.extract.MOST_POINTS", 1000)
    window.workspace.data_plot.setFocus()
    paste(qtbot, window, "1\t2\n" * 1001)
    assert status(window) == (
        "Nothing was pasted: the text has more than 1,000 rows, and gdgui takes no more points than that."
    )
    assert window.experiment.dataset == sample


def test_the_axes_names_head_the_columns(window: MainWindow, table: QTableView) -> None:
    window.experiment.name_axes("weight", "  fuel \n economy ")
    header = [
        table.model().headerData(k, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) for k in range(2)
    ]
    assert header == ["weight", "fuel economy"]
    window.experiment.undo()
    assert table.model().headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "x"


def test_a_table_of_very_many_points_selects_them_all_without_delay(
    window: MainWindow, table: QTableView, qtbot: QtBot
) -> None:
    asked = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal asked
        asked += event == "call" and frame.f_code.co_name == "flags"

    x = np.arange(50_000.0)
    window.experiment.replace_points(Dataset(x, x), "open")
    sys.setprofile(count)
    try:
        qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
        table.grab()
    finally:
        sys.setprofile(None)
    assert len(window.experiment.selection) == 50_000
    assert 0 < asked < 10_000, "Qt must not ask every row"
