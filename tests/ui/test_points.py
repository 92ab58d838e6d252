"""Clicking points in and out, and taking it back."""

import sys
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.user_actions import (
    clear_points,
    click,
    find,
    key,
    move,
    pixel,
    scroll,
    status,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_click_adds_a_point_exactly_there(window: MainWindow, qtbot: QtBot) -> None:
    plot = window.workspace.data_plot
    for n, place in enumerate(((0.5, 0.9), (0.02, 0.03), (0.99, 0.4)), 21):
        clicked = plot.view.mapSceneToView(plot.mapToScene(pixel(plot, *place)))
        click(qtbot, plot, *place)
        dataset = window.experiment.dataset
        assert len(dataset) == n
        assert (dataset.x[-1], dataset.y[-1]) == (clicked.x(), clicked.y())


def test_a_click_adds_a_point_exactly_there_painted_at_once_and_the_view_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    # the new point is painted at once
    plot = window.workspace.data_plot
    where = pixel(plot, 0.2, 0.9)
    assert plot.grab().toImage().pixelColor(where).lightness() > 200
    click(qtbot, plot, 0.2, 0.9)
    assert plot.grab().toImage().pixelColor(where).lightness() < 60

    # clicking never moves the view
    plot = window.workspace.data_plot
    before = plot.view_range()
    for x, y in ((0.01, 0.99), (0.99, 0.01), (0.5, 0.5)):
        click(qtbot, plot, x, y)
    assert plot.view_range() == before


def test_what_is_no_click_of_a_new_point_adds_none_and_moves_no_view(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    # a click on the axes adds nothing
    plot = window.workspace.data_plot
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, plot.height() // 2))
    qtbot.mouseClick(
        plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(plot.width() // 2, plot.height() - 8)
    )
    assert window.experiment.dataset == sample

    # a drag with the left button neither pans nor adds
    plot = window.workspace.data_plot
    before = plot.view_range()
    start = pixel(plot, 0.5, 0.9)
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 40, 80):
        move(plot.viewport(), start + QPoint(step, 0), Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    assert plot.view_range() == before
    assert window.experiment.dataset == sample

    # a click on a point selects it and adds none
    click(qtbot, window.workspace.data_plot, sample.x[4], sample.y[4])
    assert drawn.selected(window.workspace.data_plot) == [4]
    assert window.experiment.dataset == sample


def test_two_quick_clicks_at_one_place_make_one_point(window: MainWindow, qtbot: QtBot) -> None:
    plot = window.workspace.data_plot
    click(qtbot, plot, 0.5, 0.9)
    qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot, 0.5, 0.9))
    assert len(window.experiment.dataset) == 21


def test_a_long_press_with_a_trembling_hand_is_still_a_click(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = window.workspace.data_plot
    place = pixel(plot, 0.5, 0.9)
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    scene_clock = sys.modules["pyqtgraph.GraphicsScene.GraphicsScene"]
    monkeypatch.setattr(scene_clock, "perf_counter", lambda: perf_counter() + 60)
    qtbot.mouseMove(plot.viewport(), place + QPoint(2, 1))
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(2, 1))
    assert len(window.experiment.dataset) == 21


def test_a_right_click_removes_the_point_under_it_and_only_that_and_delete_the_selected_one(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    # a right click removes the point under it and only that
    click(qtbot, window.workspace.data_plot, sample.x[7], sample.y[7], Qt.MouseButton.RightButton)
    assert len(window.experiment.dataset) == 19
    assert sample.x[7] not in window.experiment.dataset.x
    click(qtbot, window.workspace.data_plot, 0.1, 0.9, Qt.MouseButton.RightButton)
    assert len(window.experiment.dataset) == 19

    # delete removes the selected point
    click(qtbot, window.workspace.data_plot, sample.x[0], sample.y[0])
    key(qtbot, window, Qt.Key.Key_Delete)
    assert len(window.experiment.dataset) == 18
    key(qtbot, window, Qt.Key.Key_Delete)
    assert len(window.experiment.dataset) == 18, "nothing is selected any more"


def test_everything_can_be_undone_and_redone_in_order(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    states = [sample]
    plot = window.workspace.data_plot
    click(qtbot, plot, 0.3, 0.9)
    states.append(window.experiment.dataset)
    click(qtbot, plot, sample.x[3], sample.y[3], Qt.MouseButton.RightButton)
    states.append(window.experiment.dataset)
    clear_points(qtbot, window)
    states.append(window.experiment.dataset)
    assert len(states[-1]) == 0
    for expected in reversed(states[:-1]):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert window.experiment.dataset == expected
    for expected in states[1:]:
        key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
        assert window.experiment.dataset == expected


def test_undo_while_a_field_has_the_focus_is_of_the_points_until_something_was_typed(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    # undo works while a field has the focus and nothing was typed
    for field in (window.controls.learning_rate, window.controls.epochs):
        click(qtbot, window.workspace.data_plot, 0.3, 0.9)
        field.setFocus()
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert window.experiment.dataset == sample

    # undo in a field takes back what was typed there
    click(qtbot, window.workspace.data_plot, 0.3, 0.9)
    field = window.controls.learning_rate
    type_into(qtbot, field, "7", end=None)
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert len(window.experiment.dataset) == 21
    assert field.text() != "7"


def test_without_points_run_and_step_are_disabled_and_say_why(window: MainWindow, qtbot: QtBot) -> None:
    clear_points(qtbot, window)
    for name in ("runButton", "stepButton"):
        button = find(window, QPushButton, name)
        assert not button.isEnabled()
        assert "no points" in button.toolTip()
    assert "no points" in status(window)
    key(qtbot, window, Qt.Key.Key_F5)
    assert window.player.state == "idle"
    click(qtbot, window.workspace.data_plot, 0.5, 0.5)
    assert find(window, QPushButton, "runButton").isEnabled()


def test_the_wheel_zooms_the_middle_button_pans_and_fit_brings_all_points_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    plot = window.workspace.data_plot
    (x_before, y_before) = plot.view_range()
    scroll(plot.viewport(), 20 * 120)
    assert drawn.out_of_view(plot) > 0
    zoomed = plot.view_range()[0]
    middle = plot.viewport().rect().center()
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.MiddleButton, pos=middle)
    for step in (10, 40, 80):
        move(plot.viewport(), middle + QPoint(step, 0), Qt.MouseButton.MiddleButton)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.MiddleButton, pos=middle + QPoint(80, 0))
    assert plot.view_range()[0][0] < zoomed[0], "the plot follows the hand"
    key(qtbot, window, Qt.Key.Key_8, CTRL)
    assert plot.view_range()[0] == pytest.approx(x_before)
    assert plot.view_range()[1] == pytest.approx(y_before)
