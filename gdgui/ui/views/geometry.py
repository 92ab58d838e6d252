"""Lines cut to what is in view, and curves with fewer points. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.experiment.trail import distinct

Floats = NDArray[np.float64]
Range = tuple[float, float]


def segments_in_view(
    m: Floats, b: Floats, x_range: Range, y_range: Range, margin: float
) -> tuple[Floats, Floats]:
    """Ends of the lines y = m·x + b where they cross the view: x and y of shape (2k,), in pairs.

    A line is cut at this share of the view outside it, so that no coordinate is beyond what a painter
    can take; lines that are nowhere in there are left out.
    """
    x, y, seen = lines_in_view(m, b, x_range, y_range, margin)
    return x[seen].ravel(), y[seen].ravel()


def lines_in_view(
    m: Floats, b: Floats, x_range: Range, y_range: Range, margin: float
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """x and y of the two ends of each line, of shape (n, 2), cut as those segments, and which are seen."""
    (x_low, x_high), (y_low, y_high) = _padded(x_range, margin), _padded(y_range, margin)
    m, b = np.asarray(m, dtype=float), np.asarray(b, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        at_low, at_high = (y_low - b) / m, (y_high - b) / m
        enters, leaves = np.minimum(at_low, at_high), np.maximum(at_low, at_high)
        level = ~(np.abs(m) * (x_high - x_low) > 1e-12 * (y_high - y_low))  # as good as horizontal
        enters = np.clip(np.where(level, x_low, enters), x_low, x_high)
        leaves = np.clip(np.where(level, x_high, leaves), x_low, x_high)
        y_enters, y_leaves = m * enters + b, m * leaves + b
        seen = (enters < leaves) & (np.abs(y_enters + y_leaves - y_low - y_high) <= 1.01 * (y_high - y_low))
    x, y = np.stack((enters, leaves), axis=1), np.stack((y_enters, y_leaves), axis=1)
    return x, np.clip(y, y_low, y_high), seen


class Extremes:
    """Where the smallest and the largest value of each bucket are, found once for a curve that only grows."""

    def __init__(self) -> None:
        self._found: dict[int, NDArray[np.int64]] = {}  # by the size of buckets, of shape (2, buckets)

    def of(self, values: Floats, size: int) -> NDArray[np.int64]:
        """Of all whole buckets of this size: shape (2, buckets)."""
        found, count = self._found.get(size, np.empty((2, 0), np.int64)), len(values) // size
        known = found.shape[1]
        if known < count:
            first = np.arange(known, count) * size
            buckets = values[known * size : count * size].reshape(-1, size)
            new = np.stack((buckets.argmin(axis=1) + first, buckets.argmax(axis=1) + first))
            self._found[size] = found = np.concatenate((found, new), axis=1)
        return found[:, :count]


def thinned(values: Floats, most: int = 2000, known: Extremes | None = None) -> tuple[Floats, Floats]:
    """(epochs, values) with at most about `most` points that look like all of them.

    Each bucket gives its smallest and its largest value; a bucket holds a power of two of epochs, so
    the buckets stay the same while the curve grows. The last value is always there. `known` is of the same
    curve, as far as it had come then.
    """
    n = len(values)
    if n <= most:
        return np.arange(n, dtype=float), np.asarray(values)
    size = 2 ** int(np.ceil(np.log2(2 * n / most)))
    extremes = (known or Extremes()).of(values, size)
    rest = np.arange(n // size * size, n)
    if len(rest):
        ends = {int(rest[values[rest].argmin()]), int(rest[values[rest].argmax()]), n - 1}
        rest = np.array(sorted(ends))
    epochs = np.concatenate(([0], extremes.ravel(), [n - 1] * (not len(rest)), rest))
    epochs = distinct(epochs.astype(np.int64))
    return epochs.astype(float), values[epochs]


def _padded(span: Range, share: float) -> Range:
    low, high = span
    return low - share * (high - low), high + share * (high - low)
