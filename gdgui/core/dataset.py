"""The points, and the few averages of them that the whole mathematics needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Number = TypeVar("Number", float, NDArray[np.float64])

Range = tuple[float, float]

LARGEST = 1e50
"""Largest magnitude of a coordinate or a start value: its fourth power is still far from overflow."""


class Moments(NamedTuple):
    """Averages of n points (x, y) about their mean.

    Two-pass and centred, so that no digits are lost when the points lie far from the origin.
    """

    x_mean: float
    y_mean: float
    sxx: float  # mean of (x − x_mean)²
    sxy: float  # mean of (x − x_mean)·(y − y_mean)
    minimum: float  # the smallest MSE any line reaches: that of least squares

    @property
    def slope(self) -> float:
        """Slope of the least-squares line; 0 where all x are equal and any slope fits as well."""
        return self.sxy / self.sxx if self.sxx > 0 else 0.0

    @property
    def is_a_line(self) -> bool:
        """Whether the minimum is nothing but rounding: the points lie on a line."""
        return self.minimum <= self.rounding(0.0, 0.0) ** 2

    def rounding(self, m: float, b: float) -> float:
        """A few roundings of a prediction by ŷ = m·x + b or by the least-squares line."""
        far = abs(self.x_mean) + math.sqrt(self.sxx)
        size = (abs(self.slope) + abs(m)) * far + abs(b) + abs(self.y_mean)
        return 4 * float(np.finfo(float).eps) * size

    def mse(self, m: float, b: float) -> float:
        """Mean squared error of ŷ = m·x + b over all points, at a cost that does not depend on n.

        MSE(m, b) = minimum + sxx·(m − slope)² + (m·x_mean + b − y_mean)²: expand the square about the
        least-squares line, whose residuals are orthogonal to 1 and to x. A sum of terms that are never
        negative, so it never falls below the minimum.
        """
        return self.minimum + self.excess(m, b)

    def gradient(self, m: float, b: float) -> tuple[float, float]:
        """(∂MSE/∂m, ∂MSE/∂b) of ŷ = m·x + b over all points: the derivatives of `mse`."""
        shift = m * self.x_mean + b - self.y_mean
        return 2 * (self.sxx * (m - self.slope) + self.x_mean * shift), 2 * shift

    def excess(self, m: Number, b: Number) -> Number:
        """How far the MSE of ŷ = m·x + b is above the minimum; for arrays of m and b, one for each."""
        tilt = m - self.slope
        shift = m * self.x_mean + b - self.y_mean
        return self.sxx * tilt * tilt + shift * shift


@dataclass(frozen=True, eq=False)
class Dataset:
    """Points (x, y): two read-only float64 arrays of the same length n ≥ 0.

    Raises ValueError, naming the point, where a coordinate is not finite or beyond ±1e50.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def __init__(self, x: ArrayLike, y: ArrayLike) -> None:
        columns = {"x": _column(x, "x"), "y": _column(y, "y")}
        if len(columns["x"]) != len(columns["y"]):
            raise ValueError(f"{len(columns['x'])} values of x but {len(columns['y'])} of y")
        for name, values in columns.items():
            object.__setattr__(self, name, values)

    def __len__(self) -> int:
        return len(self.x)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self is other or (np.array_equal(self.x, other.x) and np.array_equal(self.y, other.y))

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def bounds(self) -> tuple[Range, Range]:
        """((least x, largest x), (least y, largest y)). Raises ValueError where there are no points."""
        x, y = self.x, self.y
        return (float(x.min()), float(x.max())), (float(y.min()), float(y.max()))

    @cached_property
    def moments(self) -> Moments:
        """The centred averages of the points. Raises ValueError where there are none."""
        if len(self) == 0:
            raise ValueError("there are no points")
        x_mean, y_mean = float(self.x.mean()), float(self.y.mean())
        x, y = self.x - x_mean, self.y - y_mean
        product = x * x  # the only array for products: of a million points, each new one takes its time
        sxx = float(product.mean())
        sxy = float(np.multiply(x, y, out=product).mean())
        if self.bounds[0][0] == self.bounds[0][1]:  # the mean of equal numbers may be off by a rounding error
            sxx = sxy = 0.0
        slope = sxy / sxx if sxx > 0 else 0.0
        residual = np.subtract(y, np.multiply(x, slope, out=product), out=product)
        return Moments(x_mean, y_mean, sxx, sxy, float(np.square(residual, out=product).mean()))


def _column(values: ArrayLike, name: str) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"{name} must be one column of numbers, not an array of shape {array.shape}")
    if len(array) and not (array.min() >= -LARGEST and array.max() <= LARGEST):  # true for nan as well
        first = int(np.argmin(np.abs(array) <= LARGEST))
        raise ValueError(f"{name} of point {first + 1} is {array[first]}; it must be between ±{LARGEST:g}")
    array.flags.writeable = False
    return array
