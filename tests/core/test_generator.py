"""Points by a recipe: as many, as noisy and as far out as it says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdgui.core.generator import DISTRIBUTIONS, MOST_POINTS, Distribution, Recipe, RecipeError, generate
from gdgui.words.errors import sentence

LARGE = Recipe(n=200_000, slope=-1.5, intercept=4, noise=0.3, low=2, high=8, seed=3)


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_the_line_the_noise_and_the_range_are_those_of_the_recipe(distribution: Distribution) -> None:
    dataset = generate(replace(LARGE, distribution=distribution))
    slope, intercept = np.polyfit(dataset.x, dataset.y, 1)
    assert (slope, intercept) == pytest.approx((-1.5, 4), abs=0.02)
    residual = dataset.y - (-1.5 * dataset.x + 4)
    assert residual.std() == pytest.approx(0.3, rel=0.01)
    assert residual.mean() == pytest.approx(0, abs=0.005)
    assert 2 <= dataset.x.min() <= dataset.x.max() <= 8
    assert dataset.x.mean() == pytest.approx(5, abs=0.02)


@pytest.mark.parametrize(
    ("distribution", "deviation"),
    [
        ("uniform", 6 / 12**0.5),
        ("even", 6 / 12**0.5),
        ("normal", 1.0),
        ("two groups", (1.5**2 + 0.25**2) ** 0.5),
    ],
)
def test_x_is_spread_as_its_distribution_says(distribution: Distribution, deviation: float) -> None:
    x = generate(replace(LARGE, distribution=distribution)).x
    assert x.std() == pytest.approx(deviation, rel=0.02)


def test_outliers_are_as_many_as_said_and_far_out() -> None:
    dataset = generate(replace(LARGE, outliers=0.05))
    far = np.abs(dataset.y - (-1.5 * dataset.x + 4)) > 2.5
    assert far.sum() == 10_000
    plain = generate(Recipe(n=10, slope=0, intercept=0, noise=0, outliers=0.2))
    assert np.count_nonzero(plain.y) == 2


def test_the_same_recipe_makes_the_same_points_and_another_seed_others() -> None:
    assert generate(Recipe(seed=5)) == generate(Recipe(seed=5))
    assert generate(Recipe(seed=5)) != generate(Recipe(seed=6))


def test_one_point_and_no_noise_lie_on_the_line() -> None:
    for distribution in DISTRIBUTIONS:
        dataset = generate(Recipe(n=1, noise=0, distribution=distribution))
        assert dataset.y[0] == pytest.approx(0.6 * dataset.x[0] + 0.2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("n", 0),
        ("n", MOST_POINTS + 1),
        ("n", 1.5),
        ("noise", -1),
        ("noise", float("nan")),
        ("slope", float("inf")),
        ("slope", 1e13),
        ("outliers", 1.1),
        ("outliers", -0.1),
        ("low", 1.0),
        ("high", 0.0),
        ("seed", -1),
        ("distribution", "odd"),
    ],
)
def test_a_value_that_will_not_do_is_named(field: str, value: object) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe(**{field: value})  # type: ignore[arg-type]
    assert caught.value.field in (field, "high")
    assert sentence(caught.value).endswith(".")
