"""Gradient descent from scratch, written as it is taught: the oracle for the engine."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdgui.core.arguments import Seed, checked_points, checked_run, checked_whole, generator

Run = tuple[float, float, list[tuple[float, float]], list[float]]
"""(m, b, log, mse): the last slope and intercept, then (m, b) and the MSE after each epoch."""


def gradient_descent(
    X: ArrayLike, y: ArrayLike, lr: float = 0.05, epoch: int = 10, m: float = 0.33, b: float = 0.48
) -> Run:
    """Fit ŷ = m·X + b by `epoch` steps against the gradient over all points.

    X and y have shape (n,), as lists, arrays or columns of a data frame. Both updates of an epoch use the
    same residuals f. Raises ValueError, with a sentence, for what no run can use.
    """
    X, y = checked_points(X, y)
    lr, epoch, m, b = checked_run(lr, epoch, m, b)
    log, mse = [], []
    for _ in range(epoch):
        f = y - (m * X + b)
        m -= lr * (-2 * float(np.mean(X * f)))
        b -= lr * (-2 * float(np.mean(f)))
        log.append((m, b))
        mse.append(float(np.mean((y - (m * X + b)) ** 2)))
    return m, b, log, mse


def SGD(
    X: ArrayLike,
    y: ArrayLike,
    lr: float = 0.05,
    epoch: int = 10,
    batch_size: int = 1,
    m: float = 0.33,
    b: float = 0.48,
    rng: Seed = None,
) -> Run:
    """The same, but each epoch sees only `batch_size` samples drawn with replacement.

    The MSE of an epoch is still over all points. Without `rng` every call draws anew; with a seed it repeats;
    a numpy Generator goes on from where it is.
    """
    X, y = checked_points(X, y)
    lr, epoch, m, b = checked_run(lr, epoch, m, b)
    batch_size, rng = checked_whole("The batch size", batch_size, 1), generator(rng)
    log, mse = [], []
    for _ in range(epoch):
        drawn = rng.integers(0, len(X), batch_size)
        Xs, ys = X[drawn], y[drawn]
        f = ys - (m * Xs + b)
        m -= lr * (-2 * float(np.mean(Xs * f)))
        b -= lr * (-2 * float(np.mean(f)))
        log.append((m, b))
        mse.append(float(np.mean((y - (m * X + b)) ** 2)))
    return m, b, log, mse
