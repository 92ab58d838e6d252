"""Gradient descent on all points in closed form: any epoch directly, a block of epochs at once.

Along mode i (see modes.py) the distance from the minimum after k epochs is a_i·ρ_i^k with ρ_i = 1 − lr·λ_i,
and no epoch needs the one before. Put together,

    (m, b)_k = (m, b)* + Σ V_i·a_i·ρ_i^k = (m, b)_0 + Σ V_i·a_i·(ρ_i^k − 1)
    MSE_k = minimum + ½·Σ λ_i·(a_i·ρ_i^k)²

The first sum keeps the digits of the minimum, the second those of the start. Of the two, m and b each take,
at every epoch, the one with the smaller terms. The closed form is that of any textbook on quadratics
(Goh, Why Momentum Really Works, Distill 2017, "First Steps"); the choice between the two sums is our own.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from functools import partial

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Moments
from gdgui.core.departure import Departure, Pair
from gdgui.core.modes import Modes
from gdgui.core.scaling import Scaling

Floats = NDArray[np.float64]

BLOCK = 8192
"""Epochs evaluated at once: their tables stay in the processor's cache."""

CHUNK = 65_536
"""Epochs between two looks at anything else: one to three milliseconds."""

Tables = tuple[Floats, Floats]


class FullBatch:
    """A run of gradient descent from somewhere with one learning rate on points with these moments.

    With `scaling`, x is scaled for the training; m and b stay in the units of the points.
    """

    chunk = CHUNK

    def __init__(
        self, moments: Moments, learning_rate: float, departure: Departure, scaling: Scaling
    ) -> None:
        self._departure = departure
        modes = Modes.of(scaling.moments(moments))
        self._powers = tuple(Power(learning_rate * curvature) for curvature in modes.curvatures)
        self._ways, self._errors = _split(self._departure, moments, modes, scaling)
        self._minimum = moments.minimum
        self._change = [sys.maxsize, sys.maxsize]  # of m and b, once it is known
        self._done = 0
        self._tables = self._make_tables(0)

    def compute(self, out: Floats) -> int:
        """Put m, b and MSE of the next k epochs into the first k columns of `out`; k, at least 1.

        An epoch comes out the same to the last bit, however the run is cut into pieces.
        """
        first = self._done
        self._done = min(first + out.shape[1], (first // BLOCK + 1) * BLOCK)
        self._put_between(first, self._done, out[:, : self._done - first])
        return self._done - first

    def _put_between(self, first: int, last: int, out: Floats) -> None:
        block = first // BLOCK * BLOCK
        moved, left, squared = self._tables_for(last - block)
        other = np.empty(last - first)
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for row in (0, 1):
                change = self._change_between(row, first, last)
                for tables, begin, end in ((moved, first, change), (left, change, last)):
                    if begin == end:
                        continue
                    base, ways = self._coordinate(row, block, tables is left)
                    place, which = slice(begin - first, end - first), slice(begin - block, end - block)
                    _put_sum(base, ways, tables, which, out[row, place], other[place])
            shrunk = [power.value(block) for power in self._powers]
            errors = [
                _times(_times(error, value), value) for error, value in zip(self._errors, shrunk, strict=True)
            ]
            _put_sum(self._minimum, errors, squared, slice(first - block, last - block), out[2], other)

    def _coordinate(self, row: int, block: int, from_goal: bool) -> tuple[float, list[float]]:
        """m (row 0) or b (row 1) in epoch j of a block, counted from the minimum or from the start: what is
        the same in all epochs, and the coefficients of ρ_i^j or, from the start, ρ_i^j − 1."""
        base = self._departure.goal[row] if from_goal else self._departure.start[row]
        ways = []
        for power, way in zip(self._powers, self._ways, strict=True):
            if not from_goal:
                base += _times(way[row], power.minus_one(block))
            ways.append(_times(way[row], power.value(block)))
        return base, ways

    def _change_between(self, row: int, first: int, last: int) -> int:
        """After which epoch, first … last, m (row 0) or b (row 1) is better counted from the minimum."""
        if self._change[row] <= first:
            return first
        if not self._goal_is_better(row, last):
            return last
        better = partial(self._goal_is_better, row)
        self._change[row] = first + bisect_left(range(first + 1, last), True, key=better)
        return self._change[row]

    def _goal_is_better(self, row: int, epoch: int) -> bool:
        """Whether in the sum from the minimum terms are as small as in that from the start.

        Once they are, they stay so. A mode that grows has equally large ones in both.
        """
        extra = abs(self._departure.goal[row]) - abs(self._departure.start[row])
        for way, power in zip(self._ways, self._powers, strict=True):
            if way[row]:
                extra += abs(way[row]) * (2 * math.exp(min(0.0, power.log * epoch)) - 1)
        return extra <= 0

    def _tables_for(self, length: int) -> tuple[Tables, Tables, Tables]:
        if length > len(self._tables[0][0]):
            self._tables = self._make_tables(min(BLOCK, max(64, 4 * length)))
        return self._tables

    def _make_tables(self, length: int) -> tuple[Tables, Tables, Tables]:
        one, two = (power.tables(length) for power in self._powers)
        return (one[0], two[0]), (one[1], two[1]), (one[2], two[2])


def _split(
    departure: Departure, moments: Moments, modes: Modes, scaling: Scaling
) -> tuple[tuple[Pair, Pair], Pair]:
    """What each mode has in the way from the minimum to the start, (m, b), and in the MSE there: ½·λ·a².

    Where both modes shrink alike, any directions will do: the way itself is one of them, and nothing cancels.
    """
    b, b_goal = departure.start[1], departure.goal[1]
    steep, flat = modes.curvatures
    if steep == flat:
        excess = moments.sxx * departure.tilt * departure.tilt + departure.shift * departure.shift
        way = (departure.tilt, b - b_goal) if departure.tilt else (0.0, departure.shift)
        return (way, (0.0, 0.0)), (excess, 0.0)
    one, two = modes.along(departure.tilt * scaling.scale, departure.shift)
    (cos, sin), (minus_sin, _) = modes.directions
    lean = scaling.shift / scaling.scale
    ways = (
        (cos * one / scaling.scale, sin * one - lean * cos * one),
        (minus_sin * two / scaling.scale, cos * two - lean * minus_sin * two),
    )
    return ways, (steep / 2 * one * one, flat / 2 * two * two)


def _put_sum(
    base: float, factors: list[float], tables: Tables, which: slice, out: Floats, other: Floats
) -> None:
    np.multiply(tables[0][which], factors[0], out=out)
    np.multiply(tables[1][which], factors[1], out=other)
    out += other
    out += base


def _times(distance: float, power: float) -> float:
    """Their product; 0 where there is no distance that could grow, whatever the power."""
    return distance * power if distance else 0.0


def log_left(step: float) -> float:
    """The logarithm of |ρ| for ρ = 1 − step; −∞ where nothing is left. Sharp also for tiny steps."""
    if step == 1:
        return -math.inf
    return math.log1p(-step) if step < 1 else math.log1p(step - 2)


class Power:
    """ρ^k for ρ = 1 − step, where `step` is learning rate times curvature; sharp also for tiny steps."""

    def __init__(self, step: float) -> None:
        self._negative = step > 1
        self.log = log_left(step)

    def value(self, k: int) -> float:
        """ρ^k; infinite where it is beyond the largest float."""
        if k == 0:
            return 1.0
        sign = -1.0 if self._negative and k % 2 else 1.0
        return sign * (math.exp(k * self.log) if k * self.log < 709 else math.inf)

    def minus_one(self, k: int) -> float:
        """ρ^k − 1."""
        if self._negative or k == 0 or k * self.log >= 709:
            return self.value(k) - 1
        return math.expm1(k * self.log)

    def tables(self, length: int) -> tuple[Floats, Floats, Floats]:
        """ρ^j − 1, ρ^j and ρ^2j for j = 1 … length, cut at the largest float (so that 0 times it is 0)."""
        exponents = np.arange(1.0, length + 1) * self.log
        with np.errstate(over="ignore", under="ignore"):
            left = np.exp(exponents)
            if self._negative:
                left[::2] *= -1
            moved = left - 1 if self._negative else np.expm1(exponents)
            squared = left * left
        largest = sys.float_info.max
        return (
            np.clip(moved, -largest, largest),
            np.clip(left, -largest, largest),
            np.minimum(squared, largest),
        )
