"""How epochs and errors become places on the MSE plot, and how far its axes reach."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Trace
from gdgui.core.samples import SamplesUsed
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import Range, ViewOptions

Floats = NDArray[np.float64]
SMALLEST = 1e-300  # an MSE of zero has no logarithm: it is left out


class LossAxes(NamedTuple):
    """Epochs or samples used along, MSE or its excess up, perhaps in powers of ten."""

    logarithmic: bool = False
    excess: bool = False
    by_samples: bool = False

    @classmethod
    def of(cls, options: ViewOptions) -> LossAxes:
        """As the view options say; an excess is always in powers of ten."""
        return cls(options.logarithmic or options.excess, options.excess, options.by_samples)

    def x(self, used: SamplesUsed, epochs: NDArray[np.int64] | Floats) -> Floats:
        """Where these epochs stand."""
        along = np.asarray(epochs, dtype=float)
        return used.at(along) if self.by_samples else along

    def along(self, frame: Frame, epochs: NDArray[np.int64] | Floats) -> Floats:
        """Where these epochs of the run shown stand."""
        return self.x(frame.samples_used, epochs) if self.by_samples else np.asarray(epochs, dtype=float)

    def x_of(self, trace: Trace, epochs: NDArray[np.int64] | Floats) -> Floats:
        """Where these epochs of a run stand."""
        return self.x(SamplesUsed.of(trace), epochs) if self.by_samples else np.asarray(epochs, dtype=float)

    def epoch_at(self, used: SamplesUsed, x: float) -> float:
        """The epoch, perhaps not whole, at this place."""
        return float(used.epochs_at(np.array([x]))[0]) if self.by_samples else x

    def values(self, trace: Trace, epochs: NDArray[np.int64]) -> Floats:
        """MSE or excess after these epochs, ascending."""
        return trace.excess(epochs) if self.excess else trace.mse[epochs]

    def y(self, values: Floats) -> Floats:
        """Where these values stand; nan where a value has no logarithm."""
        if not self.logarithmic:
            return values
        shown = np.full(len(values), np.nan)
        positive = values > SMALLEST
        shown[positive] = np.log10(values[positive])
        return shown

    def height(self, value: float) -> float:
        """Where one value stands."""
        return float(self.y(np.array([value]))[0])

    def y_range(self, values: Floats, levels: Sequence[float], letter: float) -> Range:
        """A range that holds these values, and levels where they are within reach, in whole strides.

        `letter` is the share of the height that a line of text takes.
        """
        values = values[np.isfinite(values)]
        values = values if len(values) else np.ones(1)
        most = float(values.max())
        if not self.logarithmic:
            most = max(most, SMALLEST)
            stride = 10.0 ** math.floor(math.log10(most)) / 2
            below, above = max(0.02, min(0.25, 1.4 * letter)), max(0.02, 0.44 * letter)  # a name, half a mark
            return -below * most, stride * math.ceil((1 + above) * most / stride)
        positive = values[values > SMALLEST]
        seen = [level for level in levels if level > SMALLEST]
        least = min([float(positive.min()) if len(positive) else 1.0, *seen])
        most = max([least, most, *(seen if self.excess else [])])
        low, high = math.floor(math.log10(least) - 0.05), math.ceil(math.log10(most) + 0.05)
        if not self.excess and seen:  # the name of the lowest level stands below it
            return min(low, math.log10(min(seen)) - 1.6 * letter * (high - low)), high
        return low, high


def end_of_axis(done: int, asked_for: int) -> int:
    """The axis grows in strides, 10, 20, 50, 100 …, up to all epochs asked for, and then with the run."""
    if done >= asked_for:
        return max(1, done)
    decade = int(10 ** (len(str(max(10, done))) - 1))
    stride = decade
    for factor in (1, 2, 5, 10, 20):
        stride = factor * decade
        if done <= 0.96 * stride:
            break
    return min(asked_for, stride)
