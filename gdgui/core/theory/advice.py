"""The one suggestion: settings with which a run from this start on these points arrives.

Learning rate, epochs and, where it is the cure, standardising x are chosen together:

- for each way of training the rate is searched that arrives in the fewest epochs (see rates.py), never above
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
from dataclasses import dataclass, replace

import numpy as np

from gdgui.core.dataset import Dataset
from gdgui.core.settings import MOST_EPOCHS, Settings
from gdgui.core.theory.arrival import has_arrived
from gdgui.core.theory.forecast import Forecast, forecast
from gdgui.core.theory.problem import Problem
from gdgui.core.theory.rates import NoisyRates, rounded_up, simplest
from gdgui.core.theory.trials import trial
from gdgui.core.trace import Trace

SLOWER = 6
"""How often a suggestion for SGD that its seed does not confirm is made slower."""


@dataclass(frozen=True)
class Advice:
    """All settings of a run that arrives."""

    settings: Settings


def advise(theory: Forecast) -> Advice | None:
    """The advice for who is about to start this run; None where it arrives, or where nothing does."""
    return None if will_arrive(theory) else suggest(theory)


def advise_after(trace: Trace) -> Advice | None:
    """The advice to who looks at this run, for one from the same start; None where it has arrived."""
    last = trace.segments[-1]
    start = replace(last.settings, m=float(trace.m[0]), b=float(trace.b[0]))
    return None if has_arrived(trace) else suggest(forecast(last.dataset, start))


def will_arrive(theory: Forecast) -> bool:
    """Whether this very run has arrived at its last epoch; of a long run of SGD, on average."""
    if theory.settings.algorithm == "gd":
        return theory.arrives
    trace = trial(theory.dataset, theory.settings)
    return theory.arrives if trace is None else has_arrived(trace)


def suggest(theory: Forecast) -> Advice | None:
    """Settings that arrive, whatever becomes of those at hand; None where no number leads there."""
    seed = theory.settings.seed
    with np.errstate(all="ignore"):
        for problem in _ways(theory.problem):
            settings = _best_for(problem, seed)
            if settings is not None:
                return Advice(settings)
    return None


class Adviser:
    """Forecasts and suggestions, of which those parts are kept that a change of the rate leaves as they are."""

    def __init__(self) -> None:
        self._problem: Problem | None = None
        self._advice: tuple[int, Advice | None] | None = None  # and the seed it is for

    def forecast(self, dataset: Dataset, settings: Settings) -> Forecast:
        """As the function of this name. Raises ValueError where there are no points."""
        if self._problem is None or not self._problem.is_that_of(dataset, settings):
            self._problem, self._advice = Problem.of(dataset, settings), None
        return Forecast(self._problem, settings)

    def suggest(self, theory: Forecast) -> Advice | None:
        """As the function of this name, for a forecast of this adviser."""
        seed = theory.settings.seed
        if theory.problem is not self._problem:
            return suggest(theory)
        if self._advice is None or self._advice[0] != seed:
            self._advice = seed, suggest(theory)
        return self._advice[1]


def _ways(problem: Problem) -> Iterator[Problem]:
    """Ways of training in the order in which they are to be tried: the first that arrives is suggested."""
    settings, scaled = problem.settings, problem.standardised
    if scaled is None:
        yield problem
    else:
        yield from (scaled, problem) if problem.is_cured_by_standardising else (problem, scaled)
    best = problem if scaled is None else scaled
    batch = settings.batch_size
    while settings.algorithm == "sgd" and batch < len(problem.dataset):
        batch = min(10 * batch, len(problem.dataset))
        yield Problem.of(problem.dataset, replace(best.settings, batch_size=batch))
    if settings.algorithm == "sgd":
        yield Problem.of(problem.dataset, replace(settings, algorithm="gd"))
        yield Problem.of(problem.dataset, replace(best.settings, algorithm="gd"))


def _best_for(problem: Problem, seed: int) -> Settings | None:
    """The best settings for this way of training."""
    found = problem.rates.suggestion
    if found is None:
        return None
    rate, epochs = found.learning_rate, found.epochs
    settings = replace(problem.settings, learning_rate=rate, epochs=epochs, seed=seed)
    return _tried(problem, problem.rates, settings) if isinstance(problem.rates, NoisyRates) else settings


def _tried(problem: Problem, rates: NoisyRates, wanted: Settings) -> Settings | None:
    """A suggestion for SGD that this very seed confirms: at these epochs, else at others, else more slowly."""
    settings = replace(wanted, epochs=max(wanted.epochs, rates.most))
    for _ in range(SLOWER):
        trace = trial(problem.dataset, settings)
        if trace is None:
            return wanted
        least = rates.epochs(settings.learning_rate)
        epochs = None if least is None else _epochs_that_arrive(trace, problem, least, wanted.epochs)
        if epochs is not None:
            return replace(settings, epochs=epochs)
        rate = settings.learning_rate
        slower = min(MOST_EPOCHS, rounded_up(math.ceil(1.4 * settings.epochs)))
        settings = replace(settings, learning_rate=simplest(0.6 * rate, 0.8 * rate, 0.7 * rate), epochs=slower)
    return None


def _epochs_that_arrive(trace: Trace, problem: Problem, least: int, wanted: int) -> int | None:
    """The number of epochs to ask for: that wanted, else a round one near it, else any from `least` on."""
    if trace.outcome is None or trace.outcome.reason != "finished":
        return None
    within = trace.excess(np.arange(trace.epochs + 1)) <= problem.goal.excess
    unit = 10 ** max(0, len(str(trace.epochs)) - 2)
    for step in (unit, max(1, unit // 10), 1):
        rounds = np.arange(-(-max(1, least) // step) * step, trace.epochs + 1, step)
        fits = rounds[within[rounds]]
        if len(fits):
            return int(fits[np.abs(fits - wanted).argmin()])
    return None
