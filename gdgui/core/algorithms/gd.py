"""Gradient descent on all points, and what is known of it: everything, in closed form.

Along each axis of the loss surface (see modes.py) the distance from the minimum is multiplied by 1 − lr·λ at
every epoch, so that the excess after k epochs is e₁·(1 − lr·λ₁)^2k + e₂·(1 − lr·λ₂)^2k, and a run settles
below lr = 2/λ₁ (Polyak, Introduction to Optimization, 1987, section 1.4; with pictures Goh, Why Momentum
Really Works, Distill 2017). For any k that is a convex function of the rate: the rates which arrive within
k epochs form one interval about its minimum. That lies where the derivative is zero: with
q = (e₂·λ₂/(e₁·λ₁))^(1/(2k − 1)) at lr = (1 + q)/(λ₁ + q·λ₂). For q → 1 it is Polyak's 2/(λ₁ + λ₂).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property

from gdgui.core.algorithms.algorithm import Algorithm, Theory, Zone
from gdgui.core.algorithms.draws import Draws
from gdgui.core.algorithms.full_batch import FullBatch, log_left
from gdgui.core.algorithms.given import TrainingSettings
from gdgui.core.algorithms.search import (
    GOOD,
    NEVER,
    ROUNDING,
    Interval,
    Suggestion,
    epochs_within,
    first_epoch,
    rounded_up,
    simplest,
)
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure, Pair
from gdgui.core.limits import MOST_EPOCHS, divergence_limit
from gdgui.core.scaling import Scaling

LIMIT_SHARE = 0.9999
"""Rates considered: this close to the stability limit nothing is gained any more."""

ROUND = 1.25
"""What a round number may cost: this many times the fewest epochs."""

EDGE = 1e-9
"""A learning rate within this share of the limit is at the edge: in a million epochs the excess along the
steep direction changes by less than a hundredth."""

LARGEST_POWER = 300.0  # of e: what is beyond has no place beside 1


class GradientRates:
    """The rates of gradient descent, in closed form."""

    def __init__(self, curvatures: Pair, parts: Pair, goal: float) -> None:
        """`parts` are e₁ and e₂, the excess at the start along each direction; `goal` is that to reach."""
        self._curvatures, self._parts, self._goal = curvatures, parts, goal
        self.largest = LIMIT_SHARE * 2 / curvatures[0]
        self.fewest = 0 if sum(parts) <= goal else self._find_fewest()
        self.most = max(1, math.floor(ROUND * (self.fewest or 0)))
        self.good = None if self.fewest is None else self._arriving_within(max(1, GOOD * self.fewest))

    def epochs(self, rate: float) -> int | None:
        """Epochs to arrive with this rate; None where that is never, or beyond what any machine does."""
        steep, flat = self._curvatures
        return epochs_within(self._parts, (log_left(rate * steep), log_left(rate * flat)), self._goal)

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """The best rate, rounded where that costs little."""
        if self.fewest is None:
            return None
        low, high = self._arriving_within(self.most)
        rate = simplest(low, high, self._best(max(1, self.fewest)))
        epochs = self.epochs(rate)
        return None if epochs is None else Suggestion(rate, rounded_up(max(1, epochs)))

    def suggestions(self) -> Iterator[Suggestion]:
        """The best one: it needs no other."""
        return iter(() if self.suggestion is None else (self.suggestion,))

    def _find_fewest(self) -> int | None:
        """With Polyak's rate both directions shrink by ρ = (λ₁ − λ₂)/(λ₁ + λ₂) an epoch, with any other one
        of them by less: that takes at least as long as the smaller part alone, and at most as all together.
        """
        (steep, flat), smaller, least, most = self._curvatures, min(self._parts), 0, MOST_EPOCHS
        rho = (steep - flat) / (steep + flat)
        if self._goal > 0 and 0 < rho < 1:
            goal, decay = math.log(self._goal), 2 * math.log(rho)
            if smaller > self._goal:
                least = max(0, min(most, math.floor((goal - math.log(smaller)) / decay)) - 1)
            if 2 / (steep + flat) <= self.largest:
                most = min(most, math.ceil((goal - math.log(sum(self._parts))) / decay) + 1)
        return first_epoch(self._can_arrive_within, most, least)

    def _best(self, k: int) -> float:
        """The rate with the smallest excess after k epochs."""
        (steep, flat), (one, two) = self._curvatures, self._parts
        pull_one, pull_two = one * steep, two * flat
        if pull_two == 0:
            return min(1 / steep, self.largest)
        if pull_one == 0:
            return min(1 / flat, self.largest)
        power = (math.log(pull_two) - math.log(pull_one)) / (2 * k - 1)
        q = math.exp(min(power, LARGEST_POWER))
        return min((1 + q) / (steep + q * flat), self.largest)

    def _excess(self, rate: float, k: int) -> float:
        total = 0.0
        for part, curvature in zip(self._parts, self._curvatures, strict=True):
            step = rate * curvature
            near = step <= 0.5  # where 1 − step has lost digits
            total += part * (math.exp(2 * k * math.log1p(-step)) if near else abs(1 - step) ** (2 * k))
        return total

    def _can_arrive_within(self, k: int) -> bool:
        return self._excess(self._best(k), k) <= self._goal

    def _arriving_within(self, k: int) -> Interval:
        """The rates that arrive within k epochs, where there are any."""
        best = self._best(k)
        low = self._border(k, 0.0, best)
        if self._excess(self.largest, k) <= self._goal:
            return low, self.largest
        return low, self._border(k, self.largest, best)

    def _border(self, k: int, outside: float, inside: float) -> float:
        """Where rates begin to arrive within k epochs between the two; on the inside.

        `_excess` is written out here: it is most of what there is to compute for a forecast.
        """
        modes, goal = tuple(zip(self._parts, self._curvatures, strict=True)), self._goal
        for _ in range(52):
            middle = (outside + inside) / 2
            excess = 0.0
            for part, curvature in modes:
                step = middle * curvature
                near = step <= 0.5
                excess += part * (math.exp(2 * k * math.log1p(-step)) if near else abs(1 - step) ** (2 * k))
            if excess <= goal:
                inside = middle
            else:
                outside = middle
        return inside


class GradientTheory(Theory):
    """Exact, for every epoch."""

    is_known = True

    @cached_property
    def stability_limit(self) -> float:
        return self.problem.full_batch_limit

    @cached_property
    def rates(self) -> GradientRates:
        problem = self.problem
        return GradientRates(problem.modes.curvatures, problem.excess_parts, problem.goal.aim)

    def zones_above(self, rate: float) -> tuple[tuple[Zone, float], ...]:
        return (("overshoots", rate * (1 + ROUNDING)),) if rate < self.rates.largest else ()

    def excess(self, rate: float, epoch: int) -> float:
        total = 0.0
        for part, log in zip(self.problem.excess_parts, self._logs(rate), strict=True):
            exponent = 2 * epoch * log if epoch else 0.0
            total += part * (math.exp(exponent) if exponent < 709 else math.inf) if part else 0.0
        return total

    def epochs_to_arrive(self, rate: float) -> int | None:
        return epochs_within(self.problem.excess_parts, self._logs(rate), self.problem.goal.aim)

    def arrives(self, rate: float, epochs: int) -> bool:
        return self.excess(rate, epochs) <= self.problem.goal.aim

    def epochs_until_parameters(self, rate: float, tolerance: float) -> int | None:
        """It may take far longer than the MSE."""
        a = self.problem.amplitudes
        moving = (a[0] * a[0], 0.0 if self.problem.singular else a[1] * a[1])
        return epochs_within(moving, self._logs(rate), tolerance * tolerance * sum(moving))

    def epochs_until_divergence(self, rate: float) -> int | None:
        start = self.problem.settings.m, self.problem.settings.b
        limit = divergence_limit(self.problem.dataset, *start) - self.problem.moments.minimum
        most = math.inf  # epochs until one direction alone has done it
        for part, log in zip(self.problem.excess_parts, self._logs(rate), strict=True):
            if log > 0 and part > 0:
                most = min(most, max(0.0, math.log(limit) - math.log(part)) / (2 * log) + 2)
        if most > NEVER:
            return None
        return first_epoch(lambda epoch: self.excess(rate, epoch) > limit, math.ceil(most))

    def is_at_the_edge(self, rate: float) -> bool:
        """Going back and forth across the valley, for ever."""
        share = rate / self.stability_limit
        return abs(share - 1) <= EDGE and self.problem.excess_parts[0] > 0

    def _logs(self, rate: float) -> Pair:
        """Logarithms of the factors |1 − lr·λ| along the steep and the flat direction."""
        steep, flat = self.problem.modes.curvatures
        return log_left(rate * steep), log_left(rate * flat)


def _stretch(
    dataset: Dataset, settings: TrainingSettings, departure: Departure, scaling: Scaling, draws: Draws | None
) -> FullBatch:
    return FullBatch(dataset.moments, settings.learning_rate, departure, scaling)


GRADIENT_DESCENT = Algorithm(
    key="gd",
    name="gradient descent",
    short="GD",
    label="Gradient descent",
    stretch=_stretch,
    points_per_epoch=lambda _, n: n,
    theory=GradientTheory,
)
"""Cauchy, Comptes Rendus 25, 1847: a step against the gradient on all points."""
