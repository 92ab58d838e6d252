"""The loss surface: what it shows, and how the start is chosen on it."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, gradient, mse
from gdgui.ui.theme import Scale
from gdgui.ui.views.surface.view import SurfaceView
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    key,
    move,
    pixel,
    press,
    run_to_the_end,
    scroll,
    status,
)


@pytest.fixture
def surface(window: MainWindow) -> SurfaceView:
    return window.workspace.surface_plot


def in_view(surface: SurfaceView, m: float, b: float) -> bool:
    (m_low, m_high), (b_low, b_high) = surface.view_range()
    return m_low < m < m_high and b_low < b < b_high


def start(window: MainWindow) -> tuple[float, float]:
    return window.experiment.settings.m, window.experiment.settings.b


def test_in_a_fresh_window_the_surface_is_right_told_clicked_and_walked(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    # start and minimum are in view and the contours have their mse
    moments = window.experiment.dataset.moments
    assert in_view(surface, 0.33, 0.48)
    assert in_view(surface, moments.slope, moments.y_mean - moments.slope * moments.x_mean)
    assert len(drawn.contours(surface)) >= 4
    for height, m, b in drawn.contours(surface):
        assert mse(window.experiment.dataset, m[40], b[40]) == pytest.approx(height) or not in_view(
            surface, m[40], b[40]
        )

    # the pointer is told m b and mse
    place = pixel(surface, 0.4, 0.3)
    move(surface.viewport(), place, Qt.MouseButton.NoButton)
    here = surface.view.mapSceneToView(surface.mapToScene(place))
    error = mse(window.experiment.dataset, here.x(), here.y())
    slope, intercept, said = surface.pointer_words.split()[1::2]
    assert (f"{float(slope):.4g}", f"{float(intercept):.4g}") == (f"{here.x():.4g}", f"{here.y():.4g}")
    assert said == f"{error:.4g}"

    # equal axes make one unit as long in both directions
    key(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    width, height = surface.view.viewPixelSize()
    assert width == pytest.approx(height)
    key(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    width, height = surface.view.viewPixelSize()
    assert width != pytest.approx(height)

    # the next step is the learning rate times the gradient
    assert drawn.steps(surface) == [None, None]
    key(qtbot, window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    by_m, by_b = gradient(window.experiment.dataset, 0.33, 0.48)
    assert drawn.steps(surface)[0] == pytest.approx((0.33 - 0.05 * by_m, 0.48 - 0.05 * by_b))
    assert drawn.steps(surface)[1:] == [None]

    # a drag carries the start along
    begin, end = pixel(surface, 0.33, 0.48), pixel(surface, 0.45, 0.3)
    viewport = surface.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    for share in (0.3, 0.6, 1.0):
        place = begin + QPoint(*(round(share * each) for each in (end - begin).toTuple()))
        move(viewport, place, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert start(window) == pytest.approx((0.45, 0.3), abs=0.01)

    # arrow keys move the start and with shift finer
    surface.setFocus()
    arrows = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }
    for which, direction in arrows.items():
        (m_low, m_high), (b_low, b_high) = surface.view_range()
        before_m, before_b = start(window)
        key(qtbot, window, which)
        moved = start(window)[0] - before_m, start(window)[1] - before_b
        expected = direction[0] * (m_high - m_low) / 100, direction[1] * (b_high - b_low) / 100
        assert moved == pytest.approx(expected, abs=1e-12), which
        key(qtbot, window, which, Qt.KeyboardModifier.ShiftModifier)
        again = start(window)[0] - before_m, start(window)[1] - before_b
        assert again == pytest.approx((1.1 * expected[0], 1.1 * expected[1]), abs=1e-12), which

    # the bowl follows the points
    before = drawn.contours(surface)
    click(qtbot, window.workspace.data_plot, 0.9, 0.05)
    assert [each[0] for each in drawn.contours(surface)] != [each[0] for each in before]


def test_a_click_chooses_the_start_and_reset_goes_there(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    click(qtbot, surface, 0.5, 0.2)
    assert start(window) == pytest.approx((0.5, 0.2), abs=0.01)
    assert drawn.position(surface) == start(window)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    press(qtbot, window, "resetButton")
    settle(qtbot, window)
    assert drawn.position(surface) == start(window)


def test_the_mark_is_where_the_readout_says(window: MainWindow, surface: SurfaceView, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=500)
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    assert drawn.position(surface) == (trace.m[-1], trace.b[-1])
    assert in_view(surface, *drawn.position(surface))


def test_a_diverged_run_is_in_view_to_its_last_good_epoch(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=3.0, epochs=1000)
    run_to_the_end(qtbot, window)
    assert in_view(surface, *drawn.position(surface))
    assert all(math.isfinite(each) for span in surface.view_range() for each in span)


def test_any_points_make_a_surface(window: MainWindow, surface: SurfaceView, qtbot: QtBot) -> None:
    first = window.experiment.settings
    some: list[tuple[list[float], list[float]]] = [
        ([], []),
        ([0.4], [0.6]),
        ([2, 2, 2], [1, 2, 3]),
        ([1e6, 1e6 + 1], [1e8, 1e8 + 1]),
    ]
    for x, y in some:
        window.experiment.settings = first
        window.experiment.replace_points(Dataset(x, y), "open")
        settle(qtbot, window)
        assert bool(drawn.contours(surface)) == bool(x), x
        m_middle, b_middle = (sum(span) / 2 for span in surface.view_range())
        click(qtbot, surface, m_middle, b_middle)
        assert start(window) != (0.33, 0.48), x


def test_a_start_beyond_every_sensible_range_is_taken_or_refused_in_words(
    window: MainWindow, surface: SurfaceView
) -> None:
    window.experiment.settings = Settings(m=1e50, b=-1e50)
    assert drawn.position(surface) == (1e50, -1e50)
    assert in_view(surface, 1e50, -1e50)
    surface.start_wanted.emit(1e300, 0.0)
    assert start(window) == (1e50, -1e50)
    assert "1e+50" in status(window)


def test_a_view_that_somebody_zoomed_stays_until_it_is_fitted(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    fitted = surface.view_range()
    scroll(surface.viewport(), 240)
    zoomed = surface.view_range()
    assert zoomed != fitted
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert surface.view_range() == zoomed
    window.actions_.fit_surface.trigger()
    assert surface.view_range() != zoomed


def test_beside_the_full_gradient_of_sgd_is_the_step_its_batch_made(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=20)
    window.actions_.steps.trigger()
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    foretold = drawn.steps(surface)[1]
    window.player.seek(7)
    by_m, by_b = gradient(window.experiment.dataset, trace.m[7], trace.b[7])
    assert drawn.steps(surface)[0] == pytest.approx((trace.m[7] - 0.05 * by_m, trace.b[7] - 0.05 * by_b))
    assert drawn.steps(surface)[1] == (trace.m[8], trace.b[8])
    window.player.seek(20)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 21)
    trace = window.player.trace
    assert trace is not None
    assert foretold == pytest.approx((trace.m[21], trace.b[21]))
    window.actions_.steps.trigger()
    assert drawn.steps(surface) == [None, None]


@pytest.mark.parametrize("standardise", [False, True])
def test_before_sgd_starts_its_first_step_is_shown(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot, standardise: bool
) -> None:
    window.actions_.steps.trigger()
    window.experiment.settings = Settings("sgd", seed=4, batch_size=3, standardise=standardise)
    foretold = drawn.steps(surface)[1]
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    assert foretold == pytest.approx(drawn.position(surface))


def test_numbers_under_the_axis_do_not_touch(surface: SurfaceView) -> None:
    axis = surface.getAxis("bottom")
    axis.setTickFont(Scale.projector(1080).font())
    metrics = QFontMetrics(axis.style["tickFont"])
    for size in (90, 200, 320, 700):
        spacing = axis.tickSpacing(-80_000, 30_000, size)[0][0]
        places = [k * spacing for k in range(-20, 20) if -80_000 <= k * spacing <= 30_000]
        wide = max(metrics.horizontalAdvance(each) for each in axis.tickStrings(places, 1.0, spacing))
        assert wide < spacing / 110_000 * size, size


def test_after_a_run_the_keys_move_the_next_start_on_and_on(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    step = 0.01 * (surface.view_range()[0][1] - surface.view_range()[0][0])
    for _ in range(5):
        qtbot.keyClick(surface, Qt.Key.Key_Right)
    assert window.experiment.settings.m == pytest.approx(0.33 + 5 * step, rel=1e-6)
    assert "The next run starts at" in status(window)


def test_other_points_are_another_picture_also_after_somebody_zoomed(
    window: MainWindow, surface: SurfaceView, qtbot: QtBot
) -> None:
    another = window.actions_.examples_menu.actions()[1]
    another.trigger()
    fresh = surface.view_range()
    window.actions_.examples_menu.actions()[2].trigger()
    assert surface.view_range() != fresh
    scroll(surface.viewport(), 10 * 120)
    zoomed = surface.view_range()
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert surface.view_range() == zoomed, "somebody chose it for these points"
    another.trigger()
    settle(qtbot, window)
    assert surface.view_range() == fresh
    run_to_the_end(qtbot, window)
    assert in_view(surface, *drawn.position(surface))
