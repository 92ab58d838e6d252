"""The formulas: MSE against the exact sum, the gradient against differences, the minimum against numpy."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdgui.core import Dataset, gradient, least_squares, mse

coordinates = st.floats(-100, 100)
parameters = st.floats(-100, 100)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    points = draw(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=20))
    return Dataset([x for x, _ in points], [y for _, y in points])


@st.composite
def spread_datasets(draw: st.DrawFn) -> Dataset:
    """At least two different x, on a grid so that the least-squares line is well determined."""
    x = draw(st.lists(st.integers(-50, 50), min_size=2, max_size=20))
    assume(len(set(x)) > 1)
    return Dataset(x, draw(st.lists(coordinates, min_size=len(x), max_size=len(x))))


def terms(dataset: Dataset, m: float, b: float) -> float:
    """Size of the terms of a residual, to which its rounding error is in proportion."""
    return abs(m) * float(np.abs(dataset.x).max()) + abs(b) + float(np.abs(dataset.y).max())


def test_mse_and_gradient_of_three_points_worked_on_paper() -> None:
    # ŷ = 2x − 1 gives −1, 1, 5; residuals 2, 0, −1: Σf² = 5, Σf = 1, Σx·f = 0 + 0 − 3.
    dataset = Dataset([0, 1, 3], [1, 1, 4])

    assert mse(dataset, 2, -1) == pytest.approx(5 / 3, rel=1e-12)
    assert gradient(dataset, 2, -1) == pytest.approx((2.0, -2 / 3), rel=1e-12)


@given(datasets(), parameters, parameters)
def test_mse_is_the_exact_mean_of_the_squared_residuals(dataset: Dataset, m: float, b: float) -> None:
    exact = sum(
        (Fraction(y) - Fraction(m) * Fraction(x) - Fraction(b)) ** 2
        for x, y in zip(dataset.x.tolist(), dataset.y.tolist(), strict=True)
    ) / len(dataset)

    rounding = 1e-14 * terms(dataset, m, b) ** 2 + 1e-300
    assert mse(dataset, m, b) == pytest.approx(float(exact), rel=1e-12, abs=rounding)


@given(datasets(), parameters, parameters)
def test_mse_from_residuals_and_from_moments_are_one_number(dataset: Dataset, m: float, b: float) -> None:
    rounding = 1e-14 * terms(dataset, m, b) ** 2 + 1e-300
    assert mse(dataset, m, b) == pytest.approx(dataset.moments.mse(m, b), rel=1e-12, abs=rounding)


@given(datasets(), parameters, parameters)
def test_gradient_is_the_slope_of_the_error_in_each_direction(dataset: Dataset, m: float, b: float) -> None:
    # The MSE is a quadratic: a central difference of any width has no error but rounding.
    h = 1.0
    by_m = (mse(dataset, m + h, b) - mse(dataset, m - h, b)) / (2 * h)
    by_b = (mse(dataset, m, b + h) - mse(dataset, m, b - h)) / (2 * h)
    rounding = 1e-14 * terms(dataset, abs(m) + h, abs(b) + h) ** 2 + 1e-12

    assert gradient(dataset, m, b) == pytest.approx((by_m, by_b), rel=1e-12, abs=rounding)


@given(spread_datasets())
def test_least_squares_agrees_with_polyfit(dataset: Dataset) -> None:
    m, b = np.polyfit(dataset.x, dataset.y, 1)

    fit = least_squares(dataset)

    assert fit.unique
    assert (fit.m, fit.b) == pytest.approx((m, b), rel=1e-9, abs=1e-9)
    assert fit.mse == pytest.approx(mse(dataset, m, b), rel=1e-9, abs=1e-20)


@given(spread_datasets())
def test_the_gradient_vanishes_at_least_squares(dataset: Dataset) -> None:
    fit = least_squares(dataset)

    assert gradient(dataset, fit.m, fit.b) == pytest.approx((0, 0), abs=1e-9)


@given(spread_datasets(), st.floats(-1, 1), st.floats(-1, 1))
def test_no_other_line_has_a_smaller_error_than_least_squares(
    dataset: Dataset, off_m: float, off_b: float
) -> None:
    fit = least_squares(dataset)

    assert mse(dataset, fit.m + off_m, fit.b + off_b) >= fit.mse * (1 - 1e-12) - 1e-20


def test_least_squares_far_from_the_origin_agrees_with_exact_fractions() -> None:
    k, y = np.arange(9.0), np.array([1.0, 4, 3, 9, 8, 14, 11, 18, 13])
    # On paper, around k̄ = 4 and ȳ = 9: Σk'y' = 111 and Σk'² = 60.
    slope = Fraction(111, 60)

    fit = least_squares(Dataset(1e6 + k, 1e8 + y))

    assert fit.m == pytest.approx(float(slope), rel=1e-12)
    assert fit.b == pytest.approx(float(10**8 + 9 - slope * (10**6 + 4)), rel=1e-12)


@given(st.floats(-100, 100), st.lists(coordinates, min_size=1, max_size=10))
def test_equal_x_give_the_nearest_to_zero_of_the_many_best_lines(x0: float, y: list[float]) -> None:
    columns = np.column_stack((np.full(len(y), x0), np.ones(len(y))))
    m, b = np.linalg.lstsq(columns, np.array(y), rcond=1e-12)[0]

    fit = least_squares(Dataset([x0] * len(y), y))

    assert not fit.unique
    assert (fit.m, fit.b) == pytest.approx((m, b), rel=1e-9, abs=1e-9)
    assert fit.mse == pytest.approx(np.var(y), rel=1e-12, abs=1e-26)


def test_a_single_point_lies_on_its_best_line() -> None:
    # ȳ/(1 + x0²)·(x0, 1) = 10/(1 + 4)·(2, 1)
    fit = least_squares(Dataset([2], [10]))

    assert fit == pytest.approx((4, 2, 0, False))


@pytest.mark.parametrize(
    "call",
    [lambda d: mse(d, 0, 0), lambda d: gradient(d, 0, 0), least_squares],
    ids=["mse", "gradient", "fit"],
)
def test_no_points_have_no_error_no_gradient_and_no_minimum(call: Callable[[Dataset], object]) -> None:
    with pytest.raises(ValueError, match="no points"):
        call(Dataset([], []))
