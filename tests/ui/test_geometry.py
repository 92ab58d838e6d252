"""What is drawn of lines, trails and long curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.experiment.trail import trail_epochs
from gdgui.ui.views.geometry import Extremes, segments_in_view, thinned

UNIT = (0.0, 1.0)
slopes = st.floats(-1e12, 1e12)


@given(slopes, slopes)
def test_a_segment_lies_on_its_line_and_near_the_view(m: float, b: float) -> None:
    x, y = segments_in_view(np.array([m]), np.array([b]), UNIT, UNIT, 0.05)
    assert len(x) == len(y)
    assert len(x) in (0, 2)
    size = abs(m) + abs(b) + 1
    assert y == pytest.approx(m * x + b, abs=1e-9 * size)
    assert np.all((x >= -0.06) & (x <= 1.06) & (y >= -0.06) & (y <= 1.06))


@given(slopes, slopes)
def test_a_line_with_a_place_in_view_is_never_left_out(m: float, b: float) -> None:
    where = np.linspace(0, 1, 101)
    seen = (m * where + b >= 0) & (m * where + b <= 1)
    x, _ = segments_in_view(np.array([m]), np.array([b]), UNIT, UNIT, 0.05)
    if seen.any():
        assert len(x) == 2
        assert x.min() <= where[seen].min() + 1e-9
        assert x.max() >= where[seen].max() - 1e-9


def test_the_largest_finite_lines_leave_only_finite_coordinates() -> None:
    m, b = np.array([1e300, -1e300, 0.0, 1e-300, 0.3]), np.array([-1e300, 1e300, 1e300, 0.5, 0.2])
    x, y = segments_in_view(m, b, UNIT, UNIT, 0.05)
    assert np.isfinite(x).all()
    assert np.isfinite(y).all()
    assert len(x) >= 4, "the two ordinary lines are there"


@given(st.integers(0, 2_000_000))
def test_a_trail_is_bounded_begins_with_the_start_and_holds_the_newest_lines(cursor: int) -> None:
    epochs = trail_epochs(cursor)
    assert len(epochs) <= 50
    assert np.all(np.diff(epochs) > 0)
    assert np.all((epochs >= 0) & (epochs < cursor))
    assert set(range(max(0, cursor - 10), cursor)) <= set(epochs.tolist())
    if cursor:
        assert epochs[0] == 0


@given(st.integers(2, 1_000_000))
def test_from_one_epoch_to_the_next_no_line_of_a_trail_comes_back(cursor: int) -> None:
    before, after = set(trail_epochs(cursor - 1).tolist()), set(trail_epochs(cursor).tolist())
    assert after - before <= {cursor - 1}, "only the newest line is new: the trail does not flicker"


@given(st.lists(st.integers(1, 30_000), min_size=2, max_size=5), st.integers(0, 2**32 - 1))
def test_what_is_known_of_a_curve_that_grows_or_is_looked_at_in_part_changes_nothing(
    lengths: list[int], seed: int
) -> None:
    values, known = np.random.default_rng(seed).random(max(lengths)), Extremes()
    for n in lengths:
        for seen, expected in zip(thinned(values[:n], 500, known), thinned(values[:n], 500), strict=True):
            assert np.array_equal(seen, expected)


@given(st.integers(1, 30_000), st.integers(0, 2**32 - 1))
def test_a_thinned_curve_keeps_its_ends_and_its_extremes(n: int, seed: int) -> None:
    values = np.random.default_rng(seed).random(n)
    epochs, kept = thinned(values)
    assert len(epochs) <= 2100
    assert np.array_equal(values[epochs.astype(int)], kept)
    assert np.all(np.diff(epochs) > 0)
    assert (epochs[0], epochs[-1]) == (0, n - 1)
    assert kept.max() == values.max()
    assert kept.min() == values.min()
