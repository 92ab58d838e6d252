"""What a strict reader of the code once found wrong, each kept right from then on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    clear_points,
    click,
    find,
    key,
    long_run,
    open_fold,
    press,
    run_to_the_end,
    status,
    type_into,
)
from tests.waiting import HandTurnedClock, next_tick


def set_speed(window: MainWindow, epochs_per_second: float) -> None:
    window.transport.speed.setValue(SPEEDS.index(epochs_per_second))


def step(qtbot: QtBot, window: MainWindow, epoch: int) -> None:
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == epoch)


def test_a_fast_run_slowed_down_is_shown_where_it_is(window: MainWindow, qtbot: QtBot) -> None:
    long_run(window)
    as_fast_as_possible(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    trace = window.player.trace
    assert trace is not None
    set_speed(window, 1)
    next_tick(qtbot, window.player)
    shown = window.player.cursor
    assert shown - trace.epochs <= 1
    press(qtbot, window, "runButton")
    assert f"Paused at epoch {shown:,}." in status(window)


def test_a_window_that_is_held_up_lets_the_run_wait(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandTurnedClock(monkeypatch)
    type_into(qtbot, window.controls.epochs, "1000")
    set_speed(window, 50)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    clock.turn(2.0)  # a hundred epochs
    for _ in range(4):
        next_tick(qtbot, window.player)
    assert 1 < window.player.cursor <= 5


def test_moving_the_speed_to_and_fro_gains_no_epochs(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandTurnedClock(monkeypatch)
    set_speed(window, 1)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    for speed in (2, 1) * 10:
        set_speed(window, speed)
        clock.turn(0.015)
        next_tick(qtbot, window.player)
    assert window.player.cursor == 1


def test_the_remedy_leaves_its_own_sentence_and_no_mark(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "9")
    run_to_the_end(qtbot, window)
    press(qtbot, window, "remedyButton")
    settle(qtbot, window)
    assert status(window).startswith("Changed: ")
    assert window.workspace.loss_plot.notes.shown == ()
    assert not find(window, QPushButton, "remedyButton").isVisible()


def test_a_divergence_is_told_as_it_was_whatever_is_set_afterwards(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "9")
    run_to_the_end(qtbot, window)
    before = status(window)
    press(qtbot, window, "algorithmSGD")
    settle(qtbot, window)
    assert status(window) == before


def test_a_step_that_diverges_says_so(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    type_into(qtbot, window.controls.learning_rate, "1e9")
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: status(window).startswith("Diverged at epoch 11"))


def test_a_failure_is_not_forgotten_when_something_is_set(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a test made it fail")

    monkeypatch.setattr("gdgui.core.engine.Descent.advance", fail)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.state == "failed")
    set_speed(window, 5)
    type_into(qtbot, window.controls.learning_rate, "0.2")
    settle(qtbot, window)
    assert window.player.state == "failed"


def test_another_file_selects_nothing_a_point_added_keeps_the_view_and_names_are_no_markup(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    # opening another file selects nothing
    click(qtbot, window.workspace.data_plot, sample.x[3], sample.y[3])
    window.experiment.replace_points(Dataset(sample.x, sample.y[::-1]), "open")
    assert drawn.selected(window.workspace.data_plot) == []
    key(qtbot, window, Qt.Key.Key_Delete)
    assert len(window.experiment.dataset) == 20

    # adding a point while zoomed in keeps the view
    plot = window.workspace.data_plot
    plot.view.setRange(xRange=(0.4, 0.6), yRange=(0.4, 0.6), padding=0)
    before = plot.view_range()
    click(qtbot, plot, 0.45, 0.58)
    assert len(window.experiment.dataset) == 21
    assert plot.view_range() == before

    # a name with marks is shown as it is
    window.experiment.replace_points(Dataset([1], [2]), "open a&b.csv")
    assert window.actions_.undo.text() == "&Undo open a&&b.csv"
    assert window.status.label.textFormat() == Qt.TextFormat.PlainText


def test_a_view_moved_after_a_divergence_is_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "9")
    run_to_the_end(qtbot, window)
    plot = window.workspace.data_plot
    plot.range_wanted.emit(((0.2, 0.8), (0.0, 1.0)))
    moved = plot.view_range()
    press(qtbot, window, "resetButton")
    assert plot.view_range() == moved


def test_a_click_beyond_the_largest_number_is_refused_in_words(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.replace_points(Dataset([-1e50, 1e50], [-1e50, 1e50]), "open")
    click(qtbot, window.workspace.data_plot, 1.04e50, 0.0)
    assert "No point was added" in status(window)
    assert window.experiment.undo_stack.count() == 1
    assert len(window.experiment.dataset) == 2


def test_several_changes_at_one_epoch_are_marked_with_the_last(window: MainWindow, qtbot: QtBot) -> None:
    step(qtbot, window, 1)
    step(qtbot, window, 2)
    type_into(qtbot, window.controls.learning_rate, "0.1")
    settle(qtbot, window)
    type_into(qtbot, window.controls.learning_rate, "0.2")
    qtbot.waitUntil(lambda: window.workspace.loss_plot.notes.shown == ((2, "learning rate 0.2"),))


def test_clearing_after_the_end_is_no_pause(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    clear_points(qtbot, window)
    assert status(window).startswith("There are no points")


def test_nothing_wakes_the_thread_of_a_closed_window(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.close()
    set_speed(window, 2)
    window.player.reset()
    assert not window.trainer.is_alive


EXTREME = (
    Dataset([0, 1], [3e-162, 3e-162]),
    Dataset([0, 1], [1e-161, 3e-161]),
    Dataset([-1e-200, 1e-200], [1e-200, -1e-200]),
    Dataset([-1e50, 1e50], [1e50, -1e50]),
    Dataset([1e-300], [1e-300]),
)


@pytest.mark.parametrize("log", [False, True])
def test_extreme_points_run_without_a_warning(window: MainWindow, qtbot: QtBot, log: bool) -> None:
    as_fast_as_possible(window)
    window.actions_.logarithmic.setChecked(log)
    open_fold(qtbot, window, "moreFold")
    type_into(qtbot, window.controls.start_m, "0")
    type_into(qtbot, window.controls.start_b, "0")
    for dataset in EXTREME:
        window.experiment.replace_points(dataset, "open")
        press(qtbot, window, "resetButton")
        window.runs.show_only_current(dataset)
        run_to_the_end(qtbot, window)
        window.grab()
        assert "nan" not in window.workspace.readout.text(), dataset
