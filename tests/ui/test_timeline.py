"""Looking back: everything in the window shows the epoch that was asked for, and nothing is computed anew."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QSlider, QSpinBox
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, Trace
from gdgui.ui.main_window import MainWindow
from gdgui.ui.panels.transport import SPEEDS
from tests.ui.hands import (
    as_fast_as_possible,
    click,
    find,
    key,
    move,
    pixel,
    press,
    run_to_the_end,
    status,
    type_into,
)

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def done(window: MainWindow, qtbot: QtBot) -> Trace:
    """A run of SGD, 40 epochs, that has ended."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=40)
    run_to_the_end(qtbot, window)
    assert window.trainer.trace is not None
    return window.trainer.trace


def assert_shown(window: MainWindow, trace: Trace, epoch: int) -> None:
    """Readout, line, surface, MSE mark, samples, slider and field are all at this epoch."""
    board = window.board
    assert window.trainer.cursor == epoch
    assert f"{epoch:,} of" in board.readout.text()
    assert f"{trace.m[epoch]:.5f}" in board.readout.text()
    assert board.surface_plot.position == (trace.m[epoch], trace.b[epoch])
    assert board.loss_plot.marked == epoch
    assert board.data_plot.samples.tolist() == (trace.samples(epoch).tolist() if epoch else [])
    assert find(window, QSlider, "timeline").value() == epoch
    assert find(window, QSpinBox, "shownEpoch").value() == epoch


def test_the_slider_shows_any_epoch_done(window: MainWindow, done: Trace) -> None:
    slider = find(window, QSlider, "timeline")
    assert (slider.minimum(), slider.maximum()) == (0, 40)
    for epoch in (17, 0, 39, 40):
        slider.setValue(epoch)
        assert_shown(window, done, epoch)
    assert window.trainer.trace is done
    assert done.epochs == 40


def test_an_epoch_typed_is_shown(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    field = find(window, QSpinBox, "shownEpoch")
    type_into(qtbot, field, "23")
    assert_shown(window, done, 23)
    type_into(qtbot, field, "41")  # not done yet
    assert_shown(window, done, 23)


def test_back_first_newest_and_step_by_keys(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_F6, SHIFT)
    assert_shown(window, done, 39)
    assert "Looking back at epoch 39 of 40" in status(window)
    key(qtbot, window, Qt.Key.Key_Home, CTRL)
    assert_shown(window, done, 0)
    key(qtbot, window, Qt.Key.Key_F6)
    assert_shown(window, done, 1)
    key(qtbot, window, Qt.Key.Key_End, CTRL)
    assert_shown(window, done, 40)
    assert "Finished 40 epochs" in status(window)


def test_the_same_by_buttons_which_say_when_there_is_nowhere_to_go(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    buttons = {name: find(window, QPushButton, f"{name}Button") for name in ("first", "stepBack", "last")}
    assert [button.isEnabled() for button in buttons.values()] == [True, True, False]
    press(qtbot, window, "stepBackButton")
    press(qtbot, window, "stepBackButton")
    assert_shown(window, done, 38)
    press(qtbot, window, "firstButton")
    assert_shown(window, done, 0)
    assert [button.isEnabled() for button in buttons.values()] == [False, False, True]
    press(qtbot, window, "lastButton")
    assert_shown(window, done, 40)


def test_a_step_at_the_newest_epoch_computes_one_more(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    press(qtbot, window, "stepBackButton")
    press(qtbot, window, "stepButton")
    assert done.epochs == 40
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.trainer.cursor == 41)
    assert_shown(window, done, 41)


def test_looking_back_pauses_a_run_and_run_goes_on_from_its_end(window: MainWindow, qtbot: QtBot) -> None:
    window.transport.speed.setValue(SPEEDS.index(20))
    window.experiment.settings = Settings(epochs=200)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.trainer.cursor >= 5)
    find(window, QSlider, "timeline").setValue(2)
    trace = window.trainer.trace
    assert trace is not None
    assert find(window, QPushButton, "runButton").text() == "Run"
    qtbot.wait(200)
    assert_shown(window, trace, 2)
    assert trace.epochs < 12
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.trainer.cursor > 12)
    assert window.trainer.trace is trace


def test_the_curve_stays_whole_and_the_axes_stand_still(window: MainWindow, done: Trace) -> None:
    plot = window.board.loss_plot
    curve, view = plot.curve_data(), plot.view_range()
    find(window, QSlider, "timeline").setValue(3)
    assert [each.tolist() for each in plot.curve_data()] == [each.tolist() for each in curve]
    assert plot.view_range() == view


def test_after_a_divergence_the_axes_stand_still_as_well(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=2.0, epochs=1000)
    run_to_the_end(qtbot, window)
    view = window.board.loss_plot.view_range()
    press(qtbot, window, "stepBackButton")
    assert window.board.loss_plot.view_range() == view
    assert "Looking back" in status(window)
    press(qtbot, window, "lastButton")
    assert "Diverged" in status(window)


