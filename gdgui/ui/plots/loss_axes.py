"""How both axes of the MSE plot are counted, and how far they reach. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdgui.core.samples import SamplesUsed
from gdgui.ui.plots.geometry import Floats, Range

SMALLEST = 1e-300  # an MSE of zero has no logarithm: it is left out


@dataclass(frozen=True)
class LossAxes:
    """Epochs or the samples they used; the MSE or its excess over the minimum, perhaps in powers of ten."""

    by_samples: bool = False
    logarithmic: bool = False
    as_excess: bool = False

    @property
    def in_powers(self) -> bool:
        """Whether heights are logarithms to base 10: those of an excess always are."""
        return self.logarithmic or self.as_excess

    def x(self, used: SamplesUsed, epochs: NDArray[np.int64]) -> Floats:
        """Where these epochs of a run are, by the samples that it used."""
        across = epochs.astype(float)
        return used.at(across) if self.by_samples else across

    def epoch_at(self, used: SamplesUsed, x: float) -> float:
        """The epoch, perhaps not a whole one, that is at this place."""
        return float(used.epochs_at(np.array([x]))[0]) if self.by_samples else x

    def y(self, mse: Floats) -> Floats:
        """How high these MSE (or excesses) are; nan where one has no logarithm."""
        if not self.in_powers:
            return mse
        shown = np.full(len(mse), np.nan)
        positive = mse > SMALLEST
        shown[positive] = np.log10(mse[positive])
        return shown

    def heights(self, least: float, most: float, words: float) -> Range:
        """A range that holds these MSE; `words` is the share of it that a level just above 0 needs below."""
        if self.in_powers:
            return float(np.floor(np.log10(least) - 0.05)), float(np.ceil(np.log10(most) + 0.05))
        most = max(most, SMALLEST)
        stride = 10.0 ** np.floor(np.log10(most)) / 2
        return -max(0.02, min(0.25, words)) * most, float(stride * np.ceil(1.02 * most / stride))


def end_of_axis(done: int, asked_for: int) -> int:
    """The axis grows in strides, 10, 20, 50, 100 …, up to all epochs asked for, and then with the run."""
    if done >= asked_for:
        return max(1, done)
    decade = int(10 ** (len(str(max(10, done))) - 1))
    stride = next(factor * decade for factor in (1, 2, 5, 10, 20) if done <= 0.96 * factor * decade)
    return min(asked_for, stride)
