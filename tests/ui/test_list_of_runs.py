"""The list of runs, as a person meets it: hide, rename, pin, delete, use settings again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, train
from gdgui.experiment.runs import MOST
from gdgui.ui.panels.runs import NAME, PINNED, SHOWN
from gdgui.ui.theme import LIGHT
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import is_colour, on_screen, settle
from tests.ui.list_of_runs import cell, open_list, table
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    has_ended,
    key,
    press,
    run_to_the_end,
    status,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def middle(window: MainWindow, row: int, column: int) -> QPoint:
    table(window).scrollTo(table(window).model().index(row, column))
    return table(window).visualRect(table(window).model().index(row, column)).center()


def click_cell(qtbot: QtBot, window: MainWindow, row: int, column: int) -> None:
    qtbot.mouseClick(table(window).viewport(), Qt.MouseButton.LeftButton, pos=middle(window, row, column))


def tick(qtbot: QtBot, window: MainWindow, row: int, column: int) -> None:
    """Click on the box at the left of a cell."""
    centre = middle(window, row, column)
    box = table(window).visualRect(table(window).model().index(row, column))
    place = QPoint(box.left() + 9, centre.y())
    qtbot.mouseClick(table(window).viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_list_says_which_run_did_what_renames_and_hides_them(three: MainWindow, qtbot: QtBot) -> None:
    # the list says which run did what
    assert [cell(three, row, "Run") for row in range(3)] == ["3", "2", "1"]
    trace = train(three.experiment.dataset, Settings(learning_rate=0.1, epochs=20))
    expected = {
        "Algorithm": "GD",
        "Rate": "0.1",
        "Batch": "all",
        "Epochs": "20",
        "Slope m": f"{trace.m[-1]:.6g}",
        "Intercept b": f"{trace.b[-1]:.6g}",
        "MSE": f"{trace.mse[-1]:.6g}",
        "Outcome": "finished",
    }
    assert {column: cell(three, 1, column) for column in expected} == expected
    assert float(cell(three, 1, "Excess")) == pytest.approx(
        trace.mse[-1] - three.experiment.dataset.moments.minimum, rel=1e-5
    )

    # the settings of a run are used again
    click_cell(qtbot, three, 2, 4)
    press(qtbot, three, "useSettingsButton")
    assert three.experiment.settings == Settings(learning_rate=0.05, epochs=20)

    # a run is renamed in the table
    click_cell(qtbot, three, 2, NAME)
    qtbot.keyClick(table(three), Qt.Key.Key_F2)
    editor = table(three).findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    type_into(qtbot, editor, "careful")
    qtbot.waitUntil(lambda: cell(three, 2, "Run") == "1  careful")
    assert cell(three, 0, "Run") == "3"
    assert "1 careful: GD 0.05" in three.workspace.legend.words
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert cell(three, 2, "Run") == "1"

    # a tick hides a run and ctrl h all the others
    tick(qtbot, three, 1, SHOWN)
    assert drawn.saved_numbers(three.workspace.loss_plot) == [1]
    assert list(three.workspace.legend.words) == ["3 GD 0.2, current", "1 GD 0.05"]
    key(qtbot, three, Qt.Key.Key_H, CTRL)
    assert len(three.workspace.legend.words) == 0
    assert drawn.saved_numbers(three.workspace.loss_plot) == []
    press(qtbot, three, "hideOthersButton")
    assert drawn.saved_numbers(three.workspace.loss_plot) == [1, 2]
    assert len(three.workspace.legend.words) == 3


def test_delete_in_the_list_deletes_a_run_and_no_point(three: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, three.workspace.data_plot, *(three.experiment.dataset.x[0], three.experiment.dataset.y[0]))
    assert drawn.selected(three.workspace.data_plot) == [0]
    n = len(three.experiment.dataset)
    click_cell(qtbot, three, 1, 4)
    qtbot.keyClick(table(three), Qt.Key.Key_Delete)
    assert [cell(three, row, "Run") for row in range(2)] == ["3", "1"]
    assert len(three.experiment.dataset) == n
    assert "Ctrl+Z brings it back" in status(three)
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert cell(three, 1, "Run") == "2"


def test_the_run_that_plays_can_be_deleted_and_comes_back(three: MainWindow, qtbot: QtBot) -> None:
    three.transport.speed.setValue(0)
    key(qtbot, three, Qt.Key.Key_F8)
    click_cell(qtbot, three, 0, 4)
    press(qtbot, three, "deleteRunButton")
    assert (three.player.state, three.player.direction) == ("idle", 0)
    assert len(three.runs.all) == 2
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert [run.number for run in three.runs.saved] == [1, 2, 3]


def test_pinned_runs_stay_and_the_oldest_of_the_others_goes_with_a_word(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    for k in range(MOST):
        window.experiment.settings = Settings(seed=k)
        run_to_the_end(qtbot, window)
    open_list(window, qtbot)
    tick(qtbot, window, MOST - 1, PINNED)
    window.experiment.settings = Settings(seed=MOST)
    window.transport.speed.setValue(0)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: len(window.runs.all) == MOST and "Run 2" in status(window))
    assert "made room" in status(window)
    numbers = [run.number for run in window.runs.all]
    assert numbers == [1, *range(3, MOST + 2)]


def test_runs_on_other_points_say_so_and_are_grey(three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, three, "resetButton")
    click(qtbot, three.workspace.data_plot, 0.3, 0.9)
    assert all("on other points" in cell(three, row, "Outcome") for row in range(3))
    assert all("(on other points)" in words for words in three.workspace.legend.words)
    plot = three.workspace.loss_plot
    settle(qtbot, three)
    assert is_colour(on_screen(three, plot), plot.current_style.theme.disabled).sum() > 50
    assert not is_colour(on_screen(three, plot), LIGHT.runs[three.runs.all[0].style].colour).any()
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert not any("other" in words for words in three.workspace.legend.words)


def test_a_name_can_be_typed_while_a_run_moves(three: MainWindow, qtbot: QtBot) -> None:
    three.experiment.settings = Settings(learning_rate=0.2, epochs=30)
    three.transport.speed.setValue(4)
    press(qtbot, three, "resetButton")
    press(qtbot, three, "runButton")
    qtbot.waitUntil(lambda: three.player.cursor >= 1)
    click_cell(qtbot, three, 2, NAME)
    qtbot.keyClick(table(three), Qt.Key.Key_F2)
    editor = table(three).findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "care")
    seen = three.player.cursor
    qtbot.waitUntil(lambda: three.player.cursor >= seen + 3)
    qtbot.keyClicks(editor, "ful")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(three, 2, "Run") == "2  careful")


def test_a_run_changed_midway_says_from_what_to_what(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    window.experiment.settings = Settings("sgd", 0.1, seed=7, m=0.9, b=0.1)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: has_ended(window))
    press(qtbot, window, "resetButton")
    open_list(window, qtbot)
    assert [cell(window, 0, column) for column in ("Algorithm", "Rate", "Batch", "Seed")] == [
        "GD → SGD",
        "0.05 → 0.1",
        "all → 1",
        "– → 7",
    ]
    assert window.workspace.legend.words[-1] == "1 GD 0.05 → SGD 0.1, seed 7"
    click_cell(qtbot, window, 0, 4)
    press(qtbot, window, "useSettingsButton")
    assert window.experiment.settings == Settings("sgd", 0.1, seed=7), "from where that run started"


def test_using_settings_again_leaves_the_run_under_way_as_it_was(three: MainWindow, qtbot: QtBot) -> None:
    three.experiment.settings = Settings(learning_rate=0.2, epochs=30)
    three.transport.speed.setValue(4)
    press(qtbot, three, "resetButton")
    press(qtbot, three, "runButton")
    qtbot.waitUntil(lambda: three.player.cursor >= 2)
    click_cell(qtbot, three, 3, 4)
    press(qtbot, three, "useSettingsButton")
    assert three.player.state == "idle"
    assert "Press Run" in status(three)
    newest = three.runs.all[-1]
    assert [segment.settings.learning_rate for segment in newest.trace.segments] == [0.2]
    assert three.experiment.settings.learning_rate == 0.05


def test_the_current_run_is_always_shown(three: MainWindow, qtbot: QtBot) -> None:
    tick(qtbot, three, 0, SHOWN)
    three.experiment.settings = Settings(learning_rate=0.3, epochs=20)
    run_to_the_end(qtbot, three)
    assert drawn.saved_numbers(three.workspace.loss_plot) == [1, 2, 3]


def test_what_is_cleared_by_its_own_keys_is_the_points_also_in_the_list(
    three: MainWindow, qtbot: QtBot
) -> None:
    click_cell(qtbot, three, 1, 4)
    qtbot.keyClick(table(three), Qt.Key.Key_Delete, CTRL | SHIFT)
    assert len(three.experiment.dataset) == 0
    assert len(three.runs.all) == 3
