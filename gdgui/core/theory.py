"""What a run will do, known before it is started."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset, Moments
from gdgui.core.engine import divergence_limit
from gdgui.core.full_batch import FullBatch, Power
from gdgui.core.modes import Modes, Pair
from gdgui.core.noise import Noise
from gdgui.core.scaling import Scaling
from gdgui.core.settings import MOST_EPOCHS, Settings

Regime = Literal["creeps", "converges", "overshoots", "edge", "diverges"]

CREEPING = 0.1
"""A run creeps when even along the steep direction an epoch takes less than this share of the way."""

NEVER = 1e18
"""Epochs that no machine will ever do: whatever takes longer does not happen."""

EDGE = 1e-5
"""A learning rate within this share of the stability limit is at the edge."""


def forecast(dataset: Dataset, settings: Settings) -> Forecast:
    """What a run with these settings will do on these points. Raises ValueError where there are none."""
    if not settings.standardise:
        return Forecast(dataset, settings, (settings.m, settings.b), dataset.moments, Scaling())
    scaling = Scaling.standardising(dataset)
    start = scaling.scaled(settings.m, settings.b)
    return Forecast(scaling.points(dataset), settings, start, dataset.moments, scaling)


@dataclass(frozen=True)
class Forecast:
    """The theory of one run: cheap to make, and everything in it computed when asked for.

    Learning rates are per epoch; "excess" is the MSE above the smallest possible one. The MSE is
    (1/n)·Σ(y − ŷ)², so the gradient carries a 2/n: where it is defined with ½, the rates are twice these.
    """

    dataset: Dataset  # as it is trained on: with x standardised if the settings say so
    settings: Settings
    start: Pair  # (m, b), in the units of `dataset`
    original: Moments  # of the points in their own units
    scaling: Scaling

    @cached_property
    def modes(self) -> Modes:
        """Curvatures λmax, λmin of the loss surface and the directions (m, b) they belong to."""
        return Modes.of(self.dataset.moments)

    @property
    def singular(self) -> bool:
        """Whether all x are equal: the loss surface is then a valley with a flat floor."""
        return self.dataset.moments.sxx == 0

    @property
    def condition_number(self) -> float:
        """λmax/λmin; infinite where the points are singular."""
        steep, flat = self.modes.curvatures
        return steep / flat if flat > 0 else math.inf

    @property
    def original_condition_number(self) -> float:
        """The same without standardising x."""
        steep, flat = Modes.of(self.original).curvatures
        return steep / flat if flat > 0 else math.inf

    @property
    def full_batch_limit(self) -> float:
        """2/λmax: from here on, gradient descent no longer settles."""
        return 2 / self.modes.curvatures[0]

    @cached_property
    def stability_limit(self) -> float:
        """The learning rate from which on this algorithm no longer settles.

        For SGD that is where the mean square of its distance from the minimum stops being bounded; it
        is smaller than for gradient descent, which itself is as good as SGD with the largest batch.
        """
        if self.settings.algorithm == "gd":
            return self.full_batch_limit
        return min(self.full_batch_limit, self.noise.stability_limit())

    @property
    def safe_rate(self) -> float:
        """The largest learning rate of four digits that is below the stability limit, and not at the edge."""
        digit = 10.0 ** (math.floor(math.log10(self.stability_limit)) - 3)
        steps = math.ceil(self.stability_limit / digit * (1 - 1.01 * EDGE)) - 1
        return float(f"{steps * digit:.4g}")

    @property
    def good_rate(self) -> float:
        """A learning rate of four digits to suggest.

        For gradient descent the best fixed one; for SGD at most half of the limit, and so small that it
        settles at a tenth of the excess it starts from, where any rate does.
        """
        rate = self.best_rate
        if self.settings.algorithm == "sgd":
            rate = min(rate, self.stability_limit / 2)
            enough = self.start_excess / 10
            while enough > 0 and self.noise.floor(rate) > enough and rate > 1e-9 * self.stability_limit:
                rate /= 2
        return min(float(f"{rate:.4g}"), self.safe_rate)

    @property
    def best_rate(self) -> float:
        """2/(λmin + λmax): the learning rate with the best worst case over all starts, for gradient
        descent. In a valley with a flat floor only λmax counts."""
        steep, flat = self.modes.curvatures
        return 2 / (steep + flat) if flat > 0 else 1 / steep

    @property
    def factors(self) -> Pair:
        """1 − lr·λ along the steep and the flat direction: what an epoch leaves of the distance."""
        steep, flat = self.modes.curvatures
        return 1 - self.settings.learning_rate * steep, 1 - self.settings.learning_rate * flat

    @property
    def regime(self) -> Regime:
        """How the run goes; SGD beyond its mean-square limit counts as diverging."""
        share = self.settings.learning_rate / self.stability_limit
        if abs(share - 1) <= EDGE:
            return "edge"
        if share > 1:
            return "diverges"
        taken = self.settings.learning_rate * self.modes.curvatures[0]
        return "creeps" if taken < CREEPING else "converges" if taken <= 1 else "overshoots"

    # Gradient descent, exactly

    def at(self, epoch: int) -> tuple[float, float, float]:
        """(m, b, MSE) of gradient descent after this many epochs."""
        moments, (m, b) = self.dataset.moments, self.start
        mse = moments.mse(m, b)
        if epoch > 0:
            run = FullBatch(moments, self.settings.learning_rate, m, b)
            m, b, mse = run.between(epoch - 1, epoch)[:, 0].tolist()
        return (*self.scaling.original(m, b), mse)

    def epochs_until_excess(self, tolerance: float = 0.01) -> int | None:
        """Epochs of gradient descent until the excess MSE is at most this share of that at the start.

        None where that never happens.
        """
        return self._first_within(self._excess_parts, tolerance)

    def epochs_until_parameters(self, tolerance: float = 0.01) -> int | None:
        """The same for the distance of (m, b) from where it will end; it may take far longer."""
        a = self._amplitudes
        moving = (a[0] * a[0], 0.0 if self.singular else a[1] * a[1])
        return self._first_within(moving, tolerance * tolerance)

    def epochs_until_divergence(self) -> int | None:
        """The epoch at which gradient descent will be halted as diverged; None if never."""
        limit = divergence_limit(self.dataset, *self.start)
        limit -= self.dataset.moments.minimum
        most = math.inf  # epochs until one direction alone has done it
        for part, log in zip(self._excess_parts, self._log_factors, strict=True):
            if log > 0 and part > 0:
                most = min(most, max(0.0, math.log(limit) - math.log(part)) / (2 * log) + 2)
        if most > NEVER:
            return None
        return _first(lambda k: self._remaining(self._excess_parts, k) > limit, math.ceil(most))

    # Stochastic gradient descent, on average

    @cached_property
    def noise(self) -> Noise:
        """The second moments of SGD with this batch size."""
        return Noise(self.dataset, self.settings.batch_size)

    @property
    def noise_floor(self) -> float:
        """The excess MSE at which SGD settles on average; infinite where it does not settle."""
        if self.settings.learning_rate >= self.noise.stability_limit():
            return math.inf
        return self.noise.floor(self.settings.learning_rate)

    def expected_mse(self, epochs: NDArray[np.float64]) -> NDArray[np.float64]:
        """MSE of SGD, averaged over all draws, after each of these numbers of epochs."""
        excess = self.noise.expected_excess(self.settings.learning_rate, self._amplitudes, epochs)
        return self.dataset.moments.minimum + excess

    def epochs_until_settled(self, tolerance: float = 0.01) -> int | None:
        """Epochs of SGD until its expected excess is as good as the noise floor; None if that is never.

        As good as: above it by at most this share of the excess at the start, or by a tenth of the floor.
        """
        near = self.noise_floor + max(tolerance * self.start_excess, self.noise_floor / 10)
        if not near < math.inf:
            return None

        def has_settled(epoch: int) -> bool:
            epochs = np.array([float(epoch)])
            rate = self.settings.learning_rate
            return bool(self.noise.expected_excess(rate, self._amplitudes, epochs)[0] <= near)

        most = 1
        while not has_settled(most):
            most *= 2
            if most > MOST_EPOCHS:
                return None
        return _first(has_settled, most)

    @property
    def start_excess(self) -> float:
        """The excess MSE at the start."""
        return sum(self._excess_parts)

    @property
    def starts_at_minimum(self) -> bool:
        """Whether the excess at the start is nothing but rounding of the predictions."""
        return self.start_excess <= self._rounding**2

    @property
    def is_a_line(self) -> bool:
        """Whether the smallest MSE is nothing but rounding: the points lie on a line."""
        return self.dataset.moments.minimum <= self._rounding**2

    @cached_property
    def _rounding(self) -> float:
        return self.dataset.moments.rounding(*self.start)

    @cached_property
    def _amplitudes(self) -> Pair:
        return self.modes.amplitudes(self.dataset.moments, *self.start)

    @cached_property
    def _excess_parts(self) -> Pair:
        one, two = (
            curvature / 2 * amplitude * amplitude
            for curvature, amplitude in zip(self.modes.curvatures, self._amplitudes, strict=True)
        )
        return one, two

    @cached_property
    def _log_factors(self) -> Pair:
        one, two = (Power(self.settings.learning_rate * curvature).log for curvature in self.modes.curvatures)
        return one, two

    def _remaining(self, parts: Pair, epoch: int) -> float:
        """Σ part_i·ρ_i^2k."""
        total = 0.0
        for part, log in zip(parts, self._log_factors, strict=True):
            exponent = 2 * epoch * log if epoch else 0.0
            total += part * (math.exp(exponent) if exponent < 709 else math.inf) if part else 0.0
        return total

    def _first_within(self, parts: Pair, share: float) -> int | None:
        goal = share * sum(parts)
        logs = [log for part, log in zip(parts, self._log_factors, strict=True) if part > goal / 2]
        if not logs:
            return 0
        if max(logs) >= 0:
            return None
        most = (math.log(share) - math.log(2)) / (2 * max(logs)) + 2
        if most > NEVER:
            return None
        return _first(lambda k: self._remaining(parts, k) <= goal, math.ceil(most))


def _first(holds: Callable[[int], bool], most: int) -> int | None:
    """The first number from 0 to `most` for which this holds, where it goes on to hold; None if none."""
    if not holds(most):
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
