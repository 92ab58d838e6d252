"""Looking back: everything in the window shows the epoch that was asked for, and nothing is computed anew."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QSpinBox
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, Trace, train
from gdgui.ui.dialogs.go_to import GoToDialog
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
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
from tests.waiting import HandTurnedClock, is_at_rest, next_tick

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def done(window: MainWindow, qtbot: QtBot) -> Trace:
    """A run of SGD, 40 epochs, that has ended."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=40)
    run_to_the_end(qtbot, window)
    assert window.player.trace is not None
    return window.player.trace


def assert_shown(window: MainWindow, trace: Trace, epoch: int) -> None:
    """Readout, line, surface, MSE mark, samples and slider are all at this epoch."""
    board = window.workspace
    assert window.player.cursor == epoch
    assert f"{epoch:,} of" in board.readout.text()
    assert f"{trace.m[epoch]:.5f}" in board.readout.text()
    assert drawn.position(board.surface_plot) == (trace.m[epoch], trace.b[epoch])
    assert drawn.marked(board.loss_plot) == epoch
    assert drawn.sampled(board.data_plot) == (trace.samples(epoch).tolist() if epoch else [])
    assert find(window, QSlider, "timeline").value() == epoch


def ask_for_an_epoch(qtbot: QtBot, window: MainWindow) -> GoToDialog:
    key(qtbot, window, Qt.Key.Key_J, CTRL)
    dialog = find(window, GoToDialog, "goToDialog")
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_every_way_in_time_shows_its_epoch_in_all_parts(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    # the slider shows any epoch done
    slider = find(window, QSlider, "timeline")
    assert (slider.minimum(), slider.maximum()) == (0, 40)
    for epoch in (17, 0, 39, 40):
        slider.setValue(epoch)
        assert_shown(window, done, epoch)
    assert window.player.trace is not None
    assert window.player.trace.mse.tolist() == done.mse.tolist()

    # back first newest and step by keys
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

    # ways in time say when there is nowhere to go
    actions = window.actions_
    ways = actions.first, actions.back, actions.last
    assert [way.isEnabled() for way in ways] == [True, True, False]
    press(qtbot, window, "stepBackButton")
    press(qtbot, window, "stepBackButton")
    assert_shown(window, done, 38)
    actions.first.trigger()
    assert_shown(window, done, 0)
    assert [way.isEnabled() for way in ways] == [False, False, True]
    actions.last.trigger()
    assert_shown(window, done, 40)

    # a click outside the axes goes nowhere
    plot = window.workspace.loss_plot
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert_shown(window, done, 40)

    # the curve stays whole and the axes stand still
    plot = window.workspace.loss_plot
    curve, view = drawn.curve(plot), plot.view_range()
    find(window, QSlider, "timeline").setValue(3)
    assert [each.tolist() for each in drawn.curve(plot)] == [each.tolist() for each in curve]
    assert plot.view_range() == view

    # a click on the groove goes there at once
    slider = find(window, QSlider, "timeline")
    for share in (0.1, 0.5, 0.9):
        place = QPoint(round(share * slider.width()), slider.height() // 2)
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
        assert window.player.cursor == pytest.approx(share * done.epochs, abs=2)
    assert_shown(window, done, window.player.cursor)

    # an epoch typed is shown
    dialog = ask_for_an_epoch(qtbot, window)
    type_into(qtbot, find(dialog, QSpinBox, "epochWanted"), "23")
    assert not dialog.isVisible()
    assert_shown(window, done, 23)

    # the pointer on the curve is told the epoch and a click goes there
    plot = window.workspace.loss_plot
    place = pixel(plot, 12, sum(plot.view_range()[1]) / 2)
    move(plot.viewport(), place, Qt.MouseButton.NoButton)
    assert plot.pointer_words == f"epoch 12  MSE {done.mse[12]:.6g}"
    click(qtbot, plot, 25, sum(plot.view_range()[1]) / 2)
    assert_shown(window, done, 25)


def test_a_step_at_the_newest_epoch_computes_one_more(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    press(qtbot, window, "stepBackButton")
    press(qtbot, window, "stepButton")
    assert window.player.done == 40
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 41)
    trace = train(window.experiment.dataset, Settings("sgd", epochs=41))
    assert_shown(window, trace, 41)


def test_looking_back_pauses_a_run_and_run_goes_on_from_there(window: MainWindow, qtbot: QtBot) -> None:
    window.transport.speed.setValue(SPEEDS.index(20))
    window.experiment.settings = Settings(epochs=200)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 5)
    find(window, QSlider, "timeline").setValue(2)
    trace = window.player.trace
    assert trace is not None
    assert find(window, QPushButton, "runButton").text() == "Run"
    qtbot.waitUntil(lambda: is_at_rest(window.player))
    assert_shown(window, trace, 2)
    assert trace.epochs < 12
    shown = [2]
    window.player.changed.connect(lambda: shown.append(window.player.cursor))
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 12)
    assert sorted(set(shown)) == list(range(2, shown[-1] + 1)), "through what was shown, and beyond"
    assert window.player.trace is not None
    assert window.player.trace.mse[: len(trace.mse)].tolist() == trace.mse.tolist()


