"""The engine on points that lie in a special way: identical, one above another, on a line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdgui.core import Dataset, Outcome, Settings, train
from tests.core.lesson import at


@pytest.mark.parametrize("settings", [Settings(), Settings("sgd"), Settings("sgd", batch_size=5)])
@pytest.mark.parametrize(("x0", "y0", "n"), [(2.0, 5.0, 1), (0.0, -1.0, 1), (0.1, 0.7, 3), (-3.0, 4.0, 10)])
def test_identical_points_are_met_by_the_line_nearest_to_the_start(
    settings: Settings, x0: float, y0: float, n: int
) -> None:
    dataset = Dataset([x0] * n, [y0] * n)
    settings = replace(settings, learning_rate=0.3 / (1 + x0**2), epochs=200, m=0.33, b=0.48)
    # θ_0 − (m_0·x0 + b_0 − y0)/(1 + x0²)·(x0, 1): the foot of the perpendicular in the (m, b) plane.
    u = (0.33 * x0 + 0.48 - y0) / (1 + x0**2)

    trace = train(dataset, settings)

    assert trace.outcome == Outcome("finished", 200)
    assert (trace.m[-1], trace.b[-1]) == pytest.approx((0.33 - u * x0, 0.48 - u), rel=1e-12)
    assert trace.mse[-1] < 1e-28


@pytest.mark.parametrize("x0", [0.1, -2.0, 7.3])
def test_equal_x_end_at_the_mean_of_y_nearest_to_the_start(x0: float) -> None:
    y = np.array([1.0, 2.5, -4.0, 0.3])
    u = (0.33 * x0 + 0.48 - y.mean()) / (1 + x0**2)

    trace = train(Dataset([x0] * 4, y), Settings(learning_rate=0.3 / (1 + x0**2), epochs=200))

    assert (trace.m[-1], trace.b[-1]) == pytest.approx((0.33 - u * x0, 0.48 - u), rel=1e-12)
    assert trace.mse[-1] == pytest.approx(y.var(), rel=1e-12)


tenths = st.integers(-50, 50).map(lambda k: k / 10)


@given(
    st.lists(tenths, min_size=1, max_size=8),
    st.sampled_from([0.0, 10.0, 1e3, 1e6]),
    tenths,
    st.one_of(tenths, st.just(1e5)),
    st.sampled_from([Settings(), Settings("sgd"), Settings("sgd", batch_size=8)]),
)
# Found by search: the MSE of the start is exactly 0, that of the next epochs is a rounding error.
@example([-1.7, 1.5, 2.3], 0.0, -2.3, 2.5, Settings())
@example([1.2, -3.7, 1.0], 0.0, -2.6, 0.5, Settings("sgd"))
def test_a_start_on_a_perfect_line_stays_there_to_the_last_epoch(
    x: list[float], offset: float, m: float, b: float, settings: Settings
) -> None:
    x_far = offset + np.array(x)
    dataset = Dataset(x_far, m * x_far + b)
    settings = at(0.5, dataset, replace(settings, epochs=200, m=m, b=b))

    trace = train(dataset, settings)

    rounding = np.finfo(float).eps * (abs(m) * np.abs(x_far).max() + abs(b))
    assert trace.outcome == Outcome("finished", 200)
    assert trace.mse.max() <= (1000 * rounding) ** 2  # unlucky draws may raise it for a while


def test_sgd_on_a_perfect_line_arrives_without_noise() -> None:
    x = np.linspace(0, 1, 10)
    dataset = Dataset(x, 2 * x + 1)

    trace = train(dataset, at(0.8, dataset, Settings("sgd", epochs=3000)))

    assert trace.mse[-1] < 1e-28
    assert (trace.m[-1], trace.b[-1]) == pytest.approx((2, 1), rel=1e-12)
