"""Stochastic gradient descent at the speed of numpy: many updates at once.

The residuals enter an update only through mean(f) and mean(x·f) over its batch. Counted from the
least-squares line, with x' = x − x̄, its residuals r, d = m − m* and u = m·x̄ + b − ȳ, a residual is
f = r − d·x' − u, hence

    f̄ = mean(r) − d·mean(x') − u                            Δb = 2·lr·f̄
    p = x̄·f̄ + mean(x'·r) − d·mean(x'²) − u·mean(x')         Δm = 2·lr·p        Δu = x̄·Δm + Δb

so an update is an affine map of (d, u) whose entries are known as soon as the samples are drawn. Such
maps are combined before they are applied: a block is cut into rows, all rows advance side by side, one
update at a time, and a last pass joins them. A run that is blowing up would lose its digits that way; it
goes update by update.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset
from gdgui.core.draws import Draws

Floats = NDArray[np.float64]
Path = tuple[Floats, Floats, Floats, Floats]  # m, b, d and u after each update

SHORTEST, LONGEST = 64, 32_768  # updates in a block; they double from one to the other
ROW = 128  # updates in a row
WORTH_IT = 1024  # updates from which rows are quicker than a loop (measured: 0.05 against 0.4 µs each)
TAME = 1e3  # no entry of a combined map is beyond this while a run is stable
SAMPLES = 65_536  # in a block at most


class Means(NamedTuple):
    """Means over each batch of a block: of x', r, x'² and x'·r, each of shape (k,)."""

    x: Floats
    r: Floats
    xx: Floats
    xr: Floats


