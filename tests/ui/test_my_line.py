"""A line of one's own: dragged, typed, stepped; what is said of it, and what is hidden for now."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, least_squares
from gdgui.experiment.points import Points
from gdgui.ui.picture import render
from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui.drawn import place_of, places_of
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    drag,
    find,
    key,
    open_fold,
    pixel,
    press,
    run_to_the_end,
    scroll,
    status,
    type_into,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# ŷ = 2x is exact; the start of the line is level, at 0.5, the middle of what is in view
RISING = Dataset([0.0, 0.25, 0.5], [0.0, 0.5, 1.0])


@pytest.fixture
def plot(window: MainWindow, qtbot: QtBot) -> DataView:
    """The plot, with a line of one's own shown by its key, and the fold open."""
    open_fold(qtbot, window, "myLineFold")
    key(qtbot, window, Qt.Key.Key_L, CTRL | SHIFT)
    return window.workspace.data_plot


def handle(plot: DataView, name: str) -> tuple[float, float]:
    return plot.line_handles[name]


def drawn(plot: DataView) -> tuple[float, float]:
    """m and b of the line that is drawn."""
    x, y = plot.mine.line.getData()
    m = (y[1] - y[0]) / (x[1] - x[0])
    return float(m), float(y[0] - m * x[0])


def text(window: MainWindow, name: str) -> str:
    return find(window, QLabel, name).text()


def test_it_lies_level_with_three_handles_on_it_and_a_screen_reader_and_a_picture_tell_of_it(
    plot: DataView, window: MainWindow, qtbot: QtBot
) -> None:
    # it lies level with three handles on it and its name
    assert drawn(plot) == pytest.approx((0.0, 0.5))
    places = places_of(plot.mine._handles)
    assert [y for _, y in places] == pytest.approx([0.5] * 3)
    assert plot.mine.names == ["my line"]

    # a screen reader hears of it and a saved picture shows it
    assert "my line ŷ = 0·x + 0.5" in plot.spoken()
    style = plot.current_style
    picture = render(window.presenter.frame, window.presenter.options, (900, 500), style).toImage()
    inked = [
        picture.pixelColor(x, y).name() == style.theme.mine
        for x in range(0, 500, 2)
        for y in range(60, picture.height())
    ]
    assert sum(inked) > 100

    # a point beneath no handle is still dragged
    x, y = float(window.experiment.dataset.x[0]), float(window.experiment.dataset.y[0])
    click(qtbot, plot, x, y)
    assert window.experiment.selection.tolist() == [0]


