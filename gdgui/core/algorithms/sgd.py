"""Stochastic gradient descent, and what is known of it: everything on average over all draws.

The excess of a run is expected to go the way of noise.py: towards a floor, which the learning rate decides.
A run arrives at rates whose floor is below the goal; of those, a fine grid is searched for the quickest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from gdgui.core.algorithms.algorithm import Algorithm, Floats, Theory, Zone
from gdgui.core.algorithms.draws import Draws
from gdgui.core.algorithms.given import TrainingSettings
from gdgui.core.algorithms.noise import Noise
from gdgui.core.algorithms.search import (
    GOOD,
    ROUNDING,
    Interval,
    Suggestion,
    rounded_between,
    simplest,
)
from gdgui.core.algorithms.step import batch_step
from gdgui.core.algorithms.stochastic import Stochastic
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure, Pair
from gdgui.core.limits import MOST_EPOCHS
from gdgui.core.scaling import Scaling

LIMIT_SHARE = 0.9
"""Rates considered: above this share of the limit, rare and large jumps decide what becomes of a run."""

PATIENT = 1.85
"""A suggestion takes at most this many times the fewest epochs, at the rate that has then come nearest."""

SURE = 5
"""A run is almost sure to have arrived when its expected excess is this many times below the goal."""

SETTLED = 2
"""A run has settled where its expected excess is within this many times its floor."""


class NoisyRates:
    """The rates of SGD: those at which it arrives on average and stays, since its floor is below the goal."""

    def __init__(self, noise: Noise, start: Pair, special: tuple[float, ...], goal: float) -> None:
        """`start` is the distance from the minimum along the modes; `special` are rates to try as well."""
        self._noise, self._start, self._goal = noise, start, goal
        self.largest = self._largest_quiet()
        self.fewest: int | None = None
        self.good: Interval | None = None
        self._candidates: tuple[float, ...] = ()
        self.most = 1  # epochs that a suggestion may take
        with np.errstate(all="ignore"):
            self._search(special)

    def epochs(self, rate: float) -> int | None:
        """Epochs until the expected excess is at the goal for good; None where that is beyond MOST_EPOCHS."""
        if not rate <= self.largest:
            return None
        found = self._epochs(np.array([rate]))[0]
        return int(found) if math.isfinite(found) else None

    def _epochs(self, rates: Floats) -> Floats:
        return self._noise.first_within(rates, self._start, self._goal, MOST_EPOCHS)

    def _largest_quiet(self) -> float:
        """The largest rate considered whose floor is below the goal."""
        most = LIMIT_SHARE * self._noise.stability_limit()
        if self._noise.floor(most) <= self._goal:
            return most
        low = most * 1e-9
        for _ in range(30):
            middle = math.sqrt(low * most)
            low, most = (middle, most) if self._noise.floor(middle) <= self._goal else (low, middle)
        return low

    def _search(self, special: tuple[float, ...]) -> None:
        grid = self.largest * np.logspace(-2.5, 0, 41)
        rates = np.concatenate((grid, [rate for rate in special if rate < self.largest]))
        rates.sort()
        epochs = self._epochs(rates)
        at = int(epochs.argmin())
        around = np.geomspace(rates[max(0, at - 1)], rates[min(len(rates) - 1, at + 1)], 9)[1:-1]
        rates = np.concatenate((rates, around))
        epochs = np.concatenate((epochs, self._epochs(around)))
        if not math.isfinite(epochs.min()):
            return
        self.fewest = int(epochs.min())
        self.most = max(1, int(PATIENT * self.fewest))
        quick = rates[epochs <= max(1, GOOD * self.fewest)]
        self.good = float(quick.min()), float(quick.max())
        quick = rates[epochs <= max(1, 1.7 * self.fewest)]
        nearest = np.argsort(self._noise.excess_after(quick, self._start, self.most))
        self._candidates = tuple(quick[nearest].tolist())

    @property
    def suggestion(self) -> Suggestion | None:
        """The rate that has come nearest when a little patience is spent, as a person would type it."""
        return next(self.suggestions(), None)

    def suggestions(self) -> Iterator[Suggestion]:
        """All that a little patience allows, the surest first."""
        seen = set()
        for rate in self._candidates:
            for width in (0.15, 0.05, 0.01, 0.0):
                typed = simplest(rate * (1 - width), min(rate * (1 + width), self.largest), rate)
                epochs = self.epochs(typed)
                if epochs is not None and epochs <= self.most:
                    break
            else:
                continue
            if typed not in seen:
                seen.add(typed)
                yield Suggestion(typed, rounded_between(max(1, epochs), self._sure(typed)))

    def _sure(self, rate: float) -> int:
        """Epochs after which a run has arrived almost surely, as far as patience goes."""
        if self._noise.floor(rate) > self._goal / SURE:
            return self.most
        goal = self._goal / SURE
        found = self._noise.first_within(np.array([rate]), self._start, goal, self.most)[0]
        return max(1, int(min(found, self.most)))


class NoisyTheory(Theory):
    """Means over all draws, exact for every epoch."""

    is_known = True

    @cached_property
    def noise(self) -> Noise:
        """The second moments of a run with this batch size."""
        problem, scale = self.problem, self.problem.scaling.scale
        if scale**3 > 0:
            higher = problem.dataset.higher_moments.scaled(scale)
        else:  # their powers of x are nothing in a float
            higher = problem.scaling.points(problem.dataset).higher_moments
        return Noise(problem.moments, higher, problem.settings.batch_size)

    @cached_property
    def stability_limit(self) -> float:
        """Where the mean square of the distance from the minimum stops being bounded.

        That is below the limit of gradient descent, which itself is as good as SGD with the largest batch.
        """
        return min(self.problem.full_batch_limit, self.noise.stability_limit())

    @cached_property
    def rates(self) -> NoisyRates:
        steep, flat = self.problem.modes.curvatures
        special = (1 / steep, 2 / (steep + flat))
        return NoisyRates(self.noise, self.problem.amplitudes, special, self.problem.goal.aim)

    def zones_above(self, rate: float) -> tuple[tuple[Zone, float], ...]:
        """Too noisy to arrive, until jumps become rare and large."""
        jumpy = LIMIT_SHARE * self.stability_limit
        last: tuple[Zone, float] = "jumpy", jumpy * (1 + ROUNDING)
        return (("noisy", rate * (1 + ROUNDING)), last) if rate < jumpy * (1 - ROUNDING) else (last,)

    def excess(self, rate: float, epoch: int) -> float:
        return self.noise.expected_excess(rate, self.problem.amplitudes, epoch)

    def floor(self, rate: float) -> float:
        return self.noise.floor(rate) if rate < self.noise.stability_limit() else math.inf

    def epochs_to_arrive(self, rate: float) -> int | None:
        goal = self.problem.goal.aim
        if rate >= self.stability_limit or self.noise.floor(rate) > goal:
            return None
        return self._first_within(rate, goal)

    def epochs_until_settled(self, rate: float) -> int | None:
        floor = self.floor(rate)
        if not floor < math.inf:
            return None
        on_a_line = self.problem.dataset.moments.is_a_line
        return self._first_within(rate, self.problem.goal.aim if on_a_line else SETTLED * floor)

    def _first_within(self, rate: float, goal: float) -> int | None:
        found = self.noise.first_within(np.array([rate]), self.problem.amplitudes, goal, MOST_EPOCHS)[0]
        return int(found) if math.isfinite(found) else None


def _stretch(
    dataset: Dataset, settings: TrainingSettings, departure: Departure, scaling: Scaling, draws: Draws | None
) -> Stochastic:
    assert draws is not None
    return Stochastic(dataset, settings.learning_rate, draws, departure, scaling)


STOCHASTIC = Algorithm(
    key="sgd",
    name="SGD",
    short="SGD",
    label="Stochastic (SGD)",
    settings=frozenset({"batch_size", "seed"}),
    stretch=_stretch,
    points_per_epoch=lambda settings, _: settings.batch_size,
    theory=NoisyTheory,
    step=batch_step,
)
"""Robbins and Monro, Annals of Mathematical Statistics 22, 1951, by batches drawn with replacement (Bottou,
Curtis and Nocedal, SIAM Review 60, 2018)."""
