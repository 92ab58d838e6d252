"""When a run has arrived: the one definition, for forecasts, for advice and for what is said afterwards.

It is the program's own; no book fixes one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Literal, NamedTuple

from gdgui.core.dataset import Dataset, Moments
from gdgui.core.trace import Segment, Trace

CLOSE = 0.01
"""A hundredth: of the smallest MSE, or of the standard deviation of y."""

EXPLODED = 10.0
"""Times the MSE of the start, and that of the best level line: what is beyond leads away."""

SMALLEST = 1e-300
"""An excess that is nothing: the squares of what is smaller are beyond the smallest float."""

Yardstick = Literal["minimum", "spread", "rounding"]


@dataclass(frozen=True)
class Goal:
    """A run has arrived where its excess, the MSE above the smallest possible one, is at most `excess`."""

    excess: float  # in squared units of y
    yardstick: Yardstick  # what it is a hundredth of, or nothing but rounding

    @cached_property
    def aim(self) -> float:
        """The excess to compute with: where rounding is all that counts, m and b add some of their own."""
        return self.excess / 4 if self.yardstick == "rounding" else self.excess

    @classmethod
    def of(cls, moments: Moments, m: float, b: float) -> Goal:
        """The goal of a run on these points, in their own units, that starts at (m, b).

        The MSE is within 1 % of the smallest possible one; where that one is (nearly) zero, the line is
        within a hundredth of y's spread: the root of the excess is at most 1 % of y's standard
        deviation. The larger of the two counts, so that the goal does not jump where the noise of the
        points vanishes; the second is the larger one where a line explains more than 99 % of y's
        variance. What is nothing but rounding of the predictions has arrived in any case; it is all
        there is to reach where y is constant.
        """
        variance = variance_of_y(moments)
        return max(
            cls(max((2 * _rounding(moments, m, b, variance)) ** 2, SMALLEST), "rounding"),
            cls(CLOSE * moments.minimum, "minimum"),
            cls(CLOSE**2 * variance, "spread"),
            key=attrgetter("excess"),
        )


class Ending(NamedTuple):
    """How near a run has come, judged at its last epoch on the points that this epoch used."""

    excess: float  # MSE above the smallest possible one
    minimum: float  # the smallest possible MSE
    spread: float  # standard deviation of y
    goal: Goal

    @classmethod
    def of(cls, trace: Trace) -> Ending:
        """The ending of this trace, or how near it is so far. Raises ValueError where there are no points."""
        moments = last_segment(trace).dataset.moments
        m, b = float(trace.m[-1]), float(trace.b[-1])
        goal = Goal.of(moments, float(trace.m[0]), float(trace.b[0]))
        return cls(moments.excess(m, b), moments.minimum, math.sqrt(variance_of_y(moments)), goal)

    @property
    def has_arrived(self) -> bool:
        return self.excess <= self.goal.excess


def has_arrived(trace: Trace) -> bool:
    """Whether this run is where it was to go; one that diverged is not, wherever it was before."""
    diverged = trace.outcome is not None and trace.outcome.reason == "diverged"
    return not diverged and Ending.of(trace).has_arrived


def has_exploded(mse: float, at_start: float, dataset: Dataset) -> bool:
    """Whether an MSE is that of a run that leads away: ten times that of its start and of a level line."""
    return mse > EXPLODED * max(at_start, variance_of_y(dataset.moments))


def explodes(trace: Trace) -> bool:
    """Whether this run has diverged, or was on its way there at its last epoch."""
    if trace.outcome is not None and trace.outcome.reason == "diverged":
        return True
    dataset = last_segment(trace).dataset
    return len(dataset) > 0 and has_exploded(float(trace.mse[-1]), float(trace.mse[0]), dataset)


def last_segment(trace: Trace) -> Segment:
    """The points and settings of the last epoch done; a later change belongs to what may follow."""
    return trace.segment_of(trace.epochs) if trace.epochs else trace.segments[-1]


def variance_of_y(moments: Moments) -> float:
    """Mean of (y − ȳ)²: what the line explains of it, and what it leaves."""
    return moments.slope * moments.slope * moments.sxx + moments.minimum


def _rounding(moments: Moments, m: float, b: float, variance: float) -> float:
    """Roundings of the predictions; those of the start count where the points' own are none at all."""
    own = moments.rounding(0.0, 0.0)
    return own if variance > own * own else moments.rounding(m, b)
