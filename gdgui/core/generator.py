"""Points made by a recipe: a line, noise about it, and outliers far from it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from gdgui.core.dataset import Dataset

Distribution = Literal["uniform", "even", "normal", "two groups"]
DISTRIBUTIONS: tuple[Distribution, ...] = get_args(Distribution)

MOST_POINTS = 1_000_000
LARGEST = 1e12  # of slope, intercept, noise and x
OUTLIER = 10.0  # standard deviations of the noise, at least


class RecipeError(ValueError):
    """A value that a recipe cannot have: `field` names it, from `least` to `most` would do.

    str() is for whoever programs with it; people read what `words/errors.py` makes of the fields.
    """

    def __init__(self, field: str, value: object, least: float = 0.0, most: float = LARGEST) -> None:
        super().__init__(f"{field} cannot be {value!r}")
        self.field, self.value, self.least, self.most = field, value, least, most


class RangeError(RecipeError):
    """A range of x that does not end above its beginning."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__("high", high, low)


@dataclass(frozen=True)
class Recipe:
    """n points y = slope·x + intercept + noise, with x from low to high.

    `noise` is the standard deviation of a normal distribution. `outliers` is a share of the points, 0 to 1,
    that stand elsewhere (rounded to whole points). The same recipe makes the same points, always. Raises
    RecipeError, naming the field.
    """

    n: int = 50
    slope: float = 0.6
    intercept: float = 0.2
    noise: float = 0.08
    low: float = 0.0
    high: float = 1.0
    distribution: Distribution = "uniform"
    outliers: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        for each in fields(self):
            check_field(each.name, getattr(self, each.name))
        if not self.low < self.high:
            raise RangeError(self.low, self.high)


def check_field(name: str, value: object) -> None:
    """Raise RecipeError where a recipe's field cannot have this value, whatever the others are."""
    if name == "distribution":
        if value not in DISTRIBUTIONS:
            raise RecipeError(name, value)
        return
    least, most = _BOUNDS.get(name, (-LARGEST, LARGEST))
    kinds = int if name in ("n", "seed") else int | float
    if not (isinstance(value, kinds) and least <= value <= most):
        raise RecipeError(name, value, least, most)


_BOUNDS = {"n": (1, MOST_POINTS), "seed": (0, 2**32 - 1), "outliers": (0, 1), "noise": (0, LARGEST)}


def generate(recipe: Recipe) -> Dataset:
    """The points of a recipe."""
    rng = np.random.default_rng(recipe.seed)
    x = _x(recipe, rng)
    y = recipe.slope * x + recipe.intercept + rng.normal(0, 1, recipe.n) * recipe.noise
    count = round(recipe.outliers * recipe.n)
    if count:
        at = rng.choice(recipe.n, count, replace=False)
        y[at] += _far(recipe) * rng.uniform(1, 2, count) * rng.choice((-1.0, 1.0), count)
    return Dataset(x, y)


def _x(recipe: Recipe, rng: np.random.Generator) -> NDArray[np.float64]:
    """n values within the range, about its middle or its quarters."""
    n, width = recipe.n, recipe.high - recipe.low
    match recipe.distribution:
        case "even":
            share = np.linspace(0, 1, n) if n > 1 else np.array([0.5])
        case "normal":
            share = rng.normal(0.5, 1 / 6, n)
        case "two groups":
            share = rng.normal(0, 1 / 24, n) + rng.choice((0.25, 0.75), n)
        case _:
            share = rng.uniform(0, 1, n)
    return np.asarray(recipe.low + width * np.clip(share, 0, 1))


def _far(recipe: Recipe) -> float:
    """How far from the line an outlier stands at least: far beyond the noise, and to be seen without any."""
    rise = abs(recipe.slope) * (recipe.high - recipe.low)
    return max(OUTLIER * recipe.noise, rise / 2) or max(1.0, abs(recipe.intercept)) / 2
