"""What the lesson's functions are called with, taken as numpy users pass it and refused in words."""

from __future__ import annotations

import math
import operator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdgui.core.dataset import LARGEST, Dataset

Seed: TypeAlias = "int | np.random.Generator | None"  # numpy.random is loaded when it is needed


def checked_points(x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two columns of the same length n ≥ 1. Raises ValueError as `Dataset` does, and where there are none."""
    points = Dataset(x, y)
    if len(points) == 0:
        raise ValueError("there are no points")
    return points.x, points.y


def checked_run(lr: Any, epoch: Any, m: Any, b: Any) -> tuple[float, int, float, float]:
    """Learning rate, epochs and start as plain numbers. Raises ValueError for one that no run can use."""
    rate = _number(lr)
    if not 0 < rate < math.inf:
        raise ValueError("The learning rate takes a number above 0, such as 0.05.")
    start = _number(m), _number(b)
    for word, value in zip(("slope m", "intercept b"), start, strict=True):
        if not abs(value) <= LARGEST:
            raise ValueError(f"The start {word} takes a number between ±{LARGEST:g}.")
    return rate, checked_whole("The number of epochs", epoch, 0), *start


def checked_whole(words: str, value: Any, least: int) -> int:
    """A whole number of Python's or numpy's. Raises ValueError where it is none, or below `least`."""
    try:
        number = None if isinstance(value, (bool, np.bool_)) else operator.index(value)
    except TypeError:
        number = None
    if number is None or number < least:
        raise ValueError(f"{words} takes a whole number of at least {least}.")
    return number


def generator(rng: Any) -> np.random.Generator:
    """The generator itself, or one for a seed; without either, one that nobody can repeat."""
    if rng is None or isinstance(rng, np.random.Generator):
        return np.random.default_rng(rng)
    try:
        return np.random.default_rng(checked_whole("rng", rng, 0))
    except ValueError as error:
        raise ValueError("rng takes a whole number from 0 on, a numpy Generator or None.") from error


def _number(value: Any) -> float:
    """As a float; nan, which no bound admits, where it is no number."""
    is_number = np.ndim(value) == 0 and np.asarray(value).dtype.kind in "iuf"
    return float(value) if is_number else math.nan
