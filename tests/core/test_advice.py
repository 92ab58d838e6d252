"""The one suggestion: taken, the run arrives, in at most twice the epochs of the best rate there is."""

from __future__ import annotations

import math
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings, train
from gdgui.core.algorithms.sgd import NoisyTheory
from gdgui.core.theory import (
    Adviser,
    Goal,
    advise_after,
    forecast,
    has_arrived,
    suggest,
    will_arrive,
)
from gdgui.files.example_datasets import example_datasets
from tests.advising import advise

Floats = NDArray[np.float64]
YEARS = np.arange(1960.0, 2021)
CO2 = Dataset(YEARS, 316 + 0.9 * (YEARS - 1960) + 0.013 * (YEARS - 1960) ** 2)
SAMPLES = {each.title: each.points().dataset for each in example_datasets()}
DEFAULT = SAMPLES["Noisy line"]


def rows(n: int) -> Dataset:
    rng = np.random.default_rng(0)
    x = rng.uniform(0, 100, n)
    return Dataset(x, 3 * x + rng.normal(0, 5, n))


def fewest_on_a_grid(dataset: Dataset, settings: Settings) -> float:
    """Epochs of gradient descent with the best of many rates, from the eigenvalues that numpy finds."""
    x, y = dataset.x, dataset.y
    if settings.standardise:
        x = (x - x.mean()) / (x.std() or 1.0)
    b = settings.b + settings.m * (dataset.x.mean() if settings.standardise else 0.0)
    m = settings.m * ((dataset.x.std() or 1.0) if settings.standardise else 1.0)
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    curvatures, directions = np.linalg.eigh(hessian)
    pull = directions.T @ (-2 * np.array([np.mean(x * (y - m * x - b)), np.mean(y - m * x - b)]))
    curvatures = np.maximum(curvatures, 1e-300)
    parts = np.where(curvatures > 1e-13 * curvatures[1], pull**2 / (2 * curvatures), 0.0)
    goal = Goal.of(dataset.moments, settings.m, settings.b).aim
    limit = 2 / curvatures[1]
    rates = limit * np.concatenate((np.geomspace(1e-3, 0.9, 200), 1 - np.geomspace(1e-6, 0.1, 200)))
    factors = np.abs(1 - rates[:, np.newaxis] * curvatures)
    low, high = np.zeros(len(rates)), np.full(len(rates), 2e6)
    with np.errstate(under="ignore"):
        for _ in range(22):
            middle = np.floor((low + high) / 2)
            there = (parts * factors ** (2 * middle[:, np.newaxis])).sum(axis=1) <= goal
            low, high = np.where(there, low, middle + 1), np.where(there, middle, high)
    return float(high.min())


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_suggestion_for_a_sample_arrives_about_as_soon_as_anything(name: str, standardise: bool) -> None:
    chosen = Settings(learning_rate=1e-6, standardise=standardise)
    advice = advise(forecast(SAMPLES[name], chosen))
    assert advice is not None
    assert has_arrived(train(SAMPLES[name], advice.settings))
    assert advice.settings.epochs <= 2 * fewest_on_a_grid(SAMPLES[name], advice.settings)
    assert advice.settings.learning_rate < forecast(SAMPLES[name], advice.settings).stability_limit


def test_on_the_built_in_sample_it_is_a_round_rate_and_a_couple_of_dozen_epochs() -> None:
    advice = advise(forecast(DEFAULT, Settings()))
    assert advice is not None
    assert advice.settings == Settings(learning_rate=0.7, epochs=advice.settings.epochs)
    assert advice.settings.epochs <= 30


def test_unscaled_rows_need_one_epoch_at_half_the_limit_and_get_it() -> None:
    dataset = rows(100)
    advice = advise(forecast(dataset, Settings()))
    assert advice is not None
    assert advice.settings.epochs == 1
    assert advice.settings.learning_rate == pytest.approx(
        forecast(dataset, Settings()).stability_limit / 2, rel=0.1
    )


