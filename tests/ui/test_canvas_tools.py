"""Tools on the canvas: spray, eraser, hand, fields, grid and view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.points_in_hand import one_pixel, place
from tests.ui.user_actions import click, drag, find, key, move, pixel, press, status, type_into

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def test_a_spray_adds_points_about_the_pointer_while_it_is_held_in_one_step(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_3, CTRL)
    where = pixel(plot, 0.3, 0.8)
    qtbot.mousePress(plot.viewport(), LEFT, pos=where)
    qtbot.waitUntil(lambda: len(window.experiment.dataset) >= 28)
    qtbot.mouseRelease(plot.viewport(), LEFT, pos=where)
    n = len(window.experiment.dataset)
    timers = window.editing.pointer.tool.findChildren(QTimer)
    assert [each.isActive() for each in timers] == [False]
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
    key(qtbot, window, Qt.Key.Key_8, CTRL)
    key(qtbot, window, Qt.Key.Key_1, CTRL)
    click(qtbot, plot, 0.5, 0.9)
    assert len(window.experiment.dataset) == 21


def test_the_fields_show_place_and_add_points_exactly(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_F9)
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


def test_the_names_of_the_axes_are_no_markup_and_equal_units_are_equally_long(
    window: MainWindow, plot: DataView
) -> None:
    # the names of the axes are no markup
    window.experiment.name_axes("mass <kg>", "a<b & c")
    assert plot.getAxis("bottom").label.toPlainText().strip() == "mass <kg>"
    assert plot.getAxis("left").label.toPlainText().strip() == "a<b & c"

    # equal units make one of x as long as one of y
    window.actions_.equal_units.trigger()
    assert one_pixel(plot)[0] == pytest.approx(one_pixel(plot)[1])
    window.actions_.equal_units.trigger()
    window.view_control.fit_points()
    assert one_pixel(plot)[0] != pytest.approx(one_pixel(plot)[1])


def test_a_view_set_by_hand_stays_whatever_is_added_outside_it(
    window: MainWindow, plot: DataView, qtbot: QtBot
) -> None:
    plot.range_wanted.emit(((0, 0.3), (0, 0.3)))
    window.experiment.add_point(5, 5)
    assert plot.view_range() == ((0, 0.3), (0, 0.3))
    key(qtbot, window, Qt.Key.Key_8, CTRL)
    assert drawn.out_of_view(plot) == 0


def test_adding_by_the_fields_leaves_the_point_selected_where_it_is(
    window: MainWindow, plot: DataView, qtbot: QtBot, sample: Dataset
) -> None:
    key(qtbot, window, Qt.Key.Key_F9)
    click(qtbot, plot, *place(sample, 4))
    x, y = find(window, QLineEdit, "pointX"), find(window, QLineEdit, "pointY")
    type_into(qtbot, x, "0.11", end=None)
    press(qtbot, window, "addPointButton")
    assert place(window.experiment.dataset, 20) == (0.11, float(y.text()))
    assert place(window.experiment.dataset, 4) == place(sample, 4)
