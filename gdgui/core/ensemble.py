"""The same run of SGD from many seeds, side by side: where chance may lead it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset
from gdgui.core.engine import divergence_limit
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings

Floats = NDArray[np.float64]

RUNS = 200
MOST_KEPT = 10_000  # epochs of which every run's position is kept: 32 MB for 200 runs
AT_ONCE = 262_144  # samples drawn in one call
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
        self._scaling = Scaling.standardising(dataset) if settings.standardise else Scaling()
        self._points = self._scaling.points(dataset)
        self._limit = divergence_limit(dataset, settings.m, settings.b)
        self._rngs = [np.random.default_rng(settings.seed + k) for k in range(runs)]
        self._rates = np.full(runs, 2 * settings.learning_rate)
        kept = settings.epochs // self.stride + 1
        self._m, self._b = np.empty((2, kept, runs))
        self._band = np.empty((2, kept))
        self._m[0], self._b[0] = settings.m, settings.b
        self._band[:, 0] = dataset.moments.mse(settings.m, settings.b)
        start = (
            self._scaling.scaled(settings.m, settings.b) if settings.standardise else (settings.m, settings.b)
        )
        self._line = np.full(runs, start[0]), np.full(runs, start[1])

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

    def at(self, epoch: int) -> tuple[Floats, Floats]:
        """m and b of all runs at the last epoch kept that is not after this one."""
        kept = min(epoch, self.done) // self.stride
        return self._m[kept], self._b[kept]

    def advance(self) -> None:
        """Some more epochs of all runs: a few milliseconds' worth."""
        batch, runs = self.settings.batch_size, len(self._rngs)
        k = max(1, min(256, AT_ONCE // (batch * runs), self.settings.epochs - self.done))
        draws = [rng.integers(0, len(self._points), (k, batch)) for rng in self._rngs]
        drawn = np.stack(draws, axis=1)
        m, b = np.empty((2, k, runs))
        with np.errstate(over="ignore", invalid="ignore"):
            self._descend(self._points.x[drawn], self._points.y[drawn], m, b)
            m, b = self._scaling.original(m, b)
            moments = self.dataset.moments
            mse: Floats = moments.minimum + moments.excess(m, b)
        self._halt_diverged(m, b, mse)
        kept = np.arange(-(self.done + 1) % self.stride, k, self.stride)
        to = (self.done + 1 + kept) // self.stride
        self._m[to], self._b[to] = m[kept], b[kept]
        if len(kept):
            self._band[:, to] = np.quantile(mse[kept], BAND, axis=1)
        self.done += k

    def _descend(self, xs: Floats, ys: Floats, m_out: Floats, b_out: Floats) -> None:
        """The lesson's update for all runs at once; xs, ys of shape (epochs, runs, batch)."""
        m, b = self._line
        for k, (x, y) in enumerate(zip(xs, ys, strict=True)):
            f = y - (m[:, np.newaxis] * x + b[:, np.newaxis])
            m = m + self._rates * (x * f).mean(axis=1)
            b = b + self._rates * f.mean(axis=1)
            m_out[k], b_out[k] = m, b
        self._line = m, b

    def _halt_diverged(self, m: Floats, b: Floats, mse: Floats) -> None:
        """Leave every run that exceeds the limit at its last epoch before."""
        bad = ~(mse <= self._limit)
        for run in np.nonzero(bad.any(axis=0))[0]:
            first = int(bad[:, run].argmax())
            before = (m[first - 1, run], b[first - 1, run]) if first else self._last(int(run))
            m[first:, run], b[first:, run] = before
            mse[first:, run] = self.dataset.moments.mse(*before)
            self._rates[run] = 0
            scaled = self._scaling.scaled(*before)
            self._line[0][run], self._line[1][run] = scaled

    def _last(self, run: int) -> tuple[float, float]:
        kept = self.done // self.stride
        return float(self._m[kept, run]), float(self._b[kept, run])
