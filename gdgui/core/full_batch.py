"""Gradient descent on all points in closed form: any epoch directly, a block of epochs at once.

Along mode i (see modes.py) the distance from the minimum after k epochs is a_i·ρ_i^k with ρ_i = 1 − lr·λ_i.
Put together,

    (m, b)_k = (m, b)_0 + Σ V_i·a_i·(ρ_i^k − 1)        MSE_k = minimum + ½·Σ λ_i·(a_i·ρ_i^k)²

and no epoch needs the one before. While a mode has hardly moved, ρ^k − 1 keeps its digits; once both are
spent, (m, b)* + Σ V_i·a_i·ρ_i^k keeps those of the minimum.
"""

from __future__ import annotations

import math
import sys

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Moments
from gdgui.core.modes import Modes, Pair

Floats = NDArray[np.float64]

BLOCK = 8192
"""Epochs evaluated at once: their tables stay in the processor's cache."""

SPENT = 0.5
"""A mode is spent when its distance has shrunk to this share."""


class FullBatch:
    """A run of gradient descent from (m, b) with one learning rate on points with these moments."""

    def __init__(self, moments: Moments, learning_rate: float, m: float, b: float) -> None:
        modes = Modes.of(moments)
        self._powers = tuple(Power(learning_rate * curvature) for curvature in modes.curvatures)
        self._modes = modes
        self._amplitudes = modes.amplitudes(moments, m, b)
        self._start = m, b
        self._goal = moments.slope, moments.y_mean - moments.slope * moments.x_mean
        self._minimum = moments.minimum
        self._spent_at = max(power.epochs_until(SPENT) for power in self._powers)
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

    def between(self, first: int, last: int) -> Floats:
        """m, b and MSE after the epochs first + 1 … last of one block: shape (3, last − first)."""
        out = np.empty((3, last - first))
        self._put_between(first, last, out)
        return out

    def _put_between(self, first: int, last: int, out: Floats) -> None:
        block = first // BLOCK * BLOCK
        (moved_1, moved_2), (shrunk_1, shrunk_2) = self._tables_for(last - block)
        which = slice(first - block, last - block)
        other = np.empty(last - first)
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            for row in (0, 1):
                base, one, two = self._coordinate(row, block)
                np.multiply(moved_1[which], one, out=out[row])
                np.multiply(moved_2[which], two, out=other)
                out[row] += base
                out[row] += other
            one, two = self._errors(block)
            np.multiply(shrunk_1[which], one, out=out[2])
            np.multiply(shrunk_2[which], two, out=other)
            out[2] += other
            out[2] += self._minimum

    def _coordinate(self, row: int, block: int) -> tuple[float, float, float]:
        """m (row 0) or b (row 1) at the start of a block, and its coefficients of ρ_i^j − 1."""
        spent = block >= self._spent_at
        base = self._goal[row] if spent else self._start[row]
        coefficients = []
        for power, amplitude, direction in zip(
            self._powers, self._amplitudes, self._modes.directions, strict=True
        ):
            reach = direction[row] * amplitude
            base += _times(reach, power.value(block) if spent else power.minus_one(block))
            coefficients.append(_times(reach, power.value(block)))
        return base, coefficients[0], coefficients[1]

    def _errors(self, block: int) -> Pair:
        """What each mode adds to the MSE at the start of a block: ½·λ·a²·ρ^2k."""
        one, two = (
            _times(amplitude, power.value(block))
            for power, amplitude in zip(self._powers, self._amplitudes, strict=True)
        )
        steep, flat = self._modes.curvatures
        return steep / 2 * one * one, flat / 2 * two * two

    def _tables_for(self, length: int) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        if length > len(self._tables[0][0]):
            self._tables = self._make_tables(min(BLOCK, max(64, 4 * length)))
        return self._tables

    def _make_tables(self, length: int) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        one, two = (power.tables(length) for power in self._powers)
        return (one[0], two[0]), (one[1], two[1])


def _times(distance: float, power: float) -> float:
    """Their product; 0 where there is no distance that could grow, whatever the power."""
    return distance * power if distance else 0.0


class Power:
    """ρ^k for ρ = 1 − step, where `step` is learning rate times curvature; sharp also for tiny steps."""

    def __init__(self, step: float) -> None:
        self._negative = step > 1
        if step < 1:
            self.log = math.log1p(-step)
        elif step == 1:
            self.log = -math.inf
        else:
            self.log = math.log1p(step - 2)  # of |ρ| = step − 1

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

    def epochs_until(self, share: float) -> float:
        """Epochs k, perhaps not whole, after which |ρ|^k = share < 1; infinite if it does not shrink."""
        return math.log(share) / self.log if self.log < 0 else math.inf

    def tables(self, length: int) -> tuple[Floats, Floats]:
        """ρ^j − 1 and ρ^2j for j = 1 … length, cut at the largest float (so that 0 times it is 0)."""
        exponents = np.arange(1.0, length + 1) * self.log
        with np.errstate(over="ignore"):
            if self._negative:
                moved = np.exp(exponents)
                moved[::2] *= -1
                moved -= 1
            else:
                moved = np.expm1(exponents)
            shrunk = np.exp(2 * exponents)
        largest = sys.float_info.max
        return np.clip(moved, -largest, largest), np.minimum(shrunk, largest)
