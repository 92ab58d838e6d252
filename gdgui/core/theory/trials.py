"""Trying a noisy run out, where its average says too little about the run at hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import ALGORITHMS, STOCHASTIC
from gdgui.core.dataset import Dataset
from gdgui.core.engine import train
from gdgui.core.limits import LARGEST_SEED, divergence_limit
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings
from gdgui.core.trace import Trace

Floats = NDArray[np.float64]

RUNS = 60
MOST_TOGETHER = 1_000  # samples drawn in each of them: some ten milliseconds in all
MOST_ALONE = 300_000  # samples drawn in one run: some ten milliseconds


def trial(dataset: Dataset, settings: Settings) -> Trace | None:
    """The very run that these settings describe; None where that would make a person wait."""
    if settings.epochs * settings.batch_size > MOST_ALONE:
        return None
    return train(dataset, settings)


def mean_excess(dataset: Dataset, settings: Settings, patience: int) -> float | None:
    """Mean of the excess at the last epoch over runs with the seeds seed, seed + 1, …

    None where a run draws more than `patience` samples, or where one of them diverges.
    """
    samples = settings.epochs * settings.batch_size
    if samples > patience:
        return None
    is_the_lessons = ALGORITHMS[settings.algorithm] is STOCHASTIC
    together = is_the_lessons and samples <= MOST_TOGETHER
    return _side_by_side(dataset, settings) if together else _in_turn(dataset, settings)


def _in_turn(dataset: Dataset, settings: Settings) -> float | None:
    total = 0.0
    for seed in _seeds(settings):
        trace = train(dataset, replace(settings, seed=seed))
        if trace.outcome is None or trace.outcome.reason == "diverged":
            return None
        total += float(trace.excess(np.array([trace.epochs]))[0])
    return total / RUNS


def _side_by_side(dataset: Dataset, settings: Settings) -> float | None:
    epochs, batch = settings.epochs, settings.batch_size
    scaling = Scaling.standardising(dataset) if settings.standardise else Scaling()
    m, b = (np.full(RUNS, each) for each in scaling.scaled(settings.m, settings.b))
    draws = [
        np.random.default_rng(seed).integers(0, len(dataset), (epochs, batch)) for seed in _seeds(settings)
    ]
    x, y = dataset.x, dataset.y
    with np.errstate(all="ignore"):
        for drawn in np.stack(draws, axis=1):
            m, b = _updated(m, b, (x[drawn] - scaling.shift) / scaling.scale, y[drawn], settings)
        excess: Floats = dataset.moments.excess(*scaling.original(m, b))
    limit = divergence_limit(dataset, settings.m, settings.b)
    return float(excess.mean()) if (excess <= limit).all() else None


def _seeds(settings: Settings) -> range:
    first = min(settings.seed, LARGEST_SEED - RUNS)
    return range(first, first + RUNS)


def _updated(m: Floats, b: Floats, x: Floats, y: Floats, settings: Settings) -> tuple[Floats, Floats]:
    """The lesson's update of all runs; x and y of shape (runs, batch)."""
    f = y - (m[:, np.newaxis] * x + b[:, np.newaxis])
    rate = 2 * settings.learning_rate
    return m + rate * (x * f).mean(axis=1), b + rate * f.mean(axis=1)
