"""A problem, and what the theory of its algorithm says of it, whatever the learning rate."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from gdgui.core.algorithms import ALGORITHMS, Theory, Zone
from gdgui.core.dataset import Dataset
from gdgui.core.settings import Settings
from gdgui.core.theory.problem import Problem

SAFE = 1e-5
"""The largest rate that is called stable stays this share below the limit."""

FACTOR = 10
"""Standardising is worth its strangeness when it saves this factor of epochs …"""

LONG = 2_000
"""… or when nothing else arrives within this many."""

SHORT = 10
"""Epochs that nobody minds."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """Where rates are stable, which of them are good, and whether standardising x is the cure.

    It refers to the problem, as the theory does; the problem refers to neither, so that points nobody looks
    at any more are gone at once.
    """

    problem: Problem

    @classmethod
    def of(cls, dataset: Dataset, settings: Settings) -> Analysis:
        """Raises ValueError where there are no points."""
        return cls(Problem.of(dataset, settings))

    @cached_property
    def theory(self) -> Theory:
        """What is known of the algorithm on this problem."""
        return ALGORITHMS[self.problem.settings.algorithm].theory(self.problem)

    @cached_property
    def stability_limit(self) -> float:
        """The learning rate from which on this algorithm no longer settles; infinite where none is known."""
        return self.theory.stability_limit

    @cached_property
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
    def standardised(self) -> Analysis | None:
        """The same on standardised x; None where that is so already, or changes nothing."""
        problem = self.problem
        if problem.settings.standardise or problem.singular:
            return None
        return Analysis.of(problem.dataset, replace(problem.settings, standardise=True))

    @cached_property
    def is_cured_by_standardising(self) -> bool:
        """Whether x should be standardised first: it saves a factor of ten of a run that takes long."""
        without = _fewest(self)
        if without < FACTOR * SHORT or self.standardised is None:
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


def _fewest(analysis: Analysis) -> float:
    """Epochs with the best rate; infinite where none arrives, or none is known to."""
    rates = analysis.theory.rates
    return math.inf if rates is None or rates.fewest is None else rates.fewest