def test_the_pointer_on_the_curve_is_told_the_epoch_and_a_click_goes_there(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    plot = window.board.loss_plot
    place = pixel(plot, 12, sum(plot.view_range()[1]) / 2)
    move(plot.viewport(), place, Qt.MouseButton.NoButton)
    assert plot.pointer_words == f"epoch 12  MSE {done.mse[12]:.6g}"
    click(qtbot, plot, 25, sum(plot.view_range()[1]) / 2)
    assert_shown(window, done, 25)


def test_a_click_outside_the_axes_goes_nowhere(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    plot = window.board.loss_plot
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert_shown(window, done, 40)


def test_without_a_run_there_is_no_way_in_time(window: MainWindow, qtbot: QtBot) -> None:
    assert not find(window, QSlider, "timeline").isEnabled()
    for which, modifier in ((Qt.Key.Key_Home, CTRL), (Qt.Key.Key_F6, SHIFT), (Qt.Key.Key_End, CTRL)):
        key(qtbot, window, which, modifier)
    click(qtbot, window.board.loss_plot, 5, sum(window.board.loss_plot.view_range()[1]) / 2)
    assert window.trainer.state == "idle"
    assert window.trainer.cursor == 0


def test_reset_ends_looking_back(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    press(qtbot, window, "stepBackButton")
    press(qtbot, window, "resetButton")
    assert not window.trainer.is_looking_back
    assert not find(window, QSlider, "timeline").isEnabled()
    run_to_the_end(qtbot, window)
    assert window.trainer.cursor == 40


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_click_on_the_groove_goes_there_at_once(
    window: MainWindow, done: Trace, qtbot: QtBot, share: float
) -> None:
    slider = find(window, QSlider, "timeline")
    qtbot.mouseClick(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(round(share * slider.width()), slider.height() // 2)
    )
    assert window.trainer.cursor == pytest.approx(share * done.epochs, abs=2)
    assert_shown(window, done, window.trainer.cursor)


def play_at(window: MainWindow, epochs_per_second: float) -> None:
    window.transport.speed.setValue(SPEEDS.index(epochs_per_second))


def test_play_goes_through_the_epochs_done_and_back_again(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    shown: list[int] = []
    window.trainer.moved.connect(lambda: shown.append(window.trainer.cursor))
    play_at(window, 50)
    press(qtbot, window, "playButton")  # at the end: from the start
    assert find(window, QPushButton, "playButton").isChecked()
    assert "Playing the 40 epochs" in status(window)
    qtbot.waitUntil(lambda: window.playback.direction == 0, timeout=3000)
    assert_shown(window, done, 40)
    forwards = shown[shown.index(0) :]
    assert forwards == sorted(forwards)
    assert len(set(forwards)) > 20
    assert not find(window, QPushButton, "playButton").isChecked()
    shown.clear()
    key(qtbot, window, Qt.Key.Key_F8, SHIFT)
    assert "Playing backwards" in status(window)
    qtbot.waitUntil(lambda: window.playback.direction == 0, timeout=3000)
    assert_shown(window, done, 0)
    assert shown == sorted(shown, reverse=True)
    assert (window.trainer.trace, done.epochs) == (done, 40)


def test_as_fast_as_possible_is_everything_in_one_second(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=1_000_000, learning_rate=0.001)
    run_to_the_end(qtbot, window)
    shown: list[int] = []
    window.trainer.moved.connect(lambda: shown.append(window.trainer.cursor))
    key(qtbot, window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: window.playback.direction == 0, timeout=10_000)
    assert window.trainer.cursor == 1_000_000
    assert len(shown) > 5


def test_a_loop_begins_anew_until_it_is_stopped(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    play_at(window, 1000)
    key(qtbot, window, Qt.Key.Key_F8, CTRL)
    shown: list[int] = []
    window.trainer.moved.connect(lambda: shown.append(window.trainer.cursor))
    key(qtbot, window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: shown.count(0) >= 3, timeout=3000)
    key(qtbot, window, Qt.Key.Key_F8)
    assert window.playback.direction == 0
    assert_shown(window, done, window.trainer.cursor)


def test_run_and_reset_end_the_playing(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    play_at(window, 1)
    press(qtbot, window, "playButton")
    press(qtbot, window, "stepButton")  # a step forward from where it was
    assert (window.playback.direction, window.trainer.cursor) == (0, 1)
    press(qtbot, window, "playButton")
    press(qtbot, window, "resetButton")
    assert (window.playback.direction, window.trainer.state) == (0, "idle")
    assert not find(window, QPushButton, "playButton").isEnabled()


def test_a_logarithmic_timeline_reaches_every_early_epoch(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=1_000_000, learning_rate=0.001)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_T, CTRL)
    slider = find(window, QSlider, "timeline")
    assert slider.value() == slider.maximum()
    slider.setValue(slider.maximum() // 2)
    assert window.trainer.cursor == pytest.approx(1000, rel=0.02)
    key(qtbot, window, Qt.Key.Key_Home, CTRL)
    slider.setFocus()
    for epoch in (1, 2, 3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert window.trainer.cursor == epoch
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert window.trainer.cursor == 2
    slider.setValue(slider.maximum())
    assert window.trainer.cursor == 1_000_000


def test_an_epoch_can_be_typed_while_a_run_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = Settings(epochs=1000)
    window.transport.speed.setValue(5)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.trainer.cursor >= 15)
    field = find(window, QSpinBox, "shownEpoch")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "1")
    qtbot.wait(100)
    assert field.lineEdit().text() == "1"
    assert window.trainer.state == "paused"
    qtbot.keyClicks(field, "2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.trainer.cursor == 12


def test_a_logarithmic_timeline_never_flickers_under_the_hand(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=100_000)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_T, CTRL)
    slider = find(window, QSlider, "timeline")
    slider.setValue(0)
    slider.setSliderDown(True)
    seen = []
    for place in range(0, 200):
        slider.setSliderPosition(place)
        seen.append(window.trainer.cursor)
    slider.setSliderDown(False)
    assert seen == sorted(seen)
    assert seen[-1] > 5
