"""A whole lesson without a mouse: by keyboard alone, and with the four keys of a presenter's remote."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.user_actions import find, has_ended, key, status

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
Press = Callable[..., None]


@pytest.fixture
def press(window: MainWindow, qtbot: QtBot) -> Press:
    """Presses keys where the focus is, one after the other."""

    def press(*keys: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
        for each in keys:
            key(qtbot, window, each, with_)

    return press


def tab_to(press: Press, window: MainWindow, name: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(80):
        now = window.focusWidget()
        if now is not None and now.objectName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def epoch(window: MainWindow) -> str:
    """Where the timeline says that the cursor is."""
    return window.transport.scrubber.spoken()


def is_at(window: MainWindow, wanted: str) -> bool:
    return epoch(window) == wanted


def test_a_whole_lesson_by_keyboard(window: MainWindow, qtbot: QtBot, press: Press, sample: Dataset) -> None:
    keys = Qt.Key
    window.resize(1600, 900)
    # points: another one at the crosshair, and it is moved
    tab_to(press, window, "dataPlot")
    press(keys.Key_Up, keys.Key_Up, with_=CTRL)
    press(keys.Key_Return)
    assert find(window, QLabel, "pointCount").text() == "21 points"
    press(keys.Key_Return)
    assert find(window, QLabel, "pointCount").text() == "1 of 21 selected"
    press(keys.Key_Down)
    press(keys.Key_Z, with_=CTRL)
    press(keys.Key_Escape)
    assert find(window, QLabel, "pointCount").text() == "21 points"
    # rate and epochs
    tab_to(press, window, "learningRate")
    press(keys.Key_A, with_=CTRL)
    qtbot.keyClicks(window.focusWidget(), "0.2")
    tab_to(press, window, "epochs")
    press(keys.Key_A, with_=CTRL)
    qtbot.keyClicks(window.focusWidget(), "40")
    tab_to(press, window, "speed")
    press(keys.Key_End)
    # run, pause, step, scrub
    press(keys.Key_Home)
    press(keys.Key_F5)
    qtbot.waitUntil(lambda: epoch(window) != "epoch 0 of 40")
    press(keys.Key_F5)
    assert status(window).startswith("Paused at epoch")
    at = window.player.cursor
    press(keys.Key_F6)
    qtbot.waitUntil(lambda: epoch(window) == f"epoch {at + 1} of 40")
    press(keys.Key_F6, with_=SHIFT)
    tab_to(press, window, "timeline")
    press(keys.Key_Home)
    assert epoch(window) == "epoch 0 of 40"
    assert drawn.position(window.workspace.surface_plot) == pytest.approx((0.33, 0.48))
    tab_to(press, window, "speed")
    press(keys.Key_End, keys.Key_F5)
    qtbot.waitUntil(lambda: status(window).startswith("Finished 40 epochs"))
    # GD against SGD, and one of them is hidden
    press(keys.Key_G, with_=CTRL | SHIFT)
    qtbot.waitUntil(lambda: has_ended(window))
    tab_to(press, window, "run2Chip")
    assert 2 in drawn.saved_numbers(window.workspace.loss_plot)
    press(keys.Key_Space)
    assert 2 not in drawn.saved_numbers(window.workspace.loss_plot)
    # the table, the projector and back
    press(keys.Key_F9)
    tab_to(press, window, "pointsTable")
    press(keys.Key_F9)
    assert window.drawer.isHidden()
    press(keys.Key_F11)
    assert find(window, QWidget, "projectorBar").isVisible()
    press(keys.Key_Escape)
    assert window.menuBar().isVisible()
    press(keys.Key_Q, with_=CTRL)
    assert not window.isVisible()


@pytest.mark.parametrize("focus", ["runButton", "learningRate", "epochs", "speed", "dataPlot", "timeline"])
def test_a_lesson_by_a_remote(window: MainWindow, qtbot: QtBot, press: Press, focus: str) -> None:
    """Its start key sends F5 and Esc in turn; whatever has the focus, no value changes."""
    keys = Qt.Key
    before = window.experiment.settings, window.transport.speed.value(), window.experiment.dataset
    find(window, QWidget, focus).setFocus()
    press(keys.Key_F11)
    black = find(window, QWidget, "blank")
    for at in (1, 2, 3):
        press(keys.Key_PageDown)
        qtbot.waitUntil(partial(is_at, window, f"epoch {at} of 10"))
    press(keys.Key_PageUp)
    assert epoch(window) == "epoch 2 of 10"
    press(keys.Key_F5)
    assert find(window, QWidget, "runButton").accessibleName() == "Pause"
    qtbot.waitUntil(lambda: window.player.cursor > 2)
    press(keys.Key_PageUp)
    assert find(window, QWidget, "runButton").accessibleName() == "Run", "it is paused"
    for each in (keys.Key_Period, keys.Key_B):
        press(each)
        assert black.isVisible()
        press(each)
        assert black.isHidden()
    press(keys.Key_Escape)
    assert window.menuBar().isVisible(), "back at the desk"
    assert window.isVisible()
    after = window.experiment.settings, window.transport.speed.value(), window.experiment.dataset
    assert after == before
