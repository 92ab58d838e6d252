"""What a learning rate is to be chosen for: points, a start on them, and a way of training."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from gdgui.core.algorithms import ALGORITHMS, Theory, Zone
from gdgui.core.dataset import Dataset, Moments
from gdgui.core.departure import Departure, Pair
from gdgui.core.modes import Modes
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings
from gdgui.core.theory.arrival import Goal

SAFE = 1e-5
"""The largest rate that is called stable stays this share below the limit."""

FACTOR = 10
"""Standardising is worth its strangeness when it saves this factor of epochs …"""

LONG = 2_000
"""… or when nothing else arrives within this many."""

SHORT = 10
"""Epochs that nobody minds."""


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
        own = self.settings
        same = replace(settings, learning_rate=own.learning_rate, epochs=own.epochs, seed=own.seed)
        return self.dataset is dataset and same == own

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
    def theory(self) -> Theory:
        """What is known of its algorithm on it."""
        return ALGORITHMS[self.settings.algorithm].theory(self)

    @property
    def stability_limit(self) -> float:
        """The learning rate from which on this algorithm no longer settles; infinite where none is known."""
        return self.theory.stability_limit

    @property
    def safe_rate(self) -> float:
        """The largest learning rate of four digits that is below the stability limit, and not at the edge.

        Infinite where no limit is known.
        """
        if math.isinf(self.stability_limit):
            return math.inf
        digit = 10.0 ** (math.floor(math.log10(self.stability_limit)) - 3)
        steps = math.ceil(self.stability_limit / digit * (1 - 1.01 * SAFE)) - 1
        return float(f"{steps * digit:.4g}")

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
        one, two = (
            curvature / 2 * amplitude * amplitude
            for curvature, amplitude in zip(self.modes.curvatures, self.amplitudes, strict=True)
        )
        return one, two

    @property
    def start_excess(self) -> float:
        """The excess MSE at the start."""
        return sum(self.excess_parts)

    @cached_property
    def standardised(self) -> Problem | None:
        """The same on standardised x; None where that is so already, or changes nothing."""
        if self.settings.standardise or self.singular:
            return None
        return Problem.of(self.dataset, replace(self.settings, standardise=True))

    @cached_property
    def is_cured_by_standardising(self) -> bool:
        """Whether x should be standardised first: it saves a factor of ten of a run that takes long."""
        without = _fewest(self)
        if self.standardised is None or without < FACTOR * SHORT:
            return False
        with_it = _fewest(self.standardised)
        return with_it < without and (without > LONG or without >= FACTOR * max(with_it, SHORT))

    @cached_property
    def zones(self) -> tuple[tuple[Zone, float], ...]:
        """Zones of the learning rate and where each begins, ascending; none where no theory is known.

        Good are the rates that arrive within twice the epochs of the best one; there are none where x
        should be standardised first. Below, a run is slow; what is above the algorithm tells (gradient
        descent overshoots, SGD is too noisy to arrive); beyond the limit all diverge.
        """
        rates, zones = self.theory.rates, list[tuple[Zone, float]]([("slow", 0.0)])
        if rates is None:
            return ()
        good = None if self.is_cured_by_standardising else rates.good
        top = rates.largest if good is None else good[1]
        if good is not None:
            zones.append(("good", good[0]))
        return (*zones, *self.theory.zones_above(top), ("diverges", self.stability_limit))


def _fewest(problem: Problem) -> float:
    """Epochs with the best rate; infinite where none arrives, or none is known to."""
    rates = problem.theory.rates
    return math.inf if rates is None or rates.fewest is None else rates.fewest
