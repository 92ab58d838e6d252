"""Stochastic gradient descent at the speed of numpy: many updates at once.

Counted from the least-squares line, with x' = x − x̄, its residuals r, d = m − m* and u = m·x̄ + b − ȳ, the
residual of a sample is f = r − x'·d − u, and the lesson's update on a batch reads

    Δb = 2·lr·mean(f)      Δd = Δm = 2·lr·mean(x·f)      Δu = x̄·Δm + Δb = 2·lr·mean((x̄·x + 1)·f)

an affine map of (d, u), known as soon as the samples are drawn. Where many updates are wanted, they are
laid out in rows, one stretch of the run after the other, and all rows advance side by side, twice: first
from (1, 0), (0, 1) and (0, 0), which tells what each row does to whatever it starts from; then, from the
starts that follow, the run itself. Where these maps grow, as in a run that is blowing up, that would lose
digits: such a run goes update by update. Composing linear recurrences like this is the parallel prefix of
Blelloch, Prefix Sums and Their Applications, CMU-CS-90-190, 1990.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms.anchor import Anchor
from gdgui.core.algorithms.draws import Draws, Indices
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure
from gdgui.core.scaling import Scaling

Floats = NDArray[np.float64]
Line = int | EllipsisType

SHORTEST, LONGEST = 64, 131_072  # updates in a block; it grows from one to the other
SAMPLES = 1_048_576  # in a block at most
CHUNK = 65_536  # samples between two looks at anything else: one to three milliseconds
ROW = 64  # updates in a row
WORTH_IT = 4096  # updates from which rows are quicker than one at a time
PIECE = 1024  # updates done one at a time before anybody else has a turn
FEW = 32  # rows that may as well follow one another in a loop of Python's own
WELL_CONDITIONED = 1e3  # no row multiplies d or u by more than this while a run is stable
CACHED = 8192  # numbers that are worked on while they are in the processor's cache
ODD = 8  # added to the length of a table's lines: columns at powers of two fight for a place in the cache


class Single(NamedTuple):
    """What an update on one sample needs: numbers, or for all rows arrays of shape (rows,)."""

    r: Any
    x: Any  # x'
    m_rate: Any  # 2·lr·x
    u_rate: Any  # 2·lr·(x̄·x + 1)

    def decreases(self, d: float, u: float) -> tuple[float, float, float]:
        """−f, −Δm and −Δu."""
        f = self.x * d + u - self.r
        return f, self.m_rate * f, self.u_rate * f

    def put_decreases(
        self, d: Floats, u: Floats, f: Floats, m_decrease: Floats, u_decrease: Floats, line: Line = ...
    ) -> None:
        """The same in place for many rows; where d and u have several lines, r counts in this one alone."""
        np.multiply(d, self.x, out=f)
        np.add(f, u, out=f)
        _lower(f[line], self.r)
        np.multiply(f, self.m_rate, out=m_decrease)
        np.multiply(f, self.u_rate, out=u_decrease)


class Batch(NamedTuple):
    """The same for a batch: means over it. −Δm is m_d·d + m_u·u − m_1, and −Δu likewise."""

    r: Any
    x: Any
    m_1: Any
    m_d: Any
    m_u: Any
    u_1: Any
    u_d: Any
    u_u: Any

    def decreases(self, d: float, u: float) -> tuple[float, float, float]:
        """−mean(f), −Δm and −Δu."""
        m_decrease = self.m_d * d + self.m_u * u - self.m_1
        u_decrease = self.u_d * d + self.u_u * u - self.u_1
        return self.x * d + u - self.r, m_decrease, u_decrease

    def put_decreases(
        self, d: Floats, u: Floats, f: Floats, m_decrease: Floats, u_decrease: Floats, line: Line = ...
    ) -> None:
        """The same in place for many rows; where d and u have several lines, r counts in this one alone."""
        sums = (m_decrease, self.m_d, self.m_u, self.m_1), (u_decrease, self.u_d, self.u_u, self.u_1)
        for decrease, by_d, by_u, rest in sums:
            np.multiply(d, by_d, out=decrease)
            np.multiply(u, by_u, out=f)
            np.add(decrease, f, out=decrease)
            _lower(decrease[line], rest)
        np.multiply(d, self.x, out=f)
        np.add(f, u, out=f)
        _lower(f[line], self.r)


Updates = Sequence[Single | Batch]


class Stochastic:
    """A run of SGD from (m, b) with one learning rate; `draws` give the samples of each epoch."""

    def __init__(
        self,
        dataset: Dataset,
        learning_rate: float,
        draws: Draws,
        departure: Departure,
        scaling: Scaling,
    ) -> None:
        moments = dataset.moments
        centred = dataset.x - moments.x_mean
        self._trained = scaling.moments(moments)
        self._scale = scaling.scale
        self._tilting = moments.x_mean / scaling.scale  # b − b* = u − this·d
        self._leaning = scaling.shift / scaling.scale  # b decreases by rate·mean(f) − this·(what m does)
        self._rate = 2 * learning_rate
        self._x = centred / scaling.scale
        self._r = (dataset.y - moments.y_mean) - moments.slope * centred
        if departure.is_exact:
            self._r = np.zeros(len(dataset))
        self._draws = draws
        d, u = self._state = departure.tilt * scaling.scale, departure.shift
        self._anchors = tuple(
            Anchor(start, goal, left)
            for start, goal, left in zip(
                departure.start, departure.goal, self._sizes(abs(d), abs(u)), strict=True
            )
        )
        self._longest = 2 ** (max(1, min(LONGEST, SAMPLES // draws.batch_size)).bit_length() - 1)
        self._length = min(SHORTEST, self._longest)
        self._left: Indices = np.empty((0, draws.batch_size), dtype=np.int64)
        self._ready = np.empty((3, 0))

    @property
    def chunk(self) -> int:
        """Epochs that can be asked for at once without making anyone wait."""
        return max(1, CHUNK // self._draws.batch_size)

    def compute(self, out: Floats) -> int:
        """Put m, b and MSE of the next k epochs into the first k columns of `out`; k, at least 1.

        Blocks are laid out the same however the run is cut into pieces, and so are the results.
        """
        if self._ready.shape[1] == 0:
            drawn = self._next_samples()
            fits = len(drawn) <= out.shape[1]
            place = out if fits else np.empty((3, len(drawn)))
            with np.errstate(over="ignore", invalid="ignore", under="ignore"):
                done = self._put(drawn, place)
            if fits:
                return done
            self._ready = place[:, :done]
        k: int = min(out.shape[1], self._ready.shape[1])
        out[:, :k], self._ready = self._ready[:, :k], self._ready[:, k:]
        return k

    def _next_samples(self) -> Indices:
        """Of the next updates, shape (k, batch_size): what is left of a block, by pieces, or a new block."""
        if len(self._left):
            drawn, self._left = self._left[:PIECE], self._left[PIECE:]
        else:
            drawn = self._draws.take(self._length)
            growth = 4 if self._length < LONGEST // 4 else 2  # a long block may be computed for nothing
            self._length = min(growth * self._length, self._longest)
        return drawn

    def _put(self, drawn: Indices, out: Floats) -> int:
        """Do these updates, or a piece of them where rows would not be quicker or lose digits; how many."""
        if len(drawn) >= WORTH_IT and self._put_by_rows(drawn, out[:, : len(drawn)]):
            return len(drawn)
        if len(drawn) > PIECE:
            drawn, self._left = drawn[:PIECE], drawn[PIECE:]
        self._put_one_by_one(drawn, out[:, : len(drawn)])
        return len(drawn)

    def _updates(self, drawn: Indices) -> Updates:
        """One update for each of the k batches in an array of shape (k, …, batch_size)."""
        rate, x_mean = self._rate, self._trained.x_mean
        x, r = self._x.take(drawn), self._r.take(drawn)
        if drawn.shape[-1] == 1:
            x, r = x[..., 0], r[..., 0]
            m_rate = rate * (x + x_mean)
            return [Single(*each) for each in _lines(r, x, m_rate, x_mean * m_rate + rate)]
        xr, xx = (x * r).mean(axis=-1), (x * x).mean(axis=-1)
        x, r = x.mean(axis=-1), r.mean(axis=-1)
        m = rate * (xr + x_mean * r), rate * (xx + x_mean * x), rate * (x + x_mean)
        u = (x_mean * of_m + rate * of_b for of_m, of_b in zip(m, (r, x, 1), strict=True))
        return [Batch(*each) for each in _lines(r, x, *m, *u)]

    def _put_one_by_one(self, drawn: Indices, out: Floats) -> None:
        d, u = self._state
        path = []
        for update in self._updates(drawn):
            f, m_decrease, u_decrease = update.decreases(d, u)
            d, u = d - m_decrease, u - u_decrease
            path.append((d, u, m_decrease, f))
        columns = np.array(path).T
        out[:2] = columns[:2]
        self._put_lines(out, None if self._are_at_goal else columns[2:].cumsum(axis=1))

    def _put_by_rows(self, drawn: Indices, out: Floats) -> bool:
        """The same, all rows side by side; False, and nothing is done, where they would lose digits."""
        rows = len(drawn) // ROW
        updates = self._updates(np.ascontiguousarray(drawn.reshape(rows, ROW, -1).swapaxes(0, 1)))
        d, u = _whole_rows(updates, rows)
        if not _are_well_conditioned(d, u):
            return False
        path, decreases = _along_rows(updates, *_starts(d, u, *self._state), counting=not self._are_at_goal)
        for place, each in zip(out[:2], path, strict=True):
            place.reshape(rows, ROW)[:] = each[1:].T
        decreased = None
        if decreases is not None:
            before = decreases[:, -1].cumsum(axis=1) - decreases[:, -1]  # in the rows before
            decreased = (decreases[:, 1:] + before[:, np.newaxis]).swapaxes(1, 2).reshape(2, -1)
        self._put_lines(out, decreased)
        return True

    @property
    def _are_at_goal(self) -> bool:
        return all(anchor.is_at_goal for anchor in self._anchors)

    def _sizes(self, d: Any, u: Any) -> tuple[Any, Any]:
        """Of the terms in m − m* and b − b*, from |d| and |u|."""
        return d / self._scale, u + abs(self._tilting) * d

    def _put_lines(self, out: Floats, decreases: Floats | None) -> None:
        """Make of d and u in the first two rows m, b and MSE; a few at a time, to stay in the cache.

        decreases: those of m, as it is trained, and of Σ mean(f), shape (2, k); None where nobody asks.
        """
        self._state = float(out[0, -1]), float(out[1, -1])
        counted = None if decreases is None else self._counted(*decreases)
        for begin in range(0, out.shape[1], CACHED):
            which = slice(begin, begin + CACHED)
            d, u, mse = out[:, which]
            self._put_mse(d, u, mse)
            sizes = (None, None) if counted is None else self._sizes(np.abs(d), np.abs(u))
            if self._tilting:
                u -= self._tilting * d
            if self._scale != 1:
                d /= self._scale
            values = (None, None) if counted is None else counted[:, which]
            for anchor, left, size, value in zip(self._anchors, (d, u), sizes, values, strict=True):
                anchor.put(left, size, value)

    def _counted(self, m_decrease: Floats, f_decrease: Floats) -> Floats:
        """m and b as they are when counted from the start, shape (2, k)."""
        m, b = (anchor.value for anchor in self._anchors)
        b_decrease = self._rate * f_decrease - self._leaning * m_decrease
        return np.stack((m - m_decrease / self._scale, b - b_decrease))

    def _put_mse(self, d: Floats, u: Floats, mse: Floats) -> None:
        other = d * d
        other *= self._trained.sxx
        np.multiply(u, u, out=mse)
        mse += other
        mse += self._trained.minimum


def _lower(values: Floats, by: Floats) -> None:
    np.subtract(values, by, out=values)


def _lines(*columns: Any) -> Any:
    """The columns, line by line; where a line is one number, as Python's own, which are quicker."""
    if columns[0].ndim == 1:
        columns = tuple(column.tolist() for column in columns)
    return zip(*columns, strict=True)


