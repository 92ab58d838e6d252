"""Stability limits, against numpy's eigenvalues of the maps themselves and against paper. No simulation."""

from __future__ import annotations

import itertools
import math
from decimal import Decimal
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings
from gdgui.core.theory import forecast

GD = Settings("gd")
columns = st.lists(st.floats(-20, 20), min_size=1, max_size=12)


def stability_limit(dataset: Dataset, settings: Settings) -> float:
    return forecast(dataset, settings).stability_limit


def safe_learning_rate(dataset: Dataset, settings: Settings) -> float:
    return forecast(dataset, settings).safe_rate


def sgd(batch_size: int) -> Settings:
    return Settings("sgd", batch_size=batch_size)


def points(x: list[float] | NDArray[np.float64]) -> Dataset:
    """The limits depend on x alone; y is there to be ignored."""
    return Dataset(x, np.linspace(3, -4, len(x)) ** 2)


def hessian(x: list[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    x = np.asarray(x)
    return 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])


def radius(a: NDArray[np.float64]) -> float:
    return float(np.abs(np.linalg.eigvals(a)).max())


def mean_square_factor(x: list[float], batch_size: int, rate: float) -> float:
    """Spectral radius of E[A⊗A] over every batch that can be drawn, where an update is θ → A·θ + c.

    Within the range of the update: a direction that no sample changes keeps its eigenvalue 1 for ever
    and says nothing about stability.
    """
    z = np.column_stack((x, np.ones(len(x))))
    batches = list(itertools.product(range(len(x)), repeat=batch_size))
    total = np.zeros((4, 4))
    for batch in batches:
        a = np.eye(2) - 2 * rate * sum(np.outer(z[i], z[i]) for i in batch) / batch_size
        total += np.kron(a, a)
    sizes, directions = np.linalg.eigh(z.T @ z)
    kept = directions[:, sizes > 1e-9 * sizes[-1]]
    both = np.kron(kept, kept)
    return radius(both.T @ (total / len(batches)) @ both)


def symmetric_standardised_limit(kurtosis: float) -> float:
    """Batch 1, mean 0, variance 1, skewness 0, on paper.

    C = I and K = 2I, so the limit is 1/λmax(F); of F the block on (x², 1) is [[kurtosis, 1], [1, 1]]
    and the block on (x, x) has eigenvalue 2, never the larger one.
    """
    return 2 / (kurtosis + 1 + math.hypot(kurtosis - 1, 2))


@given(columns)
def test_the_limit_of_gradient_descent_is_two_over_the_largest_eigenvalue(x: list[float]) -> None:
    largest = np.linalg.eigvalsh(hessian(x))[-1]

    assert stability_limit(points(x), GD) == pytest.approx(2 / largest, rel=1e-12)


@given(columns)
def test_a_thousandth_decides_whether_gradient_descent_settles(x: list[float]) -> None:
    limit = stability_limit(points(x), GD)

    assert radius(np.eye(2) - 1.001 * limit * hessian(x)) > 1
    below = np.linalg.eigvalsh(np.eye(2) - 0.999 * limit * hessian(x))
    assert below[0] > -1
    assert below[1] <= 1 + 1e-12


@pytest.mark.parametrize(
    ("x", "limit"),
    [
        ([-1, 1], 1),  # standardised: H = 2·I
        ([0], 1),  # H = 2·[[0, 0], [0, 1]]
        ([3], 1 / 10),  # H = 2·(3, 1)ᵀ(3, 1): λ = 20 and 0
        ([0, 2], 2 / (3 + math.sqrt(5))),  # H = [[4, 2], [2, 2]]
        ([1e6, 1e6], 1 / (1e12 + 1)),
    ],
)
def test_limits_of_gradient_descent_worked_on_paper(x: list[float], limit: float) -> None:
    assert stability_limit(points(x), GD) == pytest.approx(limit, rel=1e-12)


