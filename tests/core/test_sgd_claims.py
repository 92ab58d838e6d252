"""What is claimed of SGD is what sixty runs of the lesson show."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.core import Dataset, Settings
from gdgui.core.theory import forecast
from gdgui.files.example_datasets import example_datasets

SEEDS = 60
SAMPLES = {each.title: each.points().dataset for each in example_datasets()}


def mean_of_the_lesson(dataset: Dataset, settings: Settings) -> float:
    """The excess at the last epoch, averaged over seeds, by the lesson's loop for all of them at once."""
    X, y, n = dataset.x, dataset.y, len(dataset)
    size = (settings.epochs, settings.batch_size)
    drawn = np.stack([np.random.default_rng(seed).integers(0, n, size) for seed in range(SEEDS)], axis=1)
    m, b = np.full(SEEDS, settings.m), np.full(SEEDS, settings.b)
    lr = settings.learning_rate
    for batch in drawn:
        x = X[batch]
        f = y[batch] - (m[:, np.newaxis] * x + b[:, np.newaxis])
        m, b = m + lr * 2 * (x * f).mean(axis=1), b + lr * 2 * f.mean(axis=1)
    line = np.polyfit(X, y, 1)
    # (m·x + b) − (m*·x + b*), squared and averaged over the points, loses no digits near the minimum
    distance = np.outer(m - line[0], X) + (b - line[1])[:, np.newaxis]
    return float((distance**2).mean())


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("batch_size", [1, 4])
@pytest.mark.parametrize(
    "name", ["Noisy line", "One outlier", "Anscombe III", "Car weight and fuel", "No trend"]
)
def test_the_mean_of_sixty_seeds_is_within_a_factor_of_one_and_a_half(
    name: str, batch_size: int, share: float
) -> None:
    dataset = next(each for title, each in SAMPLES.items() if title.startswith(name))
    chosen = Settings("sgd", batch_size=batch_size)
    rate = share * forecast(dataset, chosen).stability_limit
    for epochs in (10, 100, 250):
        chosen = Settings("sgd", rate, epochs, batch_size)
        claim = forecast(dataset, chosen).expected_excess
        assert 1 / 1.5 <= mean_of_the_lesson(dataset, chosen) / claim <= 1.5


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_on_two_points_what_is_claimed_is_what_is_seen_though_the_average_is_not(share: float) -> None:
    dataset = Dataset([0.0, 1.0], [0.48, 0.91])
    rate = share * forecast(dataset, Settings("sgd")).stability_limit
    for epochs in (10, 50, 100):
        chosen = Settings("sgd", rate, epochs)
        theory = forecast(dataset, chosen)
        shown = mean_of_the_lesson(dataset, chosen)
        assert 1 / 1.5 <= shown / theory.expected_excess <= 1.5 or shown < theory.problem.goal.excess * 1e-12
    # one hundred epochs near the limit: the average is carried by jumps that no run shows
    assert share < 0.9 or theory.excess_at(100) > 100 * shown


def test_settled_is_within_twice_the_floor() -> None:
    dataset = SAMPLES["Noisy line"]
    theory = forecast(dataset, Settings("sgd", 0.1))
    epochs = theory.epochs_until_settled
    assert epochs is not None
    assert theory.excess_at(epochs) <= 2 * theory.noise_floor < theory.excess_at(epochs - 1)
    assert forecast(dataset, Settings("sgd", 10.0)).epochs_until_settled is None


def test_the_higher_moments_are_those_of_the_points() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(50, 3, 40), rng.normal(-2, 1, 40)
    found = Dataset(x, y).higher_moments
    d = x - np.mean(x)
    r = y - np.polyval(np.polyfit(x, y, 1), x)
    powers = [d**3, d**4, r**2, d * r**2, d**2 * r**2, d**2 * r, d**3 * r]
    assert found == pytest.approx([float(np.mean(each)) for each in powers], rel=1e-9)
    scaled = Dataset(d / 3, y).higher_moments
    assert found.scaled(3.0) == pytest.approx(scaled, rel=1e-9)
