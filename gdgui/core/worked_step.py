"""One step worked out: every number between a line and the next one, as a person would write them down.

With the residuals f = y − (m·x + b) of the points that count, MSE = mean(f²), and by the chain rule, as
∂f/∂m = −x and ∂f/∂b = −1, ∂MSE/∂m = mean(−2·x·f) and ∂MSE/∂b = mean(−2·f). The step is m − lr·∂MSE/∂m and
b − lr·∂MSE/∂b, both from the same residuals: Cauchy's (Comptes Rendus 25, 1847) on all points, Robbins and
Monro's (Annals of Mathematical Statistics 22, 1951) on the samples drawn. In the order of `reference.py`,
operation by operation, so that it comes to the same floats.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.algorithms.draws import Indices
from gdgui.core.dataset import Dataset
from gdgui.core.regression import least_squares
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]
Line = tuple[float, float]  # m and b
Term = Literal["squared", "by_m", "by_b"]

ROUNDED = 1e-13
"""Shares of an MSE that are nothing but rounding."""

FEW = 30
"""Rows that a person can add up: up to so many stand in the order of the points."""


class Unknown(Enum):
    """Why a step cannot be worked out."""

    NO_POINTS = "no_points"
    OTHER_STEP = "other_step"  # the algorithm does more than go against the gradient
    NOT_DRAWN = "not_drawn"  # nobody knows yet which samples the next epoch draws


class Columns:
    """What each of k points has to do with the line (m, b); arrays of shape (k,), made when asked for.

    In the units in which the step happens. Not finite where no number is as large.
    """

    def __init__(self, x: Floats, y: Floats, m: float, b: float) -> None:
        self.x, self.y = x, y
        self._m, self._b = m, b

    @cached_property
    def predicted(self) -> Floats:
        """ŷ = m·x + b."""
        with np.errstate(all="ignore"):
            return self._m * self.x + self._b

    @cached_property
    def residual(self) -> Floats:
        """f = y − ŷ."""
        with np.errstate(all="ignore"):
            return self.y - self.predicted

    @cached_property
    def squared(self) -> Floats:
        """f², whose mean is the MSE."""
        with np.errstate(all="ignore"):
            return self.residual * self.residual

    @cached_property
    def by_m(self) -> Floats:
        """−2·x·f, whose mean is ∂MSE/∂m."""
        with np.errstate(all="ignore"):
            return -2 * (self.x * self.residual)

    @cached_property
    def by_b(self) -> Floats:
        """−2·f, whose mean is ∂MSE/∂b."""
        with np.errstate(all="ignore"):
            return -2 * self.residual


class Means(NamedTuple):
    """Of the columns, over the points that count, one drawn twice counting twice."""

    residual: float
    squared: float  # the MSE on them
    by_m: float  # ∂MSE/∂m
    by_b: float  # ∂MSE/∂b


class Comparison(NamedTuple):
    """Why one of |∂m| and |∂b| is the larger one.

    |∂m|/|∂b| = lever·m_agreement/b_agreement, exactly: with lever = mean|x·f|/mean|f|, the |x| of the points
    averaged by their residuals; m_agreement = |mean(x·f)|/mean|x·f|, between 0 where the terms of ∂m cancel
    out and 1 where all have one sign; b_agreement = |mean f|/mean|f| likewise.
    """

    larger: Literal["m", "b"] | None  # None: both are the same
    reason: Literal["large_x", "small_x", "cancels_in_b", "cancels_in_m"] | None  # None: neither is larger
    lever: float
    m_agreement: float
    b_agreement: float


@dataclass(frozen=True, eq=False)
class WorkedStep:
    """The step from `line` that an algorithm makes on these points. Made by `work_out`.

    Rows are those of all points, shape (n,), by position; `weight` says which count. Everything is computed
    when it is asked for, so that the step on one sample of 100,000 points costs next to nothing.
    """

    dataset: Dataset
    settings: Settings
    line: Line  # m and b before, in the points' own units
    drawn: Indices | None  # positions of the samples, as drawn; None: all points, once each

    # The units in which the step happens

    @property
    def is_standardised(self) -> bool:
        """Whether the step happens over x' = (x − shift)/scale, and not over x itself."""
        return self.settings.standardise

    @cached_property
    def scaling(self) -> Scaling:
        """That to the units in which the step happens; shift 0 and scale 1 where they are the points' own."""
        return Scaling.standardising(self.dataset) if self.is_standardised else Scaling()

    @cached_property
    def x(self) -> Floats:
        """The x that the step uses: the points' own, or x'."""
        return self.scaling.points(self.dataset).x if self.is_standardised else self.dataset.x

    @property
    def before(self) -> Line:
        """m and b before the step, in its units."""
        m, b = self.scaling.scaled(*self.line)
        return m, b

    # The rows

    @cached_property
    def columns(self) -> Columns:
        """Of all points, whether they count or not."""
        return Columns(self.x, self.dataset.y, *self.before)

    @cached_property
    def weight(self) -> Positions:
        """How often each point counts: once each, or as often as it was drawn."""
        n = len(self.dataset)
        return np.ones(n, dtype=np.int64) if self.drawn is None else np.bincount(self.drawn, minlength=n)

    @cached_property
    def counting(self) -> Positions:
        """Positions of the points that count, ascending, each once."""
        return np.arange(len(self.dataset)) if self.drawn is None else np.unique(self.drawn)

    @property
    def count(self) -> int:
        """What the sums are divided by: all points, or the samples drawn."""
        return len(self.dataset) if self.drawn is None else len(self.drawn)

    def order(self, by: Term = "squared", most: int | None = None) -> Positions:
        """Positions of the rows as they are shown: those that count, then, faint, the others.

        Those that count stand in the order of the points where they are few (`FEW`), else the largest weight
        times |term| first. At most so many.
        """
        counting = self.counting[:most] if len(self.counting) <= FEW else self._largest(by, most)
        others = np.flatnonzero(self.weight == 0) if most is None or most > len(counting) else counting[:0]
        return np.concatenate((counting, others))[:most]

    def _largest(self, by: Term, most: int | None) -> Positions:
        """Of the points that count, the largest terms first; at equal ones the order of the points."""
        sizes: Floats = np.abs(getattr(self.columns, by)[self.counting]) * self.weight[self.counting]
        if most is not None and most < len(sizes):
            least = np.partition(sizes, len(sizes) - most)[len(sizes) - most]
            few = np.flatnonzero(~(sizes < least))
        else:
            few = np.arange(len(sizes))
        return self.counting[few[np.argsort(-sizes[few], kind="stable")]][:most]

    # The sums

    @cached_property
    def counted(self) -> Columns:
        """Of the points that count, shape (count,), one drawn twice standing there twice."""
        if self.drawn is None:
            return self.columns
        return Columns(self.x[self.drawn], self.dataset.y[self.drawn], *self.before)

    @cached_property
    def means(self) -> Means:
        """Those over the points that count."""
        f, by_x = self.counted.residual, self.counted.x
        with np.errstate(all="ignore"):
            residual, by_m = float(np.mean(f)), -2 * float(np.mean(by_x * f))
            return Means(residual, float(np.mean(self.counted.squared)), by_m, -2 * residual)

    @property
    def gradient(self) -> Line:
        """∂MSE/∂m and ∂MSE/∂b on the points that count, in the units of the step."""
        return self.means.by_m, self.means.by_b

    @cached_property
    def after(self) -> Line:
        """m and b after the step, in its units."""
        (m, b), (by_m, by_b), rate = self.before, self.gradient, self.settings.learning_rate
        return m - rate * by_m, b - rate * by_b

    @cached_property
    def line_after(self) -> Line:
        """The same in the points' own units, where a step of m' is one of m'/scale and moves b as well."""
        by_m, by_b = self.gradient
        rate, (m, b) = self.settings.learning_rate, self.line
        m_step, b_step = self.scaling.original(rate * by_m, rate * by_b)
        return m - m_step, b - b_step

    # What it comes to on all points

    @cached_property
    def errors(self) -> tuple[float, float]:
        """MSE over all points before and after the step."""
        moments = self.dataset.moments
        with np.errstate(all="ignore"):
            before, after = moments.mse(*self.line), moments.mse(*self.line_after)
        return float(before), float(after)

    @property
    def is_worse(self) -> bool:
        """Whether the MSE over all points is larger after the step, by more than rounding."""
        before, after = self.errors
        return after - before > self.dataset.moments.rounding(*self.line_after) ** 2 + ROUNDED * before

    @cached_property
    def full_gradient(self) -> Line:
        """∂MSE/∂m and ∂MSE/∂b over all points, in the points' own units: at a right angle to the contour."""
        return self.dataset.moments.gradient(*self.line)

    @property
    def direction(self) -> Line:
        """The step over its rate, in the points' own units: without standardising, minus the gradient."""
        if not self.is_standardised:
            return -self.gradient[0], -self.gradient[1]
        by_m, by_b = self.scaling.original(*self.gradient)
        return -by_m, -by_b

    @cached_property
    def minimum(self) -> Line | None:
        """m and b of the best line; None where the points have none of their own."""
        m, b, _, is_unique = least_squares(self.dataset)
        return (m, b) if is_unique else None

    @cached_property
    def is_finite(self) -> bool:
        """Whether every number of the points that count is one, and so is the line before."""
        return all(map(math.isfinite, (*self.means, *self.before, *self.line)))

    @cached_property
    def comparison(self) -> Comparison:
        """Which of |∂m| and |∂b| is larger, and why."""
        f, by_x = np.abs(self.counted.residual), np.abs(self.counted.x)
        with np.errstate(all="ignore"):
            sizes = float(np.mean(by_x * f)), float(np.mean(f))
        by_m, by_b = map(abs, self.gradient)
        lever = _share(sizes[0], sizes[1])
        m_agreement, b_agreement = _share(by_m / 2, sizes[0]), _share(by_b / 2, sizes[1])
        if by_m == by_b or not self.is_finite:
            return Comparison(None, None, lever, m_agreement, b_agreement)
        by_lever, by_agreement = _log(lever), _log(m_agreement) - _log(b_agreement)
        if by_m > by_b:
            is_lever = by_lever >= by_agreement
            return Comparison("m", "large_x" if is_lever else "cancels_in_b", lever, m_agreement, b_agreement)
        is_lever = by_lever <= by_agreement
        return Comparison("b", "small_x" if is_lever else "cancels_in_m", lever, m_agreement, b_agreement)


def work_out(
    dataset: Dataset, settings: Settings, line: Line, drawn: Indices | None = None
) -> WorkedStep | Unknown:
    """The step from this line (m, b), in the points' own units, or why nobody can say.

    `drawn` are the samples of this epoch; of no concern to an algorithm that looks at all points.
    """
    algorithm = ALGORITHMS[settings.algorithm]
    if not len(dataset):
        return Unknown.NO_POINTS
    if not algorithm.has_plain_step:
        return Unknown.OTHER_STEP
    if algorithm.step is None:
        return WorkedStep(dataset, settings, line, None)
    return Unknown.NOT_DRAWN if drawn is None else WorkedStep(dataset, settings, line, drawn)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf
