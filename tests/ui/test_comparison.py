"""Runs side by side, as a person meets them: list, overlays, legend, GD against SGD, SGD many times."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QSlider, QTableView
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, train
from gdgui.experiment.runs import MOST
from gdgui.ui.main_window import MainWindow
from gdgui.ui.panels.runs import COLUMNS, NAME, PINNED, SHOWN
from gdgui.ui.panels.transport import SPEEDS
from tests.ui.drawn import is_colour, on_screen, settle
from tests.ui.hands import (
    as_fast_as_possible,
    click,
    find,
    key,
    long_run,
    pixel,
    press,
    run_to_the_end,
    status,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Three runs with different rates have ended, the list is open."""
    as_fast_as_possible(window)
    for rate in (0.05, 0.1, 0.2):
        window.experiment.settings = Settings(learning_rate=rate, epochs=20)
        run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: table(window).viewport().height() > 3 * table(window).rowHeight(0))
    return window


def table(window: MainWindow) -> QTableView:
    return find(window, QTableView, "runsTable")


def cell(window: MainWindow, row: int, column: str) -> str:
    return str(table(window).model().index(row, COLUMNS.index(column)).data())


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


def test_the_list_says_which_run_did_what(three: MainWindow) -> None:
    assert [cell(three, row, "Run") for row in range(3)] == ["3  Run 3", "2  Run 2", "1  Run 1"]
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


def test_kept_runs_are_on_all_plots_and_in_the_legend(three: MainWindow) -> None:
    board = three.board
    assert board.legend.words == ("3 GD 0.2, current", "1 GD 0.05", "2 GD 0.1")
    for plot in board.plots:
        assert [run.number for run in plot.kept.runs] == [1, 2]
    colours = {run.style.colour for run in board.loss_plot.kept.runs}
    dashes = {run.style.dash for run in board.loss_plot.kept.runs}
    assert (len(colours), len(dashes)) == (2, 2)
    trace = board.loss_plot.kept.runs[0].trace
    curve = board.loss_plot.kept.curve(1)
    assert curve is not None
    np.testing.assert_array_equal(curve[1], trace.mse)
    path = board.surface_plot.kept.curve(1)
    assert path is not None
    np.testing.assert_array_equal(path[0], trace.m)


def test_kept_runs_show_the_epoch_under_the_cursor(three: MainWindow, qtbot: QtBot) -> None:
    find(three, QSlider, "timeline").setValue(7)
    line = three.board.data_plot.kept.curve(1)
    assert line is not None
    (x_low, x_high), (y_low, y_high) = line
    trace = three.board.data_plot.kept.runs[0].trace
    assert (y_high - y_low) / (x_high - x_low) == pytest.approx(trace.m[7], rel=1e-9)


def test_the_axis_holds_all_runs_but_not_those_that_diverged(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=0.001, epochs=20)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_L, CTRL)
    window.experiment.settings = Settings(learning_rate=0.5, epochs=20)
    run_to_the_end(qtbot, window)
    kept, low_high = window.board.loss_plot.kept.runs[0], window.board.loss_plot.view_range()[1]
    assert low_high[0] <= math.log10(kept.trace.mse.min()) <= math.log10(kept.trace.mse.max()) <= low_high[1]
    window.experiment.settings = Settings(learning_rate=5, epochs=100)
    run_to_the_end(qtbot, window)
    assert "Diverged" in status(window)
    window.experiment.settings = Settings(learning_rate=0.5, epochs=20)
    run_to_the_end(qtbot, window)
    assert window.board.loss_plot.view_range()[1][1] < 1
    assert cell(window, 1, "Outcome").startswith("diverged at ")