@pytest.mark.parametrize(
    ("x", "limit"),
    [
        ([0], 1),
        ([3], 1 / 10),  # with one x every sample is all of them
        ([3, 3, 3], 1 / 10),
        ([-1, 1], 1 / 2),  # F has the eigenvalue 2
    ],
)
def test_limits_of_sgd_worked_on_paper(x: list[float], limit: float) -> None:
    assert stability_limit(points(x), sgd(1)) == pytest.approx(limit, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "x"),
    [
        ("uniform", np.linspace(-1, 1, 4001)),
        ("normal", np.array([NormalDist().inv_cdf((k + 0.5) / 4000) for k in range(4000)])),
        ("twenty even steps", np.arange(20.0)),
    ],
)
def test_the_limit_of_sgd_on_standardised_x_follows_from_the_kurtosis(
    name: str, x: NDArray[np.float64]
) -> None:
    x = (x - x.mean()) / x.std()
    expected = symmetric_standardised_limit(float(np.mean(x**4)))

    assert stability_limit(points(x), sgd(1)) == pytest.approx(expected, rel=1e-9)
    share = {"uniform": 0.404, "normal": 0.294, "twenty even steps": 0.404}[name]
    assert expected == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize(("top", "share"), [(1, 0.897), (10, 0.562)])
def test_sgd_on_even_x_needs_a_smaller_rate_than_gradient_descent(top: float, share: float) -> None:
    # Shares found by bisection for the rate at which the spectral radius of E[A⊗A] is 1.
    dataset = points(np.linspace(0, top, 1000))

    assert stability_limit(dataset, sgd(1)) / stability_limit(dataset, GD) == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
@hypothesis_settings(max_examples=40)
@given(x=st.lists(st.integers(-40, 40).map(lambda k: k / 8), min_size=1, max_size=4))
def test_the_mean_square_factor_of_sgd_passes_one_at_the_limit(batch_size: int, x: list[float]) -> None:
    limit = stability_limit(points(x), sgd(batch_size))

    assert mean_square_factor(x, batch_size, 0.999 * limit) < 1
    assert mean_square_factor(x, batch_size, 1.001 * limit) > 1


@given(columns)
def test_the_limit_of_sgd_nears_that_of_gradient_descent_as_the_batch_grows(x: list[float]) -> None:
    dataset = points(x)
    limits = [stability_limit(dataset, sgd(batch_size)) for batch_size in (1, 2, 16, 1000, 10**9)]

    assert limits == sorted(limits) or limits == pytest.approx(sorted(limits), rel=1e-6)
    assert limits[-1] == pytest.approx(stability_limit(dataset, GD), rel=1e-6)


@given(columns)
def test_the_limit_of_sgd_is_never_above_that_of_gradient_descent(x: list[float]) -> None:
    dataset = points(x)

    assert stability_limit(dataset, sgd(1)) <= stability_limit(dataset, GD) * (1 + 1e-6)


@pytest.mark.parametrize("settings", [GD, sgd(1)])
def test_no_points_have_no_limit(settings: Settings) -> None:
    for limit in (stability_limit, safe_learning_rate):
        with pytest.raises(ValueError, match="no points"):
            limit(Dataset([], []), settings)


@pytest.mark.parametrize("size", [1e-50, 1e-9, 1e9, 1e50])
@pytest.mark.parametrize("settings", [GD, sgd(1), sgd(32)])
def test_the_largest_and_smallest_coordinates_have_a_limit_as_well(settings: Settings, size: float) -> None:
    dataset = points([-size, 0.5 * size, size])

    assert 0 < safe_learning_rate(dataset, settings) < stability_limit(dataset, settings) < 1 + 1e-12


@given(columns, st.sampled_from([GD, sgd(1), sgd(16)]))
def test_the_safe_rate_has_four_digits_and_is_the_last_such_below_the_edge(
    x: list[float], settings: Settings
) -> None:
    limit = stability_limit(points(x), settings)
    safe = Decimal(repr(safe_learning_rate(points(x), settings)))
    digit = Decimal(1).scaleb(Decimal(limit).adjusted() - 3)
    edge = limit * (1 - 1e-5)
    assume(abs(edge / float(digit) - round(edge / float(digit))) > 2e-3)  # not itself of four digits

    assert safe % digit == 0
    assert safe < Decimal(edge) < safe + digit


@pytest.mark.parametrize(
    ("x", "safe"),
    [
        ([0, 2, 2, 4], 0.1492),  # H = 2·[[6, 2], [2, 1]], λ = 7 + √41: limit 0.14921894…
        ([-2, 2], 0.2499),  # λ = 8: at the limit of 1/4 itself a run does not settle
    ],
)
def test_safe_rates_worked_on_paper(x: list[float], safe: float) -> None:
    assert safe_learning_rate(points(x), GD) == safe
