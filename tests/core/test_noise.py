"""What theory says of the noise of SGD, against thousands of runs of the lesson's loop."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings
from gdgui.core.theory import forecast

Floats = NDArray[np.float64]

WITHIN = 0.02
M, B = 0.33, 0.48


def noisy_line(n: int, low: float, high: float) -> Dataset:
    rng = np.random.default_rng(3)
    x = rng.uniform(low, high, n)
    return Dataset(x, 0.2 + 0.6 * x / high + rng.normal(0, 0.2, n))


def standardised(dataset: Dataset) -> Dataset:
    return Dataset((dataset.x - dataset.x.mean()) / dataset.x.std(), dataset.y)


UNIT = noisy_line(20, 0, 1)
WIDE = noisy_line(20, 0, 10)
POINTS = {"unit": UNIT, "wide": WIDE, "standardised": standardised(WIDE)}


def mean_mse(dataset: Dataset, lr: float, batch_size: int, epochs: int, runs: int) -> Floats:
    """The lesson's SGD from its start, `runs` times: the mean MSE after every epoch, shape (epochs + 1,)."""
    X, y = dataset.x, dataset.y
    rng = np.random.default_rng(11)
    m, b = np.full(runs, M), np.full(runs, B)
    means = np.empty(epochs + 1)
    xx, x1, yx, y1, yy = (X * X).mean(), X.mean(), (y * X).mean(), y.mean(), (y * y).mean()
    for epoch in range(epochs + 1):
        mse = yy - 2 * m * yx - 2 * b * y1 + m * m * xx + 2 * m * b * x1 + b * b  # mean (y − m·x − b)²
        means[epoch] = mse.mean()
        drawn = rng.integers(0, len(X), (batch_size, runs))
        xs, f = X[drawn], y[drawn] - (m * X[drawn] + b)
        m = m - lr * (-2 * (xs * f).mean(axis=0))
        b = b - lr * (-2 * f.mean(axis=0))
    return means


def settings_at(share: float, dataset: Dataset, batch_size: int) -> Settings:
    """At this share of the largest rate at which the mean square stays bounded."""
    settings = Settings("sgd", batch_size=batch_size)
    limit = forecast(dataset, settings).stability_limit
    return Settings("sgd", learning_rate=share * limit, batch_size=batch_size)


@pytest.mark.parametrize("batch_size", [1, 4])
@pytest.mark.parametrize("share", [0.1, 0.5])
@pytest.mark.parametrize("dataset", POINTS.values(), ids=POINTS)
def test_sgd_settles_at_the_noise_floor(dataset: Dataset, share: float, batch_size: int) -> None:
    theory = forecast(dataset, settings_at(share, dataset, batch_size))
    slowest = min(-np.log(np.abs(theory.factors)))  # per epoch
    settled = int(8 / slowest)
    mse = mean_mse(dataset, theory.settings.learning_rate, batch_size, settled + 1500, runs=1500)
    excess = mse[settled:].mean() - dataset.moments.minimum
    assert theory.noise_floor == pytest.approx(excess, rel=WITHIN)


@pytest.mark.parametrize("batch_size", [1, 4])
@pytest.mark.parametrize("dataset", POINTS.values(), ids=POINTS)
def test_the_mean_of_many_runs_is_the_expected_mse(dataset: Dataset, batch_size: int) -> None:
    theory = forecast(dataset, settings_at(0.3, dataset, batch_size))
    epochs = [0, 1, 2, 5, 10, 30, 100]
    mse = mean_mse(dataset, theory.settings.learning_rate, batch_size, 100, runs=60_000)
    expected = [dataset.moments.minimum + theory.excess_at(epoch) for epoch in epochs]
    assert expected == pytest.approx(mse[epochs].tolist(), rel=WITHIN)


@pytest.mark.parametrize("batch_size", [1, 4])
@pytest.mark.parametrize("dataset", POINTS.values(), ids=POINTS)
def test_the_mean_square_grows_above_the_limit_and_not_below(dataset: Dataset, batch_size: int) -> None:
    """By the mean over all draws, carried from epoch to epoch: (x, 1)·r of the lesson, squared by hand.

    Means over runs would not do: near the limit, few of them hold all of the mean.
    """
    limit = forecast(dataset, Settings("sgd", batch_size=batch_size)).stability_limit
    z = np.stack((dataset.x, np.ones(len(dataset))))
    c = z @ z.T / len(dataset)

    def an_epoch_later(second: Floats, lr: float) -> Floats:
        """E (I − lr·mean zzᵀ) Σ (I − lr·mean zzᵀ) over batches drawn with replacement: linear in Σ."""
        one = np.einsum("in,n,jn->ij", z, np.einsum("in,ij,jn->n", z, second, z), z) / len(dataset)
        both = one / batch_size + (1 - 1 / batch_size) * c @ second @ c
        after: Floats = second - lr * (c @ second + second @ c) + lr * lr * both
        return after

    growths = []
    for share in (1 - WITHIN, 1 + WITHIN):
        units = np.eye(4).reshape(4, 2, 2)
        epoch = np.stack([an_epoch_later(unit, 2 * share * limit).ravel() for unit in units], axis=1)
        second = np.eye(2).ravel()  # E δδᵀ, its trace 1 from the first epoch on
        for _ in range(20_000):
            after = epoch @ second
            growth = (after[0] + after[3]) / (second[0] + second[3])
            second = after / (after[0] + after[3])
        growths.append(growth)
    assert growths[0] < 1 < growths[1]


def test_a_batch_as_large_as_the_points_still_has_noise() -> None:
    settings = settings_at(0.3, UNIT, len(UNIT))
    mse = mean_mse(UNIT, settings.learning_rate, len(UNIT), 2000, runs=400)
    floor = forecast(UNIT, settings).noise_floor
    assert floor == pytest.approx(mse[500:].mean() - UNIT.moments.minimum, rel=WITHIN)
    assert floor > 0


def test_equal_x_settle_as_one_number_does_on_paper() -> None:
    """On one x the residual u of the line is all there is: u ← (1 − a)·u + a·r with a = 2·lr·(x² + 1).

    Its variance is a/(2 − a)·var(r), which is the excess of the MSE.
    """
    dataset = Dataset([2.0, 2.0, 2.0, 2.0], [1.0, 3.0, 4.0, 8.0])
    for lr in (0.01, 0.05, 0.15):
        a = 2 * lr * 5
        theory = forecast(dataset, Settings("sgd", learning_rate=lr))
        assert theory.stability_limit == pytest.approx(0.2)
        assert theory.noise_floor == pytest.approx(a / (2 - a) * dataset.y.var(), rel=1e-9)
