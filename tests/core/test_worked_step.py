"""A step worked out, against the lesson's own functions and by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import SGD, Dataset, Settings, first_batch, gradient_descent
from gdgui.core.scaling import Scaling
from gdgui.core.worked_step import FEW, Unknown, WorkedStep, work_out
from tests.core.lesson import ORDINARY

POINTS = Dataset([1.0, 2.0, 4.0], [2.0, 3.0, 5.0])
LINE = (0.5, 1.0)


def worked(dataset: Dataset, settings: Settings, line: tuple[float, float] = LINE) -> WorkedStep:
    """The first step from this line."""
    step = work_out(dataset, settings, line, first_batch(dataset, settings))
    assert isinstance(step, WorkedStep)
    return step


def test_by_hand() -> None:
    """ŷ = 1.5, 2, 3; residuals 0.5, 1, 2."""
    step = worked(POINTS, Settings(learning_rate=0.25))
    columns = step.columns
    assert columns.predicted.tolist() == [1.5, 2, 3]
    assert columns.residual.tolist() == [0.5, 1, 2]
    assert columns.squared.tolist() == [0.25, 1, 4]
    assert columns.by_m.tolist() == [-1, -4, -16]
    assert columns.by_b.tolist() == [-1, -2, -4]
    assert step.means == pytest.approx((3.5 / 3, 5.25 / 3, -7, -7 / 3), rel=1e-15)
    assert step.after == pytest.approx((0.5 + 7 / 4, 1 + 7 / 12), rel=1e-15)
    assert step.line_after == step.after
    assert (step.weight.tolist(), step.count) == ([1, 1, 1], 3)


def test_by_hand_a_point_drawn_twice_counts_twice() -> None:
    step = work_out(POINTS, Settings("sgd", batch_size=3), LINE, np.array([2, 0, 2]))
    assert isinstance(step, WorkedStep)
    assert (step.weight.tolist(), step.counting.tolist(), step.count) == ([1, 0, 2], [0, 2], 3)
    assert step.means == pytest.approx((1.5, 8.25 / 3, -11, -3), rel=1e-15)
    assert step.order().tolist() == [0, 2, 1], "what was not drawn comes last"


@pytest.mark.parametrize("dataset", ORDINARY.values(), ids=ORDINARY)
def test_gradient_descent_is_the_lessons_to_the_last_bit(dataset: Dataset) -> None:
    step = worked(dataset, Settings())
    m, b, _, _ = gradient_descent(dataset.x, dataset.y, 0.05, 1, *LINE)
    assert step.after == (m, b)


@pytest.mark.parametrize("batch_size", [1, 5, 40])
@pytest.mark.parametrize("dataset", ORDINARY.values(), ids=ORDINARY)
def test_sgd_is_the_lessons_to_the_last_bit(dataset: Dataset, batch_size: int) -> None:
    step = worked(dataset, Settings("sgd", batch_size=batch_size, seed=7))
    m, b, _, _ = SGD(dataset.x, dataset.y, 0.05, 1, batch_size, *LINE, rng=7)
    assert step.after == (m, b)
    assert step.weight.sum() == step.count == batch_size


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("dataset", ORDINARY.values(), ids=ORDINARY)
def test_standardised_it_is_the_lessons_over_the_other_x(dataset: Dataset, algorithm: str) -> None:
    settings = Settings(algorithm, batch_size=4, seed=7, standardise=True)
    step = worked(dataset, settings)
    scaling = Scaling.standardising(dataset)
    x = (dataset.x - scaling.shift) / scaling.scale
    before = scaling.scaled(*LINE)
    run = SGD(x, dataset.y, 0.05, 1, 4, *before, rng=7) if algorithm == "sgd" else None
    m, b, _, _ = run or gradient_descent(x, dataset.y, 0.05, 1, *before)
    assert (step.before, step.after) == (before, (m, b))
    size = abs(b) + abs(m * scaling.shift / scaling.scale)
    assert step.line_after[0] == pytest.approx(m / scaling.scale, rel=1e-12, abs=1e-12)
    assert step.line_after[1] == pytest.approx(b - m / scaling.scale * scaling.shift, abs=1e-12 * (1 + size))


def test_beyond_thirty_rows_the_largest_come_first() -> None:
    rng = np.random.default_rng(1)
    points = Dataset(rng.normal(size=31), rng.normal(size=31))
    step = worked(points, Settings())
    assert (np.diff(step.columns.squared[step.order()]) <= 0).all()
    assert (np.diff(np.abs(step.columns.by_m)[step.order("by_m")]) <= 0).all()
    assert sorted(step.order().tolist()) == list(range(31))
    few = Dataset(points.x[:FEW], points.y[:FEW])
    assert worked(few, Settings()).order().tolist() == list(range(FEW))


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_the_first_of_many_rows_are_the_first_of_all(algorithm: str) -> None:
    rng = np.random.default_rng(2)
    points = Dataset(rng.normal(size=100_000), np.round(rng.normal(size=100_000), 2))
    settings = Settings(algorithm, batch_size=1000)
    step = worked(points, settings)
    assert step.order(most=50).tolist() == step.order()[:50].tolist()


def test_the_step_on_one_of_many_points_computes_no_column_of_all() -> None:
    n = 100_000
    step = worked(Dataset(np.arange(n), np.arange(n)), Settings("sgd"))
    assert math.isfinite(step.line_after[0])
    assert "columns" not in vars(step)


@pytest.mark.parametrize(
    ("x", "y", "larger", "reason"),
    [
        ([10, 20, 30], [1, 2, 3], "m", "large_x"),
        ([1990, 2000, 2010], [1, 2, 3], "m", "large_x"),
        ([0.1, 0.2, 0.3], [1, 2, 3], "b", "small_x"),
        ([-1, 1], [-1, 1.1], "m", "cancels_in_b"),
        ([-1, 1], [1, 1.1], "b", "cancels_in_m"),
        ([1], [3], None, None),
        ([0, 1], [0, 0], None, None),
    ],
)
def test_why_one_derivative_is_larger(x: list[float], y: list[float], larger: str, reason: str) -> None:
    step = worked(Dataset(x, y), Settings(), (0.0, 0.0))
    assert (step.comparison.larger, step.comparison.reason) == (larger, reason)


NUMBERS = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8), NUMBERS, NUMBERS)
def test_the_reasons_multiply_to_the_ratio(points: list[tuple[float, float]], m: float, b: float) -> None:
    x, y = zip(*points, strict=True)
    step = worked(Dataset(x, y), Settings(), (m, b))
    by_m, by_b = map(abs, step.gradient)
    found = step.comparison
    assert 0 <= found.m_agreement <= 1 + 1e-9
    assert 0 <= found.b_agreement <= 1 + 1e-9
    assert by_m * found.b_agreement == pytest.approx(
        by_b * found.lever * found.m_agreement, rel=1e-9, abs=1e-9 * by_m
    )
    assert found.larger == ("m" if by_m > by_b else "b" if by_b > by_m else None)


def test_of_no_points_and_of_samples_not_drawn_nothing_is_known() -> None:
    assert work_out(Dataset([], []), Settings(), LINE) is Unknown.NO_POINTS
    assert work_out(POINTS, Settings("sgd"), LINE) is Unknown.NOT_DRAWN


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_numbers_too_large_are_told_without_a_complaint(algorithm: str) -> None:
    far = Dataset([1e50, -1e50], [1.0, 2.0])
    step = worked(far, Settings(algorithm), (1e280, 0.0))
    assert not step.is_finite
    assert step.comparison.larger is None
    assert worked(far, replace(step.settings), (1e49, 0.0)).is_finite
