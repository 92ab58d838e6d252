"""Run, pause, step, reset; what is seen meanwhile; and what may be changed meanwhile."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import SGD, Dataset
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.window import MainWindow
from gdgui.words.numbers import FIGURE, figure
from tests.ui import drawn
from tests.ui.user_actions import (
    as_fast_as_possible,
    clear_points,
    click,
    find,
    has_ended,
    key,
    long_run,
    open_fold,
    press,
    run_to_the_end,
    status,
    type_into,
)
from tests.waiting import is_at_rest, when_shown


def set_speed(window: MainWindow, epochs_per_second: float) -> None:
    window.transport.speed.setValue(SPEEDS.index(epochs_per_second))


def test_run_pauses_and_goes_on_with_the_same_button(window: MainWindow, qtbot: QtBot) -> None:
    run = find(window, QPushButton, "runButton")
    set_speed(window, 20)
    assert run.text() == "Run"
    press(qtbot, window, "runButton")
    assert run.text() == "Pause"
    qtbot.waitUntil(lambda: window.player.cursor >= 2)
    press(qtbot, window, "runButton")
    assert run.text() == "Run"
    held = window.player.cursor
    qtbot.waitUntil(lambda: is_at_rest(window.player))
    assert status(window).startswith(f"Paused at epoch {held}.")
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: has_ended(window))
    assert window.player.cursor == 10


def test_step_does_one_epoch_and_goes_on_beyond_the_last(window: MainWindow, qtbot: QtBot) -> None:
    for k in range(1, 13):
        press(qtbot, window, "stepButton")
        qtbot.waitUntil(lambda k=k: window.player.cursor == k)  # type: ignore[misc]
    assert "epoch 12 of 12" in window.workspace.readout.text()
    assert status(window).startswith("Finished 12 epochs.")


def test_step_during_a_run_holds_it(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 1)
    before = window.player.cursor
    press(qtbot, window, "stepButton")
    assert find(window, QPushButton, "runButton").text() == "Run"
    qtbot.waitUntil(lambda: is_at_rest(window.player))
    assert status(window).startswith(f"Paused at epoch {before + 1}.")


def test_reset_goes_back_to_the_start_and_keeps_points_and_settings(window: MainWindow, qtbot: QtBot) -> None:
    type_into(qtbot, window.controls.learning_rate, "0.2")
    click(qtbot, window.workspace.data_plot, 0.2, 0.9)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    press(qtbot, window, "resetButton")
    assert "0 of 10" in window.workspace.readout.text()
    assert "slope m 0.33000" in window.workspace.readout.text()
    assert len(window.experiment.dataset) == 21
    assert window.experiment.settings.learning_rate == 0.2


def test_reset_during_a_run_says_that_it_was_stopped(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "runButton")
    when_shown(qtbot, window.player, 1, lambda: press(qtbot, window, "resetButton"))
    assert status(window).startswith("Stopped after 1 epoch.")


def test_the_shortcuts_work_wherever_the_focus_is(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    open_fold(qtbot, window, "moreFold")
    for focus in ("learningRate", "epochs", "seed", "speed", "dataPlot", "resetButton"):
        find(window, QWidget, focus).setFocus()
        key(qtbot, window, Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: window.player.cursor == 1)
        for which, state in ((Qt.Key.Key_F5, "playing"), (Qt.Key.Key_F5, "paused"), (Qt.Key.Key_F7, "idle")):
            find(window, QWidget, focus).setFocus()
            key(qtbot, window, which)
            assert window.player.state == state, focus


def test_at_slow_speeds_every_epoch_is_shown_once_and_in_order(window: MainWindow, qtbot: QtBot) -> None:
    shown: list[int] = []
    window.player.changed.connect(lambda: shown.append(window.player.cursor))
    set_speed(window, 50)
    type_into(qtbot, window.controls.epochs, "40")
    run_to_the_end(qtbot, window)
    epochs = [epoch for epoch in shown if epoch > 0]
    assert list(dict.fromkeys(epochs)) == list(range(1, 41))
    assert epochs == sorted(epochs)


def test_at_full_speed_frames_are_dropped_but_no_epoch(window: MainWindow, qtbot: QtBot) -> None:
    shown: list[int] = []
    window.player.changed.connect(lambda: shown.append(window.player.cursor))
    as_fast_as_possible(window)
    press(qtbot, window, "algorithmSGD")
    type_into(qtbot, window.controls.epochs, "200000")
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    assert trace.epochs == 200_000
    assert np.isfinite(trace.mse).all()
    assert len(shown) < 10_000
    dataset = window.experiment.dataset
    _, _, _, mse = SGD(dataset.x, dataset.y, epoch=5000, rng=np.random.default_rng(0))
    assert trace.mse[1:5001] == pytest.approx(mse, rel=1e-12)


def test_the_window_answers_while_a_run_goes_at_full_speed(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 10)
    click(qtbot, window.workspace.data_plot, 0.1, 0.95)
    assert len(window.experiment.dataset) == 21
    window.actions_.logarithmic.trigger()
    before = window.player.cursor
    qtbot.waitUntil(lambda: window.player.cursor > before)
    press(qtbot, window, "runButton")
    assert window.player.state == "paused"
    assert window.player.cursor < 1_000_000


def test_speed_can_be_changed_during_a_run(window: MainWindow, qtbot: QtBot) -> None:
    set_speed(window, 1)
    type_into(qtbot, window.controls.epochs, "5000")
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    assert window.player.cursor < 5000
    as_fast_as_possible(window)
    qtbot.waitUntil(lambda: has_ended(window))
    assert window.player.cursor == 5000


def test_changed_points_are_used_from_the_next_epoch_and_marked(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    for k in range(1, 4):
        press(qtbot, window, "stepButton")
        qtbot.waitUntil(lambda k=k: window.player.cursor == k)  # type: ignore[misc]
    click(qtbot, window.workspace.data_plot, 0.9, 0.1)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 4)
    trace, new = window.player.trace, window.experiment.dataset
    assert trace is not None
    m, b = float(trace.m[3]), float(trace.b[3])
    f = new.y - (m * new.x + b)
    assert trace.m[4] == pytest.approx(m + 0.05 * 2 * (new.x * f).mean(), rel=1e-12)
    assert trace.b[4] == pytest.approx(b + 0.05 * 2 * f.mean(), rel=1e-12)
    assert window.workspace.loss_plot.notes.shown == ((3, "points changed"),)


def test_changed_settings_are_used_from_the_next_epoch_and_marked(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    type_into(qtbot, window.controls.learning_rate, "0.1")
    type_into(qtbot, window.controls.learning_rate, "0.2")
    open_fold(qtbot, window, "moreFold")
    type_into(qtbot, window.controls.start_m, "5")
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 2)
    assert window.workspace.loss_plot.notes.shown == ((1, "learning rate 0.2"),)
    trace, data = window.player.trace, window.experiment.dataset
    assert trace is not None
    f = data.y - (trace.m[1] * data.x + trace.b[1])
    assert trace.b[2] == pytest.approx(trace.b[1] + 0.2 * 2 * f.mean(), rel=1e-12)


def test_the_samples_that_sgd_drew_are_highlighted(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    window.controls.batch_size.setValue(3)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    batch = np.random.default_rng(0).integers(0, 20, 3)
    assert drawn.sampled(window.workspace.data_plot) == sorted(batch.tolist())


def test_samples_of_points_that_are_gone_are_not_highlighted(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    x, y = window.experiment.dataset.x[0], window.experiment.dataset.y[0]
    click(qtbot, window.workspace.data_plot, x, y, Qt.MouseButton.RightButton)
    assert len(drawn.sampled(window.workspace.data_plot)) == 0


def colours(image: QImage) -> set[tuple[int, int, int]]:
    return {
        (colour.red(), colour.green(), colour.blue())
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
        for colour in [image.pixelColor(x, y)]
    }


def test_residuals_are_switched_on_and_off_and_the_mse_axis_is_linear_or_logarithmic(
    window: MainWindow, qtbot: QtBot
) -> None:
    # residuals are switched on and off
    plot = window.workspace.data_plot

    def orange() -> bool:
        return any(r > 180 and 60 < g < 150 and b < 80 for r, g, b in colours(plot.grab().toImage()))

    assert not orange()
    window.actions_.residuals.trigger()
    assert orange()
    window.actions_.residuals.trigger()
    assert not orange()

    # the mse axis is linear or logarithmic
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.epochs, "1000")
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    plot = window.workspace.loss_plot
    x, y = drawn.curve(plot)
    assert y[-1] == trace.mse[-1]
    window.actions_.logarithmic.trigger()
    x, y = drawn.curve(plot)
    assert x[-1] == 1000
    assert y[-1] == pytest.approx(np.log10(trace.mse[-1]))
    (_, (low, high)) = plot.view_range()
    assert low < y.min()
    assert y.max() < high


def test_the_axis_goes_along_again_with_the_run_after_the_one_whose_logarithm_was_taken_off(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    switch = window.actions_.logarithmic
    type_into(qtbot, window.controls.learning_rate, "3")
    type_into(qtbot, window.controls.epochs, "100")
    for reset in (True, False):
        run_to_the_end(qtbot, window)
        assert switch.isChecked(), "by itself"
        press(qtbot, window, "logarithmic")
        assert top_of_the_axis(window) > 1e6, "as somebody wants it"
        if reset:
            press(qtbot, window, "resetButton")
        type_into(qtbot, window.controls.learning_rate, "2" if reset else "4")
    run_to_the_end(qtbot, window)
    assert top_of_the_axis(window) < 20, "powers of ten, of another run"


def test_a_logarithm_that_somebody_wants_stays_from_run_to_run(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    press(qtbot, window, "logarithmic")
    for rate in ("3", "0.2", "0.1"):
        type_into(qtbot, window.controls.learning_rate, rate)
        run_to_the_end(qtbot, window)
        press(qtbot, window, "resetButton")
        assert window.actions_.logarithmic.isChecked()


def top_of_the_axis(window: MainWindow) -> float:
    return float(window.workspace.loss_plot.view_range()[1][1])


def test_the_digits_of_the_readout_stand_still() -> None:
    values = [0.0, 0.33, -0.33, 12.5, -1234.5, 1e-7, -1e-7, 5.9e9, -4.5e250, 1e-300, 999.999999]
    assert {len(figure(value)) for value in values} == {FIGURE}


def test_clearing_all_points_during_a_run_pauses_it(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 1)
    clear_points(qtbot, window)
    assert window.player.state == "paused"
    assert "no points" in status(window)
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    as_fast_as_possible(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: has_ended(window))


def test_closing_in_the_middle_of_a_run_ends_the_thread_at_once(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    assert window.player.state == "playing"
    window.close()
    assert not window.trainer.is_alive
