"""What a run will do, known before it is started."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset
from gdgui.core.engine import divergence_limit
from gdgui.core.full_batch import Power
from gdgui.core.modes import Modes, Pair
from gdgui.core.settings import MOST_EPOCHS, Settings
from gdgui.core.theory.problem import Problem, Zone
from gdgui.core.theory.rates import NEVER, epochs_within, first_epoch
from gdgui.core.theory.trials import MOST_TOGETHER, mean_excess

EDGE = 1e-9
"""A learning rate within this share of the limit of gradient descent is at the edge: in a million epochs
the excess along the steep direction changes by less than a hundredth."""

SETTLED = 2
"""SGD has settled where its expected excess is within this many times its floor."""

TOLERABLE = 1.25
"""How far the average of a few dozen runs may be off by chance."""


def forecast(dataset: Dataset, settings: Settings, patience: int = MOST_TOGETHER) -> Forecast:
    """What a run with these settings will do on these points. Raises ValueError where there are none."""
    return Forecast(Problem.of(dataset, settings), settings, patience)


@dataclass(frozen=True)
class Forecast:
    """The theory of one run: cheap to make, and everything in it computed when asked for.

    Learning rates are per epoch; "excess" is the MSE above the smallest possible one. The MSE is
    (1/n)·Σ(y − ŷ)², so the gradient carries a 2/n: where it is defined with ½, the rates are twice these.
    """

    problem: Problem  # points, start, algorithm, batch size and scaling
    settings: Settings
    patience: int = MOST_TOGETHER  # samples that a run of SGD may draw to be tried out

    @property
    def dataset(self) -> Dataset:
        """The points in their own units."""
        return self.problem.dataset

    @property
    def modes(self) -> Modes:
        return self.problem.modes

    @property
    def stability_limit(self) -> float:
        return self.problem.stability_limit

    @property
    def safe_rate(self) -> float:
        return self.problem.safe_rate

    @property
    def full_batch_limit(self) -> float:
        return self.problem.full_batch_limit

    @property
    def is_noisy(self) -> bool:
        """Whether the run is one of SGD on points that do not lie on a line."""
        return self.settings.algorithm == "sgd" and not self.dataset.moments.is_a_line

    @property
    def condition_number(self) -> float:
        return self.problem.condition_number

    @property
    def factors(self) -> Pair:
        """1 − lr·λ along the steep and the flat direction: what an epoch leaves of the distance."""
        steep, flat = self.modes.curvatures
        return 1 - self.settings.learning_rate * steep, 1 - self.settings.learning_rate * flat

    @property
    def zone(self) -> Zone:
        """The zone that this learning rate is in."""
        rate = self.settings.learning_rate
        return next(name for name, low in reversed(self.problem.zones) if rate >= low)

    @property
    def is_at_the_edge(self) -> bool:
        """Whether gradient descent neither settles nor explodes across the valley, in any run there is."""
        share = self.settings.learning_rate / self.problem.full_batch_limit
        return self.settings.algorithm == "gd" and abs(share - 1) <= EDGE and self.problem.excess_parts[0] > 0

    # Arriving

    @cached_property
    def epochs_to_arrive(self) -> int | None:
        """Epochs until the run has arrived; None where it never does. Of SGD, on average and for good."""
        if self.settings.algorithm == "gd":
            return epochs_within(self.problem.excess_parts, list(self._log_factors), self.problem.goal.aim)
        rate = self.settings.learning_rate
        if rate >= self.stability_limit or self.problem.noise.floor(rate) > self.problem.goal.aim:
            return None
        start, most = self.problem.amplitudes, MOST_EPOCHS
        found = self.problem.noise.first_within(np.array([rate]), start, self.problem.goal.aim, most)[0]
        return int(found) if math.isfinite(found) else None

    @property
    def arrives(self) -> bool:
        """Whether the run has arrived at the last epoch asked for; of SGD, on average."""
        if self.settings.algorithm == "gd":
            return self.excess_at(self.settings.epochs) <= self.problem.goal.aim
        epochs = self.epochs_to_arrive
        return epochs is not None and epochs <= self.settings.epochs

    def epochs_until_parameters(self, tolerance: float = 0.01) -> int | None:
        """Epochs of gradient descent until the distance of (m, b) from where it will end is at most this
        share of that at the start; it may take far longer than the MSE."""
        a = self.problem.amplitudes
        moving = (a[0] * a[0], 0.0 if self.problem.singular else a[1] * a[1])
        return epochs_within(moving, list(self._log_factors), tolerance * tolerance * sum(moving))

    def epochs_until_divergence(self) -> int | None:
        """The epoch at which gradient descent will be halted as diverged; None if never."""
        start = self.settings.m, self.settings.b
        limit = divergence_limit(self.dataset, *start) - self.problem.moments.minimum
        most = math.inf  # epochs until one direction alone has done it
        for part, log in zip(self.problem.excess_parts, self._log_factors, strict=True):
            if log > 0 and part > 0:
                most = min(most, max(0.0, math.log(limit) - math.log(part)) / (2 * log) + 2)
        if most > NEVER:
            return None
        return first_epoch(lambda k: self.excess_at(k) > limit, math.ceil(most))

    def excess_at(self, epoch: int) -> float:
        """The excess of gradient descent after this many epochs."""
        total = 0.0
        for part, log in zip(self.problem.excess_parts, self._log_factors, strict=True):
            exponent = 2 * epoch * log if epoch else 0.0
            total += part * (math.exp(exponent) if exponent < 709 else math.inf) if part else 0.0
        return total

    # Stochastic gradient descent, on average

    @cached_property
    def noise_floor(self) -> float:
        """The excess MSE at which SGD settles on average; infinite where it does not settle."""
        if self.settings.learning_rate >= self.problem.noise.stability_limit():
            return math.inf
        return self.problem.noise.floor(self.settings.learning_rate)

    def expected_mse(self, epochs: NDArray[np.float64]) -> NDArray[np.float64]:
        """MSE of SGD, averaged over all draws, after each of these numbers of epochs."""
        problem, rate = self.problem, self.settings.learning_rate
        excess = problem.noise.expected_excess(rate, problem.amplitudes, epochs)
        return problem.moments.minimum + excess

    @cached_property
    def expected_excess(self) -> float:
        """The excess of SGD at the last epoch asked for, as a run will show it.

        That is the exact average over all draws, unless a few dozen runs from this seed on show something
        else: with an outlier among the points, near the limit, and on a perfect line after many epochs, that
        average is carried by jumps so rare that nobody may see one.
        """
        rate, epochs = self.settings.learning_rate, np.array([float(self.settings.epochs)])
        exact = float(self.problem.noise.expected_excess(rate, self.problem.amplitudes, epochs)[0])
        shown = mean_excess(self.dataset, self.settings, self.patience)
        return exact if shown is None or exact / TOLERABLE <= shown <= exact * TOLERABLE else shown

    @cached_property
    def epochs_until_settled(self) -> int | None:
        """Epochs of SGD until its expected excess is within twice the noise floor; None if that is never."""
        if not self.noise_floor < math.inf:
            return None
        goal = SETTLED * self.noise_floor if self.is_noisy else self.problem.goal.aim
        rate = np.array([self.settings.learning_rate])
        found = self.problem.noise.first_within(rate, self.problem.amplitudes, goal, MOST_EPOCHS)[0]
        return int(found) if math.isfinite(found) else None

    # The start

    @property
    def starts_at_minimum(self) -> bool:
        """Whether the excess at the start is nothing but rounding of the predictions."""
        return self.problem.start_excess <= self.problem.moments.rounding(*self.problem.start) ** 2

    @cached_property
    def _log_factors(self) -> Pair:
        one, two = (Power(self.settings.learning_rate * curvature).log for curvature in self.modes.curvatures)
        return one, two
