"""One transport: what Run means at any moment, and that a finished run is finished."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from gdgui.core import Settings, train
from gdgui.ui.dialogs.go_to import GoToDialog
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    find,
    has_ended,
    key,
    open_fold,
    press,
    run_to_the_end,
    type_into,
)


def set_speed(window: MainWindow, epochs_per_second: float) -> None:
    window.transport.speed.setValue(SPEEDS.index(epochs_per_second))


def set_rate(window: MainWindow, rate: float) -> None:
    window.experiment.settings = replace(window.experiment.settings, learning_rate=rate)


def log(window: MainWindow) -> list[list[float]]:
    trace = window.player.trace
    assert trace is not None
    return [trace.m.tolist(), trace.b.tolist(), trace.mse.tolist()]


def end_of_replay(qtbot: QtBot, window: MainWindow) -> None:
    as_fast_as_possible(window)
    qtbot.waitUntil(lambda: has_ended(window) and not window.player.is_looking_back)


def test_run_at_the_end_with_nothing_changed_shows_the_same_run_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    number, first = window.player.run_id, log(window)
    set_speed(window, 20)
    press(qtbot, window, "runButton")
    assert window.player.cursor == 0
    end_of_replay(qtbot, window)
    assert window.player.run_id == number
    assert log(window) == first


@pytest.mark.parametrize("again", ["runButton", "loop", "backwards"])
def test_what_changes_while_a_finished_run_is_shown_again_is_for_the_next_run(
    window: MainWindow, qtbot: QtBot, again: str
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    number, first = window.player.run_id, log(window)
    set_speed(window, 20)
    window.actions_.loop.setChecked(again == "loop")
    if again == "backwards":
        window.actions_.play_back.trigger()
    else:
        press(qtbot, window, "runButton")
    window.experiment.add_point(0.5, 0.9)
    set_rate(window, 0.3)
    window.actions_.loop.setChecked(False)
    as_fast_as_possible(window)
    qtbot.waitUntil(lambda: has_ended(window))
    window.player.seek(10)
    assert log(window) == first
    assert len(window.player.trace.segments) == 1  # type: ignore[union-attr]
    run_to_the_end(qtbot, window)
    assert window.player.run_id != number
    expected = train(window.experiment.dataset, window.experiment.settings)
    assert window.player.trace is not None
    assert window.player.trace.m == pytest.approx(expected.m, rel=1e-12)
    assert [np.array_equal(run.trace.m, first[0]) for run in window.runs.all] == [True, False]


def test_a_diverged_run_shown_again_does_not_stand_in_the_way(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    set_rate(window, 50)
    run_to_the_end(qtbot, window)
    set_speed(window, 20)
    press(qtbot, window, "runButton")
    set_rate(window, 0.05)
    end_of_replay(qtbot, window)
    run_to_the_end(qtbot, window)
    assert not window.player.has_diverged
    assert window.player.cursor == 10


def test_go_on_adds_as_many_epochs_as_were_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.actions_.go_on.trigger()
    qtbot.waitUntil(lambda: window.player.cursor == 20)
    expected = train(window.experiment.dataset, replace(window.experiment.settings, epochs=20))
    assert log(window)[0] == pytest.approx(expected.m.tolist(), rel=1e-12)


def test_more_epochs_after_the_end_let_the_same_run_go_on(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    number = window.player.run_id
    window.experiment.settings = replace(window.experiment.settings, epochs=25)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor == 25)
    assert window.player.run_id == number


def test_run_from_an_earlier_epoch_goes_through_what_was_shown_and_beyond(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.experiment.settings = replace(window.experiment.settings, epochs=30)
    set_speed(window, 50)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 5)
    window.player.seek(2)
    seen: list[int] = []
    window.player.changed.connect(lambda: seen.append(window.player.cursor))
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: has_ended(window))
    assert sorted(set(seen)) == list(range(2, 31)), "every epoch, once in order"
    assert seen == sorted(seen)


def test_nothing_trains_on_points_that_are_gone(window: MainWindow, qtbot: QtBot) -> None:
    set_speed(window, 20)
    window.experiment.settings = replace(window.experiment.settings, epochs=100)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 2)
    window.experiment.clear()
    done = window.player.done
    for action in (window.actions_.play, window.actions_.run, window.actions_.step, window.actions_.go_on):
        assert not action.isEnabled()
        action.trigger()
    assert window.player.done == done
    assert window.player.state == "paused"


def test_an_epoch_half_typed_is_let_go_by_esc_and_the_run_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    set_speed(window, 20)
    window.experiment.settings = replace(window.experiment.settings, epochs=100)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor >= 5)
    key(qtbot, window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    dialog = find(window, GoToDialog, "goToDialog")
    qtbot.waitUntil(dialog.isVisible)
    field = find(dialog, QSpinBox, "epochWanted")
    type_into(qtbot, field, "3", end=None)
    for _ in range(2):  # the first takes back what is typed
        assert dialog.isVisible()
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    shown = window.player.cursor
    qtbot.waitUntil(lambda: window.player.cursor > shown)
    assert window.player.state == "playing"


def test_the_scrubber_let_go_beyond_what_was_done_goes_back_there(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = replace(window.experiment.settings, epochs=100)
    for _ in range(5):
        window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.cursor == 5)
    scrubber = window.transport.scrubber
    scrubber.setSliderDown(True)
    scrubber.setSliderPosition(80)
    scrubber.setSliderDown(False)
    assert (window.player.cursor, scrubber.value()) == (5, 5)


def undone(window: MainWindow) -> list[Settings]:
    """The settings at each step back to the first."""
    steps = [window.experiment.settings]
    while window.experiment.undo_stack.canUndo():
        window.experiment.undo_stack.undo()
        steps.append(window.experiment.settings)
    return steps


def test_each_click_on_the_surface_is_a_step_and_a_key_held_down_is_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    surface = window.workspace.surface_plot
    for m, b in ((0.4, 0.3), (0.5, 0.2), (0.6, 0.1)):
        click(qtbot, surface, m, b)
    for _ in range(3):
        qtbot.keyPress(surface, Qt.Key.Key_Right)
    qtbot.keyRelease(surface, Qt.Key.Key_Right)
    steps = undone(window)
    assert [step.m for step in steps[1:]] == pytest.approx([0.6, 0.5, 0.4, 0.33], abs=0.01)
    assert steps[0].m > 0.6


def test_settings_are_steps_to_take_back_each_of_its_own_and_several_switches_are_all_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    # settings do not merge across an edit that was undone
    set_rate(window, 0.3)
    window.experiment.add_point(0.5, 0.5)
    window.experiment.undo_stack.undo()
    set_rate(window, 0.4)
    assert [step.learning_rate for step in undone(window)] == [0.4, 0.3, 0.05]

    # advice taken is a step of its own and so is what is typed next
    type_into(qtbot, window.controls.learning_rate, "0.06")
    advised = replace(window.experiment.settings, learning_rate=0.7)
    window.run_control.take_advice(advised)
    type_into(qtbot, window.controls.learning_rate, "0.2")
    assert [step.learning_rate for step in undone(window)] == [0.2, 0.7, 0.06, 0.05]

    # ctrl z takes back a setting
    type_into(qtbot, window.controls.learning_rate, "0.3")
    window.workspace.data_plot.setFocus()
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.experiment.settings.learning_rate == 0.05
    assert window.controls.learning_rate.text() == "0.05"

    # there and back again is no step and a switch is one
    stack = window.experiment.undo_stack
    field = window.controls.learning_rate
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0.3")
    field.selectAll()
    qtbot.keyClicks(field, "0.05")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not stack.canUndo()
    open_fold(qtbot, window, "moreFold")
    for _ in range(2):
        qtbot.mouseClick(window.controls.standardise, Qt.MouseButton.LeftButton)
    assert stack.count() == 2

    # several switches at once are all shown
    options = replace(window.experiment.options, snap=True, residuals=True, next_step=True)
    window.experiment.options = options
    assert window.experiment.options == options
    actions = window.actions_
    assert [each.isChecked() for each in (actions.snap, actions.residuals, actions.steps)] == [True] * 3


def test_sgd_many_times_for_other_settings_is_let_go_before_its_first_news(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.actions_.many.trigger()
    set_rate(window, 0.2)
    qtbot.waitUntil(lambda: has_ended(window))
    assert not window.ensembles.is_running
    assert window.presenter.frame.ensemble is None