@pytest.mark.parametrize("dataset", [CO2, SAMPLES["Steep narrow valley"]], ids=["years", "valley"])
def test_where_nothing_else_arrives_soon_x_is_standardised(dataset: Dataset) -> None:
    assert fewest_on_a_grid(dataset, Settings()) > 2000
    advice = advise(forecast(dataset, Settings(learning_rate=1e-7)))
    assert advice is not None
    assert advice.settings == Settings(learning_rate=0.5, epochs=1, standardise=True)


def test_the_suggestion_does_not_depend_on_the_rate_and_epochs_at_hand() -> None:
    adviser = Adviser()
    found = set()
    for rate in (1e-9, 0.05, 0.79, 3.0, 1e5):
        for epochs in (1, 7):
            theory = adviser.forecast(DEFAULT, Settings(learning_rate=rate, epochs=epochs))
            for advice in (advise(theory), adviser.suggest(theory)):
                assert advice is not None
                found.add(advice.settings)
            after = advise_after(train(DEFAULT, theory.settings), theory)
            assert after is not None
            found.add(after.settings)
    assert len(found) == 1


def test_a_run_that_arrives_needs_no_advice() -> None:
    chosen = Settings(learning_rate=0.7, epochs=100)
    assert advise(forecast(DEFAULT, chosen)) is None
    assert advise_after(train(DEFAULT, chosen), forecast(DEFAULT, chosen)) is None


@pytest.mark.parametrize("seed", range(4))
def test_the_suggestion_for_sgd_arrives_with_its_own_seed(seed: int) -> None:
    for dataset in (DEFAULT, CO2, rows(100), SAMPLES["Anscombe III"], SAMPLES["Perfect line"]):
        chosen = Settings("sgd", learning_rate=0.05, seed=seed)
        advice = suggest(forecast(dataset, chosen))
        assert advice is not None
        assert (advice.settings.algorithm, advice.settings.seed) == ("sgd", seed)
        assert has_arrived(train(dataset, advice.settings))


def test_a_start_at_the_minimum_is_not_made_worse() -> None:
    for dataset in (DEFAULT, Dataset([0, 1], [0.48, 0.91]), SAMPLES["Perfect line"]):
        m, b = np.polyfit(dataset.x, dataset.y, 1)
        for chosen in (
            Settings("sgd", 0.5, m=float(m), b=float(b)),
            Settings("gd", 5.0, m=float(m), b=float(b)),
        ):
            advice = advise(forecast(dataset, chosen))
            if advice is not None:
                assert has_arrived(train(dataset, advice.settings))


def test_many_points_far_apart_in_a_batch_of_sgd_end_in_gradient_descent_at_the_worst() -> None:
    # One point of 5,000 pulls ten thousand times more than the others together.
    x = np.zeros(5_000)
    x[0] = 1.0
    y = np.where(np.arange(5_000) % 2, 1.0, -1.0)
    advice = suggest(forecast(Dataset(x, y), Settings("sgd")))
    assert advice is not None
    assert has_arrived(train(Dataset(x, y), advice.settings))


# --- whatever the points, whatever the start

KINDS = (
    "plain",
    "far",
    "tiny",
    "huge",
    "steep",
    "equal x",
    "one",
    "line",
    "constant",
    "two",
    "outlier",
    "twice",
)


