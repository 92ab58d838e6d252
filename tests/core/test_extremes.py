"""Runs at the edge of what double precision can do, against the lesson's loop with sixty digits.

There the lesson's own loop in double precision is the worse side: its sums lose the digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from mpmath import mp, mpf, workdps

from gdgui.core import Dataset, Settings, Trace, train
from gdgui.core.theory import forecast

Point = tuple[mpf, mpf, mpf]  # m, b and MSE
DIGITS = 60
CLOSE = 1e-9  # relative


def spread(x_offset: float = 0.0, y_offset: float = 0.0, width: float = 1.0, noise: float = 0.1) -> Dataset:
    rng = np.random.default_rng(4)
    x = rng.uniform(0, width, 7)
    return Dataset(x_offset + x, y_offset + 0.2 + 0.7 * x / width + rng.normal(0, noise, 7))


FAR = spread(x_offset=1e6)
HIGH = spread(y_offset=1e8)
NARROW = spread(width=1e-4)
NARROW_AND_FAR = spread(x_offset=1e6, y_offset=1e8, width=1e-4)
EXTREMES = {"x far": FAR, "y high": HIGH, "narrow": NARROW, "all of it": NARROW_AND_FAR}


def exact_lesson(dataset: Dataset, settings: Settings, samples: Iterable[list[int]]) -> list[Point]:
    """The lesson's loop: one epoch for each list of samples (of all points: gradient descent)."""
    with workdps(DIGITS):
        X, y = [mpf(float(x)) for x in dataset.x], [mpf(float(each)) for each in dataset.y]
        lr, m, b = mpf(settings.learning_rate), mpf(settings.m), mpf(settings.b)

        def mse() -> mpf:
            return sum((y_k - (m * x_k + b)) ** 2 for x_k, y_k in zip(X, y, strict=True)) / len(X)

        log = [(m, b, mse())]
        for drawn in samples:
            f = [y[k] - (m * X[k] + b) for k in drawn]
            m -= lr * (-2 * sum(X[k] * f_k for k, f_k in zip(drawn, f, strict=True)) / len(drawn))
            b -= lr * (-2 * sum(f) / len(drawn))
            log.append((m, b, mse()))
        return log


def exactly(dataset: Dataset, settings: Settings) -> tuple[Trace, list[Point]]:
    """The run, and the exact one on the same samples, as far as the run went."""
    trace = train(dataset, settings)
    everyone = list(range(len(dataset)))
    samples = (trace.samples(k).tolist() or everyone for k in range(1, trace.epochs + 1))
    return trace, exact_lesson(dataset, settings, samples)


def worst(trace: Trace, log: list[Point], dataset: Dataset) -> tuple[float, float, float]:
    """Largest relative errors of m, b and MSE over all epochs, beyond what doubles can hold.

    m: relative to the largest so far, b: to the terms that it is the difference of, |ȳ| and |m·x̄|: their
    roundings stay. MSE: beyond what a few roundings of b or ȳ, δ in all, change in it, 2·√MSE·δ + δ².
    """
    m, b, mse = (np.array([float(each[k]) for each in log]) for k in range(3))
    with workdps(DIGITS):
        off_m, off_b, off_mse = np.array(
            [
                [float(abs(mpf(float(ours)) - exact)) for ours, exact in zip(entry, each, strict=True)]
                for entry, each in zip(zip(trace.m, trace.b, trace.mse, strict=True), log, strict=True)
            ]
        ).T
    size_of_m = np.maximum.accumulate(np.abs(m))
    size_of_b = np.abs(b) + abs(float(dataset.y.mean())) + np.abs(m * dataset.x.mean())
    rounding = 8 * float(np.finfo(float).eps) * size_of_b
    off_mse = np.maximum(0, off_mse - 2 * np.sqrt(mse) * rounding - rounding**2)
    return float((off_m / size_of_m).max()), float((off_b / size_of_b).max()), float((off_mse / mse).max())


def below(share: float, dataset: Dataset, settings: Settings) -> Settings:
    """At this share of the largest stable learning rate."""
    return replace(settings, learning_rate=share * forecast(dataset, settings).stability_limit)


@pytest.mark.parametrize("share", [1e-3, 0.5, 0.99])
@pytest.mark.parametrize("dataset", EXTREMES.values(), ids=EXTREMES)
def test_gradient_descent_at_extremes_is_that_of_exact_arithmetic(dataset: Dataset, share: float) -> None:
    trace, log = exactly(dataset, below(share, dataset, Settings(epochs=300)))
    assert max(worst(trace, log, dataset)) < CLOSE


