"""What a run did on its way, in one of the words that it can be foretold with."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory.arrival import Goal, explodes, has_arrived, last_segment
from gdgui.core.trace import Trace

Course = Literal["creeps", "arrives", "oscillates", "explodes"]

MOST = 10_000  # epochs that are looked at: what a run does shows at its beginning
OFTEN = 0.5  # of the steps go back on the one before, and the run goes back and forth


class Gap(NamedTuple):
    """What came, and how far off it was foretold; None where that was not said."""

    courses: frozenset[Course]  # all words that are true of the run
    course_is_right: bool | None
    curve: float | None  # mean of |MSE foretold − MSE| over the epochs there were, from the start on
    line: float | None  # root of the mean square of the distance of both lines, at the points: in units of y


def courses(trace: Trace) -> frozenset[Course]:
    """All words that are true of this run: one may arrive going back and forth.

    It creeps where no other is true. A run of samples that has arrived goes back and forth in its noise, and
    nobody calls that so. Raises ValueError where there are no points.
    """
    if explodes(trace):
        return frozenset(("explodes",))
    arrived = has_arrived(trace)
    found: set[Course] = {"arrives"} if arrived else set()
    is_noisy = ALGORITHMS[last_segment(trace).settings.algorithm].is_stochastic
    if turns(trace) > OFTEN and not (arrived and is_noisy):
        found.add("oscillates")
    return frozenset(found or {"creeps"})


def turns(trace: Trace) -> float:
    """Share of the steps that go back on the one before, until the run has arrived; 0 of fewer than two.

    Steps are measured by what they do to the predictions, as the loss surface does: along its steep direction
    a small step counts as much as a large one along the valley.
    """
    moments = last_segment(trace).dataset.moments
    m, b = trace.m[: MOST + 1], trace.b[: MOST + 1]
    goal = Goal.of(moments, float(m[0]), float(b[0])).excess
    with np.errstate(over="ignore", invalid="ignore"):
        there = np.flatnonzero(moments.excess(m, b) <= goal)
    end = int(there[0]) + 1 if len(there) else len(m)
    tilt = np.diff(m[:end]) * math.sqrt(moments.sxx)
    shift = np.diff(m[:end] * moments.x_mean + b[:end])
    return _share_of_turns(tilt, shift)


def _share_of_turns(tilt: NDArray[np.float64], shift: NDArray[np.float64]) -> float:
    with np.errstate(over="ignore", invalid="ignore"):
        along = tilt[1:] * tilt[:-1] + shift[1:] * shift[:-1]
    return float(np.mean(along < 0)) if len(along) else 0.0
