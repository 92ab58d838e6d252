"""The runs of `reference.py`, fast enough to stream, epoch for epoch the same.

How epochs are computed is the algorithm's own affair (see `algorithms`): gradient descent knows any epoch in
closed form, SGD looks at the samples drawn alone, and the MSE over all points follows from five averages
(`Moments.mse`). This file holds what they have in common: the trace, the end of a run, changes midway.
"""

from __future__ import annotations

from copy import deepcopy
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

    def __init__(self, dataset: Dataset, settings: Settings, mse: float | None = None) -> None:
        """Begin. `mse` is that of the start where the run was first to be on other points.

        Raises ValueError where there are no points.
        """
        start = dataset.moments.mse(settings.m, settings.b) if mse is None else mse
        self.settings = settings
        self.target = settings.epochs  # at which the run is finished
        self.trace = Trace(settings.m, settings.b, start, settings.epochs)
        self._limit = self._limit_before = 0.0  # with the segment under way, and without it
        self.go_on_with(dataset, settings)

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
            self.go_on_with(dataset, settings)

    def go_on_with(self, dataset: Dataset, settings: Settings) -> None:
        """From the newest epoch on, these points and settings: a new segment, also where nothing is other.

        What follows depends on (m, b) there and on the segments in which epochs were done, and on nothing
        else: a run is made again from them (`rebuild.py`).
        """
        if self.trace.segments and self.trace.segments[-1].epoch < self.epochs:
            self._limit_before = self._limit
        self._dataset = dataset
        m, b = float(self.trace.m[-1]), float(self.trace.b[-1])
        self._limit = max(self._limit_before, divergence_limit(dataset, m, b))
        scaling = Scaling.standardising(dataset) if settings.standardise else Scaling()
        apart = scaling.moments(dataset.moments).x_mean == 0
        departure = Departure.on(dataset, m, b, apart)
        draws = _draws(self._generator(settings.seed), dataset, settings)
        begin = ALGORITHMS[settings.algorithm].stretch
        self._stretch = begin(dataset, settings, departure, scaling, draws)
        self.trace.begin(Segment(self.epochs, dataset, settings, draws))

    @property
    def _has_diverged(self) -> bool:
        return self.trace.outcome is not None and self.trace.outcome.reason == "diverged"

    def _generator(self, seed: int) -> np.random.Generator:
        """What the next segment draws with: it goes on after what was drawn last with this seed.

        After another seed it begins anew.
        """
        end = self.epochs
        for segment in reversed(self.trace.segments):
            if segment.epoch == self.epochs:
                continue  # no epoch was done with it
            if segment.settings.seed != seed:
                break
            if segment.draws is not None:
                return deepcopy(segment.draws.generator_before(end - segment.epoch))
            end = segment.epoch
        return np.random.default_rng(seed)

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
