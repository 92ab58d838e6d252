"""The forecast in words: what it says is what happens, and what it suggests is better."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core import Dataset, Settings, least_squares, train
from gdgui.core.theory import forecast
from gdgui.words.forecast import forecast_sentence
from gdgui.words.typed import typed
from gdgui.words.verdict import verdict

YEARS = Dataset(np.arange(1990.0, 2025), 0.1 * np.arange(35))
CROSS = Dataset([-1, 1], [-1, 3])  # both curvatures 2, least squares 2·x + 1


def cloud(slope: float = 1.7, noise: float = 0.3) -> Dataset:
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, 20)
    return Dataset(x, slope * x + rng.normal(0, noise, 20))


def told(dataset: Dataset, chosen: Settings) -> str:
    return forecast_sentence(forecast(dataset, chosen))


def test_without_points_it_says_so() -> None:
    assert forecast_sentence(None) == "No forecast: there are no points yet."


def test_at_the_minimum_nothing_moves_whatever_the_rate() -> None:
    still = Settings(learning_rate=1.5, epochs=20_000, m=2, b=1)
    assert told(CROSS, still) == "Starts at the minimum: nothing will move."
    trace = train(CROSS, still)
    assert (trace.epochs, trace.mse.max()) == (20_000, 0)


def test_the_minimum_as_least_squares_computes_it_is_the_minimum() -> None:
    for seed in range(50):
        rng = np.random.default_rng(seed)
        points = Dataset(rng.uniform(0, 1, 20), rng.uniform(0, 1, 20))
        best = least_squares(points)
        assert "minimum" in told(points, Settings(m=best.m, b=best.b))


def test_a_divergence_along_the_flat_direction_is_foretold_too() -> None:
    chosen = Settings(learning_rate=1.5, epochs=1000, m=2, b=0)
    assert told(CROSS, chosen) == "Will diverge: 1.5 is above 1; it will be halted at epoch 20."
    outcome = train(CROSS, chosen).outcome
    assert outcome is not None
    assert (outcome.reason, outcome.epoch) == ("diverged", 20)


def test_a_rate_hardly_above_the_limit_is_told_from_it() -> None:
    limit = forecast(YEARS, Settings()).stability_limit
    words = told(YEARS, Settings(learning_rate=1.0001 * limit))
    rate, above = words.removeprefix("Will diverge: ").split(";")[0].split(" is above ")
    assert float(typed(rate)) > float(typed(above))


def test_hardly_above_the_limit_it_says_when_it_will_be_halted() -> None:
    x = np.linspace(0, 1, 20)
    points = Dataset(x, x * x + 0.5)
    limit = forecast(points, Settings()).stability_limit
    chosen = Settings(learning_rate=limit * (1 + 9e-6), epochs=1_000_000, m=3, b=-1)
    outcome = train(points, chosen).outcome
    assert outcome is not None
    assert outcome.reason == "diverged"
    assert told(points, chosen).endswith(f"halted at epoch {outcome.epoch:,}.")


def test_what_neither_settles_nor_explodes_does_not_in_a_million_epochs() -> None:
    x = np.linspace(0, 1, 20)
    points = Dataset(x, x * x + 0.5)
    limit = forecast(points, Settings()).stability_limit
    chosen = Settings(learning_rate=limit, epochs=1_000_000, m=3, b=-1)
    assert "neither settles nor explodes" in told(points, chosen)
    trace = train(points, chosen)
    assert trace.outcome is not None
    assert trace.outcome.reason == "finished"
    excess = trace.excess(np.array([1_000, 1_000_000]))
    assert excess[1] == pytest.approx(excess[0], rel=0.01)


def test_a_start_at_the_minimum_with_too_large_a_rate_does_what_it_says() -> None:
    """Whether rounding moves it or not is for the engine to say; the sentence says the same."""
    points, chosen = Dataset([0, 1], [0.48, 0.81]), Settings(learning_rate=1.0, epochs=100)
    trace = train(points, chosen)
    assert trace.outcome is not None
    if trace.outcome.reason == "diverged":
        assert told(points, chosen) == (
            "Will diverge: 1 is above 0.7639, so that even rounding grows; "
            f"it will be halted at epoch {trace.outcome.epoch}."
        )
    else:
        assert told(points, chosen) == "Starts at the minimum: nothing will move."
        assert trace.mse.max() < 1e-30
    assert told(points, Settings()) == "Starts at the minimum: nothing will move."


@pytest.mark.parametrize("off", [1e-15, 1e-12, 1e-9, 1e-3])
def test_next_to_the_minimum_the_rate_still_comes_first(off: float) -> None:
    points, chosen = Dataset([0, 1], [0.48, 0.81]), Settings(learning_rate=1.0, epochs=100, m=0.33 + off)
    outcome = train(points, chosen).outcome
    assert outcome is not None
    assert outcome.reason == "diverged"
    assert told(points, chosen).startswith("Will diverge: 1 is above 0.7639")
    assert told(points, chosen).endswith(f"it will be halted at epoch {outcome.epoch}.")


def test_a_factor_of_zero_but_for_rounding_does_not_overshoot() -> None:
    for seed in range(50):
        x = np.random.default_rng(seed).uniform(0, 100, 12)
        chosen = Settings(learning_rate=0.5, standardise=True)
        words = told(Dataset(x, np.exp(x / 20)), chosen)
        assert words == "Will be within 1 % after 1 epoch; you asked for 10."


def test_only_points_on_a_line_have_no_noise() -> None:
    assert "without noise" not in told(cloud(), Settings("sgd", 5e-10))
    x = np.linspace(0, 1, 10)
    assert "without noise" in told(Dataset(x, 2 * x + 0.3), Settings("sgd", 0.1))


def test_sgd_that_ends_above_its_start_is_called_worse() -> None:
    points = Dataset([0, 1, 2, 3, 4], [1, 3, 2, 5, 4])
    best, limit = least_squares(points), forecast(points, Settings("sgd")).stability_limit
    chosen = Settings("sgd", 0.5 * limit, epochs=100, m=best.m, b=best.b)
    assert "worse than at the start" in told(points, chosen)


def test_close_to_its_limit_sgd_is_said_to_jump() -> None:
    points = Dataset([0, 1, 2, 3, 4], [1, 3, 2, 5, 4])
    limit = forecast(points, Settings("sgd")).stability_limit
    assert "rare, large jumps decide" in told(points, Settings("sgd", 0.93 * limit))
    close = Settings("sgd", 0.93 * limit, epochs=100)
    ending = verdict(train(points, close), forecast(points, close))
    assert ending.startswith("Close to the limit, where rare, large jumps decide: the MSE is "), ending
    assert "jumps" not in told(points, Settings("sgd", 0.89 * limit))


def test_what_sgd_is_said_to_show_is_the_expectation_at_the_last_epoch_and_where_it_settles_apart() -> None:
    points = cloud()
    chosen = Settings("sgd", 0.05, epochs=10)
    theory = forecast(points, chosen)
    words = told(points, chosen)
    assert words.startswith(
        f"SGD: about {theory.expected_excess:.2g} above the smallest MSE after 10 epochs; "
    )
    assert words.endswith(f"its noise leaves {theory.noise_floor:.2g}.")
    assert theory.epochs_until_settled is not None
    late = told(points, Settings("sgd", 0.05, epochs=theory.epochs_until_settled))
    assert "it has settled there" in late


def test_standardising_takes_the_largest_start() -> None:
    assert "spread" in told(Dataset([0, 5, 10], [0, 1, 2]), Settings(m=1e50, standardise=True))


numbers = st.floats(-100, 100).map(lambda value: round(value, 3))


@settings(deadline=None, max_examples=100)
@given(
    points=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12),
    algorithm=st.sampled_from(["gd", "sgd"]),
    rate=st.floats(-8, 1).map(lambda power: 10**power),
    standardise=st.booleans(),
)
def test_every_run_has_a_forecast_in_words(
    points: list[tuple[float, float]], algorithm: str, rate: float, standardise: bool
) -> None:
    dataset = Dataset(*zip(*points, strict=True))
    chosen = Settings(algorithm, rate, 100, standardise=standardise)
    words = told(dataset, chosen)
    assert words.endswith(".")
    for word in ("nan", "inf ", "None"):
        assert word not in words


@pytest.mark.parametrize("shift", [0, 10, 1990])
def test_no_mark_on_the_strip_sets_an_unstable_rate(shift: float) -> None:
    from gdgui.ui.panels.rate_scale import _marks

    for n in range(3, 40):
        theory = forecast(Dataset(shift + np.arange(n), np.arange(n)), Settings())
        assert all(mark.setting < theory.stability_limit for mark in _marks(theory, None))
