"""The runs of `reference.py`, fast enough to stream: no epoch looks at all points again.

The residuals enter an epoch only through mean(f) and mean(x·f). About the centre (x̄, ȳ) of all points,
with x' = x − x̄, y' = y − ȳ and u = m·x̄ + b − ȳ, a residual is f = y' − m·x' − u, hence

    mean(f)   = mean(y')   − m·mean(x')  − u
    mean(x·f) = x̄·mean(f) + mean(x'·y') − m·mean(x'²) − u·mean(x')

where the means are over the samples of the epoch: all points, or those that SGD drew. Four numbers an
epoch therefore decide it; for full gradient descent they never change (0, 0, sxx, sxy).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import repeat

import numpy as np

from gdgui.core.dataset import Dataset, Moments
from gdgui.core.draws import Draws, Indices
from gdgui.core.settings import Settings
from gdgui.core.trace import Outcome, Segment, Trace

CHUNK = 1024
"""Epochs (of SGD: samples) between two looks at anything else: well under a millisecond."""

DIVERGED = 1e12
"""A run has diverged when its MSE exceeds this many times that of its start."""

BatchMeans = tuple[float, float, float, float]  # mean of x', y', x'², x'·y' over an epoch's samples


def train(dataset: Dataset, settings: Settings) -> Trace:
    """Run all epochs at once. Raises ValueError where there are no points."""
    descent = Descent(dataset, settings)
    while descent.trace.outcome is None:
        descent.advance(descent.chunk)
    return descent.trace


class Descent:
    """A run, a few epochs at a time: `advance` it, `change` it midway, read its `trace` meanwhile."""

    def __init__(self, dataset: Dataset, settings: Settings) -> None:
        start = dataset.moments.mse(settings.m, settings.b)
        self.settings = settings
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
        return max(1, CHUNK // self.settings.batch_size) if self._draws else CHUNK

    def advance(self, epochs: int) -> None:
        """Go on by `epochs`, but not past the number asked for; the last one sets the outcome."""
        left = min(epochs, self.settings.epochs - self.epochs)
        while left > 0 and not self._has_diverged:
            left -= self._compute(min(left, CHUNK))
        if not self._has_diverged and self.epochs >= self.settings.epochs:
            self.trace.outcome = Outcome("finished", self.epochs)

    def step(self) -> None:
        """One epoch, also beyond the last; after a divergence, nothing."""
        if not self._has_diverged:
            self.trace.outcome = None
            self._compute(1)
            self.advance(0)

    def stop(self) -> None:
        """End the run here, unless it has ended."""
        if self.trace.outcome is None:
            self.trace.outcome = Outcome("stopped", self.epochs)

    def change(self, dataset: Dataset, settings: Settings) -> None:
        """Go on from the current (m, b) with other points or settings, in a new segment of the trace.

        A changed start belongs to the next run, and a changed number of epochs only moves the end:
        neither makes a new segment.
        """
        old, self.settings = self.settings, settings
        if settings.seed != old.seed:
            self._rng = np.random.default_rng(settings.seed)
        if dataset != self._dataset or replace(settings, m=old.m, b=old.b, epochs=old.epochs) != old:
            self._use(dataset, settings)

    @property
    def _has_diverged(self) -> bool:
        return self.trace.outcome is not None and self.trace.outcome.reason == "diverged"

    def _use(self, dataset: Dataset, settings: Settings) -> None:
        self._dataset = dataset
        m, b = float(self.trace.m[-1]), float(self.trace.b[-1])
        self._limit = max(self._limit, _divergence_limit(dataset, m, b))
        self._draws = (
            Draws(self._rng, len(dataset), settings.batch_size) if settings.algorithm == "sgd" else None
        )
        self.trace.begin(Segment(self.epochs, dataset, settings, self._draws))

    def _compute(self, epochs: int) -> int:
        """Append at most `epochs` more; the number of them that were computed."""
        moments = self._dataset.moments
        batches: Iterable[BatchMeans]
        if self._draws is None:
            batches = repeat((0.0, 0.0, moments.sxx, moments.sxy), epochs)
        else:
            drawn = self._draws.take(epochs)
            epochs = len(drawn)
            batches = _batch_means(self._dataset, drawn)
        before = self.epochs
        m, b = float(self.trace.m[-1]), float(self.trace.b[-1])
        m_log, b_log, mse_log = _descend(m, b, self.settings.learning_rate, moments, batches, self._limit)
        self.trace.append(m_log, b_log, mse_log)
        if len(m_log) < epochs:
            self.trace.outcome = Outcome("diverged", before + len(m_log) + 1)
        return epochs


def _descend(
    m: float, b: float, learning_rate: float, moments: Moments, batches: Iterable[BatchMeans], limit: float
) -> tuple[list[float], list[float], list[float]]:
    """m, b and MSE after each epoch, one for each batch; ends early before an MSE beyond the limit."""
    m_log: list[float] = []
    b_log: list[float] = []
    mse_log: list[float] = []
    x_mean, y_mean, rate = moments.x_mean, moments.y_mean, 2 * learning_rate
    slope, sxx, minimum = moments.slope, moments.sxx, moments.minimum
    for x, y, xx, xy in batches:
        u = m * x_mean + b - y_mean
        f = y - m * x - u
        m += rate * (x_mean * f + (xy - m * xx - u * x))
        b += rate * f
        tilt = m - slope
        shift = m * x_mean + b - y_mean
        mse = minimum + sxx * tilt * tilt + shift * shift  # Moments.mse, spelled out for speed
        if not mse <= limit:  # also where it is nan
            break
        m_log.append(m)
        b_log.append(b)
        mse_log.append(mse)
    return m_log, b_log, mse_log


def _batch_means(dataset: Dataset, drawn: Indices) -> Iterator[BatchMeans]:
    """The four means of each batch; `drawn` has shape (epochs, batch_size)."""
    x = dataset.x[drawn] - dataset.moments.x_mean
    y = dataset.y[drawn] - dataset.moments.y_mean
    means = (x.mean(axis=1), y.mean(axis=1), (x * x).mean(axis=1), (x * y).mean(axis=1))
    return zip(*(column.tolist() for column in means), strict=True)


def _divergence_limit(dataset: Dataset, m: float, b: float) -> float:
    """The MSE beyond which a run from (m, b) counts as diverged.

    A start on a perfect line has an MSE of nothing but rounding, which an honest run may well exceed
    a few times over: the floor is the square of the rounding error in the predictions.
    """
    moments = dataset.moments
    size = abs(m) * (abs(moments.x_mean) + math.sqrt(moments.sxx)) + abs(b) + abs(moments.y_mean)
    rounding = (float(np.finfo(float).eps) * size) ** 2
    return min(DIVERGED * max(moments.mse(m, b), rounding), float(np.finfo(float).max))
