"""The record of a run: (m, b) and the MSE after every epoch, and how it ended."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms.draws import Draws, Indices
from gdgui.core.dataset import Dataset
from gdgui.core.settings import Settings

Reason = Literal["finished", "stopped", "diverged"]


class Outcome(NamedTuple):
    """Why a run ended, and at which epoch.

    "diverged" names the first epoch whose MSE is not finite or beyond the limit; the trace ends with
    the last good epoch before it.
    """

    reason: Reason
    epoch: int


class Segment(NamedTuple):
    """A stretch of a run on the same points and settings; the first one begins with the run.

    Every later one begins where somebody changed something: `epoch` is the last epoch before.
    """

    epoch: int
    dataset: Dataset
    settings: Settings
    draws: Draws | None = None  # where samples are drawn


class Trace:
    """m, b and mse: arrays of length epochs + 1; index 0 is the start.

    One thread appends, any other reads: values are written first and the length is published last, so
    what a reader sees is always whole. 24 bytes an epoch.
    """

    def __init__(self, m: float, b: float, mse: float, capacity: int) -> None:
        self._values = np.empty((3, capacity + 1))
        self._values[:, 0] = m, b, mse
        self._length = 1
        self.segments: tuple[Segment, ...] = ()
        self.outcome: Outcome | None = None

    def __repr__(self) -> str:
        """How long it is, and where it has come to."""
        last = self.epochs
        line = f"m={self.m[last]:.6g}, b={self.b[last]:.6g}, mse={self.mse[last]:.6g}"
        return f"<Trace, epochs={last}: {line}, {self.outcome.reason if self.outcome else 'unfinished'}>"

    @property
    def m(self) -> NDArray[np.float64]:
        """Slope after each epoch, shape (epochs + 1,); a read-only view."""
        return self._view(0)

    @property
    def b(self) -> NDArray[np.float64]:
        """Intercept after each epoch, shape (epochs + 1,); a read-only view."""
        return self._view(1)

    @property
    def mse(self) -> NDArray[np.float64]:
        """MSE over all points after each epoch, shape (epochs + 1,); a read-only view."""
        return self._view(2)

    @property
    def epochs(self) -> int:
        """Number of epochs recorded so far."""
        return self._length - 1

    def samples(self, epoch: int) -> Indices:
        """Indices of the points that this epoch (1 … epochs) drew, shape (batch_size,).

        Empty where all are used. Raises IndexError for another epoch.
        """
        segment = self.segment_of(epoch)
        if segment.draws is None:
            return np.empty(0, dtype=np.int64)
        return segment.draws.of_epoch(epoch - 1 - segment.epoch)

    def next_samples(self) -> Indices:
        """Indices of the points that the next epoch will draw if nothing is changed, shape (batch_size,).

        Empty where all are used.
        """
        segment = self.segments[-1]
        if segment.draws is None:
            return np.empty(0, dtype=np.int64)
        return segment.draws.of_epoch(self.epochs - segment.epoch)

    def excess(self, epochs: NDArray[np.int64]) -> NDArray[np.float64]:
        """MSE above the smallest possible one after these epochs, ascending; of the points of that time.

        From m and b rather than by subtraction, which would leave no digits near the minimum.
        """
        m, b, parts = self.m[epochs], self.b[epochs], []
        segments = self.segments  # another one may begin at any time
        ends = [each.epoch for each in segments[1:]]
        cuts = [0, *np.searchsorted(epochs, ends, side="right").tolist(), len(epochs)]
        for segment, (begin, end) in zip(segments, pairwise(cuts), strict=True):
            parts.append(segment.dataset.moments.excess(m[begin:end], b[begin:end]))
        return np.concatenate(parts)

    def segment_of(self, epoch: int) -> Segment:
        """The points and settings that this epoch (1 … epochs) used. Raises IndexError for another epoch."""
        if not 1 <= epoch <= self.epochs:
            raise IndexError(f"epoch {epoch} is not between 1 and {self.epochs}")
        segments = self.segments
        return segments[bisect_right(segments, epoch - 1, key=lambda each: each.epoch) - 1]

    def reserve(self, epochs: int) -> NDArray[np.float64]:
        """Where m, b and MSE of the next epochs are to be written: shape (3, epochs). Nobody sees it yet."""
        end = self._length + epochs
        if end > self._values.shape[1]:
            larger = np.empty((3, max(end, 2 * self._values.shape[1])))
            larger[:, : self._length] = self._values[:, : self._length]
            self._values = larger
        return self._values[:, self._length : end]

    def publish(self, epochs: int) -> None:
        """The first epochs of `reserve` are written: let everybody see them."""
        self._length += epochs

    def rewind(self, epoch: int) -> None:
        """Forget what comes after this epoch; the last segment has begun by then."""
        self._length = min(self._length, epoch + 1)
        self.outcome = None

    def head(self, epochs: int) -> Trace:
        """The run up to this epoch as a trace of its own, at no cost; what is appended later is not in it.

        It ends as this one does if it is all of it, else without an outcome.
        """
        head = Trace.__new__(Trace)
        head._values, head._length = self._values, min(self._length, epochs + 1)
        head.segments = tuple(each for each in self.segments if each.epoch <= epochs)
        head.outcome = self.outcome if head._length == self._length else None
        return head

    def begin(self, segment: Segment) -> None:
        """The epochs that follow belong to this segment; one in which no epoch was done is dropped."""
        self.segments = (*(each for each in self.segments if each.epoch < segment.epoch), segment)

    def _view(self, row: int) -> NDArray[np.float64]:
        length = self._length  # before the array: a larger array holds at least as much
        view = self._values[row, :length]
        view.flags.writeable = False
        return view