def test_a_path_far_beyond_the_view_takes_no_more_room_than_the_view(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    for rate in (3, 0.5):
        window.experiment.settings = Settings(learning_rate=rate, epochs=60)
        run_to_the_end(qtbot, window)
    settle(qtbot, window)
    for plot in (window.board.surface_plot, window.board.loss_plot):
        curve = plot.kept.curve(1)
        assert curve is not None
        trace = plot.kept.runs[0].trace
        assert min(np.abs(values[-1]) / plot.view_range()[1][1] for values in (trace.b, trace.mse)) > 1000
        picture = plot.kept.mapRectToScene(plot.kept.boundingRect())
        assert picture.width() <= plot.width()
        assert picture.height() <= plot.height()


def test_a_tick_hides_a_run_and_ctrl_h_all_the_others(three: MainWindow, qtbot: QtBot) -> None:
    tick(qtbot, three, 1, SHOWN)
    assert three.board.legend.words == ("3 GD 0.2, current", "1 GD 0.05")
    key(qtbot, three, Qt.Key.Key_H, CTRL)
    assert not three.board.legend.isVisible()
    assert three.board.loss_plot.kept.runs == ()
    press(qtbot, three, "hideOthersButton")
    assert len(three.board.legend.words) == 3


def test_a_run_is_renamed_in_the_table(three: MainWindow, qtbot: QtBot) -> None:
    click_cell(qtbot, three, 2, NAME)
    qtbot.keyClick(table(three), Qt.Key.Key_F2)
    editor = table(three).findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    type_into(qtbot, editor, "careful")
    qtbot.waitUntil(lambda: cell(three, 2, "Run") == "1  careful")
    assert cell(three, 0, "Run") == "3  Run 3"
    assert "1 careful: GD 0.05" in three.board.legend.words
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert cell(three, 2, "Run") == "1  Run 1"


def test_delete_in_the_list_deletes_a_run_and_no_point(three: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, three.board.data_plot, *(three.experiment.dataset.x[0], three.experiment.dataset.y[0]))
    assert three.board.data_plot.selection.tolist() == [0]
    n = len(three.experiment.dataset)
    click_cell(qtbot, three, 1, 4)
    qtbot.keyClick(table(three), Qt.Key.Key_Delete)
    assert [cell(three, row, "Run") for row in range(2)] == ["3  Run 3", "1  Run 1"]
    assert len(three.experiment.dataset) == n
    assert "Ctrl+Z brings it back" in status(three)
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert cell(three, 1, "Run") == "2  Run 2"


def test_the_run_that_plays_can_be_deleted_and_comes_back(three: MainWindow, qtbot: QtBot) -> None:
    three.transport.speed.setValue(0)
    press(qtbot, three, "playButton")
    click_cell(qtbot, three, 0, 4)
    press(qtbot, three, "deleteRunButton")
    assert (three.trainer.state, three.playback.direction) == ("idle", 0)
    assert len(three.comparison.runs.all) == 2
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert [run.number for run in three.comparison.runs.kept] == [1, 2, 3]


def test_the_settings_of_a_run_are_used_again(three: MainWindow, qtbot: QtBot) -> None:
    click_cell(qtbot, three, 2, 4)
    press(qtbot, three, "useSettingsButton")
    assert three.experiment.settings == Settings(learning_rate=0.05, epochs=20)


def test_pinned_runs_stay_and_the_oldest_of_the_others_goes_with_a_word(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    for _ in range(MOST):
        run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_R, CTRL)
    tick(qtbot, window, MOST - 1, PINNED)
    window.transport.speed.setValue(0)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: len(window.comparison.runs.all) == MOST and "Run 2" in status(window))
    assert "made room" in status(window)
    numbers = [run.number for run in window.comparison.runs.all]
    assert numbers == [1, *range(3, MOST + 2)]


def test_runs_on_other_points_say_so_and_are_grey(three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, three, "resetButton")
    click(qtbot, three.board.data_plot, 0.3, 0.9)
    assert all("on other points" in cell(three, row, "Outcome") for row in range(3))
    assert all("(on other points)" in words for words in three.board.legend.words)
    plot = three.board.loss_plot
    settle(qtbot, three)
    assert is_colour(on_screen(three, plot), plot.look.theme.disabled).sum() > 50
    assert not is_colour(on_screen(three, plot), plot.kept.runs[0].style.colour).any()
    key(qtbot, three, Qt.Key.Key_Z, CTRL)
    assert not any("other" in words for words in three.board.legend.words)


