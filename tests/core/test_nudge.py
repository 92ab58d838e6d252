"""Which way to move a line, against squares worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Dataset, gradient
from gdgui.core.theory.nudge import nudge

# ŷ = 2x is exact; x̄ = 1, so sxx = 2/3.
RISING = Dataset([0, 1, 2], [0, 2, 4])


@pytest.mark.parametrize(
    ("m", "b", "way"),
    [
        (2.0, -1.0, "higher"),  # every point lies 1 above
        (2.0, 1.0, "lower"),
        (1.0, 1.0, "steeper"),  # through the middle (1, 2), too flat
        (3.0, -1.0, "flatter"),
        (-1.0, 3.0, "flatter"),  # the wrong way through the middle: level first
        (0.0, 2.0, "rising"),
        (1.0, -0.5, "higher"),  # 1.5 too low counts 2.25, one too flat only 2/3
        (1.0, 1.5, "steeper"),  # 0.5 too high counts 0.25
        (2.0, 0.0, "close"),
        (2.0, 0.005, "close"),  # within a hundredth of the spread
    ],
)
def test_the_larger_part_of_what_is_too_much_decides(m: float, b: float, way: str) -> None:
    assert nudge(RISING, m, b) == way


@pytest.mark.parametrize(("m", "b", "way"), [(-1.0, -1.0, "steeper"), (-3.0, 1.0, "flatter")])
def test_a_falling_line_is_steeper_where_it_falls_more(m: float, b: float, way: str) -> None:
    assert nudge(Dataset([0, 1, 2], [0, -2, -4]), m, b) == way


whole = st.integers(-10, 10)


@given(st.lists(st.tuples(whole, whole), min_size=2, max_size=8), whole, whole)
def test_that_way_it_is_downhill(points: list[tuple[int, int]], m: int, b: int) -> None:
    """By the gradient written out: up and down, and turned about the mean of x."""
    dataset = Dataset(*zip(*points, strict=True))
    by_m, by_b = gradient(dataset, m, b)
    by_turn = by_m - dataset.moments.x_mean * by_b
    slope_of = {"higher": by_b, "lower": -by_b, "rising": by_turn, "falling": -by_turn}
    outwards = by_turn if m > 0 else -by_turn
    slope_of |= {"steeper": outwards, "flatter": -outwards, "close": -1.0}
    assert slope_of[nudge(dataset, m, b)] < 0
