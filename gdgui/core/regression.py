"""Simple linear regression ŷ = m·x + b: the error, its gradient and its minimum, one formula each."""

from __future__ import annotations

from typing import NamedTuple

from gdgui.core.dataset import Dataset


class LeastSquares(NamedTuple):
    """The line of smallest MSE. Where all x are equal it is one of many (`unique` is False)."""

    m: float
    b: float
    mse: float
    unique: bool


def mse(dataset: Dataset, m: float, b: float) -> float:
    """Mean squared error (1/n)·Σ(y − (m·x + b))², from the residuals themselves.

    Raises ValueError where there are no points.
    """
    _need_points(dataset)
    f = dataset.y - (m * dataset.x + b)
    return float((f * f).mean())


def gradient(dataset: Dataset, m: float, b: float) -> tuple[float, float]:
    """(∂MSE/∂m, ∂MSE/∂b) = (−2·mean(x·f), −2·mean(f)) with the residuals f = y − (m·x + b).

    The chain rule on (1/n)·Σf², where ∂f/∂m = −x and ∂f/∂b = −1. Raises ValueError without points.
    """
    _need_points(dataset)
    f = dataset.y - (m * dataset.x + b)
    return float(-2 * (dataset.x * f).mean()), float(-2 * f.mean())


def least_squares(dataset: Dataset) -> LeastSquares:
    """The minimum of the MSE in closed form: m = sxy/sxx, b = ȳ − m·x̄.

    Where all x equal x0, every line through (x0, ȳ) is a minimum; this gives the one whose (m, b) is
    nearest to (0, 0), as the pseudo-inverse does (Penrose, On Best Approximate Solutions of Linear Matrix
    Equations, 1956): ȳ/(1 + x0²)·(x0, 1). Raises ValueError without points.
    """
    moments = dataset.moments
    if moments.sxx > 0:
        m = moments.slope
        return LeastSquares(m, moments.y_mean - m * moments.x_mean, moments.minimum, True)
    scale = moments.y_mean / (1 + moments.x_mean * moments.x_mean)
    return LeastSquares(scale * moments.x_mean, scale, moments.minimum, False)


def _need_points(dataset: Dataset) -> None:
    if len(dataset) == 0:
        raise ValueError("there are no points")
