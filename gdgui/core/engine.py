"""The runs of `reference.py`, fast enough to stream, epoch for epoch the same.

Nothing here looks at all points at every epoch. `full_batch.py` knows any epoch of gradient descent in closed
form; `stochastic.py` looks at the samples drawn alone; the MSE over all points follows from five averages
(`Moments.mse`). This file holds what both have in common: the trace, the end of a run, changes midway.
"""

from __future__ import annotations

import math
import sys
from dataclasses import replace

import numpy as np

from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure
from gdgui.core.draws import Draws
from gdgui.core.full_batch import FullBatch
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings
from gdgui.core.stochastic import Stochastic
from gdgui.core.trace import Outcome, Segment, Trace

CHUNK = 65_536
"""Epochs (of SGD: samples) between two looks at anything else: one to three milliseconds."""

DIVERGED = 1e12
"""A run has diverged when its MSE exceeds this many times that of its start."""


def train(dataset: Dataset, settings: Settings) -> Trace:
    """Run all epochs at once. Raises ValueError where there are no points."""
    descent = Descent(dataset, settings)
    descent.advance(settings.epochs)
    return descent.trace


class Descent:
    """A run, a few epochs at a time: `advance` it, `change` it midway, read its `trace` meanwhile."""

    def __init__(self, dataset: Dataset, settings: Settings) -> None:
        start = dataset.moments.mse(settings.m, settings.b)
        self.settings = settings
        self.target = settings.epochs  # at which the run is finished
        self.trace = Trace(settings.m, settings.b, start, settings.epochs)
        self._limit = 0.0
        self._rng = np.random.default_rng(settings.seed)
        self._use(dataset, settings)

    @property
    def epochs(self) -> int:
        """Epochs done so far."""
        return self.trace.epochs

    @property
    def chunk(self) -> int:
        """Epochs that can be asked for at once without making anyone wait."""
        return CHUNK if self.settings.algorithm == "gd" else max(1, CHUNK // self.settings.batch_size)

    def advance(self, epochs: int) -> None:
        """Go on by `epochs`, but not past the target; the last one sets the outcome."""
        left = min(epochs, self.target - self.epochs)
        while left > 0 and not self._has_diverged:
            left -= self._compute(left)
        if not self._has_diverged and self.epochs >= self.target:
            self.trace.outcome = Outcome("finished", self.epochs)

    def extend(self, target: int) -> None:
        """Go on to this epoch, if that is farther than asked for so far; a divergence stays the end."""
        if target > self.target:
            self.target = target
            if not self._has_diverged:
                self.trace.outcome = None

    def step(self) -> None:
        """One epoch, also beyond the last; after a divergence, nothing."""
        if not self._has_diverged:
            self.trace.outcome = None
            self.extend(self.epochs + 1)
            self.advance(1)

    def stop(self) -> None:
        """End the run here, unless it has ended."""
        if self.trace.outcome is None:
            self.trace.outcome = Outcome("stopped", self.epochs)

    def change(self, dataset: Dataset, settings: Settings, at: int | None = None) -> None:
        """Go on from (m, b) after epoch `at` with other points or settings, in a new segment of the trace.

        Without `at`, after the newest epoch; otherwise what comes after it is forgotten. A changed start
        belongs to the next run, and a changed number of epochs only moves the end: neither makes a new
        segment.
        """
        old, self.settings = self.settings, settings
        if settings.epochs != old.epochs:
            self.target = settings.epochs
            if self.epochs < self.target and not self._has_diverged:
                self.trace.outcome = None
        if self._has_diverged and at in (None, self.epochs):
            return  # nothing goes on from there
        if dataset != self._dataset or replace(settings, m=old.m, b=old.b, epochs=old.epochs) != old:
            if at is not None and at < self.epochs:
                self.trace.rewind(at)
            self._rng = (
                self._generator_now() if settings.seed == old.seed else np.random.default_rng(settings.seed)
            )
            self._use(dataset, settings)

    @property
    def _has_diverged(self) -> bool:
        return self.trace.outcome is not None and self.trace.outcome.reason == "diverged"

    def _use(self, dataset: Dataset, settings: Settings) -> None:
        """From here on, these points and settings."""
        self._dataset = dataset
        m, b = float(self.trace.m[-1]), float(self.trace.b[-1])
        self._limit = max(self._limit, divergence_limit(dataset, m, b))
        scaling = Scaling.standardising(dataset) if settings.standardise else Scaling()
        apart = scaling.moments(dataset.moments).x_mean == 0
        departure = Departure.on(dataset, m, b, apart)
        draws = None
        self._stretch: FullBatch | Stochastic
        if settings.algorithm == "gd":
            rate = settings.learning_rate
            self._stretch = FullBatch(dataset.moments, rate, m, b, departure, scaling)
        else:
            draws = Draws(self._rng, len(dataset), settings.batch_size)
            self._stretch = Stochastic(dataset, settings.learning_rate, draws, departure, scaling)
        self.trace.begin(Segment(self.epochs, dataset, settings, draws))

    def _generator_now(self) -> np.random.Generator:
        """The generator after the last epoch of the trace; blocks may have been drawn ahead of it."""
        segment = self.trace.segments[-1]
        if segment.draws is None:
            return self._rng
        return segment.draws.generator_before(self.epochs - segment.epoch)

    def _compute(self, epochs: int) -> int:
        """Record at most `epochs` more; the number of them that were computed."""
        room = self.trace.room(epochs)
        block = room[:, : self._stretch.compute(room)]
        good = block[2] <= self._limit  # not where it is nan
        if good.all():
            self.trace.publish(len(good))
        else:
            self.trace.publish(int(good.argmin()))
            self.trace.outcome = Outcome("diverged", self.epochs + 1)
        return len(good)


def divergence_limit(dataset: Dataset, m: float, b: float) -> float:
    """The MSE beyond which a run from (m, b) counts as diverged.

    A start on a perfect line has an MSE of nothing but rounding, which an honest run may well exceed
    a few times over: the floor is the square of the rounding error in the predictions.
    """
    moments = dataset.moments
    size = abs(m) * (abs(moments.x_mean) + math.sqrt(moments.sxx)) + abs(b) + abs(moments.y_mean)
    rounding = float(np.finfo(float).eps) * size
    limit = DIVERGED * max(moments.mse(m, b), rounding * rounding)
    return min(limit * (1 + 1e-12), sys.float_info.max)  # an MSE just at the limit may come out above it
