"""The one suggestion: settings with which a run from this start on these points arrives.

Learning rate, epochs and, where it is the cure, standardising x are chosen together:

- for each way of training the rate is searched that arrives in the fewest epochs (see `Rates`), never above
  the stability limit, and rounded so that a person would type it;
- algorithm, batch size, seed and start stay as they are, and so does x, unless standardising it saves
  a factor of ten or nothing else arrives within 2,000 epochs. What is saved is counted from ten epochs: a run
  of twenty is not cured by one of a single epoch;
- only where SGD does not arrive within a million epochs even so is a larger batch suggested, or in the end
  gradient descent, which on standardised x arrives in one epoch from anywhere;
- what is suggested for SGD has been tried: the very run with this seed arrives.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import ALGORITHMS, GRADIENT_DESCENT, Rates
from gdgui.core.algorithms.search import Suggestion, rounded_between, simplest
from gdgui.core.dataset import Dataset
from gdgui.core.limits import MOST_EPOCHS
from gdgui.core.settings import Settings
from gdgui.core.theory.analysis import Analysis
from gdgui.core.theory.arrival import has_arrived
from gdgui.core.theory.forecast import Forecast
from gdgui.core.theory.problem import Problem
from gdgui.core.theory.trials import MOST_ALONE, trial
from gdgui.core.trace import Trace

OTHERS = 8
"""How many suggestions for SGD are tried at the most."""

SLOWER = 4
"""How often a suggestion for SGD that its seed does not confirm is made slower."""

HOPELESS = 100
"""A run that stays this many times above the goal will not come nearer with another rate."""


class Advice(NamedTuple):
    """All settings of a run that arrives."""

    settings: Settings


def advise_after(trace: Trace, theory: Forecast) -> Advice | None:
    """The advice after this run, for the next one from the start of `theory`; None where it has arrived.

    Where the run had these very settings already, being too long a run of SGD to be tried, it is given
    more epochs.
    """
    if has_arrived(trace):
        return None
    advice = suggest(theory)
    if advice is not None and advice.settings == theory.settings:
        return Advice(replace(advice.settings, epochs=min(MOST_EPOCHS, 2 * advice.settings.epochs)))
    return advice


def will_arrive(theory: Forecast) -> bool:
    """Whether this very run has arrived at its last epoch; of a long and noisy one, on average."""
    if not theory.algorithm.is_stochastic:
        return theory.arrives
    trace = trial(theory.dataset, theory.settings)
    return theory.arrives if trace is None else has_arrived(trace)


def suggest(theory: Forecast) -> Advice | None:
    """Settings that arrive, whatever becomes of those at hand; None where none are known."""
    if not theory.is_known:
        return None
    seed = theory.settings.seed
    with np.errstate(all="ignore"):
        for analysis in _ways(theory.analysis):
            settings = _best_for(analysis, seed)
            if settings is not None:
                return Advice(settings)
    return None


class Adviser:
    """Forecasts and suggestions; what a change of the rate leaves as it is, is computed once."""

    def __init__(self) -> None:
        self._analysis: Analysis | None = None
        self._advice: tuple[int, Advice | None] | None = None  # and the seed it is for

    def forecast(self, dataset: Dataset, settings: Settings) -> Forecast:
        """As the function of this name. Raises ValueError where there are no points."""
        if self._analysis is None or not self._analysis.problem.is_that_of(dataset, settings):
            self._analysis, self._advice = Analysis.of(dataset, settings), None
        return Forecast(self._analysis, settings)

    def suggest(self, theory: Forecast) -> Advice | None:
        """As the function of this name, for a forecast of this adviser."""
        seed = theory.settings.seed
        if theory.analysis is not self._analysis:
            return suggest(theory)
        if self._advice is None or self._advice[0] != seed:
            self._advice = seed, suggest(theory)
        return self._advice[1]


def _ways(analysis: Analysis) -> Iterator[Analysis]:
    """Ways of training in the order in which they are to be tried: the first that arrives is suggested."""
    dataset, settings = analysis.problem.dataset, analysis.problem.settings
    is_cured = analysis.is_cured_by_standardising
    if not is_cured:
        yield analysis
    scaled = analysis.standardised
    if scaled is not None:
        yield scaled
    if is_cured:
        yield analysis
    best = (analysis if scaled is None else scaled).problem.settings
    batch = settings.batch_size
    is_stochastic = ALGORITHMS[settings.algorithm].is_stochastic
    while is_stochastic and batch < len(dataset):
        batch = min(10 * batch, len(dataset))
        yield Analysis.of(dataset, replace(best, batch_size=batch))
    if is_stochastic:
        for each in (settings, best):
            yield Analysis.of(dataset, replace(each, algorithm=GRADIENT_DESCENT.key))


def _best_for(analysis: Analysis, seed: int) -> Settings | None:
    """The best settings for this way of training."""
    settings, rates = replace(analysis.problem.settings, seed=seed), analysis.theory.rates
    if rates is None:
        return None
    if ALGORITHMS[settings.algorithm].is_stochastic:
        return _best_tried(analysis.problem, rates, settings)
    found = rates.suggestion
    return None if found is None else _with(settings, found)


def _best_tried(problem: Problem, rates: Rates, settings: Settings) -> Settings | None:
    """A suggestion for SGD that this very seed confirms: the surest, else another one, else slower ones.

    As computed where a run is too long to be tried; None where no run comes near the goal, which happens
    where the start is so far from the answer that a float cannot hold the difference.
    """
    for found in _tries(rates, settings.batch_size):
        wanted = _with(settings, found)
        most = max(rates.most, found.epochs)
        trace = trial(problem.dataset, replace(wanted, epochs=most))
        if trace is None:
            return wanted
        least = rates.epochs(wanted.learning_rate)
        if least is None or least > trace.epochs or trace.outcome is None:
            continue
        if trace.outcome.reason != "finished":
            continue
        excess = trace.excess(np.arange(trace.epochs + 1))
        if not excess[least:].min() <= HOPELESS * problem.goal.aim:
            return None
        epochs = _epochs_that_arrive(excess <= problem.goal.aim, least, found.epochs)
        if epochs is not None:
            return replace(wanted, epochs=epochs)
    return None


def _tries(rates: Rates, batch_size: int) -> Iterator[Suggestion]:
    """Suggestions in the order in which they are to be tried, so many that nobody waits."""
    most = max(1, MOST_ALONE // (rates.most * batch_size))
    yield from islice(rates.suggestions(), min(OTHERS, most))
    first = rates.suggestion
    if first is None:
        return
    rate, epochs = first.learning_rate, rates.most
    for _ in range(min(SLOWER, most // OTHERS)):
        rate, epochs = simplest(0.6 * rate, 0.8 * rate, 0.7 * rate), math.ceil(1.4 * epochs)
        yield Suggestion(rate, rounded_between(1, epochs))


def _epochs_that_arrive(within: NDArray[np.bool_], least: int, wanted: int) -> int | None:
    """The epochs to ask for: as wanted, else a round number near it at which this very run has arrived."""
    most = len(within) - 1
    unit = 10 ** max(0, len(str(most)) - 2)
    for step in (unit, max(1, unit // 10), 1):
        rounds = np.arange(-(-max(1, least) // step) * step, most + 1, step)
        fits = rounds[within[rounds]]
        if len(fits):
            return int(fits[np.abs(fits - wanted).argmin()])
    return None


def _with(settings: Settings, found: Suggestion) -> Settings:
    return replace(settings, learning_rate=found.learning_rate, epochs=found.epochs)