def test_points_changed_after_its_end_are_other_points_for_a_run(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    click(qtbot, window.board.data_plot, 0.3, 0.9)
    run_to_the_end(qtbot, window)
    (kept,) = window.board.loss_plot.kept.runs
    assert kept.on_other_points
    assert "other points" in cell(window, 1, "Outcome")
    assert "other points" not in cell(window, 0, "Outcome")


def test_after_reset_all_runs_stand_at_their_ends(three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, three, "resetButton")
    assert [run.number for run in three.comparison.runs.kept] == [1, 2, 3]
    assert three.board.data_plot.kept.cursor is None


def test_two_runs_started_at_once_leave_a_clear_state(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    for _ in range(5):
        window._start(running=True)
    qtbot.waitUntil(lambda: window.trainer.state == "ended")
    assert window.trainer.trace is not None
    assert window.trainer.trace.epochs == 10
    runs = window.comparison.runs
    assert runs.current is not None
    assert runs.current.trace is window.trainer.trace


@pytest.mark.parametrize("many", [True, False])
def test_a_run_under_way_is_kept_as_it_was_when_sgd_begins(
    window: MainWindow, qtbot: QtBot, many: bool
) -> None:
    window.transport.speed.setValue(SPEEDS.index(10_000))  # under way for 100 seconds
    window.experiment.settings = Settings(learning_rate=1e-6, epochs=1_000_000)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.trainer.cursor > 0)
    press(qtbot, window, "manyButton" if many else "againstButton")
    first = window.comparison.runs.all[0].trace
    epochs = first.epochs
    qtbot.waitUntil(lambda: window.trainer.trace is not None and window.trainer.cursor > 0)
    assert [segment.settings.algorithm for segment in first.segments] == ["gd"]
    assert first.epochs == epochs


def test_reset_says_and_keeps_the_same_number_of_epochs(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.trainer.cursor > 1)
    press(qtbot, window, "resetButton")
    (kept,) = window.comparison.runs.all
    assert f"Stopped after {kept.trace.epochs:,} epochs" in status(window)
    assert cell(window, 0, "Epochs") == f"{kept.trace.epochs:,}"
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in window.trainer.findChildren(QTimer)))
    assert f"Stopped after {kept.trace.epochs:,} epochs" in status(window)


def test_a_name_can_be_typed_while_a_run_moves(three: MainWindow, qtbot: QtBot) -> None:
    three.transport.speed.setValue(4)
    press(qtbot, three, "runButton")
    qtbot.waitUntil(lambda: three.trainer.cursor >= 1)
    click_cell(qtbot, three, 2, NAME)
    qtbot.keyClick(table(three), Qt.Key.Key_F2)
    editor = table(three).findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "care")
    seen = three.trainer.cursor
    qtbot.waitUntil(lambda: three.trainer.cursor >= seen + 3)
    qtbot.keyClicks(editor, "ful")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(three, 2, "Run") == "2  careful")


def test_a_run_changed_midway_says_from_what_to_what(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.trainer.cursor == 1)
    window.experiment.settings = Settings("sgd", 0.1, seed=7, m=0.9, b=0.1)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.trainer.state == "ended")
    press(qtbot, window, "resetButton")
    assert [cell(window, 0, column) for column in ("Algorithm", "Rate", "Batch", "Seed")] == [
        "GD → SGD",
        "0.05 → 0.1",
        "all → 1",
        "– → 7",
    ]
    assert window.board.legend.words[-1] == "1 GD 0.05 → SGD 0.1, seed 7"
    key(qtbot, window, Qt.Key.Key_R, CTRL)
    click_cell(qtbot, window, 0, 4)
    press(qtbot, window, "useSettingsButton")
    assert window.experiment.settings == Settings("sgd", 0.1, seed=7), "from where that run started"


def test_using_settings_again_leaves_the_run_under_way_as_it_was(three: MainWindow, qtbot: QtBot) -> None:
    three.transport.speed.setValue(4)
    press(qtbot, three, "runButton")
    qtbot.waitUntil(lambda: three.trainer.cursor >= 2)
    click_cell(qtbot, three, 3, 4)
    press(qtbot, three, "useSettingsButton")
    assert three.trainer.state == "idle"
    assert "Press Run" in status(three)
    newest = three.comparison.runs.all[-1]
    assert [segment.settings.learning_rate for segment in newest.trace.segments] == [0.2]
    assert three.experiment.settings.learning_rate == 0.05


def test_the_current_run_is_always_shown(three: MainWindow, qtbot: QtBot) -> None:
    tick(qtbot, three, 0, SHOWN)
    run_to_the_end(qtbot, three)
    assert [run.number for run in three.board.loss_plot.kept.runs] == [1, 2, 3]


