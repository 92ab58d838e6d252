"""Dataset and its moments; the numbers against exact fractions and numpy.polyfit."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdgui.core import Dataset

TINY = 1e-300  # below it a float has fewer digits

coordinates = st.floats(-100, 100)
point_lists = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=20)
parameters = st.floats(-1e6, 1e6)


def dataset_of(points: list[tuple[float, float]]) -> Dataset:
    return Dataset([x for x, _ in points], [y for _, y in points])


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def exact_mse(dataset: Dataset, m: float, b: float) -> Fraction:
    """The definition in rational numbers: what floats of unlimited length would give."""
    points = zip(dataset.x.tolist(), dataset.y.tolist(), strict=True)
    return mean([(Fraction(y) - Fraction(m) * Fraction(x) - Fraction(b)) ** 2 for x, y in points])


def test_coordinates_become_float64_columns_of_one_length() -> None:
    dataset = Dataset([1, 2, 3], np.array([4, 5, 6], dtype=np.int32))

    assert len(dataset) == 3
    assert dataset.x.dtype == dataset.y.dtype == np.float64
    assert dataset.x.tolist() == [1.0, 2.0, 3.0]
    assert dataset.y.tolist() == [4.0, 5.0, 6.0]


def test_a_dataset_keeps_its_own_copy_of_the_coordinates() -> None:
    x, y = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    dataset = Dataset(x, y)

    x[0], y[1] = 99.0, 99.0

    assert dataset == Dataset([1, 2], [3, 4])


@pytest.mark.parametrize("column", ["x", "y"])
def test_coordinates_cannot_be_written_to(column: str) -> None:
    dataset = Dataset([1, 2], [3, 4])

    with pytest.raises(ValueError, match="read-only"):
        getattr(dataset, column)[0] = 5.0
    with pytest.raises(FrozenInstanceError):
        setattr(dataset, column, np.zeros(2))


def test_columns_of_different_lengths_are_refused_with_both_lengths() -> None:
    with pytest.raises(ValueError, match="3 values of x but 2 of y"):
        Dataset([1, 2, 3], [1, 2])


@pytest.mark.parametrize("bad", [1.0, [[1.0, 2.0]]])
def test_anything_but_one_column_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match="x must be one column"):
        Dataset(bad, [1.0])  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1.001e50, -1.001e50, None])
@pytest.mark.parametrize("column", ["x", "y"])
def test_a_coordinate_no_run_can_use_is_refused_by_column_and_number_of_the_point(
    column: str, bad: float | None
) -> None:
    columns: dict[str, list[Any]] = {"x": [1.0, 2.0, 3.0, 4.0], "y": [1.0, 2.0, 3.0, 4.0]}
    columns[column][2] = bad

    with pytest.raises(ValueError, match=rf"^{column} of point 3 is .*1e\+50"):
        Dataset(columns["x"], columns["y"])


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ([True, False], "x must be one column of numbers, not of true and false"),
        ([1j, 2.0], "x must be one column of numbers, not of complex numbers"),
        (["1", "2"], "x must be one column of numbers, not of text"),
        ([b"1", b"2"], "x must be one column of numbers, not of text"),
        ([1, "2"], "x must be one column of numbers, not of text"),
        ([1, object(), 2], "x of point 2 is not a number"),
        ([[object(), 2]], "x must be one column of numbers, not of objects of other kinds"),
        (np.array(["2026-01-01", "2026-01-02"], dtype="datetime64[D]"), "not of dates"),
        ([[1, 2], [3]], "x must be one column of numbers, not rows of different lengths"),
        ([[1], [2]], r"x must be one column of numbers, not an array of shape \(2, 1\)"),
        (np.ma.array([1, 2], mask=[False, True]), "x of point 2 is not a number"),
        ([1, 10**400], r"x of point 2 is inf; it must be between ±1e\+50"),
        ([1, np.nan], "x of point 2 is not a number; it must be"),
    ],
)
def test_what_is_no_column_of_numbers_is_refused_in_words(bad: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Dataset(bad, [1.0, 2.0])


class Column:
    """What a column of a data frame is to numpy."""

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return np.array([1, 2], dtype=dtype)


@pytest.mark.parametrize(
    "good",
    [
        Column(),
        range(1, 3),
        (Decimal(1), Fraction(2)),
        np.ma.array([1, 2], mask=[False, False]),
        np.array([1, 2], dtype=np.float16),
        np.array([1, 2], dtype=np.uint64),
        np.array([1, 2], dtype=object),
    ],
    ids=lambda each: type(each).__name__,
)
def test_any_column_of_real_numbers_will_do(good: Any) -> None:
    assert Dataset(good, good) == Dataset([1.0, 2.0], [1.0, 2.0])


def test_the_first_of_several_bad_coordinates_is_named() -> None:
    with pytest.raises(ValueError, match="x of point 2 is inf"):
        Dataset([0, np.inf, np.nan], [0, 0, 0])


def test_the_largest_coordinates_are_accepted_and_their_moments_finite() -> None:
    dataset = Dataset([-1e50, 1e50, 1e50], [1e50, 1e50, -1e50])

    assert np.isfinite(dataset.moments).all()
    assert np.isfinite(dataset.moments.mse(1e50, -1e50))


def test_datasets_are_equal_when_their_points_are() -> None:
    assert Dataset([1, 2], [3, 4]) == Dataset(np.array([1.0, 2.0]), (3.0, 4.0))
    assert Dataset([1, 2], [3, 4]) != Dataset([1, 2], [3, 5])
    assert Dataset([1, 2], [3, 4]) != Dataset([0, 2], [3, 4])
    assert Dataset([1, 2], [3, 4]) != Dataset([1, 2, 2], [3, 4, 4])
    assert Dataset([], []) == Dataset([], [])
    assert Dataset([1, 2], [3, 4]) != ((1, 2), (3, 4))


def test_a_dataset_cannot_be_a_key() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Dataset([1], [2]))


def test_no_points_make_a_dataset_but_have_no_moments() -> None:
    dataset = Dataset([], [])

    assert len(dataset) == 0
    with pytest.raises(ValueError, match="no points"):
        _ = dataset.moments


def test_moments_of_three_points_worked_on_paper() -> None:
    # x̄ = 1, ȳ = 2; x' = −1, 0, 1 and y' = −1, −1, 2: sxx = 2/3, sxy = 3/3, slope 3/2;
    # residuals 1/2, −1, 1/2, so the minimum is (1/4 + 1 + 1/4)/3 = 1/2.
    moments = Dataset([0, 1, 2], [1, 1, 4]).moments

    assert moments == pytest.approx((1, 2, 2 / 3, 1, 3 / 2, 1 / 2), rel=1e-12)
    assert moments.mse(0, 0) == pytest.approx((1 + 1 + 16) / 3, rel=1e-12)


@given(point_lists)
def test_moments_agree_with_exact_averages(points: list[tuple[float, float]]) -> None:
    x, y = ([Fraction(each[i]) for each in points] for i in (0, 1))
    x_mean, y_mean = mean(x), mean(y)
    sxx = mean([(each - x_mean) ** 2 for each in x])
    sxy = mean([(a - x_mean) * (b - y_mean) for a, b in zip(x, y, strict=True)])
    size = max(map(abs, (*x, *y)))

    moments = dataset_of(points).moments

    assert moments.x_mean == pytest.approx(float(x_mean), rel=1e-14, abs=1e-14 * float(size) + TINY)
    assert moments.y_mean == pytest.approx(float(y_mean), rel=1e-14, abs=1e-14 * float(size) + TINY)
    assert moments.sxx == pytest.approx(float(sxx), rel=1e-13, abs=1e-28 * float(size) ** 2 + TINY)
    assert moments.sxy == pytest.approx(float(sxy), abs=1e-14 * float(size) ** 2 + TINY)


@given(point_lists, parameters, parameters)
def test_mse_from_moments_agrees_with_the_exact_sum(
    points: list[tuple[float, float]], m: float, b: float
) -> None:
    dataset = dataset_of(points)
    size = max(abs(m) * np.abs(dataset.x).max(), abs(b), np.abs(dataset.y).max())

    expected = float(exact_mse(dataset, m, b))

    assert dataset.moments.mse(m, b) == pytest.approx(
        expected, rel=1e-12, abs=1e-14 * float(size) ** 2 + TINY
    )


@given(
    st.lists(st.tuples(st.floats(-1e50, 1e50), st.floats(-1e50, 1e50)), min_size=1, max_size=20),
    st.floats(-1e50, 1e50),
    st.floats(-1e50, 1e50),
)
def test_mse_is_never_below_the_minimum_nor_the_minimum_below_zero(
    points: list[tuple[float, float]], m: float, b: float
) -> None:
    moments = dataset_of(points).moments

    assert moments.mse(m, b) >= moments.minimum >= 0


@given(st.lists(st.tuples(st.integers(-50, 50), coordinates), min_size=2, max_size=20))
def test_slope_and_minimum_agree_with_polyfit(points: list[tuple[float, float]]) -> None:
    dataset = dataset_of(points)
    assume(np.ptp(dataset.x) > 0)
    m, b = np.polyfit(dataset.x, dataset.y, 1)
    squares = (dataset.y - (m * dataset.x + b)) ** 2

    assert dataset.moments.slope == pytest.approx(m, rel=1e-9, abs=1e-9)
    assert dataset.moments.minimum == pytest.approx(squares.mean(), rel=1e-9, abs=1e-20)


@given(st.floats(-1e6, 1e6), st.lists(coordinates, min_size=1, max_size=20))
def test_equal_x_have_no_spread_at_all_even_where_their_mean_is_rounded(x0: float, y: list[float]) -> None:
    moments = Dataset([x0] * len(y), y).moments

    assert moments.sxx == moments.sxy == moments.slope == 0
    assert moments.minimum == pytest.approx(np.var(y), rel=1e-12, abs=1e-26)


def test_three_times_a_tenth_has_no_spread() -> None:
    x = np.array([0.1, 0.1, 0.1])
    assert x.mean() != 0.1  # what makes this case hard

    assert Dataset(x, [1, 2, 3]).moments.sxx == 0


def far_dataset() -> Dataset:
    """Points around x = 10⁶, y = 10⁸ that floats hold exactly; their means are exact, their slope is not."""
    k = np.arange(9.0)
    return Dataset(1e6 + k, 1e8 + np.array([1, 4, 3, 9, 8, 14, 11, 18, 13]))


@pytest.mark.parametrize("shift", [0.0, 0.25, -8.0, 1024.0])
@pytest.mark.parametrize("m", [0.0, 1.5, 2.5, -512.0])
def test_mse_far_from_the_origin_keeps_its_digits(m: float, shift: float) -> None:
    # m·x̄ + b − ȳ is exact here, so nothing may be lost; b − b* in its place would leave 9 digits,
    # and the uncentred expansion none.
    dataset = far_dataset()
    b = 1e8 + 9 + shift - m * (1e6 + 4)

    assert dataset.moments.mse(m, b) == pytest.approx(float(exact_mse(dataset, m, b)), rel=1e-12)


def test_mse_at_the_minimum_far_from_the_origin_is_the_exact_minimum() -> None:
    dataset = far_dataset()
    near = Dataset(dataset.x - 1e6, dataset.y - 1e8)  # exact differences
    x, y = ([Fraction(each) for each in column.tolist()] for column in (near.x, near.y))
    sxx = mean([(each - mean(x)) ** 2 for each in x])
    sxy = mean([(p - mean(x)) * (q - mean(y)) for p, q in zip(x, y, strict=True)])
    minimum = mean([(each - mean(y)) ** 2 for each in y]) - sxy**2 / sxx

    moments = dataset.moments

    assert moments.minimum == pytest.approx(float(minimum), rel=1e-12)
    at_least_squares = moments.mse(moments.slope, moments.y_mean - moments.slope * moments.x_mean)
    assert at_least_squares == pytest.approx(float(minimum), rel=1e-12)
