"""The same run of SGD from many seeds, side by side: where chance may lead it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import GRADIENT_DESCENT
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure
from gdgui.core.engine import train
from gdgui.core.limits import divergence_limit
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings

Floats = NDArray[np.float64]

RUNS = 200
MOST_KEPT = 10_000  # epochs of which every run's position is kept: 32 MB for 200 runs
AT_ONCE = 262_144  # samples drawn before anybody else has a turn
EPOCHS_AT_ONCE = 256
BAND = (0.1, 0.9)


class Ensemble:
    """Runs with the seeds seed, seed + 1, …: each one the lesson's, epoch for epoch.

    `epochs` are those whose positions are kept (all, or every so many of a long run), and `m`, `b` of shape
    (len(epochs), runs) the positions; `low` and `high` are 10 % and 90 % quantiles of the MSE.
    A run that diverges stays where it was last.
    """

    def __init__(self, dataset: Dataset, settings: Settings, runs: int = RUNS) -> None:
        self.dataset, self.settings = dataset, settings
        self.done = 0
        self.stride = -(-settings.epochs // MOST_KEPT)
        nothing_pulls = Departure.on(dataset, settings.m, settings.b, apart=False).is_exact
        scales = settings.standardise and not nothing_pulls  # as they are, the residuals stay exactly 0
        self._scaling = Scaling.standardising(dataset) if scales else Scaling()
        self._points = self._scaling.points(dataset)
        self._limit = divergence_limit(dataset, settings.m, settings.b)
        self._rngs = [np.random.default_rng(settings.seed + k) for k in range(runs)]
        self._rates = np.full(runs, 2 * settings.learning_rate)
        kept = settings.epochs // self.stride + 1
        self._m, self._b = np.empty((2, kept, runs))
        self._band = np.empty((2, kept))
        self._m[0], self._b[0] = settings.m, settings.b
        self._band[:, 0] = dataset.moments.mse(settings.m, settings.b)
        start = self._scaling.scaled(settings.m, settings.b) if scales else (settings.m, settings.b)
        self._line = np.repeat(np.array(start)[:, np.newaxis], runs, axis=1)  # as it is trained on
        self.gd = train(dataset, replace(settings, algorithm=GRADIENT_DESCENT.key))
        """Gradient descent from the same start: the path of their mean, for a while."""
        self._next_run = 0  # whose turn it is within a block of epochs
        self._block = np.empty((2, 0, runs))

    @property
    def is_done(self) -> bool:
        """Whether all epochs asked for are."""
        return self.done >= self.settings.epochs

    @property
    def diverged(self) -> int:
        """How many runs have."""
        return int(np.count_nonzero(self._rates == 0))

    @property
    def epochs(self) -> NDArray[np.int64]:
        """Epochs kept so far, from 0."""
        return np.arange(self.done // self.stride + 1) * self.stride

    @property
    def m(self) -> Floats:
        return self._m[: self.done // self.stride + 1]

    @property
    def b(self) -> Floats:
        return self._b[: self.done // self.stride + 1]

    @property
    def low(self) -> Floats:
        return self._band[0, : self.done // self.stride + 1]

    @property
    def high(self) -> Floats:
        return self._band[1, : self.done // self.stride + 1]

    def head(self) -> Ensemble:
        """What there is now, which stays as it is when the other goes on; at no cost."""
        return copy(self)

    def at(self, epoch: int) -> tuple[Floats, Floats]:
        """m and b of all runs at the last epoch kept that is not after this one."""
        kept = min(epoch, self.done) // self.stride
        return self._m[kept], self._b[kept]

    def advance(self) -> None:
        """A few milliseconds of work: some epochs of all runs or, where batches are large, of some runs."""
        batch, runs = self.settings.batch_size, len(self._rngs)
        if self._next_run == 0:
            k = max(1, min(EPOCHS_AT_ONCE, AT_ONCE // (batch * runs), self.settings.epochs - self.done))
            self._block = np.empty((2, k, runs))
        k = self._block.shape[1]
        group = slice(self._next_run, min(runs, self._next_run + max(1, AT_ONCE // (batch * k))))
        draws = [rng.integers(0, len(self._points), (k, batch)) for rng in self._rngs[group]]
        with np.errstate(over="ignore", invalid="ignore"):
            self._descend(np.stack(draws, axis=1), group)
        self._next_run = group.stop % runs
        if self._next_run == 0:
            self._take_block()

    def _descend(self, drawn: NDArray[np.int64], group: slice) -> None:
        """The lesson's update for a group of runs at once; drawn of shape (epochs, runs, batch)."""
        (m, b), rates = self._line[:, group], self._rates[group]
        for k, samples in enumerate(drawn):
            x, y = self._points.x[samples], self._points.y[samples]
            f = y - (m[:, np.newaxis] * x + b[:, np.newaxis])
            m = m + rates * (x * f).mean(axis=1)
            b = b + rates * f.mean(axis=1)
            self._block[:, k, group] = m, b
        self._line[:, group] = m, b

    def _take_block(self) -> None:
        """All runs have done the same epochs: keep what is to be kept of them."""
        k, moments = self._block.shape[1], self.dataset.moments
        with np.errstate(over="ignore", invalid="ignore"):
            m, b = self._scaling.original(self._block[0], self._block[1])
            mse: Floats = moments.minimum + moments.excess(m, b)
        self._halt_diverged(m, b, mse)
        kept = np.arange(-(self.done + 1) % self.stride, k, self.stride)
        to = (self.done + 1 + kept) // self.stride
        self._m[to], self._b[to] = m[kept], b[kept]
        if len(kept):
            self._band[:, to] = np.quantile(mse[kept], BAND, axis=1)
        self.done += k

    def _halt_diverged(self, m: Floats, b: Floats, mse: Floats) -> None:
        """Leave every run that exceeds the limit at its last epoch before."""
        bad = ~(mse <= self._limit)
        for run in np.nonzero(bad.any(axis=0))[0]:
            first = int(bad[:, run].argmax())
            before = (m[first - 1, run], b[first - 1, run]) if first else self._last(int(run))
            m[first:, run], b[first:, run] = before
            mse[first:, run] = self.dataset.moments.mse(*before)
            self._rates[run] = 0
            self._line[:, run] = self._scaling.scaled(*before)

    def _last(self, run: int) -> tuple[float, float]:
        kept = self.done // self.stride
        return float(self._m[kept, run]), float(self._b[kept, run])
