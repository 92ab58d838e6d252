"""Many runs of SGD side by side, each against the lesson's own loop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdgui.core import Dataset, Settings
from gdgui.core.ensemble import MOST_KEPT, Ensemble


def points(n: int = 20) -> Dataset:
    rng = np.random.default_rng(3)
    x = rng.uniform(0, 1, n)
    return Dataset(x, 1.3 * x + rng.normal(0, 0.2, n))


def finished(dataset: Dataset, settings: Settings, runs: int = 200) -> Ensemble:
    ensemble = Ensemble(dataset, settings, runs)
    while not ensemble.is_done:
        ensemble.advance()
    return ensemble


def lesson(dataset: Dataset, settings: Settings) -> tuple[list[float], list[float], list[float]]:
    """m, b and MSE of every epoch."""
    m, b, log = settings.m, settings.b, [(settings.m, settings.b)]
    rng = np.random.default_rng(settings.seed)
    for _ in range(settings.epochs):
        drawn = rng.integers(0, len(dataset), settings.batch_size)
        x, y = dataset.x[drawn], dataset.y[drawn]
        f = y - (m * x + b)
        m -= settings.learning_rate * float(-2 * np.mean(x * f))
        b -= settings.learning_rate * float(-2 * np.mean(f))
        log.append((m, b))
    ms, bs = (list(column) for column in zip(*log, strict=True))
    return ms, bs, [float(np.mean((dataset.y - (m * dataset.x + b)) ** 2)) for m, b in log]


@pytest.mark.parametrize("batch_size", [1, 3])
def test_every_run_is_the_lessons_with_its_seed(batch_size: int) -> None:
    settings = Settings("sgd", 0.1, 300, batch_size, seed=7)
    ensemble = finished(points(), settings, 5)
    errors = []
    for run in range(5):
        m, b, mse = lesson(points(), replace(settings, seed=7 + run))
        np.testing.assert_allclose(ensemble.m[:, run], m, rtol=1e-9)
        np.testing.assert_allclose(ensemble.b[:, run], b, rtol=1e-9)
        errors.append(mse)
    low, high = np.quantile(errors, (0.1, 0.9), axis=0)
    np.testing.assert_allclose(ensemble.low, low, rtol=1e-9)
    np.testing.assert_allclose(ensemble.high, high, rtol=1e-9)
    assert ensemble.epochs.tolist() == list(range(301))


def test_large_batches_are_done_by_groups_of_runs() -> None:
    dataset, settings = points(500), Settings("sgd", 0.1, 4, 100_000)
    ensemble = Ensemble(dataset, settings, 5)
    ensemble.advance()
    assert ensemble.done == 0  # some of the runs only
    ensemble = finished(dataset, settings, 5)
    m, _, _ = lesson(dataset, replace(settings, seed=4))
    np.testing.assert_allclose(ensemble.m[:, 4], m, rtol=1e-9)


def test_standardised_runs_are_those_of_standardised_points() -> None:
    dataset = points()
    mean, deviation = dataset.x.mean(), dataset.x.std()
    settings = Settings("sgd", 0.1, 100, standardise=True)
    ensemble = finished(dataset, settings, 2)
    scaled = Dataset((dataset.x - mean) / deviation, dataset.y)
    start = replace(settings, m=settings.m * deviation, b=settings.b + settings.m * mean)
    m, b, _ = lesson(scaled, start)
    np.testing.assert_allclose(ensemble.m[:, 0], np.array(m) / deviation, rtol=1e-9)
    np.testing.assert_allclose(ensemble.b[:, 0], np.array(b) - np.array(m) / deviation * mean, rtol=1e-9)


def test_a_long_run_keeps_evenly_spaced_epochs() -> None:
    settings = Settings("sgd", 0.05, 2 * MOST_KEPT + 1)
    ensemble = finished(points(), settings, 2)
    assert ensemble.stride == 3
    assert ensemble.epochs.tolist() == list(range(0, 2 * MOST_KEPT + 2, 3))
    m, _, _ = lesson(points(), settings)
    np.testing.assert_allclose(ensemble.m[:, 0], m[::3], rtol=1e-9)
    assert ensemble.at(7)[0][0] == pytest.approx(m[6])


def test_runs_that_diverge_stay_where_they_were() -> None:
    ensemble = finished(points(), Settings("sgd", 3.0, 2000), 20)
    assert ensemble.diverged == 20
    for values in (ensemble.m, ensemble.b, ensemble.low, ensemble.high):
        assert np.isfinite(values).all()
    assert ensemble.high.max() <= 1.01e12 * ensemble.high[0]
    assert (ensemble.m[-1] == ensemble.m[-2]).all()


def test_their_mean_goes_the_way_of_full_gradient_descent() -> None:
    dataset, settings = points(), Settings("sgd", 0.02, 200)
    ensemble = finished(dataset, settings, 4000)
    m, b = settings.m, settings.b
    for _ in range(200):
        f = dataset.y - (m * dataset.x + b)
        m, b = m + 0.04 * float(np.mean(dataset.x * f)), b + 0.04 * float(np.mean(f))
    for mean, expected, values in (
        (ensemble.m[-1].mean(), m, ensemble.m),
        (ensemble.b[-1].mean(), b, ensemble.b),
    ):
        assert abs(mean - expected) < 4 * values[-1].std() / np.sqrt(4000)
