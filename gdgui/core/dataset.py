"""The points, and the few averages of them that the whole mathematics needs."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Number = TypeVar("Number", float, NDArray[np.float64])

Range = tuple[float, float]

LARGEST = 1e50
"""Largest magnitude of a coordinate or a start value: its fourth power is still far from overflow."""

ABOUT_ZERO = 1e-12
"""A mean of less than this share of the largest number may be a rounding error of the sum alone."""


class Moments(NamedTuple):
    """Averages of n points (x, y) about their mean.

    Two-pass and centred, so that no digits are lost when the points lie far from the origin (Chan, Golub and
    LeVeque, Algorithms for Computing the Sample Variance, The American Statistician 37, 1983).
    """

    x_mean: float
    y_mean: float
    sxx: float  # mean of (x − x_mean)²
    sxy: float  # mean of (x − x_mean)·(y − y_mean)
    slope: float  # of the least-squares line; 0 where all x are equal and any slope fits as well
    minimum: float  # the smallest MSE any line reaches: that of least squares

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


class HigherMoments(NamedTuple):
    """Averages that the noise of SGD follows from: of powers of x − x_mean and of r, the residual of
    least squares. Those of r itself and of (x − x_mean)·r are zero."""

    x3: float
    x4: float
    rr: float  # mean r²
    xrr: float
    xxrr: float
    xxr: float  # mean (x − x_mean)²·r
    xxxr: float

    def scaled(self, scale: float) -> HigherMoments:
        """The same of points whose x are divided by `scale`."""
        two, three = scale**2, scale**3
        return HigherMoments(
            self.x3 / three,
            self.x4 / two / two,
            self.rr,
            self.xrr / scale,
            self.xxrr / two,
            self.xxr / two,
            self.xxxr / three,
        )


class CoordinateError(ValueError):
    """A coordinate that no point can have, between ±LARGEST; where it is known, of which `axis` and `point`.

    str() is for whoever programs with it; people read what `words/errors.py` makes of the fields.
    """

    def __init__(self, value: float, axis: str = "", point: int = 0) -> None:
        whose = f"{axis} of point {point} is" if axis else "A coordinate is"
        what = "not a number" if math.isnan(value) else value
        super().__init__(f"{whose} {what}; it must be between ±{LARGEST:g}")
        self.value, self.axis, self.point = value, axis, point


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
        x_range, y_range = self.bounds
        x_mean, y_mean = _mean(self.x, x_range), _mean(self.y, y_range)
        x, y = self.x - x_mean, self.y - y_mean
        product = x * x  # the only array for products: of a million points, each new one takes its time
        sxx = float(product.mean())
        sxy = float(np.multiply(x, y, out=product).mean())
        slope = sxy / sxx if sxx > 0 else 0.0
        residual = np.subtract(y, np.multiply(x, slope, out=product), out=product)
        return Moments(x_mean, y_mean, sxx, sxy, slope, float(np.square(residual, out=product).mean()))

    @cached_property
    def higher_moments(self) -> HigherMoments:
        """Averages of the third and fourth order. Raises ValueError where there are no points.

        Where the points lie on a line, r is nothing but rounding and counts as zero.
        """
        moments, n = self.moments, len(self)
        x = self.x - moments.x_mean
        if moments.sxx == 0:
            x = np.zeros(n)
        xx = x * x
        x3, x4 = float(xx @ x) / n, float(xx @ xx) / n
        if moments.is_a_line:
            return HigherMoments(x3, x4, 0.0, 0.0, 0.0, 0.0, 0.0)
        r = (self.y - moments.y_mean) - moments.slope * x
        xr = x * r
        sums = r @ r, xr @ r, xr @ xr, xr @ x, xr @ xx
        return HigherMoments(x3, x4, *(float(each) / n for each in sums))


def _mean(values: NDArray[np.float64], bounds: Range) -> float:
    """Exact where it shows: of equal numbers, and of numbers about 0, whose roundings are not about 0."""
    mean, (least, largest) = float(values.mean()), bounds
    if least == largest:
        return least
    if abs(mean) <= ABOUT_ZERO * max(-least, largest):
        return math.fsum(values) / len(values)
    return mean


def _column(values: ArrayLike, name: str) -> NDArray[np.float64]:
    if "numpy.ma" in sys.modules:  # it takes its time to load, and until then nobody has masked values
        mask = np.ma.getmask(values)
        if np.ndim(mask) == 1 and mask.any():
            raise CoordinateError(math.nan, name, int(np.argmax(mask)) + 1)
    array = _as_numbers(values, name)
    if array.ndim != 1:
        raise ValueError(f"{name} must be one column of numbers, not an array of shape {array.shape}")
    if len(array) and not (array.min() >= -LARGEST and array.max() <= LARGEST):  # true for nan as well
        first = int(np.argmin(np.abs(array) <= LARGEST))
        raise CoordinateError(array[first], name, first + 1)
    array.flags.writeable = False
    return array


def _as_numbers(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """A copy as float64; lists, arrays and columns of data frames of real numbers alone."""
    try:
        array = np.asarray(values)
    except ValueError as error:  # rows of different lengths
        raise ValueError(f"{name} must be one column of numbers, not rows of different lengths") from error
    if array.dtype.kind == "O" and array.ndim == 1:
        for point, each in enumerate(array, 1):
            if not _is_number(each):
                raise CoordinateError(math.nan, name, point)
        return np.array([_as_float(each) for each in array])
    if array.size and array.dtype.kind not in "iuf":
        kinds = {"b": "true and false", "c": "complex numbers", "U": "text", "S": "text", "M": "dates"}
        kind = kinds.get(array.dtype.kind, "objects of other kinds")
        raise ValueError(f"{name} must be one column of numbers, not of {kind}")
    with np.errstate(over="ignore"):  # of a longer float
        return array.astype(np.float64)


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (Real, Decimal)) and not isinstance(value, bool))


def _as_float(value: Any) -> float:
    try:
        return math.nan if value is None else float(value)
    except OverflowError:  # of a whole number
        return math.inf if value > 0 else -math.inf
