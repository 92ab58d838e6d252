"""The lines of equal MSE, against the MSE itself."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Dataset, mse
from gdgui.experiment.trail import path_epochs
from gdgui.ui.views.surface.contours import heights, outlines, valley

UNIT = Dataset([0.1, 0.4, 0.5, 0.9], [0.3, 0.2, 0.6, 0.7])
VALLEY = Dataset([100.0, 100.5, 101.0], [3.0, 2.0, 5.0])
SAME_X = Dataset([2.0, 2.0], [1.0, 3.0])
coordinates = st.floats(-100, 100)


@pytest.mark.parametrize("dataset", [UNIT, VALLEY, SAME_X], ids=["unit", "valley", "same x"])
def test_every_point_of_a_contour_in_view_has_its_mse(dataset: Dataset) -> None:
    moments = dataset.moments
    best = moments.slope, moments.y_mean - moments.slope * moments.x_mean
    m_range, b_range = (best[0] - 1, best[0] + 1.5), (best[1] - 2, best[1] + 1)
    levels = heights(moments, m_range, b_range)
    assert len(levels) >= 3
    for excess, (m, b) in zip(levels, outlines(moments, levels, m_range, b_range), strict=True):
        inside = (m > m_range[0]) & (m < m_range[1]) & (b > b_range[0]) & (b < b_range[1])
        for m_k, b_k in zip(m[inside], b[inside], strict=True):
            assert mse(dataset, m_k, b_k) == pytest.approx(moments.minimum + excess, rel=1e-9)


def test_a_whole_ellipse_in_view_has_the_axes_on_paper() -> None:
    dataset = Dataset([-1.0, 1.0], [-1.0, 1.0])  # MSE = (m − 1)² + b²: circles about (1, 0)
    [(m, b)] = outlines(dataset.moments, [0.25], (0, 2), (-1, 1))
    assert np.hypot(m - 1, b) == pytest.approx(0.5)
    assert (m.min(), m.max()) == pytest.approx((0.5, 1.5))
    assert (b.min(), b.max()) == pytest.approx((-0.5, 0.5), rel=1e-3)
    assert (m[0], b[0]) == (m[-1], b[-1])


def test_each_contour_is_half_as_wide_as_the_next_one_outside() -> None:
    levels = heights(UNIT.moments, (0, 1), (0, 1))
    assert np.array(levels[:-1]) / levels[1:] == pytest.approx(4)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=5), coordinates, coordinates)
def test_no_view_makes_an_outline_that_cannot_be_drawn(
    points: list[tuple[float, float]], m: float, b: float
) -> None:
    moments = Dataset(*zip(*points, strict=True)).moments
    m_range, b_range = (m, m + 1), (b, b + 3)
    for shape in outlines(moments, heights(moments, m_range, b_range), m_range, b_range):
        for values, (low, high) in zip(shape, (m_range, b_range), strict=True):
            assert np.isfinite(values).all()
            assert ((values >= low - (high - low)) & (values <= high + (high - low))).all()


def test_the_valley_of_equal_x_is_a_line_of_minima() -> None:
    m, b = valley(SAME_X.moments, (-1, 1), (-5, 5))
    assert [mse(SAME_X, *place) for place in zip(m, b, strict=True)] == pytest.approx([1, 1])
    assert len(valley(UNIT.moments, (-1, 1), (-5, 5))[0]) == 0


@pytest.mark.parametrize("cursor", [0, 1, 1499, 1500, 2000, 100_000, 1_000_000])
def test_a_path_goes_from_the_start_to_the_cursor_and_is_bounded(cursor: int) -> None:
    epochs = path_epochs(cursor)
    assert (epochs[0], epochs[-1]) == (0, cursor)
    assert (np.diff(epochs) > 0).all()
    assert len(epochs) <= 2500
    assert len(epochs) == cursor + 1 or math.isclose(epochs[-2], cursor - 1)