@pytest.mark.parametrize("batch_size", [1, 3])
@pytest.mark.parametrize("share", [1e-2, 0.5])
@pytest.mark.parametrize("dataset", EXTREMES.values(), ids=EXTREMES)
def test_sgd_at_extremes_is_that_of_exact_arithmetic(dataset: Dataset, share: float, batch_size: int) -> None:
    settings = below(share, dataset, Settings("sgd", epochs=300, batch_size=batch_size))
    trace, log = exactly(dataset, settings)
    assert max(worst(trace, log, dataset)) < CLOSE


def test_thousands_of_updates_of_sgd_at_an_extreme_are_exact_to_the_last() -> None:
    trace, log = exactly(FAR, below(0.5, FAR, Settings("sgd", epochs=6000)))
    assert max(worst(trace, log, FAR)) < CLOSE


@pytest.mark.parametrize("off", [-1e-4, 1e-4])
@pytest.mark.parametrize("dataset", [spread(), FAR, HIGH], ids=["ordinary", "x far", "y high"])
def test_a_ten_thousandth_beside_the_limit_is_exact(dataset: Dataset, off: float) -> None:
    trace, log = exactly(dataset, below(1 + off, dataset, Settings(epochs=1000)))
    assert max(worst(trace, log, dataset)) < CLOSE
    halfway, last = trace.mse[[500, -1]] - dataset.moments.minimum  # by then one direction is left
    assert (last > halfway) == (off > 0)


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("y_offset", [0.0, 1e8])
def test_on_a_perfect_line_the_mse_ends_at_the_floor_of_rounding(algorithm: str, y_offset: float) -> None:
    x = np.array([-1.0, -0.5, 0.25, 0.75, 1.5])
    dataset = Dataset(x, y_offset + 0.5 * x)
    settings = below(0.3, dataset, Settings(algorithm, epochs=400))
    trace, log = exactly(dataset, settings)
    floor = (8 * np.finfo(float).eps * max(1.0, y_offset)) ** 2
    for ours, (_, _, exact) in zip(trace.mse.tolist(), log, strict=True):
        # where the error of a line is e, an error of δ in the line makes (e + δ)² − e² of it
        assert abs(ours - exact) <= CLOSE * float(exact) + 4 * math.sqrt(floor * float(exact)) + floor
    assert trace.mse[-1] <= 1e-20 * trace.mse[0] + floor


@pytest.mark.parametrize(
    ("algorithm", "rate"), [("gd", 1.2), ("gd", 40.0), ("gd", 1e100), ("sgd", 5.0), ("sgd", 1e100)]
)
def test_a_divergence_is_halted_at_the_epoch_of_exact_arithmetic(algorithm: str, rate: float) -> None:
    dataset = spread()
    settings = Settings(algorithm, learning_rate=rate, epochs=2000)
    trace, log = exactly(dataset, settings)
    assert trace.outcome is not None
    assert (trace.outcome.reason, trace.outcome.epoch) == ("diverged", trace.epochs + 1)
    assert max(worst(trace, log, dataset)) < CLOSE
    assert all(mse <= 1e12 * log[0][2] for _, _, mse in log)
    if algorithm == "gd":
        beyond = exact_lesson(dataset, settings, [list(range(len(dataset)))] * (trace.epochs + 1))
        assert beyond[-1][2] > 1e12 * log[0][2]


def test_a_run_at_the_largest_numbers_is_exact_until_it_is_halted() -> None:
    dataset = Dataset([1e50, -1e50, 3e49], [1e50, 2e49, -1e50])
    trace, log = exactly(dataset, Settings(learning_rate=1e-99, epochs=50))
    assert np.isfinite([trace.m, trace.b, trace.mse]).all()
    assert max(worst(trace, log, dataset)) < CLOSE


@pytest.mark.parametrize("settings", [Settings(epochs=2000), Settings("sgd", epochs=2000)], ids=["gd", "sgd"])
@pytest.mark.parametrize("dataset", EXTREMES.values(), ids=EXTREMES)
def test_no_mse_is_below_the_exact_minimum(dataset: Dataset, settings: Settings) -> None:
    with workdps(DIGITS):
        X, y = [mpf(float(x)) for x in dataset.x], [mpf(float(each)) for each in dataset.y]
        n, x_mean, y_mean = len(X), mp.fsum(X) / len(X), mp.fsum(y) / len(X)
        slope = mp.fsum((a - x_mean) * c for a, c in zip(X, y, strict=True)) / mp.fsum(
            (a - x_mean) ** 2 for a in X
        )
        minimum = mp.fsum((c - y_mean - slope * (a - x_mean)) ** 2 for a, c in zip(X, y, strict=True)) / n
        lowest = train(dataset, below(0.4, dataset, settings)).mse.min()
        assert lowest >= 0
        assert lowest >= minimum * (1 - mpf(CLOSE))
