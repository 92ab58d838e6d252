"""What a learning rate is to be chosen for: points, a start on them, and a way of training."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from gdgui.core.dataset import Dataset, Moments
from gdgui.core.departure import Departure, Pair
from gdgui.core.modes import Modes
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings
from gdgui.core.theory.arrival import Goal


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything about a run that depends neither on its learning rate nor on its epochs and seed.

    Cheap to make, and everything in it computed when asked for, once. "Excess" is the MSE above the smallest
    possible one.
    """

    dataset: Dataset
    settings: Settings  # of which rate, epochs and seed do not count
    start: Pair  # (m, b), in the units that are trained in
    moments: Moments  # of the points as they are trained on: with x standardised if the settings say so
    scaling: Scaling

    @classmethod
    def of(cls, dataset: Dataset, settings: Settings) -> Problem:
        """Raises ValueError where there are no points."""
        moments = dataset.moments
        if not settings.standardise:
            return cls(dataset, settings, (settings.m, settings.b), moments, Scaling())
        scaling = Scaling.standardising(dataset)
        start = scaling.scaled(settings.m, settings.b)
        return cls(dataset, settings, start, scaling.moments(moments), scaling)

    def is_that_of(self, dataset: Dataset, settings: Settings) -> bool:
        """Whether a run with these settings on these points poses the same problem."""
        if self.dataset is not dataset:
            return False
        own = self.settings
        return replace(settings, learning_rate=own.learning_rate, epochs=own.epochs, seed=own.seed) == own

    @cached_property
    def modes(self) -> Modes:
        """Curvatures λmax, λmin of the loss surface and the directions (m, b) they belong to."""
        return Modes.of(self.moments)

    @property
    def singular(self) -> bool:
        """Whether all x are equal: the loss surface is then a valley with a flat floor."""
        return self.moments.sxx == 0

    @property
    def condition_number(self) -> float:
        """λmax/λmin; infinite where the points are singular."""
        steep, flat = self.modes.curvatures
        return steep / flat if flat > 0 else math.inf

    @property
    def original_condition_number(self) -> float:
        """The same without standardising x."""
        steep, flat = Modes.of(self.dataset.moments).curvatures
        return steep / flat if flat > 0 else math.inf

    @property
    def full_batch_limit(self) -> float:
        """2/λmax: from here on, gradient descent no longer settles (Polyak 1987, section 1.4)."""
        return 2 / self.modes.curvatures[0]

    @cached_property
    def goal(self) -> Goal:
        """How near the run is to come."""
        return Goal.of(self.dataset.moments, self.settings.m, self.settings.b)

    @cached_property
    def amplitudes(self) -> Pair:
        """Distance of the start from the minimum along the two directions."""
        m, b = self.settings.m, self.settings.b
        found = Departure.on(self.dataset, m, b, self.moments.x_mean == 0)
        return self.modes.along(found.tilt * self.scaling.scale, found.shift)

    @cached_property
    def excess_parts(self) -> Pair:
        """The excess at the start that belongs to each direction."""
        (steep, flat), (one, two) = self.modes.curvatures, self.amplitudes
        return steep / 2 * one * one, flat / 2 * two * two

    @property
    def start_excess(self) -> float:
        """The excess MSE at the start."""
        return sum(self.excess_parts)
