"""The points in a table: copied and pasted, or refused in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.example_datasets import example_datasets
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.points_table import select_block
from tests.ui.user_actions import as_fast_as_possible, key, run_to_the_end, status

CTRL = Qt.KeyboardModifier.ControlModifier


def paste(qtbot: QtBot, window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    key(qtbot, window, Qt.Key.Key_V, CTRL)


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


def test_a_sheet_pasted_on_the_canvas_adds_points(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.data_plot.setFocus()
    sheets = "1\t2\n3\t4\n", "1;2\n3;4", "1,2\n3,4\n", "1,0\t2,0\r\n3,0\t4,0\r\n", "x\ty\n1\t2\n3\t4\n"
    for k, text in enumerate(sheets):
        paste(qtbot, window, text)
        assert window.experiment.dataset.x[20 + 2 * k :].tolist() == [1, 3], text
        assert window.experiment.dataset.y[20 + 2 * k :].tolist() == [2, 4], text


def test_pasting_as_the_first_thing_done_takes_the_place_of_the_example(qtbot: QtBot) -> None:
    example = example_datasets()[0].points()
    window = MainWindow(Experiment(example, Settings()))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    paste(qtbot, window, "weight\tmpg\n100\t2\n300\t4\n")
    assert window.experiment.dataset == Dataset([100, 300], [2, 4])
    assert window.experiment.points.names == ("weight", "mpg")
    assert drawn.out_of_view(window.workspace.data_plot) == 0
    assert status(window).startswith("Pasted 2 points in the place of the example, which Ctrl+Z brings back.")
    assert window.actions_.undo.text() == "&Undo paste 2 points"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.points == example
    paste(qtbot, window, "1\t2\n3\t4\n")
    assert len(window.experiment.dataset) == 2, "nothing has been done that is not undone"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    paste(qtbot, window, "1\t2\n3\t4\n")
    assert len(window.experiment.dataset) == len(example.dataset) + 2, "after a run they are added"
    window.close()


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


BAD_BLOCKS = (
    ("1\t2\n3\tabc\n", 0, "Nothing was pasted: row 2, column 2: “abc” is not a number."),
    ("abc", 0, "Nothing was pasted: “abc” is not a number."),
    ("1\t2\t3\n4\t5\t6\n", 0, "Nothing was pasted: the block has 3 columns"),
    ("1\t2\n", 1, "Nothing was pasted: the block has two columns"),
    ("1\n", 3, "Nothing was pasted: only x and y can be changed."),
    ("1e60\t2\n3\t4\n", 0, "Nothing was pasted: row 1, column 1: “1e60” is too large"),
    ("1e60\n", 0, "Nothing was pasted: x of point 20 is 1e+60"),
    ("1\n2\n", 0, "Nothing was pasted: the block is 1 row longer than the table"),
    ("   ", 0, "Nothing was pasted: there is no text on the clipboard."),
)


def test_a_bad_block_changes_nothing_and_says_where(
    window: MainWindow, table: QTableView, qtbot: QtBot, sample: Dataset
) -> None:
    for text, column, complaint in BAD_BLOCKS:
        select_block(table, 19, column, 19, column)
        paste(qtbot, window, text)
        assert status(window).startswith(complaint)
        assert window.experiment.dataset == sample, text
        assert window.experiment.undo_stack.count() == 0, text


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
