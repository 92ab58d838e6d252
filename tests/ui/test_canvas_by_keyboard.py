"""Points in the hand by keyboard alone: nudge, walk, add, drag, and pan."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui.points_in_hand import place, selected
from tests.ui.user_actions import click, key

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_arrows_nudge_what_is_selected(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    for modifier, share in ((Qt.KeyboardModifier(0), 0.01), (SHIFT, 0.001), (CTRL, 0.1)):
        click(qtbot, plot, *place(sample, 9))
        (x_low, x_high), (y_low, y_high) = plot.view_range()
        for which in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            qtbot.keyClick(plot, which, modifier)
        x, y = place(window.experiment.dataset, 9)
        assert x == pytest.approx(sample.x[9] + share * (x_high - x_low)), modifier
        assert y == pytest.approx(sample.y[9] + share * (y_high - y_low)), modifier
        assert window.experiment.undo_stack.count() == 4, modifier
        for _ in range(4):
            window.experiment.undo()


def test_a_key_held_is_one_undo_step(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    click(qtbot, plot, *place(sample, 9))
    for _ in range(10):
        qtbot.keyPress(plot, Qt.Key.Key_Right)
    qtbot.keyRelease(plot, Qt.Key.Key_Right)
    assert window.experiment.undo_stack.count() == 1
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample


def test_by_keyboard_alone_a_crosshair_adds_and_keys_walk_and_delete_deletes(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    _, (y_low, y_high) = plot.view_range()
    for _ in range(3):
        qtbot.keyClick(plot, Qt.Key.Key_Up, CTRL)
    assert plot.hand.words == f"x {0.5:.3f}  y {(y_low + y_high) / 2 + 0.3 * (y_high - y_low):.3f}"
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    added = place(window.experiment.dataset, 20)
    assert added == pytest.approx((0.5, (y_low + y_high) / 2 + 0.3 * (y_high - y_low)))
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert len(window.experiment.dataset) == 21, "never a second one on top"
    assert selected(window) == [20]
    qtbot.keyClick(plot, Qt.Key.Key_N)
    following = int(np.argmin(np.where(sample.x > 0.5, sample.x, math.inf)))
    assert selected(window) == [following]
    qtbot.keyClick(plot, Qt.Key.Key_P)
    assert selected(window) == [20]
    qtbot.keyClick(plot, Qt.Key.Key_Delete)
    assert window.experiment.dataset == sample
    qtbot.keyClick(plot, Qt.Key.Key_N)
    assert selected(window) == [following]


def test_n_walks_from_left_to_right_and_all_points_are_one_stop_of_tab(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    walked = []
    for _ in range(20):
        qtbot.keyClick(plot, Qt.Key.Key_N)
        walked += selected(window)
    assert walked == np.argsort(sample.x).tolist()
    qtbot.keyClick(plot, Qt.Key.Key_N)
    assert selected(window) == walked[-1:], "the last one is the last one"
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert selected(window) == walked[:1]
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert selected(window) == walked[-1:]
    assert window.focusWidget() is plot
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    assert window.focusWidget() is not plot


def test_enter_held_with_arrows_is_a_drag_and_a_rubber_band(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_N)
    first = selected(window)[0]
    qtbot.keyPress(plot, Qt.Key.Key_Return)
    for _ in range(5):
        qtbot.keyClick(plot, Qt.Key.Key_Up, CTRL)
    qtbot.keyRelease(plot, Qt.Key.Key_Return)
    height = plot.view_range()[1][1] - plot.view_range()[1][0]
    assert window.experiment.dataset.y[first] == pytest.approx(sample.y[first] + 0.5 * height, abs=0.005)
    assert window.experiment.undo_stack.count() == 1
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    key(qtbot, window, Qt.Key.Key_2, CTRL)
    for _ in range(12):
        qtbot.keyClick(plot, Qt.Key.Key_Left, CTRL | ALT)
        qtbot.keyClick(plot, Qt.Key.Key_Down, CTRL | ALT)
    qtbot.keyPress(plot, Qt.Key.Key_Space)
    for _ in range(12):
        qtbot.keyClick(plot, Qt.Key.Key_Right, CTRL)
        qtbot.keyClick(plot, Qt.Key.Key_Up, CTRL)
    qtbot.keyRelease(plot, Qt.Key.Key_Space)
    assert len(selected(window)) == 20
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert selected(window) == []


def test_the_hand_pans_by_steps(window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset) -> None:
    key(qtbot, window, Qt.Key.Key_5, CTRL)
    (x_low, x_high), _ = plot.view_range()
    qtbot.keyPress(plot, Qt.Key.Key_Return)
    for _ in range(10):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyRelease(plot, Qt.Key.Key_Return)
    assert plot.view_range()[0][0] == pytest.approx(x_low + 0.1 * (x_high - x_low))
    assert window.experiment.dataset == sample
