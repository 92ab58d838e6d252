"""The lesson's own functions, against paper and against sums spelled out in plain Python."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import SGD, gradient_descent

X = [0.5, 1.25, 2.0, 3.5, 4.75]
Y = [1.3, 2.1, 4.4, 5.0, 8.9]

coordinates = st.floats(-3, 3)


def plain_epoch(xs: list[float], ys: list[float], lr: float, m: float, b: float) -> tuple[float, float]:
    n = len(xs)
    by_m = sum(-2 * x * (y - (m * x + b)) for x, y in zip(xs, ys, strict=True)) / n
    by_b = sum(-2 * (y - (m * x + b)) for x, y in zip(xs, ys, strict=True)) / n
    return m - lr * by_m, b - lr * by_b


def plain_mse(m: float, b: float) -> float:
    return sum((y - (m * x + b)) ** 2 for x, y in zip(X, Y, strict=True)) / len(X)


def test_one_epoch_of_gradient_descent_worked_on_paper() -> None:
    # From (0, 0) the residuals are y: mean(x·y) = 28/3, mean(y) = 4. Both steps use them as they are,
    # so b is 0.1·2·4 and not what the new m would give.
    m, b, log, mse = gradient_descent([1, 2, 3], [2, 4, 6], lr=0.1, epoch=1, m=0, b=0)

    assert (m, b) == pytest.approx((28 / 15, 0.8), rel=1e-12)
    assert log == [(m, b)]
    # residuals (2 − 28/15)·x − 0.8 = −2/3, −8/15, −2/5
    assert mse == pytest.approx([(4 / 9 + 64 / 225 + 4 / 25) / 3], rel=1e-12)


def test_one_epoch_of_sgd_on_one_point_worked_on_paper() -> None:
    # f = 10 − (1·2 + 1) = 7; m = 1 + 0.1·2·2·7, b = 1 + 0.1·2·7
    m, b, log, mse = SGD([2], [10], lr=0.1, epoch=1, batch_size=4, m=1, b=1, rng=np.random.default_rng(0))

    assert (m, b) == pytest.approx((3.8, 2.4), rel=1e-12)
    assert log == [(m, b)]
    assert mse == pytest.approx([0.0], abs=1e-29)


def test_gradient_descent_agrees_with_sums_in_plain_python() -> None:
    m, b, log, mse = gradient_descent(X, Y, lr=0.03, epoch=50, m=-1.0, b=2.0)

    at = (-1.0, 2.0)
    for logged, error in zip(log, mse, strict=True):
        at = plain_epoch(X, Y, 0.03, *at)
        assert logged == pytest.approx(at, rel=1e-12)
        assert error == pytest.approx(plain_mse(*at), rel=1e-12)
    assert len(log) == 50
    assert (m, b) == log[-1]


@pytest.mark.parametrize("batch_size", [1, 3, 5, 12])
def test_sgd_agrees_with_sums_in_plain_python_over_what_the_generator_draws(batch_size: int) -> None:
    m, b, log, mse = SGD(X, Y, 0.01, 50, batch_size, -1.0, 2.0, np.random.default_rng(42))

    rng, at = np.random.default_rng(42), (-1.0, 2.0)
    for logged, error in zip(log, mse, strict=True):
        drawn = rng.integers(0, len(X), batch_size)
        at = plain_epoch([X[i] for i in drawn], [Y[i] for i in drawn], 0.01, *at)
        assert logged == pytest.approx(at, rel=1e-12)
        assert error == pytest.approx(plain_mse(*at), rel=1e-12)  # over all points, not the drawn ones
    assert len(log) == 50
    assert (m, b) == log[-1]


def test_gradient_descent_arrives_at_polyfit() -> None:
    slope, intercept = np.polyfit(X, Y, 1)

    m, b, _, mse = gradient_descent(X, Y, lr=0.1, epoch=2000)

    assert (m, b) == pytest.approx((slope, intercept), rel=1e-9)
    assert mse[-1] == pytest.approx(plain_mse(float(slope), float(intercept)), rel=1e-12)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=10))
def test_a_small_enough_step_never_raises_the_error(points: list[tuple[float, float]]) -> None:
    # λmax of the Hessian is at most its trace 2·(mean x² + 1) ≤ 20; below 1/λmax every mode shrinks.
    _, _, _, mse = gradient_descent([x for x, _ in points], [y for _, y in points], lr=0.04, epoch=30)

    for before, after in pairwise(mse):
        assert after <= before * (1 + 1e-12) + 1e-24


def test_the_defaults_are_the_lessons() -> None:
    assert gradient_descent(X, Y) == gradient_descent(X, Y, lr=0.05, epoch=10, m=0.33, b=0.48)

    given_nothing = SGD(X, Y, rng=np.random.default_rng(1))
    assert given_nothing == SGD(X, Y, 0.05, 10, 1, 0.33, 0.48, np.random.default_rng(1))


def test_no_epochs_leave_the_start() -> None:
    assert gradient_descent(X, Y, epoch=0, m=1.5, b=2.5) == (1.5, 2.5, [], [])
    assert SGD(X, Y, epoch=0, m=1.5, b=2.5) == (1.5, 2.5, [], [])


@pytest.mark.parametrize("columns", [(X, Y), (tuple(X), tuple(Y)), (np.array(X), np.array(Y))])
def test_points_may_be_lists_tuples_or_arrays_and_stay_as_they_were(columns: tuple[Any, Any]) -> None:
    assert gradient_descent(*columns) == gradient_descent(X, Y)
    assert SGD(*columns, rng=np.random.default_rng(1)) == SGD(X, Y, rng=np.random.default_rng(1))
    assert list(columns[0]) == X
    assert list(columns[1]) == Y


def test_whole_numbers_are_not_cut_off() -> None:
    assert gradient_descent(np.array([1, 2, 3]), np.array([2, 4, 7])) == gradient_descent(
        [1.0, 2.0, 3.0], [2.0, 4.0, 7.0]
    )


def test_without_a_generator_every_sgd_run_draws_anew() -> None:
    assert SGD(X, Y, epoch=60)[2] != SGD(X, Y, epoch=60)[2]


def test_a_generator_goes_on_from_one_sgd_run_to_the_next() -> None:
    rng = np.random.default_rng(3)
    m, b, first, _ = SGD(X, Y, 0.01, 20, 2, rng=rng)
    _, _, second, _ = SGD(X, Y, 0.01, 20, 2, m, b, rng)

    assert first + second == SGD(X, Y, 0.01, 40, 2, rng=np.random.default_rng(3))[2]
