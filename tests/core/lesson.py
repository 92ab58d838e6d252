"""The lesson's loop, written out once more, and points to try it on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings, Trace
from gdgui.core.theory import forecast

Log = NDArray[np.float64]
"""Rows m, b and MSE; column k is after epoch k, column 0 the start."""


def lesson(
    dataset: Dataset,
    settings: Settings,
    epochs: int | None = None,
    start: tuple[float, float] | None = None,
    rng: np.random.Generator | None = None,
) -> Log:
    """The loop as it is taught; it neither looks for a divergence nor stops at one."""
    X, y, lr = dataset.x, dataset.y, settings.learning_rate
    m, b = start or (settings.m, settings.b)
    rng = rng or np.random.default_rng(settings.seed)
    log = [(m, b, ((y - (m * X + b)) ** 2).mean())]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(settings.epochs if epochs is None else epochs):
            Xs, ys = X, y
            if settings.algorithm == "sgd":
                drawn = rng.integers(0, len(X), settings.batch_size)
                Xs, ys = X[drawn], y[drawn]
            f = ys - (m * Xs + b)
            m -= lr * (-2 * float((Xs * f).mean()))
            b -= lr * (-2 * float(f.mean()))
            log.append((m, b, ((y - (m * X + b)) ** 2).mean()))
    return np.array(log).T


def recorded(trace: Trace) -> Log:
    return np.stack((trace.m, trace.b, trace.mse))


def assert_same(trace: Trace, expected: Log, slack: float = 0.0) -> None:
    """To 1e-12 of the MSE and of the length of (m, b), or to `slack` of the largest in the run.

    A hundredth of that slack in the predictions, which is some roundings, moves the MSE by 2·√MSE times
    it, and by its square.
    """
    assert recorded(trace).shape == expected.shape
    length = np.hypot(expected[0], expected[1])
    size = np.stack((length, length, expected[2]))
    allowed = np.maximum(1e-12 * size, slack * size.max(axis=1, keepdims=True))
    moved = slack / 100 * length.max()
    allowed[2] += (2 * np.sqrt(expected[2]) + moved) * moved
    np.testing.assert_array_less(np.abs(recorded(trace) - expected), allowed + 1e-300)


def noisy_line(n: int, low: float, high: float, seed: int = 0) -> Dataset:
    rng = np.random.default_rng(seed)
    x = rng.uniform(low, high, n)
    return Dataset(x, 1.7 * x - 0.6 + rng.normal(0, 0.5, n))


def standardised(dataset: Dataset) -> Dataset:
    return Dataset((dataset.x - dataset.x.mean()) / dataset.x.std(), dataset.y)


UNIT = noisy_line(20, 0, 1)

TEN = noisy_line(40, 0, 10)

ORDINARY = {
    "unit": UNIT,
    "ten": TEN,
    "standardised": standardised(TEN),
    "many": noisy_line(1000, -3, 5),
    "two": Dataset([1, 3], [2, -1]),
    "one": Dataset([1.5], [4]),
}


def at(share: float, dataset: Dataset, settings: Settings) -> Settings:
    """These settings with a learning rate of so much of the stability limit."""
    return replace(settings, learning_rate=share * forecast(dataset, settings).stability_limit)


coordinates = st.floats(-10, 10)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    points = draw(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=15))
    return Dataset([x for x, _ in points], [y for _, y in points])


def lessons_divergence(log: Log) -> int:
    """The first epoch whose MSE is not finite or above 1e12 times the start's."""
    bad = ~np.isfinite(log[2]) | (log[2] > 1e12 * log[2, 0])
    return int(np.argmax(bad))


LATER = Dataset([-1, 0, 2, 3], [4, 1, 0, -3])
CALM = Settings(learning_rate=0.02, epochs=60)
CALM_SGD = replace(CALM, algorithm="sgd", batch_size=2)