class Stochastic:
    """A run of SGD from (m, b) with one learning rate; `draws` give the samples of each epoch."""

    def __init__(self, dataset: Dataset, learning_rate: float, draws: Draws, m: float, b: float) -> None:
        moments = dataset.moments
        self._moments = moments
        self._x = dataset.x - moments.x_mean
        self._r = (dataset.y - moments.y_mean) - moments.slope * self._x
        self._rate = 2 * learning_rate
        self._draws = draws
        # m beside d: where the slope is huge, nothing of m is left in their difference
        self._state = m, b, m - moments.slope, m * moments.x_mean + b - moments.y_mean
        self._length = SHORTEST
        self._ready = np.empty((3, 0))

    def compute(self, epochs: int) -> Floats:
        """m, b and MSE of the next k epochs, 1 ≤ k ≤ `epochs`: an array of shape (3, k).

        Blocks are laid out the same however the run is cut into pieces, and so are the results.
        """
        if self._ready.shape[1] == 0:
            most = 2 ** (max(1, SAMPLES // self._draws.batch_size).bit_length() - 1)
            length = min(self._length, most)
            self._ready = self._block(length)
            self._length = min(2 * self._length, LONGEST)
        result, self._ready = self._ready[:, :epochs], self._ready[:, epochs:]
        return result

    def _block(self, length: int) -> Floats:
        means = self._means(length)
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            path = self._path_by_rows(means) if length >= WORTH_IT else None
            if path is None:
                path = self._path_by_loop(means)
            m, b, d, u = path
            self._state = float(m[-1]), float(b[-1]), float(d[-1]), float(u[-1])
            moments = self._moments  # the MSE as in Moments.mse, for a whole block
            return np.stack((m, b, moments.minimum + (moments.sxx * d * d + u * u)))

    def _means(self, length: int) -> Means:
        drawn = self._draws.take(length)
        x, r = self._x[drawn], self._r[drawn]
        products = (x, r, x * x, x * r)
        if drawn.shape[1] == 1:
            return Means(*(each[:, 0] for each in products))
        return Means(*(each.mean(axis=1) for each in products))

    def _path_by_loop(self, means: Means) -> Path:
        """The updates one after the other."""
        m, b, d, u = self._state
        rate, x_mean = self._rate, self._moments.x_mean
        path = []
        for x, r, xx, xr in zip(*(each.tolist() for each in means), strict=True):
            f = r - d * x - u
            p = x_mean * f + (xr - d * xx - u * x)
            m += rate * p
            b += rate * f
            d += rate * p
            u += rate * (x_mean * p + f)
            path.append((m, b, d, u))
        whole = np.array(path).T
        return whole[0], whole[1], whole[2], whole[3]

    def _path_by_rows(self, means: Means) -> Path | None:
        """The same by combined maps; None where they are not tame."""
        maps, shifts = self._maps(Means(*(each.reshape(-1, ROW).T for each in means)))
        combined = _combine(maps, shifts)
        if not np.abs(combined[:, :, :2]).max() <= TAME:
            return None
        m, b, d, u = self._state
        d_starts, u_starts = _join(combined[-1], d, u)
        reached = combined[:, :, 0] * d_starts + combined[:, :, 1] * u_starts + combined[:, :, 2]
        d_path, u_path = reached[:, 0].T.ravel(), reached[:, 1].T.ravel()
        d_before, u_before = _shifted(d, d_path), _shifted(u, u_path)
        f = means.r - means.x * d_before - u_before
        p = self._moments.x_mean * f + (means.xr - means.xx * d_before - means.x * u_before)
        return m + self._rate * np.cumsum(p), b + self._rate * np.cumsum(f), d_path, u_path

    def _maps(self, means: Means) -> tuple[Floats, Floats]:
        """Each update as (d, u) → A·(d, u) + c: A of shape (ROW, 2, 2, rows) and c of (ROW, 2, rows)."""
        x_mean, (x, r, xx, xr) = self._moments.x_mean, means
        maps, shifts = np.empty((ROW, 2, 2, x.shape[1])), np.empty((ROW, 2, x.shape[1]))
        # what d and u contribute to −Δd and −Δu, and the rest to Δd and Δu
        maps[:, 0, 0] = self._rate * (x_mean * x + xx)
        maps[:, 0, 1] = self._rate * (x_mean + x)
        shifts[:, 0] = self._rate * (x_mean * r + xr)
        maps[:, 1] = x_mean * maps[:, 0]
        maps[:, 1, 0] += self._rate * x
        maps[:, 1, 1] += self._rate
        shifts[:, 1] = x_mean * shifts[:, 0] + self._rate * r
        np.negative(maps, out=maps)
        maps[:, 0, 0] += 1
        maps[:, 1, 1] += 1
        return maps, shifts


def _combine(maps: Floats, shifts: Floats) -> Floats:
    """In every row at once, each map after all those before it: (ROW, 2, 3, rows), the shift last."""
    length, _, _, rows = maps.shape
    combined = np.empty((length, 2, 3, rows))
    combined[0, :, :2], combined[0, :, 2] = maps[0], shifts[0]
    second = np.empty((2, 3, rows))
    for j in range(1, length):
        before, after = combined[j - 1], combined[j]
        np.multiply(maps[j, :, 0, None], before[0], out=after)
        np.multiply(maps[j, :, 1, None], before[1], out=second)
        after += second
        after[:, 2] += shifts[j]
    return combined


def _join(whole_rows: Floats, d: float, u: float) -> tuple[Floats, Floats]:
    """d and u at the start of every row, from the maps of whole rows, shape (2, 3, rows)."""
    starts = []
    for (d_d, d_u, d_1), (u_d, u_u, u_1) in whole_rows.transpose(2, 0, 1).tolist():
        starts.append((d, u))
        d, u = d_d * d + d_u * u + d_1, u_d * d + u_u * u + u_1
    d_starts, u_starts = np.array(starts).T
    return d_starts, u_starts


def _shifted(first: float, path: Floats) -> Floats:
    """What was there before each update."""
    before = np.empty_like(path)
    before[0], before[1:] = first, path[:-1]
    return before
