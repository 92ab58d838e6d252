"""Values beyond what a plot can hold: no hand and no run brings one to Qt, and what is seen stays right."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.views.limits import MARGIN, Reach, cut_curve, cut_marks
from gdgui.ui.views.plot import Plot
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle, unlike_a_fresh_drawing
from tests.ui.user_actions import as_fast_as_possible, drag, key, move, pixel, press, run_to_the_end, scroll

MARKED = 100  # what has a point, or a line over it, is darker
EXTREME = (
    ([1e50, -1e50, 1e50], [1e50, 1e50, -1e50]),
    ([1e-300, 2e-300, 3e-300], [1e50, -1e50, 0.0]),
    ([1e-300, 2e-300, 3e-300], [1e-300, 3e-300, 0.0]),
    ([5e-324, 0.0], [0.0, 5e-324]),
    ([1e15, 1e15 + 1, 1e15 + 2], [1e-15, 2e-15, 4e-15]),
    ([1e50, 1e50, 1e50], [1e-300, 2e-300, 3e-300]),
    ([1e-200, -1e-200], [1e50, 1e50]),
)


def turn(plot: Plot, notches: int, place: QPoint | None = None) -> None:
    """Turn the wheel over a place of the plot, ten notches at a time."""
    at = QPointF(place or plot.viewport().rect().center())
    for k in range(abs(notches) // 10):
        event = QWheelEvent(
            at, plot.viewport().mapToGlobal(at), QPoint(), QPoint(0, 1200 if notches > 0 else -1200),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(plot.viewport(), event)
        if k % 10 == 0:
            plot.grab()
    plot.grab()


def is_drawable(plot: Plot) -> bool:
    ranges = plot.view_range()
    return all(low < high and np.isfinite(high - low) for low, high in ranges) and all(
        value > 0 for value in plot.view.viewPixelSize()
    )


def test_the_side_buttons_of_a_mouse_do_nothing_on_any_plot(window: MainWindow, qtbot: QtBot) -> None:
    before = window.experiment.settings, window.experiment.dataset
    buttons = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
    for plot, button in product(window.workspace.plots, buttons):
        view = plot.view_range()
        here = plot.viewport().rect().center()
        qtbot.mousePress(plot.viewport(), button, pos=here)
        for k in range(1, 5):
            move(plot.viewport(), here + QPoint(20 * k, 10 * k), button)
        qtbot.mouseRelease(plot.viewport(), button, pos=here + QPoint(80, 40))
        qtbot.mouseClick(plot.viewport(), button, pos=here)
        qtbot.mouseDClick(plot.viewport(), button, pos=here)
        assert plot.view_range() == view
        assert (window.experiment.settings, window.experiment.dataset) == before


def test_a_side_button_held_leaves_the_others_as_they_are(window: MainWindow, qtbot: QtBot) -> None:
    plot, back = window.workspace.data_plot, Qt.MouseButton.BackButton
    here, wanted = plot.viewport().rect().center(), Qt.MouseButton.MiddleButton
    qtbot.mousePress(plot.viewport(), back, pos=here)
    (low, _), _ = plot.view_range()
    qtbot.mousePress(plot.viewport(), wanted, pos=here)
    for k in range(1, 5):
        move(plot.viewport(), here + QPoint(20 * k, 0), wanted | back)
    qtbot.mouseRelease(plot.viewport(), wanted, pos=here + QPoint(80, 0))
    qtbot.mouseRelease(plot.viewport(), back, pos=here)
    assert plot.view_range()[0][0] < low, "the middle button pans"
    x, y = window.experiment.dataset.x[0], window.experiment.dataset.y[0]
    drag(qtbot, plot, (x, y), (x + 0.1, y))
    assert window.experiment.dataset.x[0] == pytest.approx(x + 0.1, abs=0.01)


@pytest.mark.parametrize("notches", [-1200, 400])
@pytest.mark.parametrize("locked", [False, True])
def test_the_wheel_turned_on_and_on_comes_to_an_end(
    window: MainWindow, qtbot: QtBot, notches: int, locked: bool
) -> None:
    window.actions_.equal_axes.setChecked(locked)
    window.actions_.equal_units.setChecked(locked)
    for plot in (window.workspace.data_plot, window.workspace.surface_plot):
        turn(plot, notches, QPoint(150, 90))
        assert is_drawable(plot)
        stands = plot.view_range()
        turn(plot, 20 if notches > 0 else -20, QPoint(150, 90))
        assert np.ravel(plot.view_range()) == pytest.approx(np.ravel(stands), rel=0.02), "it has an end"
        turn(plot, -50 if notches > 0 else 50, QPoint(150, 90))
        assert plot.view_range() != stands, "and a way back"
    key(qtbot, window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert drawn.out_of_view(window.workspace.data_plot) == 0


def test_zooming_in_far_from_zero_never_empties_the_view(window: MainWindow) -> None:
    plot = window.workspace.data_plot
    for offset, axis, locked in product((1e6, 1e15, -1e45), ("bottom", "left", None), (False, True)):
        x = np.array([1.0, 2.0, 3.0]) * abs(offset) * 1e-3 + offset
        if window.experiment.dataset.x.tolist() != x.tolist():
            window.experiment.replace_points(Dataset(x, x[::-1]), "far")
        if not locked:
            window.actions_.equal_units.setChecked(False)
            window.view_control.fit_points()
        window.actions_.equal_units.setChecked(locked)
        if axis is None:
            turn(plot, 300)
        else:
            item = plot.getAxis(axis)
            turn(plot, 300, plot.mapFromScene(item.sceneBoundingRect().center()))
        assert is_drawable(plot)


@pytest.mark.parametrize(("x", "y"), EXTREME)
def test_points_at_the_ends_of_the_numbers_are_shown_and_trained_on(
    window: MainWindow, qtbot: QtBot, x: list[float], y: list[float]
) -> None:
    as_fast_as_possible(window)
    window.actions_.residuals.setChecked(True)
    window.actions_.steps.setChecked(True)
    window.experiment.replace_points(Dataset(x, y), "extreme")
    window.view_control.fit_points()
    assert drawn.out_of_view(window.workspace.data_plot) == 0
    for algorithm, rate in product(("gd", "sgd"), (0.05, 1e50)):
        window.experiment.settings = replace(window.experiment.settings, algorithm=algorithm)
        window.experiment.settings = replace(window.experiment.settings, learning_rate=rate, epochs=200)
        run_to_the_end(qtbot, window)
        for plot in window.workspace.plots:
            plot.grab()
            assert is_drawable(plot)
            for notch in (-120, 120):
                scroll(plot.viewport(), notch)
            plot.grab()
        window.actions_.logarithmic.toggle()
        for epoch in range(0, window.player.trace.epochs + 1, 100):  # type: ignore[union-attr]
            window.player.seek(epoch)
            window.grab()
        window.player.seek(10**6)
        window.actions_.fit_surface.trigger()
        window.grab()


@pytest.mark.parametrize("seed", range(2))
def test_in_one_window_points_of_any_size_after_any_other_are_fitted_and_drawn_where_they_belong(
    window: MainWindow, qtbot: QtBot, seed: int
) -> None:
    """After a fast run, Reset and Fit are drawn in a turn of their own: nothing is left of what was there."""
    rng, plot = np.random.default_rng(seed), window.workspace.data_plot
    as_fast_as_possible(window)
    for x, y in (EXTREME[at] for at in rng.choice(len(EXTREME), 10)):
        said = f"{x}, {y}"
        window.actions_.equal_units.setChecked(bool(rng.integers(2)))
        if rng.integers(2):
            window.experiment.settings = Settings(learning_rate=rng.choice([0.05, 1e50]), epochs=50)
            run_to_the_end(qtbot, window)
            scroll(plot.viewport(), int(rng.choice([-1200, 1200])))
        press(qtbot, window, "resetButton")
        window.experiment.replace_points(Dataset(x, y), "extreme")
        window.view_control.fit_points()
        assert drawn.out_of_view(plot) == 0, said
        settle(qtbot, window)
        assert drawn.out_of_view(plot) == 0, said
        assert drawn.places_of(plot.points._marks) == list(zip(x, y, strict=True)), said
        assert unlike_a_fresh_drawing(window) == {}, said
        image = plot.grab().toImage()
        for place in zip(x, y, strict=True):
            assert image.pixelColor(*_pixel_by_hand(plot, *place)).lightness() < MARKED, (said, place)


def _pixel_by_hand(plot: Plot, x: float, y: float) -> tuple[int, int]:
    """Where a place belongs, by the edges of the view alone."""
    frame = plot.view.sceneBoundingRect()
    (left, right), (low, high) = plot.view_range()
    across = frame.left() + (x - left) / (right - left) * frame.width()
    down = frame.bottom() - (y - low) / (high - low) * frame.height()
    return round(across), round(down)


def test_the_next_step_is_shown_wherever_a_run_is(window: MainWindow, qtbot: QtBot) -> None:
    """The gradient there: 2·(sxx·(m − m*) + x̄·d, d) with d = m·x̄ + b − ȳ, beyond what a start may be, too."""
    as_fast_as_possible(window)
    window.actions_.steps.setChecked(True)
    window.experiment.replace_points(Dataset([1e-3, 2e-3, 3e-3], [1e48, 2e48, 4e48]), "high")
    window.experiment.settings = Settings(learning_rate=100, epochs=30)
    run_to_the_end(qtbot, window)
    window.player.seek(1)
    m, b = (float(values[1]) for values in (window.player.trace.m, window.player.trace.b))  # type: ignore[union-attr]
    assert abs(b) > 1e50
    x, y = window.experiment.dataset.x, window.experiment.dataset.y
    f = y - (m * x + b)
    full, _ = drawn.steps(window.workspace.surface_plot)
    assert full == pytest.approx((m + 200 * np.mean(x * f), b + 200 * np.mean(f)), rel=1e-9)


def test_after_a_look_far_out_the_line_lies_where_it_was(window: MainWindow) -> None:
    """What was cut away is there again when the view comes back, to the pixel."""
    plot, surface = window.workspace.data_plot, window.workspace.surface_plot
    pictures = [each.grab().toImage() for each in (plot, surface)]
    for each, fit in ((plot, window.view_control.fit_points), (surface, window.view_control.fit_surface)):
        for notches in (150, -400):
            turn(each, notches)
            fit()
    assert [each.grab().toImage() for each in (plot, surface)] == pictures


def test_a_point_far_outside_is_there_when_the_view_reaches_it(window: MainWindow) -> None:
    plot = window.workspace.data_plot
    window.experiment.replace_points(Dataset([0.5, 1e9], [0.5, 0.5]), "far")
    plot.range_wanted.emit(((0, 1), (0, 1)))
    assert len(plot.points._marks.getData()[0]) == 1
    plot.range_wanted.emit(((1e9 - 1, 1e9 + 1), (0, 1)))
    assert plot.points._marks.getData()[0].tolist() == [1e9]
    image, place = plot.grab().toImage(), pixel(plot, 1e9, 0.5)
    assert image.pixelColor(place).lightness() < 60
    plot.range_wanted.emit(((0, 2e9), (0, 1)))
    assert len(plot.points._marks.getData()[0]) == 2


def test_a_wheel_turned_over_the_mse_leaves_it(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    plot = window.workspace.loss_plot
    before = plot.view_range()
    turn(plot, -30)
    turn(plot, 30)
    assert plot.view_range() == before
    press(qtbot, window, "resetButton")


# The numbers behind that

places = st.floats(allow_nan=False, allow_infinity=False)


@given(low=st.floats(), high=st.floats())
def test_whatever_is_asked_for_a_range_that_can_be_drawn_is_held(low: float, high: float) -> None:
    reach = Reach()
    held_low, held_high = reach.clamped(low, high)
    assert -1.1e60 < held_low < held_high < 1.1e60
    width = held_high - held_low
    assert width >= 0.99e-140
    assert width >= 0.99e-12 * max(abs(held_low), abs(held_high))
    assert 1e3 / width * 1e3 / width < 1e300
    assert reach.clamped(held_low, held_high) == pytest.approx((held_low, held_high), rel=1e-9)


@given(low=st.floats(-1e6, 1e6), width=st.floats(1e-3, 1e6))
def test_a_range_that_can_be_drawn_stays_as_it_is(low: float, width: float) -> None:
    assert Reach().clamped(low, low + width) == (low, low + width)


curves = st.lists(st.tuples(places, places), min_size=0, max_size=12)


@given(curve=curves, pairs=st.booleans())
def test_a_curve_that_is_cut_stays_within_the_margin_and_on_itself(
    curve: list[tuple[float, float]], pairs: bool
) -> None:
    curve = curve[: len(curve) // 2 * 2] if pairs else curve
    x, y = np.array(curve, dtype=float).reshape(-1, 2).T
    area = (-1.0, 1.0), (-2.0, 2.0)
    cut = cut_curve(x, y, area, pairs)
    if cut is None:
        assert len(x) == 0 or (np.abs(x).max() <= 1 + 2 * MARGIN and np.abs(y).max() <= 2 + 4 * MARGIN)
        return
    here = ~np.isnan(cut[0])
    assert np.array_equal(here, ~np.isnan(cut[1]))
    assert np.all(np.abs(cut[0][here]) <= 1 + 2 * MARGIN)
    assert np.all(np.abs(cut[1][here]) <= 2 + 4 * MARGIN)


@given(
    curve=st.lists(st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=2, max_size=12),
    pairs=st.booleans(),
    shares=st.lists(st.floats(0, 1), min_size=5, max_size=5),
)
def test_every_place_of_a_curve_that_is_in_view_is_still_drawn_and_no_other(
    curve: list[tuple[int, int]], pairs: bool, shares: list[float]
) -> None:
    curve = curve[: len(curve) // 2 * 2]
    x, y = np.array(curve, dtype=float).T
    area = (-1.0, 1.0), (-2.0, 2.0)
    drawn = cut_curve(x, y, area, pairs)
    assert drawn is not None or np.abs(x).max() <= 41
    segments = _segments(x, y, pairs)
    left = segments if drawn is None else _segments(*drawn, pairs)
    for segment in segments:
        for share in shares:
            place = segment[0] + share * (segment[1] - segment[0])
            if abs(place[0]) <= 41 and abs(place[1]) <= 82:
                assert min((_distance(place, each) for each in left), default=np.inf) < 1e-9
    for segment in left:
        for share in shares:
            place = segment[0] + share * (segment[1] - segment[0])
            assert min(_distance(place, each) for each in segments) < 1e-9


@given(marks=st.lists(st.tuples(st.floats(-60, 60), st.floats(-60, 60)), max_size=20))
def test_marks_within_the_margin_are_kept_and_no_other(marks: list[tuple[float, float]]) -> None:
    x, y = np.array(marks, dtype=float).reshape(-1, 2).T
    held = cut_marks(x, y, ((0.0, 1.0), (0.0, 2.0)))
    inside = np.array([-20 <= a <= 21 and -40 <= b <= 42 for a, b in marks], dtype=bool)
    assert np.array_equal(np.ones(len(x), dtype=bool) if held is None else held, inside)


def _segments(x: np.ndarray, y: np.ndarray, pairs: bool) -> list[np.ndarray]:
    points = np.stack((x, y), axis=1)
    step = 2 if pairs else 1
    both = [points[k : k + 2] for k in range(0, len(points) - 1, step)]
    return [each for each in both if not np.isnan(each).any()]


def _distance(place: np.ndarray, segment: np.ndarray) -> float:
    along = segment[1] - segment[0]
    length = float(along @ along)
    share = min(1.0, max(0.0, float((place - segment[0]) @ along) / length)) if length else 0.0
    return float(np.hypot(*(place - segment[0] - share * along)))