def test_other_settings_end_the_ensemble_but_not_another_number_of_epochs(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.actions_.many.trigger()
    qtbot.waitUntil(lambda: not window.comparison.many.is_running and window.trainer.state == "ended")
    window.experiment.settings = replace(window.experiment.settings, epochs=20)
    assert window.comparison.many.ensemble is not None
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.1)
    assert window.comparison.many.ensemble is None


def test_what_is_cleared_by_its_own_keys_is_the_points_also_in_the_list(
    three: MainWindow, qtbot: QtBot
) -> None:
    click_cell(qtbot, three, 1, 4)
    qtbot.keyClick(table(three), Qt.Key.Key_Delete, CTRL | SHIFT)
    assert len(three.experiment.dataset) == 0
    assert len(three.comparison.runs.all) == 3


def test_without_points_the_axes_still_hold_the_runs_kept(three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, three, "resetButton")
    press(qtbot, three, "clearButton")
    key(qtbot, three, Qt.Key.Key_L, CTRL)
    plot = three.board.loss_plot
    curve = plot.kept.curve(1)
    assert curve is not None
    low, high = plot.view_range()[1]
    assert low <= curve[1].min() <= curve[1].max() <= high


def test_samples_used_make_gd_and_sgd_comparable(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=10)
    run_to_the_end(qtbot, window)
    window.experiment.settings = Settings("sgd", epochs=30, batch_size=4)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_U, CTRL)
    plot = window.board.loss_plot
    assert plot.curve_data()[0][-1] == 120
    gd = plot.kept.curve(1)
    assert gd is not None
    assert gd[0][-1] == 10 * 20
    assert plot.view_range()[0][1] > 200
    click(qtbot, plot, 60, sum(plot.view_range()[1]) / 2)  # after 60 samples
    assert window.trainer.cursor == 15
    key(qtbot, window, Qt.Key.Key_U, CTRL)
    assert plot.curve_data()[0][-1] == 30


def test_gd_against_sgd_runs_both_in_step(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = Settings(learning_rate=0.1, epochs=20, seed=3)
    window.transport.speed.setValue(5)  # 50 epochs a second
    key(qtbot, window, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.trainer.cursor >= 5)
    (gd,) = window.board.loss_plot.kept.runs
    expected = train(window.experiment.dataset, Settings(learning_rate=0.1, epochs=20))
    np.testing.assert_array_equal(gd.trace.mse, expected.mse)
    curve = window.board.loss_plot.kept.curve(gd.number)
    assert curve is not None
    assert len(curve[0]) == window.trainer.cursor + 1 < 21
    qtbot.waitUntil(lambda: window.trainer.state == "ended")
    assert window.experiment.settings.algorithm == "sgd"
    assert window.trainer.trace is not None
    assert window.trainer.trace.segments[0].settings == Settings("sgd", 0.1, 20, seed=3)
    find(window, QSlider, "timeline").setValue(4)
    curve = window.board.loss_plot.kept.curve(gd.number)
    assert curve is not None
    assert len(curve[0]) == 5
    assert "GD against SGD: GD 0.1" in window.board.legend.words[1]


def test_a_start_chosen_amid_a_run_is_said_to_be_the_next_ones(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.trainer.cursor == 1)
    click(qtbot, window.board.surface_plot, 0.4, 0.3)
    assert "The next run starts at m 0." in status(window)
    assert window.trainer.cursor == 1


def test_without_points_nothing_can_be_compared(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "clearButton")
    assert not find(window, QPushButton, "againstButton").isEnabled()
    assert not find(window, QPushButton, "manyButton").isEnabled()
    window.actions_.against.trigger()
    assert window.trainer.state == "idle"


def test_a_million_epochs_beside_ten(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=1_000_000)
    run_to_the_end(qtbot, window)
    window.experiment.settings = replace(Settings(), epochs=10)
    run_to_the_end(qtbot, window)
    plot = window.board.loss_plot
    assert plot.view_range()[0][1] < 11  # the axis is the current run's
    press(qtbot, window, "resetButton")
    assert plot.view_range()[0][1] > 1_000_000
    assert pixel(plot, 0, 0.1).x() >= 0