def test_the_middle_moves_it_and_an_end_turns_it_about_the_middle(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    points = len(window.experiment.dataset)
    x, y = handle(plot, "middle")
    drag(qtbot, plot, (x, y), (x, y - 0.2))
    assert drawn(plot) == pytest.approx((0.0, 0.3), abs=0.003)
    (x, y), end = handle(plot, "middle"), handle(plot, "right")
    drag(qtbot, plot, end, (end[0], end[1] + 0.3))
    m, b = drawn(plot)
    assert m == pytest.approx(0.3 / (end[0] - x), rel=0.03)
    assert m * x + b == pytest.approx(y, abs=0.005), "the middle stays"
    left = handle(plot, "left")
    drag(qtbot, plot, left, (left[0], handle(plot, "middle")[1]))
    assert drawn(plot)[0] == pytest.approx(0.0, abs=0.01)
    assert len(window.experiment.dataset) == points, "no press on a handle is one on the points"


def test_a_drag_is_one_step_to_take_back_and_escape_leaves_none(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    x, y = handle(plot, "middle")
    drag(qtbot, plot, (x, y), (x, y - 0.2))
    x, y = handle(plot, "middle")
    drag(qtbot, plot, (x, y), (x, y + 0.4), release=False)
    assert drawn(plot)[1] > 0.6
    key(qtbot, window, Qt.Key.Key_Escape)
    assert drawn(plot) == pytest.approx((0.0, 0.3), abs=0.003)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert drawn(plot) == pytest.approx((0.0, 0.5))
    key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert drawn(plot) == pytest.approx((0.0, 0.3), abs=0.003)


def test_a_handle_is_at_least_24_pixels_wide_and_44_on_a_projector(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    points = len(window.experiment.dataset)
    for off, hits in ((11, True), (16, False)):
        at = pixel(plot, *handle(plot, "left")) + QPoint(0, off)
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert len(window.experiment.dataset) == points + (not hits), off
    window.apply(Style(Scale.projector(1080)))
    place = plot.scene_at(*handle(plot, "middle"))
    assert plot.handle_at(place + QPointF(0, 22)) == "middle"


def test_out_of_view_the_handles_wait_at_the_edge(window: MainWindow, qtbot: QtBot, plot: DataView) -> None:
    type_into(qtbot, find(window, QLineEdit, "myB"), "7")
    assert plot.mine.line.getData()[0] is None or not len(plot.mine.line.getData()[0])
    x, y = handle(plot, "middle")
    (_, (low, high)) = plot.view_range()
    assert low < y < high
    drag(qtbot, plot, (x, y), (x, 0.5))
    assert drawn(plot) == pytest.approx((0.0, 0.5), abs=0.003)


def test_by_keys_alone(window: MainWindow, qtbot: QtBot, plot: DataView) -> None:
    """Up and Down in either field; Shift a tenth, Ctrl ten of them."""
    m, b = find(window, QLineEdit, "myM"), find(window, QLineEdit, "myB")
    b.setFocus()
    key(qtbot, window, Qt.Key.Key_Up)
    key(qtbot, window, Qt.Key.Key_Up, SHIFT)
    key(qtbot, window, Qt.Key.Key_Down, CTRL)
    assert drawn(plot) == pytest.approx((0.0, 0.5 + 0.01 + 0.001 - 0.1))
    assert b.text() == "0.411"
    m.setFocus()
    key(qtbot, window, Qt.Key.Key_Up)
    assert drawn(plot) == pytest.approx((0.01, 0.411))
    type_into(qtbot, m, "0,5")
    assert drawn(plot) == pytest.approx((0.5, 0.411))
    type_into(qtbot, b, "far")
    assert "far" in status(window)
    assert drawn(plot) == pytest.approx((0.5, 0.411)), "what is no number moves nothing"


def test_its_error_its_bar_and_its_hints_are_told_when_they_are_asked_for(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    # a hint comes when it is asked for
    window.experiment.replace_points(RISING, "")
    assert text(window, "myHint") == ""
    press(qtbot, window, "my_hintsButton")
    said = []
    for m, b in ((0.0, 0.5), (1.0, 0.25), (3.0, -0.25), (2.0, -0.3), (2.0, 0.3), (2.0, 0.0)):
        window.experiment.move_my_line(m, b)
        said.append(text(window, "myHint").split(":")[0])
    assert said == ["Steeper", "Steeper", "Flatter", "Higher", "Lower", "Hardly anything is left to gain."]
    press(qtbot, window, "my_hintsButton")
    assert not find(window, QLabel, "myHint").isVisible()

    # its error is that worked out by hand and the best is not told
    # 0.5 against 0, 0.5 and 1: a third of 0.25 + 0 + 0.25.
    window.experiment.move_my_line(0.0, 0.5)
    window.experiment.replace_points(RISING, "")
    assert text(window, "myError") == "MSE 0.1667"
    assert find(window, QWidget, "errorBar").toolTip() == ""
    window.experiment.replace_points(Dataset([0.0, 0.0], [0.2, 0.4]), "")
    press(qtbot, window, "shows_bestButton")
    assert text(window, "myError") == "MSE 0.05 = best possible 0.01 + excess 0.04"
    assert find(window, QWidget, "errorBar").toolTip().startswith("20 % of it is the best possible")


def test_the_bar_is_solid_as_far_as_the_best_and_hatched_for_the_rest(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    window.experiment.replace_points(Dataset([0.0, 0.0], [0.2, 0.4]), "")
    bar = find(window, QWidget, "errorBar")

    def inked(begin: float, end: float) -> float:
        """How much of this share of the bar is in the line's colour."""
        picture = bar.grab().toImage()
        mine, width = plot.current_style.theme.mine, picture.width()
        row = range(int(begin * width) + 2, int(end * width) - 2)
        rows = range(3, picture.height() - 3)
        return float(np.mean([picture.pixelColor(x, y).name() == mine for x in row for y in rows]))

    assert inked(0, 1) == 0.0, "as long as the best is not to be known"
    press(qtbot, window, "shows_bestButton")
    assert inked(0, 0.2) == 1.0
    assert 0.0 < inked(0.2, 1) < 0.6


def test_where_the_column_is_out_of_view_a_hint_is_said_below_the_plots(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    window.experiment.replace_points(Points(RISING), "points")
    key(qtbot, window, Qt.Key.Key_H, CTRL | SHIFT)
    assert "Steeper" in text(window, "myHint")
    assert "Steeper" not in status(window)
    key(qtbot, window, Qt.Key.Key_F11)
    key(qtbot, window, Qt.Key.Key_H, CTRL | SHIFT)
    key(qtbot, window, Qt.Key.Key_H, CTRL | SHIFT)
    assert "Steeper" in status(window)
    window.status.say("Something else.")
    scroll(plot.viewport(), 120)
    assert status(window) == "Something else.", "a hint is no news in another view"
    window.experiment.move_my_line(3.0, -0.25)
    assert "Flatter" in status(window)


def test_its_fold_opens_with_it(window: MainWindow, qtbot: QtBot) -> None:
    was_open = find(window, QLineEdit, "myM").isVisible()
    key(qtbot, window, Qt.Key.Key_L, CTRL | SHIFT)
    assert (was_open, find(window, QLineEdit, "myM").isVisible()) == (False, True)


def test_the_best_line_stays_hidden_until_it_is_asked_for_and_a_run_ends_the_search(
    window: MainWindow, qtbot: QtBot, plot: DataView, sample: Dataset
) -> None:
    # the best line stays hidden until it is asked for
    surface = window.workspace.surface_plot
    best = least_squares(sample)
    for shown in (False, True, False):
        assert (surface.contours.shown != []) is shown
        assert len(places_of(surface._minimum)) == shown
        assert (plot.mine.best.getData()[0] is not None and len(plot.mine.best.getData()[0]) > 0) is shown
        assert [name for name, _ in window.workspace.loss_plot.levels.shown] == ["minimum MSE"] * shown
        assert window.actions_.excess.isEnabled() is shown
        assert ("best line" in plot.mine.names) is shown
        if shown:
            x, y = plot.mine.best.getData()
            assert y == pytest.approx(best.m * x + best.b)
        press(qtbot, window, "shows_bestButton")

    press(qtbot, window, "shows_bestButton")
    # a run ends the search
    as_fast_as_possible(window)
    assert window.workspace.surface_plot.contours.shown == []
    run_to_the_end(qtbot, window)
    assert window.workspace.surface_plot.contours.shown != []
    key(qtbot, window, Qt.Key.Key_F7)
    settle(qtbot, window)
    assert window.workspace.surface_plot.contours.shown == []


def test_its_place_on_the_surface_its_squares_and_what_is_kept_of_it(
    window: MainWindow, qtbot: QtBot, plot: DataView, sample: Dataset
) -> None:
    # compare keeps it beside the run and once more removes it
    press(qtbot, window, "compareButton")
    window.experiment.move_my_line(1.0, 0.0)
    x, y = plot.mine.saved.getData()
    assert y == pytest.approx(np.full(len(x), 0.5)), "as it was then"
    assert place_of(window.workspace.surface_plot.mine.saved) == (0.0, 0.5)
    (name, height), *_ = window.workspace.loss_plot.levels.shown
    assert name == "my line, saved"
    assert height == pytest.approx(sample.moments.mse(0.0, 0.5))
    assert list(window.workspace.legend.words) == ["my line, saved: ŷ = 0·x + 0.5"]
    press(qtbot, window, "compareButton")
    assert places_of(window.workspace.surface_plot.mine.saved) == []
    assert list(window.workspace.legend.words) == []

    # its place on the surface and its squares on the points
    window.experiment.move_my_line(0.0, 0.5)
    assert place_of(window.workspace.surface_plot.mine.line) == (0.0, 0.5)
    assert not plot.mine.squares.isVisible()
    press(qtbot, window, "my_squaresButton")
    assert plot.mine.squares.isVisible()
    high = plot.mine.squares.squares[:, 3] - plot.mine.squares.squares[:, 1]
    assert float((high**2).mean()) == pytest.approx(sample.moments.mse(0.0, 0.5))
    press(qtbot, window, "my_lineButton")
    assert not plot.mine.squares.isVisible()
    assert plot.line_handles == {}
    assert places_of(window.workspace.surface_plot.mine.line) == []


def test_shown_again_it_is_where_it_was_and_start_here_hands_it_to_the_run(
    window: MainWindow, qtbot: QtBot, plot: DataView
) -> None:
    # shown again it is where it was
    window.experiment.move_my_line(0.5, 0.25)
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_L, CTRL | SHIFT)
    assert drawn(plot) == pytest.approx((0.5, 0.25))
    assert find(window, QAbstractButton, "my_lineButton").isChecked()

    # start here hands it to the run
    window.experiment.move_my_line(0.25, 0.125)
    press(qtbot, window, "start_hereButton")
    assert (window.experiment.settings.m, window.experiment.settings.b) == (0.25, 0.125)
    assert find(window, QLineEdit, "startM").text() == "0.25"
    x, y = plot._line.getData()
    assert y == pytest.approx(0.25 * x + 0.125), "the line of the run lies there"
    assert "my line" in status(window)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.settings == Settings()
