"""The points in a table: its columns, sorted; the same selection as on the canvas."""

from __future__ import annotations

import sys
from decimal import Decimal
from types import FrameType

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStyle, QTableView
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.window import MainWindow
from gdgui.words.numbers import number
from gdgui.words.typed import typed
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.points_table import cell, column, select_block, type_in
from tests.ui.user_actions import as_fast_as_possible, click, find, run_to_the_end

CTRL = Qt.KeyboardModifier.ControlModifier


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


def test_no_number_is_cut_where_the_drawer_is_narrow(
    window: MainWindow, table: QTableView, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=0.2, epochs=200)
    run_to_the_end(qtbot, window)
    window.resize(1024, 768)
    settle(qtbot, window)
    metrics = table.fontMetrics()
    around = 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
    for at in range(5):
        room = table.columnWidth(at) - around
        cells = [cell(table, row, at) for row in range(20)]
        assert [text for text in cells if metrics.horizontalAdvance(text) > room] == []


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


def test_sorting_sorts_the_view_and_the_selection_follows_the_canvas_and_back(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    # sorting sorts the view and not the points
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

    # the selection follows the canvas and back
    click(qtbot, window.workspace.data_plot, float(sample.x[12]), float(sample.y[12]))
    assert {index.row() for index in table.selectionModel().selectedIndexes()} == {12}
    select_block(table, 3, 0, 5, 1)
    assert drawn.selected(window.workspace.data_plot) == [3, 4, 5]
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert len(window.workspace.data_plot.selection) == 20


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