def _whole_rows(updates: Updates, rows: int) -> tuple[Floats, Floats]:
    """d and u at the end of every row that starts from (1, 0), (0, 1) and, with r, from (0, 0).

    Two arrays of shape (3, rows); the end of a row is a linear combination of them.
    """
    d, u, f, m_decrease, u_decrease = np.zeros((5, 3, rows))
    d[0] = u[1] = 1
    for update in updates:
        update.put_decreases(d, u, f, m_decrease, u_decrease, line=2)
        _lower(d, m_decrease)
        _lower(u, u_decrease)
    return d, u


def _starts(d_ends: Floats, u_ends: Floats, d: float, u: float) -> tuple[Floats, Floats]:
    """d and u at the start of every row, shape (rows,) each, the first row starting from (d, u).

    Where there are many, two rows are made one while no digits are lost: half as many follow one another.
    """
    rows = d_ends.shape[1]
    if rows > FEW and rows % 2 == 0:
        first, second = (d_ends[:, ::2], u_ends[:, ::2]), (d_ends[:, 1::2], u_ends[:, 1::2])
        pairs = [_applied(end, *first, line=2) for end in second]
        if _are_well_conditioned(*pairs):
            starts = _starts(pairs[0], pairs[1], d, u)
            both = np.empty((2, rows // 2, 2))
            both[..., 0] = starts
            both[..., 1] = [_applied(end, *starts) for end in first]
            d_starts, u_starts = both.reshape(2, rows)
            return d_starts, u_starts
    d_list, u_list = [], []
    for d_d, d_u, d_1, u_d, u_u, u_1 in zip(*d_ends.tolist(), *u_ends.tolist(), strict=True):
        d_list.append(d)
        u_list.append(u)
        d, u = d_d * d + d_u * u + d_1, u_d * d + u_u * u + u_1
    return np.array(d_list), np.array(u_list)


def _applied(end: Floats, d: Floats, u: Floats, line: Line = ...) -> Floats:
    """What rows with this end make of (d, u); where these have several lines, the constant counts in one."""
    result: Floats = end[0] * d + end[1] * u
    result[line] += end[2]
    return result


def _are_well_conditioned(*ends: Floats) -> bool:
    return all(np.abs(end[:2]).max() <= WELL_CONDITIONED for end in ends)  # not where one is nan


def _along_rows(updates: Updates, d: Floats, u: Floats, counting: bool) -> tuple[Floats, Floats | None]:
    """From these starts, d and u after every update of every row and, if counting, what m and Σ mean(f) have
    decreased by since the start of the row: each of shape (2, updates in a row + 1, rows)."""
    rows = len(d)
    path = np.empty((2, len(updates) + 1, rows + ODD))[:, :, :rows]
    path[:, 0] = d, u
    decreases = np.zeros_like(path) if counting else None
    f, m_decrease, u_decrease = np.empty((3, rows))
    for k, update in enumerate(updates):
        d, u = path[:, k]
        update.put_decreases(d, u, f, m_decrease, u_decrease)
        np.subtract(d, m_decrease, out=path[0, k + 1])
        np.subtract(u, u_decrease, out=path[1, k + 1])
        if decreases is not None:
            np.add(decreases[0, k], m_decrease, out=decreases[0, k + 1])
            np.add(decreases[1, k], f, out=decreases[1, k + 1])
    return path, decreases