@st.composite
def anything(draw: st.DrawFn) -> tuple[Dataset, Settings]:
    """Points of every kind with settings of every kind, the start within reach of the answer."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    kind, n = draw(st.sampled_from(KINDS)), draw(st.integers(2, 30))
    x = rng.normal(0, 1, n)
    y = rng.normal() * x + rng.normal() + rng.normal(0, draw(st.sampled_from([0.01, 0.3, 2.0])), n)
    power = draw(st.floats(1, 6))
    if kind in ("line", "two"):
        y = rng.normal() * x + rng.normal()
    x, y = {
        "far": (x + 10**power, y),
        "tiny": (x * 10**-power, y * 10**-power),
        "huge": (x * 10**power, y * 10**power),
        "steep": (x, y + x * 10**power),
        "equal x": (np.full(n, power), y),
        "one": (x[:1], y[:1]),
        "constant": (x, np.full(n, round(power))),
        "two": (x[:2], y[:2]),
        "outlier": (np.append(x, 50.0), np.append(y, 50.0)),
        "twice": (np.round(x), np.round(y)),
    }.get(kind, (x, y))
    dataset = Dataset(x, y)
    near = float(np.abs(y).max()) + 1e-3
    settings = Settings(
        learning_rate=10 ** draw(st.floats(-7, 1)),
        epochs=draw(st.sampled_from([1, 10, 100])),
        batch_size=min(len(dataset), draw(st.sampled_from([1, 4, 16]))),
        m=draw(st.sampled_from([0.33, 0.0])),
        b=draw(st.sampled_from([0.48, near, -10 * near])),
        seed=draw(st.integers(0, 100)),
        standardise=draw(st.booleans()),
    )
    return dataset, settings


@hypothesis_settings(deadline=None, max_examples=250)
@given(anything())
def test_from_anywhere_the_suggestion_arrives_within_twice_the_epochs_of_the_best_rate(
    run: tuple[Dataset, Settings],
) -> None:
    dataset, chosen = run
    advice = suggest(forecast(dataset, chosen))
    assert advice is not None
    taken = advice.settings
    assert taken == replace(
        chosen, learning_rate=taken.learning_rate, epochs=taken.epochs, standardise=taken.standardise
    )
    assert taken.learning_rate < forecast(dataset, taken).stability_limit
    assert has_arrived(train(dataset, taken))
    assert taken.epochs <= 2 * max(1, fewest_on_a_grid(dataset, taken))
    for factor in (0.5, 2.0):
        other = replace(taken, learning_rate=factor * taken.learning_rate)
        again = advise(forecast(dataset, other))
        assert again is None or again == advice
        assert (again is None) == has_arrived(train(dataset, other))


@hypothesis_settings(deadline=None, max_examples=60)
@given(anything())
def test_from_anywhere_the_suggestion_for_sgd_arrives(run: tuple[Dataset, Settings]) -> None:
    dataset, chosen = run[0], replace(run[1], algorithm="sgd")
    theory = forecast(dataset, chosen)
    advice = suggest(theory)
    assert advice is not None
    taken = advice.settings
    assert taken.learning_rate < forecast(dataset, taken).stability_limit
    assert has_arrived(train(dataset, taken))
    assert will_arrive(forecast(dataset, taken))
    assert will_arrive(theory) == has_arrived(train(dataset, chosen))


@hypothesis_settings(deadline=None, max_examples=40)
@given(anything())
def test_on_average_the_suggestion_for_sgd_takes_at_most_twice_the_epochs_of_the_best_rate(
    run: tuple[Dataset, Settings],
) -> None:
    analysis = forecast(run[0], replace(run[1], algorithm="sgd")).analysis
    problem, theory = analysis.problem, analysis.theory
    goal = problem.goal.aim
    assert isinstance(theory, NoisyTheory)
    found, noise = theory.rates.suggestion, theory.noise
    if found is None:
        return
    assert theory.excess(found.learning_rate, found.epochs) <= goal
    rates = analysis.stability_limit * np.geomspace(1e-4, 0.9999, 200)
    quiet = rates[[noise.floor(rate) <= goal for rate in rates]]
    epochs = noise.first_within(quiet, problem.amplitudes, goal, 1_000_000)
    assert found.epochs <= 2 * max(1, epochs.min(initial=math.inf))


def test_points_that_nobody_looks_at_any_more_are_gone_at_once() -> None:
    """Without waiting for the garbage collector, which may be late: a million of them take 16 MB."""
    for algorithm in ("gd", "sgd"):
        dataset = Dataset(DEFAULT.x, DEFAULT.y)
        theory = Adviser().forecast(dataset, Settings(algorithm))
        assert theory.zones
        assert suggest(theory)
        gone = weakref.ref(dataset)
        del theory, dataset
        assert gone() is None
