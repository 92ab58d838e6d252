"""What the engine is measured against: each trains from the lesson's start and keeps m, b and MSE."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from sklearn.linear_model import SGDRegressor
from sklearn.metrics import mean_squared_error

from gdgui.core import Dataset

Floats = NDArray[np.float64]
Mse = Callable[[Floats, Floats], float]
M, B, RATE = 0.33, 0.48, 0.05


def numpy_mse(y: Floats, predicted: Floats) -> float:
    return float(np.mean((y - predicted) ** 2))


def sklearn_mse(y: Floats, predicted: Floats) -> float:
    return float(mean_squared_error(y, predicted))


def lesson(points: Dataset, epochs: int, mse: Mse) -> list[tuple[float, float, float]]:
    """Gradient descent as it is taught."""
    X, y, m, b, log = points.x, points.y, M, B, []
    for _ in range(epochs):
        f = y - (m * X + b)
        m -= RATE * (-2 * X.dot(f).sum() / len(X))
        b -= RATE * (-2 * f.sum() / len(X))
        log.append((m, b, mse(y, m * X + b)))
    return log


def lesson_sgd(points: Dataset, epochs: int, mse: Mse) -> list[tuple[float, float, float]]:
    """Stochastic gradient descent as it is taught, batch size 1."""
    X, y, m, b, log = points.x, points.y, M, B, []
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        drawn = rng.integers(0, len(X), 1)
        xs, ys = X[drawn], y[drawn]
        f = ys - (m * xs + b)
        m -= RATE * (-2 * xs.dot(f).sum() / 1)
        b -= RATE * (-2 * f.sum() / 1)
        log.append((m, b, mse(y, m * X + b)))
    return log


def compiled(points: Dataset, epochs: int) -> Floats:
    """Gradient descent on the moments in a compiled loop: shape (3, epochs + 1)."""
    run: Floats = _compiled(_moments(points), epochs)
    return run


def compiled_sgd(points: Dataset, epochs: int) -> Floats:
    """The lesson's loop, compiled, with the MSE from the moments: every epoch draws its sample."""
    rng = np.random.default_rng(0)
    run: Floats = _compiled_sgd(points.x, points.y, _moments(points), epochs, rng)
    return run


def compiled_sgd_drawn_before(points: Dataset, epochs: int) -> Floats:
    """The same on samples that are all drawn in one call beforehand."""
    drawn = np.random.default_rng(0).integers(0, len(points), epochs)
    run: Floats = _compiled_sgd_on(points.x, points.y, _moments(points), drawn)
    return run


def regressor(points: Dataset, epochs: int) -> list[tuple[float, float, float]]:
    """scikit-learn's own, one `partial_fit` per epoch: a pass over all points, one after the other."""
    model: Any = SGDRegressor(penalty=None, learning_rate="constant", eta0=2 * RATE, shuffle=False)
    X, log = points.x[:, np.newaxis], []
    for _ in range(epochs):
        model.partial_fit(X, points.y)
        log.append((model.coef_[0], model.intercept_[0], sklearn_mse(points.y, model.predict(X))))
    return log


def filled(epochs: int) -> Floats:
    """The floor: the same amount of memory, written once."""
    arrays = np.empty((3, epochs + 1))
    arrays.fill(0.5)
    return arrays


def _moments(points: Dataset) -> tuple[float, float, float, float, float]:
    x_mean, y_mean = points.x.mean(), points.y.mean()
    x, y = points.x - x_mean, points.y - y_mean
    sxx, slope = (x * x).mean(), (x * y).mean() / (x * x).mean()
    return x_mean, y_mean, sxx, slope, ((y - slope * x) ** 2).mean()


@njit
def _compiled(moments: tuple[float, float, float, float, float], epochs: int) -> Floats:
    x_mean, y_mean, sxx, slope, minimum = moments
    out = np.empty((3, epochs + 1))
    m, b = M, B
    for k in range(epochs + 1):
        d, u = m - slope, m * x_mean + b - y_mean
        out[0, k], out[1, k], out[2, k] = m, b, minimum + sxx * d * d + u * u
        m -= RATE * 2 * (sxx * d + x_mean * u)
        b -= RATE * 2 * u
    return out


@njit
def _compiled_sgd(
    x: Floats,
    y: Floats,
    moments: tuple[float, float, float, float, float],
    epochs: int,
    rng: np.random.Generator,
) -> Floats:
    x_mean, y_mean, sxx, slope, minimum = moments
    out = np.empty((3, epochs + 1))
    m, b = M, B
    for k in range(epochs + 1):
        d, u = m - slope, m * x_mean + b - y_mean
        out[0, k], out[1, k], out[2, k] = m, b, minimum + sxx * d * d + u * u
        drawn = rng.integers(0, len(x))
        f = y[drawn] - (m * x[drawn] + b)
        m += RATE * 2 * x[drawn] * f
        b += RATE * 2 * f
    return out


@njit
def _compiled_sgd_on(
    x: Floats, y: Floats, moments: tuple[float, float, float, float, float], drawn: NDArray[np.int64]
) -> Floats:
    x_mean, y_mean, sxx, slope, minimum = moments
    out = np.empty((3, len(drawn) + 1))
    m, b = M, B
    for k in range(len(drawn) + 1):
        d, u = m - slope, m * x_mean + b - y_mean
        out[0, k], out[1, k], out[2, k] = m, b, minimum + sxx * d * d + u * u
        if k < len(drawn):
            f = y[drawn[k]] - (m * x[drawn[k]] + b)
            m += RATE * 2 * x[drawn[k]] * f
            b += RATE * 2 * f
    return out
