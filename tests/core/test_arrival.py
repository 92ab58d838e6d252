"""What “arrived” means, against sums over the points."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gdgui.core import Dataset, Descent, Settings, train
from gdgui.core.theory import Ending, Goal, has_arrived

START = (0.33, 0.48)


def cloud(noise: float) -> Dataset:
    rng = np.random.default_rng(2)
    x = rng.uniform(0, 1, 30)
    return Dataset(x, 2 * x + 1 + noise * rng.normal(0, 1, 30))


def smallest_mse(dataset: Dataset) -> float:
    line = np.polyfit(dataset.x, dataset.y, 1)
    return float(np.mean((dataset.y - np.polyval(line, dataset.x)) ** 2))


def test_arrived_is_an_mse_within_one_percent_of_the_smallest() -> None:
    dataset = cloud(0.5)
    lowest = smallest_mse(dataset)
    trace = train(dataset, Settings(learning_rate=0.5, epochs=400))
    first = int(np.argmax(trace.mse <= 1.01 * lowest))
    assert first > 10
    assert has_arrived(train(dataset, Settings(learning_rate=0.5, epochs=first)))
    assert not has_arrived(train(dataset, Settings(learning_rate=0.5, epochs=first - 1)))


def test_on_a_line_arrived_is_within_a_hundredth_of_the_spread_of_y() -> None:
    dataset = cloud(0)
    goal = 0.01 * float(np.std(dataset.y))
    trace = train(dataset, Settings(learning_rate=0.5, epochs=400))
    distance = np.sqrt(
        [np.mean((m * dataset.x + b - dataset.y) ** 2) for m, b in zip(trace.m, trace.b, strict=True)]
    )
    first = int(np.argmax(distance <= goal))
    assert first > 10
    assert has_arrived(train(dataset, Settings(learning_rate=0.5, epochs=first)))
    assert not has_arrived(train(dataset, Settings(learning_rate=0.5, epochs=first - 1)))


def test_the_goal_does_not_jump_where_the_noise_vanishes() -> None:
    goals = [Goal.of(cloud(noise).moments, *START).excess for noise in np.geomspace(1e-4, 1, 400)]
    assert max(after / before for before, after in pairwise(goals)) < 1.06


@pytest.mark.parametrize("y", [5.0, 0.0, -1e9])
@pytest.mark.parametrize("x", [[3.0], [0.0, 1.0, 2.0], [7.0, 7.0]])
def test_where_y_is_constant_only_rounding_is_left_and_a_run_arrives(x: list[float], y: float) -> None:
    dataset = Dataset(x, [y] * len(x))
    goal = Goal.of(dataset.moments, *START)
    assert goal.yardstick == "rounding"
    assert goal.excess < 1e-28 * max(1, y * y)
    trace = train(dataset, Settings(learning_rate=0.5, epochs=100, standardise=True))
    assert has_arrived(trace)
    assert not has_arrived(train(dataset, Settings(learning_rate=1e-4, epochs=100)))


def test_a_run_is_judged_by_the_points_of_its_last_epoch() -> None:
    before, after = cloud(0.5), Dataset([0, 1, 2], [9, 7, 6])
    descent = Descent(before, Settings(learning_rate=0.5, epochs=400, standardise=True))
    descent.advance(200)
    assert has_arrived(descent.trace)
    descent.change(after, Settings(learning_rate=1e-5, epochs=400, standardise=True))
    assert has_arrived(descent.trace)  # no epoch was done on the new points
    descent.advance(200)
    ending = Ending.of(descent.trace)
    assert not ending.has_arrived
    assert ending.minimum == pytest.approx(smallest_mse(after))
    assert ending.spread == pytest.approx(float(np.std(after.y)))


def test_a_run_that_diverged_has_not_arrived_wherever_it_was_last() -> None:
    trace = train(Dataset([0, 1], [0.48, 0.81]), Settings(learning_rate=1.0, epochs=100, m=0.33 + 1e-9))
    assert Ending.of(trace).has_arrived
    assert not has_arrived(trace)
