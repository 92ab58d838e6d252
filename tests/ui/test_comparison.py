"""Runs side by side, as a person meets them: overlays, legend, axes, GD against SGD."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, train
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.theme import LIGHT
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.list_of_runs import cell, open_list
from tests.ui.user_actions import (
    as_fast_as_possible,
    clear_points,
    click,
    find,
    has_ended,
    key,
    long_run,
    open_fold,
    pixel,
    press,
    run_to_the_end,
    status,
)
from tests.waiting import has_obeyed

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_kept_runs_are_on_all_plots_at_the_epoch_under_the_cursor_and_after_reset_at_their_ends(
    three: MainWindow, qtbot: QtBot
) -> None:
    # kept runs are on all plots and in the legend
    board = three.workspace
    assert board.legend.words == ("3 GD 0.2, current", "1 GD 0.05", "2 GD 0.1")
    for plot in board.plots:
        assert drawn.saved_numbers(plot) == [1, 2]
    styles = [LIGHT.runs[run.style] for run in three.runs.saved]
    assert styles[0].colour != styles[1].colour
    assert styles[0].dash != styles[1].dash
    trace = three.runs.all[0].trace
    curve = drawn.saved_curve(board.loss_plot, 1)
    assert curve is not None
    np.testing.assert_array_equal(curve[1], trace.mse)
    path = drawn.saved_curve(board.surface_plot, 1)
    assert path is not None
    np.testing.assert_array_equal(path[0], trace.m)

    # kept runs show the epoch under the cursor
    find(three, QSlider, "timeline").setValue(7)
    line = drawn.saved_curve(three.workspace.data_plot, 1)
    assert line is not None
    (x_low, x_high), (y_low, y_high) = line
    trace = three.runs.all[0].trace
    assert (y_high - y_low) / (x_high - x_low) == pytest.approx(trace.m[7], rel=1e-9)

    # after reset all runs stand at their ends
    press(qtbot, three, "resetButton")
    assert [run.number for run in three.runs.saved] == [1, 2, 3]
    assert [saved.epoch for saved in three.presenter.frame.saved] == [20, 20, 20]


def test_the_axis_holds_all_runs_but_not_those_that_diverged(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=0.001, epochs=20)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_L, CTRL)
    window.experiment.settings = Settings(learning_rate=0.5, epochs=20)
    run_to_the_end(qtbot, window)
    kept, low_high = window.runs.all[0], window.workspace.loss_plot.view_range()[1]
    assert low_high[0] <= math.log10(kept.trace.mse.min()) <= math.log10(kept.trace.mse.max()) <= low_high[1]
    window.experiment.settings = Settings(learning_rate=5, epochs=100)
    run_to_the_end(qtbot, window)
    assert "Diverged" in status(window)
    window.experiment.settings = Settings(learning_rate=0.5, epochs=20)
    run_to_the_end(qtbot, window)
    assert window.workspace.loss_plot.view_range()[1][1] < 1
    open_list(window, qtbot)
    assert cell(window, 1, "Outcome").startswith("diverged at ")


def test_a_path_far_beyond_the_view_takes_no_more_room_than_the_view(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    for rate in (3, 0.5):
        window.experiment.settings = Settings(learning_rate=rate, epochs=60)
        run_to_the_end(qtbot, window)
    window.runs.show(1, True)  # which has diverged, and hides itself
    window.actions_.logarithmic.setChecked(False)
    settle(qtbot, window)
    for plot in (window.workspace.surface_plot, window.workspace.loss_plot):
        curve = drawn.saved_curve(plot, 1)
        assert curve is not None
        trace = window.runs.all[0].trace
        assert min(np.abs(values[-1]) / plot.view_range()[1][1] for values in (trace.b, trace.mse)) > 1000
        picture = plot.saved.mapRectToScene(plot.saved.boundingRect())
        assert picture.width() <= plot.width()
        assert picture.height() <= plot.height()


def test_points_changed_after_its_end_are_other_points_for_a_run(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    click(qtbot, window.workspace.data_plot, 0.3, 0.9)
    run_to_the_end(qtbot, window)
    assert not window.presenter.frame.saved, "it hides itself"
    window.runs.show(1, True)
    (kept,) = window.presenter.frame.saved
    assert kept.on_other_points
    open_list(window, qtbot)
    assert "other points" in cell(window, 1, "Outcome")
    assert "other points" not in cell(window, 0, "Outcome")


def test_two_runs_started_at_once_leave_a_clear_state(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    for _ in range(5):
        window.actions_.run.trigger()
        window.actions_.reset.trigger()
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: has_ended(window))
    assert window.player.trace is not None
    assert window.player.trace.epochs == 10
    runs = window.runs
    assert runs.current is not None
    assert runs.current.trace.mse.tolist() == window.player.trace.mse.tolist()
    assert runs.all == (runs.current,)


@pytest.mark.parametrize("many", [True, False])
def test_a_run_under_way_is_kept_as_it_was_when_sgd_begins(
    window: MainWindow, qtbot: QtBot, many: bool
) -> None:
    window.transport.speed.setValue(SPEEDS.index(10_000))  # under way for 100 seconds
    window.experiment.settings = Settings(learning_rate=1e-6, epochs=1_000_000)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    open_fold(qtbot, window, "compareFold")
    press(qtbot, window, "manyButton" if many else "againstButton")
    first = window.runs.all[0].trace
    epochs = first.epochs
    qtbot.waitUntil(lambda: window.player.trace is not None and window.player.cursor > 0)
    assert [segment.settings.algorithm for segment in first.segments] == ["gd"]
    assert first.epochs == epochs


def test_reset_says_and_keeps_the_same_number_of_epochs(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 1)
    press(qtbot, window, "resetButton")
    (kept,) = window.runs.all
    assert f"Stopped after {kept.trace.epochs:,} epochs" in status(window)
    open_list(window, qtbot)
    assert cell(window, 0, "Epochs") == f"{kept.trace.epochs:,}"
    qtbot.waitUntil(lambda: has_obeyed(window.trainer))
    assert f"Stopped after {kept.trace.epochs:,} epochs" in status(window)


def test_other_settings_end_the_ensemble_but_not_another_number_of_epochs(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.actions_.many.trigger()
    qtbot.waitUntil(lambda: not window.ensembles.is_running and has_ended(window))
    window.experiment.settings = replace(window.experiment.settings, epochs=20)
    assert window.ensembles.ensemble is not None
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.1)
    assert window.ensembles.ensemble is None


def test_without_points_the_axes_still_hold_the_runs_kept(three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, three, "resetButton")
    clear_points(qtbot, three)
    for number in (1, 2, 3):
        three.runs.show(number, True)  # they are of other points now
    key(qtbot, three, Qt.Key.Key_L, CTRL)
    settle(qtbot, three)
    plot = three.workspace.loss_plot
    curve = drawn.saved_curve(plot, 1)
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
    plot = window.workspace.loss_plot
    assert drawn.curve(plot)[0][-1] == 120
    gd = drawn.saved_curve(plot, 1)
    assert gd is not None
    assert gd[0][-1] == 10 * 20
    assert plot.view_range()[0][1] > 200
    click(qtbot, plot, 60, sum(plot.view_range()[1]) / 2)  # after 60 samples
    assert window.player.cursor == 15
    key(qtbot, window, Qt.Key.Key_U, CTRL)
    assert drawn.curve(plot)[0][-1] == 30


def test_gd_against_sgd_runs_both_in_step(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = Settings(learning_rate=0.1, epochs=20, seed=3)
    window.transport.speed.setValue(5)  # 50 epochs a second
    key(qtbot, window, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.player.cursor >= 5)
    (gd,) = window.runs.saved
    expected = train(window.experiment.dataset, Settings(learning_rate=0.1, epochs=20))
    np.testing.assert_array_equal(gd.trace.mse, expected.mse)
    curve = drawn.saved_curve(window.workspace.loss_plot, gd.number)
    assert curve is not None
    assert len(curve[0]) == window.player.cursor + 1 < 21
    qtbot.waitUntil(lambda: has_ended(window))
    assert window.experiment.settings.algorithm == "sgd"
    assert window.player.trace is not None
    assert window.player.trace.segments[0].settings == Settings("sgd", 0.1, 20, seed=3)
    find(window, QSlider, "timeline").setValue(4)
    curve = drawn.saved_curve(window.workspace.loss_plot, gd.number)
    assert curve is not None
    assert len(curve[0]) == 5
    assert "GD against SGD: GD 0.1" in window.workspace.legend.words[1]


def test_gd_against_sgd_makes_no_run_that_is_there_already(window: MainWindow, qtbot: QtBot) -> None:
    """Both were run before by hand, and then side by side, twice; in the end each is drawn once."""
    as_fast_as_possible(window)
    gd = Settings(learning_rate=0.1, epochs=20, seed=3)
    sgd = replace(gd, algorithm="sgd")
    for settings in (replace(gd, learning_rate=0.2), sgd, gd):
        window.experiment.settings = settings
        run_to_the_end(qtbot, window)
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_G, CTRL | SHIFT)
        qtbot.waitUntil(lambda: has_ended(window))
        made = [run.settings for run in window.runs.all]
        assert made == [replace(gd, learning_rate=0.2), gd, sgd]
        numbers = [run.number for run in window.runs.all]
        assert drawn.saved_numbers(window.workspace.loss_plot) == numbers[:2]
    window.runs.pin(numbers[1], True)
    window.runs.rename(numbers[2], "mine")
    key(qtbot, window, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(lambda: has_ended(window))
    assert {"mine", *numbers[1:]} <= {each for run in window.runs.all for each in (run.number, run.name)}
    assert len(window.runs.all) == 5, "what somebody pinned or named stays as it is"


def test_gd_against_sgd_leaves_runs_that_only_begin_alike(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", learning_rate=0.1, epochs=20)
    run_to_the_end(qtbot, window)
    window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.cursor == 21)
    key(qtbot, window, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.waitUntil(lambda: has_ended(window))
    assert [run.trace.epochs for run in window.runs.all] == [21, 20, 20]


def test_a_start_chosen_amid_a_run_is_said_to_be_the_next_ones(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    click(qtbot, window.workspace.surface_plot, 0.4, 0.3)
    assert "The next run starts at m 0." in status(window)
    assert window.player.cursor == 1


def test_without_points_nothing_can_be_compared(window: MainWindow, qtbot: QtBot) -> None:
    clear_points(qtbot, window)
    assert not find(window, QPushButton, "againstButton").isEnabled()
    assert not find(window, QPushButton, "manyButton").isEnabled()
    window.actions_.against.trigger()
    assert window.player.state == "idle"


def test_a_million_epochs_beside_ten(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=1_000_000)
    run_to_the_end(qtbot, window)
    window.experiment.settings = replace(Settings(), epochs=10)
    run_to_the_end(qtbot, window)
    plot = window.workspace.loss_plot
    assert plot.view_range()[0][1] < 11  # the axis is the current run's
    press(qtbot, window, "resetButton")
    settle(qtbot, window)
    assert plot.view_range()[0][1] > 1_000_000
    assert pixel(plot, 0, 0.1).x() >= 0
