"""Points in the hand: select, drag, nudge, duplicate, spray, erase, and all of it by keyboard."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.views.data.density import MOST_MARKS
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    drag,
    find,
    key,
    move,
    pixel,
    press,
    status,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plot(window: MainWindow) -> DataView:
    window.workspace.data_plot.setFocus()
    return window.workspace.data_plot


def selected(window: MainWindow) -> list[int]:
    shown = drawn.selected(window.workspace.data_plot)
    assert shown == window.experiment.selection.tolist()
    return [int(each) for each in shown]


def place(dataset: Dataset, at: int) -> tuple[float, float]:
    return float(dataset.x[at]), float(dataset.y[at])


def is_density(plot: DataView) -> bool:
    return bool(plot.points.density.isVisible())


def one_pixel(plot: DataView) -> tuple[float, float]:
    x, y = plot.view.viewPixelSize()
    return float(x), float(y)


def test_a_drag_moves_a_point_says_where_and_is_one_undo_step(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
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


def test_escape_calls_a_drag_off_and_keeps_what_could_be_redone(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    click(qtbot, plot, 0.2, 0.9)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    drag(qtbot, plot, place(sample, 4), (0.8, 0.2), release=False)
    assert window.experiment.dataset != sample
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert window.experiment.dataset == sample
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.8, 0.2))
    assert window.experiment.dataset == sample
    assert window.actions_.redo.isEnabled()


def test_undo_amid_a_drag_calls_it_off(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    drag(qtbot, plot, place(sample, 4), (0.8, 0.2), release=False)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample
    move(plot.viewport(), pixel(plot, 0.7, 0.2), LEFT)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, 0.8, 0.2))
    assert window.experiment.dataset == sample
    assert window.experiment.undo_stack.count() == 0


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


def test_a_rubber_band_selects_what_is_in_it(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
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


def test_all_are_selected_duplicated_and_deleted(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    assert len(selected(window)) == 20
    key(qtbot, window, Qt.Key.Key_D, CTRL | SHIFT)
    assert len(window.experiment.dataset) == 40
    assert selected(window) == list(range(20, 40))
    assert window.actions_.undo.text() == "&Undo duplicate 20 points"
    key(qtbot, window, Qt.Key.Key_Delete)
    assert window.experiment.dataset == sample
    assert window.actions_.undo.text() == "&Undo remove 20 points"


@pytest.mark.parametrize(("modifier", "share"), [(Qt.KeyboardModifier(0), 0.01), (SHIFT, 0.001), (CTRL, 0.1)])
def test_arrows_nudge_what_is_selected(
    window: MainWindow,
    plot: DataView,
    qtbot: QtBot,
    sample: Dataset,
    modifier: Qt.KeyboardModifier,
    share: float,
) -> None:
    click(qtbot, plot, *place(sample, 9))
    (x_low, x_high), (y_low, y_high) = plot.view_range()
    for which in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(plot, which, modifier)
    x, y = place(window.experiment.dataset, 9)
    assert x == pytest.approx(sample.x[9] + share * (x_high - x_low))
    assert y == pytest.approx(sample.y[9] + share * (y_high - y_low))
    assert window.experiment.undo_stack.count() == 4


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


def test_by_keyboard_alone_a_crosshair_adds_and_tab_walks_and_delete_deletes(
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
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    following = int(np.argmin(np.where(sample.x > 0.5, sample.x, math.inf)))
    assert selected(window) == [following]
    qtbot.keyClick(plot, Qt.Key.Key_Backtab)
    assert selected(window) == [20]
    qtbot.keyClick(plot, Qt.Key.Key_Delete)
    assert window.experiment.dataset == sample
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    assert selected(window) == [following]


def test_tab_walks_from_left_to_right_and_then_out_of_the_plot(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    walked = []
    for _ in range(20):
        qtbot.keyClick(plot, Qt.Key.Key_Tab)
        walked += selected(window)
    assert walked == np.argsort(sample.x).tolist()
    assert window.focusWidget() is plot
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    assert window.focusWidget() is not plot


def test_enter_held_with_arrows_is_a_drag_and_a_rubber_band(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
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


def test_a_spray_adds_points_about_the_pointer_while_it_is_held_in_one_step(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_3, CTRL)
    where = pixel(plot, 0.3, 0.8)
    qtbot.mousePress(plot.viewport(), LEFT, pos=where)
    qtbot.waitUntil(lambda: len(window.experiment.dataset) >= 28)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=where)
    n = len(window.experiment.dataset)
    qtbot.wait(100)
    assert len(window.experiment.dataset) == n
    x, y = window.experiment.dataset.x[20:], window.experiment.dataset.y[20:]
    reach = 2.5 * window.editing.pointer.tool.radius
    assert np.all(np.abs(x - 0.3) < reach * one_pixel(plot)[0])
    assert np.all(np.abs(y - 0.8) < reach * one_pixel(plot)[1])
    assert len(np.unique(x)) == len(x)
    assert window.actions_.undo.text() == f"&Undo spray {n - 20} points"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample


def test_the_eraser_takes_what_it_passes_however_quick_the_hand(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_4, CTRL)
    first, last = place(sample, 0), place(sample, 19)
    qtbot.mousePress(plot.viewport(), LEFT, pos=pixel(plot, *first))
    move(plot.viewport(), pixel(plot, *last), LEFT)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=pixel(plot, *last))
    left = window.experiment.dataset
    assert 0 < len(left) < 15
    assert first[0] not in left.x
    assert last[0] not in left.x
    assert window.actions_.undo.text() == f"&Undo erase {20 - len(left)} points"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample


def test_the_hand_moves_the_view_and_no_point(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_5, CTRL)
    (x_low, _), _ = plot.view_range()
    drag(qtbot, plot, (0.5, 0.5), (0.7, 0.5))
    assert plot.view_range()[0][0] == pytest.approx(x_low - 0.2, abs=0.005)
    assert window.experiment.dataset == sample
    key(qtbot, window, Qt.Key.Key_0, CTRL)
    key(qtbot, window, Qt.Key.Key_1, CTRL)
    click(qtbot, plot, 0.5, 0.9)
    assert len(window.experiment.dataset) == 21


def test_the_fields_show_place_and_add_points_exactly(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    x, y = find(window, QLineEdit, "pointX"), find(window, QLineEdit, "pointY")
    click(qtbot, plot, *place(sample, 4))
    assert (float(x.text()), float(y.text())) == place(sample, 4)
    type_into(qtbot, x, "0,125")
    assert place(window.experiment.dataset, 4) == (0.125, sample.y[4])
    assert window.actions_.undo.text() == "&Undo move of 1 point"
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    type_into(qtbot, x, "0.1")
    type_into(qtbot, y, "2e-1")
    press(qtbot, window, "addPointButton")
    assert place(window.experiment.dataset, 20) == (0.1, 0.2)
    type_into(qtbot, y, "1e51")
    assert "between" in status(window)
    assert len(window.experiment.dataset) == 21


def test_points_snap_to_the_grid(window: MainWindow, plot: DataView, qtbot: QtBot) -> None:
    window.actions_.snap.trigger()
    across, up = plot.grid()
    assert (across, up) == (0.1, 0.1)
    click(qtbot, plot, 0.313, 0.888)
    assert place(window.experiment.dataset, 20) == (0.3, 0.9)
    drag(qtbot, plot, (0.3, 0.9), (0.549, 0.72))
    assert place(window.experiment.dataset, 20) == (0.5, 0.7)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert place(window.experiment.dataset, 20) == (0.4, 0.7)


def test_equal_units_make_one_of_x_as_long_as_one_of_y(window: MainWindow, plot: DataView) -> None:
    window.actions_.equal_units.trigger()
    assert one_pixel(plot)[0] == pytest.approx(one_pixel(plot)[1])
    window.actions_.equal_units.trigger()
    window.view_control.fit_points()
    assert one_pixel(plot)[0] != pytest.approx(one_pixel(plot)[1])


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
    qtbot.waitUntil(lambda: window.player.cursor > 60)
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


def test_a_point_beyond_all_numbers_is_refused_in_words(
    window: MainWindow, plot: DataView, qtbot: QtBot
) -> None:
    plot.range_wanted.emit(((-1e51, 1e51), (-1, 1)))
    before = window.experiment.dataset
    click(qtbot, plot, 0.9e51, 0)
    assert "No point was added" in status(window)
    window.experiment.select([0])
    qtbot.keyClick(plot, Qt.Key.Key_Right, CTRL)
    assert "No point goes there" in status(window)
    assert window.experiment.dataset == before


@pytest.mark.parametrize("by_key", [False, True])
def test_points_replaced_amid_a_drag_are_not_the_ones_in_the_hand(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset, by_key: bool
) -> None:
    if by_key:
        qtbot.keyClick(plot, Qt.Key.Key_Backtab)
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


def test_a_plain_click_on_one_of_many_selected_selects_that_one(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    click(qtbot, plot, *place(sample, 4))
    assert selected(window) == [4]


def test_escape_lets_tab_leave_and_the_hand_pans_by_steps(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    assert window.focusWidget() is not plot
    key(qtbot, window, Qt.Key.Key_5, CTRL)
    (x_low, x_high), _ = plot.view_range()
    qtbot.keyPress(plot, Qt.Key.Key_Return)
    for _ in range(10):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyRelease(plot, Qt.Key.Key_Return)
    assert plot.view_range()[0][0] == pytest.approx(x_low + 0.1 * (x_high - x_low))
    assert window.experiment.dataset == sample


def test_a_view_set_by_hand_stays_whatever_is_added_outside_it(
    window: MainWindow, plot: DataView, qtbot: QtBot
) -> None:
    plot.range_wanted.emit(((0, 0.3), (0, 0.3)))
    window.experiment.add_point(5, 5)
    assert plot.view_range() == ((0, 0.3), (0, 0.3))
    key(qtbot, window, Qt.Key.Key_0, CTRL)
    assert drawn.out_of_view(plot) == 0


def test_a_drag_amid_a_run_leaves_one_mark(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    window.experiment.settings = Settings(epochs=200)
    window.transport.speed.setValue(5)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 10)
    begin, end = pixel(plot, *place(sample, 4)), pixel(plot, 0.8, 0.2)
    qtbot.mousePress(plot.viewport(), LEFT, pos=begin)
    for k in range(20):
        move(plot.viewport(), begin + (end - begin) * (k / 20), LEFT)
        qtbot.wait(20)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=end)
    qtbot.wait(50)
    assert [words for _, words in window.workspace.loss_plot.notes.shown] == ["points changed"]


def test_the_names_of_the_axes_are_no_markup(window: MainWindow, plot: DataView) -> None:
    window.experiment.name_axes("mass <kg>", "a<b & c")
    assert plot.getAxis("bottom").label.toPlainText().strip() == "mass <kg>"
    assert plot.getAxis("left").label.toPlainText().strip() == "a<b & c"


def test_adding_by_the_fields_leaves_the_point_selected_where_it_is(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    click(qtbot, plot, *place(sample, 4))
    x, y = find(window, QLineEdit, "pointX"), find(window, QLineEdit, "pointY")
    type_into(qtbot, x, "0.11", end=None)
    window.editing.tools.add.click()
    assert place(window.experiment.dataset, 20) == (0.11, float(y.text()))
    assert place(window.experiment.dataset, 4) == place(sample, 4)


def test_what_cannot_be_duplicated_is_said(window: MainWindow, plot: DataView, qtbot: QtBot) -> None:
    window.experiment.replace_points(Dataset([-1e50, 1e50], [-1e50, 1e50]), "open")
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    key(qtbot, window, Qt.Key.Key_D, CTRL | SHIFT)
    assert "Nothing was duplicated" in status(window)
    assert len(window.experiment.dataset) == 2
