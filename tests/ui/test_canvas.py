"""Points in the hand: select, drag, duplicate, delete, also many of them and amid a run."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.views.data.density import MOST_MARKS
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.points_in_hand import one_pixel, place, selected
from tests.ui.user_actions import as_fast_as_possible, click, drag, key, move, pixel, press, status

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def is_density(plot: DataView) -> bool:
    return bool(plot.points.density.isVisible())


def test_a_drag_is_one_undo_step_says_where_and_is_called_off_by_escape_or_undo(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    # undo amid a drag calls it off
    drag(qtbot, plot, place(sample, 4), (0.8, 0.2), release=False)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample
    move(plot.viewport(), pixel(plot, 0.7, 0.2), LEFT)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.8, 0.2))
    assert window.experiment.dataset == sample
    assert window.experiment.undo_stack.count() == 0

    # escape calls a drag off and keeps what could be redone
    click(qtbot, plot, 0.2, 0.9)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    drag(qtbot, plot, place(sample, 4), (0.8, 0.2), release=False)
    assert window.experiment.dataset != sample
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert window.experiment.dataset == sample
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.8, 0.2))
    assert window.experiment.dataset == sample
    assert window.actions_.redo.isEnabled()

    # a drag moves a point says where and is one undo step
    drag(qtbot, plot, place(sample, 4), (0.8, 0.2), release=False)
    x, y = place(window.experiment.dataset, 4)
    assert plot.hand.words == f"x {x:.3f}  y {y:.3f}"
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.8, 0.2))
    moved = window.experiment.dataset
    assert place(moved, 4) == pytest.approx((0.8, 0.2), abs=0.003)
    others = np.arange(20) != 4
    np.testing.assert_array_equal(moved.x[others], sample.x[others])
    assert plot.hand.words == ""
    assert window.actions_.undo.text() == "&Undo move of 1 point"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample
    key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.experiment.dataset == moved


def test_all_points_selected_move_together(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    click(qtbot, plot, *place(sample, 0))
    qtbot.mouseClick(plot.viewport(), LEFT, SHIFT, pixel(plot, *place(sample, 9)))
    qtbot.mouseClick(plot.viewport(), LEFT, CTRL, pixel(plot, *place(sample, 19)))
    assert selected(window) == [0, 9, 19]
    qtbot.mouseClick(plot.viewport(), LEFT, CTRL, pixel(plot, *place(sample, 19)))
    assert selected(window) == [0, 9]
    begin = place(sample, 9)
    drag(qtbot, plot, begin, (begin[0] + 0.1, begin[1] + 0.2))
    moved = window.experiment.dataset
    np.testing.assert_allclose(moved.x[[0, 9]] - sample.x[[0, 9]], 0.1, atol=one_pixel(plot)[0])
    np.testing.assert_allclose(moved.y[[0, 9]] - sample.y[[0, 9]], 0.2, atol=2 * one_pixel(plot)[1])
    assert window.actions_.undo.text() == "&Undo move of 2 points"
    assert selected(window) == [0, 9]


def test_many_are_selected_by_key_and_by_rubber_band_duplicated_and_deleted(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    # all are selected duplicated and deleted
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    assert len(selected(window)) == 20
    key(qtbot, window, Qt.Key.Key_D, CTRL | SHIFT)
    assert len(window.experiment.dataset) == 40
    assert selected(window) == list(range(20, 40))
    assert window.actions_.undo.text() == "&Undo duplicate 20 points"
    key(qtbot, window, Qt.Key.Key_Delete)
    assert window.experiment.dataset == sample
    assert window.actions_.undo.text() == "&Undo remove 20 points"

    # a plain click on one of many selected selects that one
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    click(qtbot, plot, *place(sample, 4))
    assert selected(window) == [4]

    # a rubber band selects what is in it
    key(qtbot, window, Qt.Key.Key_2, CTRL)
    drag(qtbot, plot, (0.02, 0.3), (0.25, 0.02))
    inside = np.flatnonzero((sample.x < 0.25) & (sample.y < 0.3)).tolist()
    assert selected(window) == inside
    assert len(inside) > 3
    drag(qtbot, plot, (0.6, 0.9), (1.0, 0.45), SHIFT)
    assert len(selected(window)) > len(inside)
    drag(qtbot, plot, (0.02, 0.3), (0.25, 0.02), CTRL)
    assert not set(inside) & set(selected(window))
    click(qtbot, plot, 0.3, 0.95)
    assert selected(window) == []
    assert window.experiment.dataset == sample, "in this mode a click adds nothing"


def test_the_view_stays_while_a_point_is_dragged_out_of_it_and_while_a_run_goes_on(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    before = plot.view_range()
    drag(qtbot, plot, place(sample, 4), (1.02, 0.5))
    begin = pixel(plot, 1.02, 0.5)
    qtbot.mousePress(plot.viewport(), LEFT, pos=begin)
    for k in range(1, 40):
        move(plot.viewport(), begin + QPoint(5 * k, 0), LEFT)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=begin + QPoint(195, 0))
    assert window.experiment.dataset.x[4] > 1.1
    assert plot.view_range() == before
    window.experiment.settings = Settings(epochs=1000)
    press(qtbot, window, "runButton")
    for _ in range(2):  # the epochs, and the move
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset.x[4] < 1.1
    key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.experiment.dataset.x[4] > 1.1
    assert plot.view_range() == before


def test_while_a_run_plays_the_bowl_and_the_line_follow_a_drag(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=0.3, epochs=1_000_000)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    window.transport.speed.setValue(5)  # 50 epochs a second
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 5)
    before = drawn.contours(window.workspace.surface_plot)[0][0]
    drag(qtbot, plot, place(sample, 19), (0.9, 0.02), release=False)
    assert drawn.contours(window.workspace.surface_plot)[0][0] != before
    assert window.player.trace is not None
    m = float(window.player.trace.m[window.player.cursor])
    qtbot.waitUntil(lambda: abs(drawn.position(window.workspace.surface_plot)[0] - m) > 0.05)
    assert window.editing.pointer.is_pressed
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.9, 0.02))
    assert window.player.trace.segments[-1].dataset is window.experiment.dataset


def test_a_touch_adds_selects_and_drags(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    finger = QTest.createTouchDevice()
    assert isinstance(finger, QPointingDevice)

    def touch(*places: tuple[float, float]) -> None:
        pixels = [plot.viewport().mapTo(window, pixel(plot, *each)) for each in places]
        QTest.touchEvent(window, finger).press(0, pixels[0], window).commit()
        for each in pixels[1:]:
            QTest.touchEvent(window, finger).move(0, each, window).commit()
        QTest.touchEvent(window, finger).release(0, pixels[-1], window).commit()
        QApplication.processEvents()

    touch((0.3, 0.9))
    assert len(window.experiment.dataset) == 21
    assert place(window.experiment.dataset, 20) == pytest.approx((0.3, 0.9), abs=0.003)
    touch((0.3, 0.9))
    assert len(window.experiment.dataset) == 21
    assert selected(window) == [20]
    touch((0.3, 0.9), (0.35, 0.85), (0.4, 0.8))
    assert place(window.experiment.dataset, 20) == pytest.approx((0.4, 0.8), abs=0.003)


def test_very_many_points_are_drawn_as_density_and_still_in_hand(
    window: MainWindow, plot: DataView, qtbot: QtBot
) -> None:
    rng = np.random.default_rng(0)
    dataset = Dataset(*rng.uniform(0, 1, (2, MOST_MARKS + 1)))
    window.experiment.replace_points(dataset, "open")
    assert is_density(plot)
    assert plot.points.density.counts.sum() == len(dataset)
    click(qtbot, plot, *place(dataset, 7))
    (chosen,) = selected(window)
    assert math.dist(place(dataset, chosen), place(dataset, 7)) < 0.02
    key(qtbot, window, Qt.Key.Key_Delete)
    assert not is_density(plot), "few enough again"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert is_density(plot)
    plot.range_wanted.emit(((0, 0.5), (0, 1)))
    inside = np.sum(dataset.x <= 0.5)
    assert plot.points.density.counts.sum() == pytest.approx(inside, rel=0.01)


def test_beyond_all_numbers_no_point_is_added_moved_or_duplicated(
    window: MainWindow, plot: DataView, qtbot: QtBot
) -> None:
    # a point beyond all numbers is refused in words
    plot.range_wanted.emit(((-1e51, 1e51), (-1, 1)))
    before = window.experiment.dataset
    click(qtbot, plot, 0.9e51, 0)
    assert "No point was added" in status(window)
    window.experiment.select([0])
    qtbot.keyClick(plot, Qt.Key.Key_Right, CTRL)
    assert "No point goes there" in status(window)
    assert window.experiment.dataset == before

    # what cannot be duplicated is said
    window.experiment.replace_points(Dataset([-1e50, 1e50], [-1e50, 1e50]), "open")
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    key(qtbot, window, Qt.Key.Key_D, CTRL | SHIFT)
    assert "Nothing was duplicated" in status(window)
    assert len(window.experiment.dataset) == 2


@pytest.mark.parametrize("by_key", [False, True])
def test_points_replaced_amid_a_drag_are_not_the_ones_in_the_hand(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset, by_key: bool
) -> None:
    if by_key:
        qtbot.keyClick(plot, Qt.Key.Key_P)
        qtbot.keyPress(plot, Qt.Key.Key_Return)
    else:
        drag(qtbot, plot, place(sample, 19), (0.8, 0.2), release=False)
    few = Dataset([0.1, 0.9], [0.2, 0.3])
    window.experiment.replace_points(few, "open")
    if by_key:
        qtbot.keyClick(plot, Qt.Key.Key_Left)
        qtbot.keyRelease(plot, Qt.Key.Key_Return)
    else:
        move(plot.viewport(), pixel(plot, 0.5, 0.5), LEFT)
        qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.5, 0.5))
    assert window.experiment.dataset == few


def test_a_run_on_very_many_points_takes_what_was_dragged_when_it_is_dropped(
    window: MainWindow, plot: DataView, qtbot: QtBot
) -> None:
    rng = np.random.default_rng(0)
    window.experiment.replace_points(Dataset(*rng.uniform(0.2, 0.8, (2, 10_001))), "open")
    window.experiment.add_point(0.05, 0.95)
    window.experiment.settings = Settings(epochs=1000)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    before = window.experiment.dataset
    drag(qtbot, plot, (0.05, 0.95), (0.95, 0.05), release=False)
    assert window.player.trace is not None
    assert window.player.trace.segments[-1].dataset is before
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.95, 0.05))

    def is_taken() -> bool:
        trace = window.player.trace
        return trace is not None and trace.segments[-1].dataset is window.experiment.dataset

    qtbot.waitUntil(is_taken)


def wait_for_an_epoch(qtbot: QtBot, window: MainWindow) -> None:
    """One more than there are."""
    before = window.player.cursor
    qtbot.waitUntil(lambda: window.player.cursor > before)


def test_a_drag_amid_a_run_leaves_one_mark(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    window.experiment.settings = Settings(epochs=200)
    window.transport.speed.setValue(5)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 10)
    begin, end = pixel(plot, *place(sample, 4)), pixel(plot, 0.8, 0.2)
    qtbot.mousePress(plot.viewport(), LEFT, pos=begin)
    for k in range(8):
        move(plot.viewport(), begin + (end - begin) * (k / 8), LEFT)
        wait_for_an_epoch(qtbot, window)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=end)
    wait_for_an_epoch(qtbot, window)
    assert [words for _, words in window.workspace.loss_plot.notes.shown] == ["points changed"]