def test_after_a_divergence_the_axes_stand_still_as_well(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=2.0, epochs=1000)
    run_to_the_end(qtbot, window)
    view = window.workspace.loss_plot.view_range()
    press(qtbot, window, "stepBackButton")
    assert window.workspace.loss_plot.view_range() == view
    assert "Looking back" in status(window)
    key(qtbot, window, Qt.Key.Key_End, CTRL)
    assert "Diverged" in status(window)


def test_without_a_run_there_is_no_way_in_time(window: MainWindow, qtbot: QtBot) -> None:
    assert not find(window, QSlider, "timeline").isEnabled()
    for which, modifier in ((Qt.Key.Key_Home, CTRL), (Qt.Key.Key_F6, SHIFT), (Qt.Key.Key_End, CTRL)):
        key(qtbot, window, which, modifier)
    click(qtbot, window.workspace.loss_plot, 5, sum(window.workspace.loss_plot.view_range()[1]) / 2)
    assert window.player.state == "idle"
    assert window.player.cursor == 0


def test_reset_ends_looking_back(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    press(qtbot, window, "stepBackButton")
    press(qtbot, window, "resetButton")
    assert not window.player.is_looking_back
    assert not find(window, QSlider, "timeline").isEnabled()
    run_to_the_end(qtbot, window)
    assert window.player.cursor == 40


def play_at(window: MainWindow, epochs_per_second: float) -> None:
    window.transport.speed.setValue(SPEEDS.index(epochs_per_second))


def test_play_goes_through_the_epochs_done_and_back_again(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    shown: list[int] = []
    window.player.changed.connect(lambda: shown.append(window.player.cursor))
    play_at(window, 50)
    key(qtbot, window, Qt.Key.Key_F8)  # at the end: from the start
    assert window.actions_.play.isChecked()
    assert find(window, QPushButton, "runButton").text() == "Pause"
    assert "Playing the 40 epochs" in status(window)
    qtbot.waitUntil(lambda: window.player.direction == 0)
    assert_shown(window, done, 40)
    forwards = shown[shown.index(0) :]
    assert forwards == sorted(forwards)
    assert len(set(forwards)) > 20
    assert not window.actions_.play.isChecked()
    shown.clear()
    key(qtbot, window, Qt.Key.Key_F8, SHIFT)
    assert "Playing backwards" in status(window)
    qtbot.waitUntil(lambda: window.player.direction == 0)
    assert_shown(window, done, 0)
    assert shown == sorted(shown, reverse=True)
    assert window.player.done == 40


def test_as_fast_as_possible_is_everything_in_one_second(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=1_000_000, learning_rate=0.001)
    run_to_the_end(qtbot, window)
    clock, shown = HandTurnedClock(monkeypatch), list[int]()
    window.player.changed.connect(lambda: shown.append(window.player.cursor))
    key(qtbot, window, Qt.Key.Key_F8)
    assert shown == [0]
    for _ in range(4):
        clock.turn(0.25)
        next_tick(qtbot, window.player)
    assert shown == pytest.approx([0, 250_000, 500_000, 750_000, 1_000_000], abs=1)
    assert window.player.direction == 0


def test_a_loop_begins_anew_until_it_is_stopped(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    play_at(window, 1000)
    key(qtbot, window, Qt.Key.Key_F8, CTRL)
    shown: list[int] = []
    window.player.changed.connect(lambda: shown.append(window.player.cursor))
    key(qtbot, window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: shown.count(0) >= 3)
    key(qtbot, window, Qt.Key.Key_F8)
    assert window.player.direction == 0
    qtbot.waitUntil(lambda: not window.workspace.repaint_scheduler._waiting)
    assert_shown(window, done, window.player.cursor)


def test_run_and_reset_end_the_playing(window: MainWindow, done: Trace, qtbot: QtBot) -> None:
    play_at(window, 1)
    key(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, "stepButton")  # a step forward from where it was
    assert (window.player.direction, window.player.cursor) == (0, 1)
    key(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, "resetButton")
    assert (window.player.direction, window.player.state) == (0, "idle")
    assert not window.actions_.play.isEnabled()


def test_a_logarithmic_timeline_reaches_every_early_epoch_and_never_flickers_under_the_hand(
    window: MainWindow, qtbot: QtBot
) -> None:
    # a logarithmic timeline reaches every early epoch
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=1_000_000, learning_rate=0.001)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_T, CTRL)
    slider = find(window, QSlider, "timeline")
    assert slider.value() == slider.maximum()
    slider.setValue(slider.maximum() // 2)
    assert window.player.cursor == pytest.approx(1000, rel=0.02)
    key(qtbot, window, Qt.Key.Key_Home, CTRL)
    slider.setFocus()
    for epoch in (1, 2, 3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert window.player.cursor == epoch
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert window.player.cursor == 2
    slider.setValue(slider.maximum())
    assert window.player.cursor == 1_000_000

    # a logarithmic timeline never flickers under the hand
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
        seen.append(window.player.cursor)
    slider.setSliderDown(False)
    assert seen == sorted(seen)
    assert seen[-1] > 5


def test_an_epoch_can_be_typed_while_a_run_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = Settings(epochs=1000)
    window.transport.speed.setValue(5)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 15)
    field = find(ask_for_an_epoch(qtbot, window), QSpinBox, "epochWanted")
    qtbot.keyClicks(field, "1")
    shown = window.player.cursor
    qtbot.waitUntil(lambda: window.player.cursor > shown)
    assert field.lineEdit().text() == "1", "what is typed stays while the run goes on"
    qtbot.keyClicks(field, "2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.player.cursor == 12
    settle(qtbot, window)
    assert window.player.cursor == 12


def test_the_solid_part_begins_at_the_end_of_the_groove_and_is_whole_when_all_is_done(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    scrubber = window.transport.scrubber
    for share, whole in ((1, True), (2, False)):
        scrubber.show_epoch(20, 40, 40 * share, False)
        picture = scrubber.grab().toImage()
        solid = window.appearance.style.theme.groove_done
        row = [picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())]
        ink = [x for x, colour in enumerate(row) if colour == solid]
        groove = [x for x, colour in enumerate(row) if colour == window.appearance.style.theme.groove]
        assert ink[0] <= 4
        assert (ink[-1] >= len(row) - 5) == whole
        assert (len(groove) <= 2) == whole  # there may be an edge


def test_an_epoch_that_is_not_done_yet_is_refused_in_words(
    window: MainWindow, done: Trace, qtbot: QtBot
) -> None:
    dialog = ask_for_an_epoch(qtbot, window)
    field = find(dialog, QSpinBox, "epochWanted")
    type_into(qtbot, field, "41", end=None)
    assert "from 0 to 40" in find(dialog, QLabel, "fieldHint").text()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert_shown(window, done, 40)
