"""How many samples a run has looked at: the fair measure between algorithms."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.settings import Settings
from gdgui.core.trace import Trace

Floats = NDArray[np.float64]
FAR = 10_000_000  # epochs; no run gets there


class SamplesUsed(NamedTuple):
    """Samples used up to an epoch: straight lines between these corners, ascending in both."""

    epochs: tuple[int, ...]
    samples: tuple[int, ...]

    @classmethod
    def by(cls, settings: Settings, points: int) -> SamplesUsed:
        """By a run with these settings from its start on."""
        return cls((0, FAR), (0, FAR * _per_epoch(settings, points)))

    @classmethod
    def of(cls, trace: Trace) -> SamplesUsed:
        """By this run, whatever was changed on its way."""
        epochs, samples = [0], [0]
        segments = trace.segments
        ends = [*(each.epoch for each in segments[1:]), FAR]
        for segment, end in zip(segments, ends, strict=True):
            per_epoch = _per_epoch(segment.settings, len(segment.dataset))
            samples.append(samples[-1] + (end - epochs[-1]) * per_epoch)
            epochs.append(end)
        return cls(tuple(epochs), tuple(samples))

    def at(self, epochs: Floats) -> Floats:
        """Samples used up to these epochs."""
        return np.interp(epochs, self.epochs, self.samples)

    def epochs_at(self, samples: Floats) -> Floats:
        """Epochs, perhaps not whole, after which this many samples were used."""
        return np.interp(samples, self.samples, self.epochs)


def passes(trace: Trace, epoch: int) -> float:
    """How many times the epochs up to this one went over all points, of which there were as many as then."""
    total, segments = 0.0, trace.segments
    ends = [*(each.epoch for each in segments[1:]), epoch]
    for segment, end in zip(segments, ends, strict=True):
        points = len(segment.dataset)
        total += max(0, min(end, epoch) - segment.epoch) * _per_epoch(segment.settings, points) / points
    return total


def _per_epoch(settings: Settings, points: int) -> int:
    return ALGORITHMS[settings.algorithm].points_per_epoch(settings, points)
