"""The forecast in words: what it says is what happens, and what it suggests is better."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core import Dataset, Settings, least_squares, train
from gdgui.core.theory import forecast
from gdgui.words.outlook import Outlook, outlook

YEARS = Dataset(np.arange(1990.0, 2025), 0.1 * np.arange(35))
CROSS = Dataset([-1, 1], [-1, 3])  # both curvatures 2, least squares 2·x + 1


def cloud(slope: float = 1.7, noise: float = 0.3) -> Dataset:
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, 20)
    return Dataset(x, slope * x + rng.normal(0, noise, 20))


def told(dataset: Dataset, chosen: Settings) -> Outlook:
    return outlook(forecast(dataset, chosen), chosen)


def test_without_points_it_says_so() -> None:
    assert outlook(None, Settings()).sentence == "No forecast: there are no points yet."


def test_at_the_minimum_nothing_moves_whatever_the_rate() -> None:
    still = Settings(learning_rate=1.5, epochs=20_000, m=2, b=1)
    assert told(CROSS, still) == Outlook("Starts at the minimum: nothing will move.")
    trace = train(CROSS, still)
    assert (trace.epochs, trace.mse.max()) == (20_000, 0)


def test_the_minimum_as_least_squares_computes_it_is_the_minimum() -> None:
    for seed in range(50):
        rng = np.random.default_rng(seed)
        points = Dataset(rng.uniform(0, 1, 20), rng.uniform(0, 1, 20))
        best = least_squares(points)
        assert "minimum" in told(points, Settings(m=best.m, b=best.b)).sentence


def test_a_divergence_along_the_flat_direction_is_foretold_too() -> None:
    chosen = Settings(learning_rate=1.5, epochs=1000, m=2, b=0)
    assert told(CROSS, chosen).sentence == "Will diverge: 1.5 is above 1; it will be halted at epoch 20."
    outcome = train(CROSS, chosen).outcome
    assert outcome is not None
    assert (outcome.reason, outcome.epoch) == ("diverged", 20)


def test_a_rate_hardly_above_the_limit_is_told_from_it() -> None:
    limit = forecast(YEARS, Settings()).stability_limit
    words = told(YEARS, Settings(learning_rate=1.0001 * limit)).sentence
    rate, above = words.removeprefix("Will diverge: ").split(";")[0].split(" is above ")
    assert float(rate) > float(above)


def test_standardising_takes_the_largest_start() -> None:
    assert "1 %" in told(Dataset([0, 5, 10], [0, 1, 2]), Settings(m=1e50, standardise=True)).sentence


def test_at_the_edge_it_says_when_it_will_be_halted() -> None:
    x = np.linspace(0, 1, 20)
    points = Dataset(x, x * x + 0.5)
    limit = forecast(points, Settings()).stability_limit
    chosen = Settings(learning_rate=limit * (1 + 9e-6), epochs=1_000_000, m=3, b=-1)
    outcome = train(points, chosen).outcome
    assert outcome is not None
    assert outcome.reason == "diverged"
    assert told(points, chosen).sentence.endswith(f"halted at epoch {outcome.epoch:,}.")
    assert "neither" in told(points, Settings(learning_rate=limit, m=3, b=-1)).sentence
    sgd = forecast(points, Settings("sgd")).stability_limit
    assert "jumps" in told(points, Settings("sgd", learning_rate=sgd)).sentence


def test_only_points_on_a_line_have_no_noise() -> None:
    assert "no noise" not in told(cloud(), Settings("sgd", 5e-10)).sentence
    x = np.linspace(0, 1, 10)
    assert "no noise" in told(Dataset(x, 2 * x + 0.3), Settings("sgd", 0.1)).sentence


def test_a_noise_floor_above_the_start_is_called_worse() -> None:
    points = Dataset([0, 1, 2, 3, 4], [1, 3, 2, 5, 4])
    limit = forecast(points, Settings("sgd")).stability_limit
    words = told(points, Settings("sgd", 0.98 * limit))
    assert "worse than where it starts" in words.sentence
    assert words.settings is not None
    better = forecast(points, words.settings)
    assert better.noise_floor <= better.start_excess / 10


def test_the_epochs_that_sgd_needs_are_those_of_its_expected_mse() -> None:
    points = Dataset([0, 1, 2, 3, 4], [1, 3, 2, 5, 4])
    rate = 0.5 * forecast(points, Settings("sgd")).stability_limit
    words = told(points, Settings("sgd", rate, epochs=1))
    assert words.settings is not None
    theory, epochs = forecast(points, words.settings), words.settings.epochs
    excess = theory.expected_mse(np.array([epochs - 1.0, epochs])) - points.moments.minimum
    near = theory.noise_floor + max(0.01 * theory.start_excess, 0.1 * theory.noise_floor)
    assert excess[1] <= near < excess[0]


def test_a_valley_too_long_for_any_rate_is_standardised_by_one_click() -> None:
    points = Dataset([10.0339, 10.0585], [1, 2])
    words = told(points, Settings(learning_rate=0.009))
    assert words.suggestion == "Standardise x, set rate 0.5"
    assert words.settings is not None
    assert "be within 1 % after 1 epoch" in told(points, words.settings).sentence


numbers = st.floats(-100, 100).map(lambda value: round(value, 3))


@settings(deadline=None, max_examples=300)
@given(
    points=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12),
    algorithm=st.sampled_from(["gd", "sgd"]),
    rate=st.floats(-8, 1).map(lambda power: 10**power),
    standardise=st.booleans(),
)
def test_what_is_suggested_is_never_at_the_edge_or_worse(
    points: list[tuple[float, float]], algorithm: str, rate: float, standardise: bool
) -> None:
    dataset = Dataset(*zip(*points, strict=True))
    chosen = Settings(algorithm, rate, 100, standardise=standardise)  # type: ignore[arg-type]
    words = told(dataset, chosen)
    assert words.sentence
    assert "nan" not in words.sentence
    if words.settings is not None:
        assert forecast(dataset, words.settings).regime not in ("edge", "diverges")
        after = told(dataset, words.settings)
        assert "worse" not in after.sentence
        assert after.suggestion != words.suggestion


@pytest.mark.parametrize("shift", [0, 10, 1990])
def test_no_mark_on_the_strip_sets_an_unstable_rate(shift: float) -> None:
    from gdgui.ui.panels.rate_scale import _marks

    for n in range(3, 40):
        theory = forecast(Dataset(shift + np.arange(n), np.arange(n)), Settings())
        assert all(mark.setting < theory.stability_limit for mark in _marks(theory))
