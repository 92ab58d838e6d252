"""What somebody says before a run, in one of three ways, and how far it was from what came."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Trace
from gdgui.core.theory.arrival import last_segment
from gdgui.core.theory.course import Course, Gap, courses

Floats = NDArray[np.float64]
Line = tuple[float, float]  # m and b
Knot = tuple[float, float]  # epoch and MSE

COURSES: tuple[Course, ...] = get_args(Course)
KNOTS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)  # shares of the epochs, where keys move the curve
LEAST = 1e-300  # an MSE that powers of ten can show


class Prediction(NamedTuple):
    """A word, a curve, or the place where the run will end: the last one that was given.

    While it `is_open` it can be changed; then the run shows what comes of it.
    """

    course: Course | None = None
    curve: tuple[Knot, ...] = ()  # ascending epochs; the first one is the start
    end: Line | None = None
    knot: int | None = None  # of the curve, that keys move
    is_open: bool = True

    @property
    def says_something(self) -> bool:
        """Whether there is anything to compare a run with."""
        return self.course is not None or bool(self.curve) or self.end is not None

    def closed(self) -> Prediction:
        """It is said."""
        return self._replace(knot=None, is_open=False)

    def at(self, epochs: Floats) -> Floats:
        """The MSE foretold at these epochs, straight from knot to knot."""
        along, up = np.array(self.curve, dtype=float).T
        return np.asarray(np.interp(epochs, along, up))

    def drawn(self, start: float, begin: Knot, to: Knot) -> Prediction:
        """The curve after a stroke from here to there: it replaces what was there; the start stays."""
        low, high = sorted((begin[0], to[0]))
        kept = [knot for knot in self.curve if not low <= knot[0] <= high]
        new = {knot[0]: knot for knot in (*kept, begin, to) if knot[0] > 0}
        return Prediction(curve=((0.0, start), *(new[epoch] for epoch in sorted(new))))

    def knotted(self, start: float, epochs: int) -> Prediction:
        """The curve with knots for keys: level at first, with the second one in hand."""
        places = sorted({float(round(share * epochs)) for share in KNOTS})
        heights = self.at(np.array(places)) if self.curve else np.full(len(places), start)
        heights[0] = start
        curve = tuple(zip(places, map(float, heights), strict=True))
        return Prediction(curve=curve, knot=min(1, len(curve) - 1))

    def with_knot(self, steps: int) -> Prediction:
        """Another knot is in hand; never the start, which is known."""
        at = (self.knot or 0) + steps
        return self._replace(knot=min(max(1, at), len(self.curve) - 1))

    def lifted(self, moved: Callable[[float], float]) -> Prediction:
        """The knot in hand, and with it all that follow, where this takes its height."""
        if self.knot is None or not self.knot:
            return self
        epoch, height = self.curve[self.knot]
        by = max(LEAST, moved(height))
        later = tuple((each, by) for each, _ in self.curve[self.knot + 1 :])
        return self._replace(curve=(*self.curve[: self.knot], (epoch, by), *later))


def gap(prediction: Prediction, trace: Trace) -> Gap:
    """How far this was from what the run came to. Raises ValueError where there are no points.

    Of two lines that differ by d in slope and by s at x̄, the mean square of their distance at the points is
    sxx·d² + s²: the excess about the one of them.
    """
    found = courses(trace)
    right = None if prediction.course is None else prediction.course in found
    off: float | None = None
    if prediction.curve:
        with np.errstate(over="ignore"):
            off = float(np.abs(prediction.at(np.arange(len(trace.mse), dtype=float)) - trace.mse).mean())
    apart: float | None = None
    if prediction.end is not None:
        moments = last_segment(trace).dataset.moments
        tilt, height = prediction.end[0] - float(trace.m[-1]), prediction.end[1] - float(trace.b[-1])
        with np.errstate(over="ignore"):
            apart = float(np.hypot(np.sqrt(moments.sxx) * tilt, tilt * moments.x_mean + height))
    return Gap(found, right, off, apart)
