"""The runs of `reference.py`, fast enough to stream, epoch for epoch the same.

How epochs are computed is the algorithm's own affair (see `algorithms`): gradient descent knows any epoch in
closed form, SGD looks at the samples drawn alone, and the MSE over all points follows from five averages
(`Moments.mse`). This file holds what they have in common: the trace, the end of a run, changes midway.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.algorithms.draws import Draws, Indices
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure
from gdgui.core.limits import divergence_limit
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings
from gdgui.core.trace import Outcome, Segment, Trace


def train(dataset: Dataset, settings: Settings) -> Trace:
    """Run all epochs at once. Raises ValueError where there are no points."""
    descent = Descent(dataset, settings)
    descent.advance(settings.epochs)
    return descent.trace


def first_batch(dataset: Dataset, settings: Settings) -> Indices | None:
    """The samples that a run with these settings will draw first; None where it draws none."""
    draws = _draws(np.random.default_rng(settings.seed), dataset, settings)
    return None if draws is None else draws.of_epoch(0)


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
        return self._stretch.chunk

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
        draws = _draws(self._rng, dataset, settings)
        begin = ALGORITHMS[settings.algorithm].stretch
        self._stretch = begin(dataset, settings, departure, scaling, draws)
        self.trace.begin(Segment(self.epochs, dataset, settings, draws))

    def _generator_now(self) -> np.random.Generator:
        """The generator after the last epoch of the trace; blocks may have been drawn ahead of it."""
        segment = self.trace.segments[-1]
        if segment.draws is None:
            return self._rng
        return segment.draws.generator_before(self.epochs - segment.epoch)

    def _compute(self, epochs: int) -> int:
        """Record at most `epochs` more; the number of them that were computed."""
        reserved = self.trace.reserve(epochs)
        block = reserved[:, : self._stretch.compute(reserved)]
        good = block[2] <= self._limit  # not where it is nan
        if good.all():
            self.trace.publish(len(good))
        else:
            self.trace.publish(int(good.argmin()))
            self.trace.outcome = Outcome("diverged", self.epochs + 1)
        return len(good)


def _draws(rng: np.random.Generator, dataset: Dataset, settings: Settings) -> Draws | None:
    if not ALGORITHMS[settings.algorithm].is_stochastic:
        return None
    return Draws(rng, len(dataset), settings.batch_size)
