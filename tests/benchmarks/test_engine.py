"""The engine against the lesson, a compiled loop, scikit-learn's own, and the mere filling of the arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from gdgui.core import Dataset, Settings, train
from tests.benchmarks.measure import HEADER, in_turn, noisy_line, report

MANY = 1_000_000
SLOW = 2_000  # epochs that a slow contender does; its time is scaled from there
GD, SGD = Settings("gd", epochs=MANY), Settings("sgd", epochs=MANY)

pytestmark = [pytest.mark.benchmark, pytest.mark.filterwarnings("default")]  # other people's warnings


@pytest.fixture(scope="module")
def contenders() -> Any:
    """The module of that name; what it imports is in a dependency group of its own."""
    for name in ("numba", "sklearn"):
        pytest.importorskip(name, reason="needs uv run --group bench pytest -m benchmark -s")
    return import_module("tests.benchmarks.contenders")


@pytest.fixture(scope="module")
def points() -> Dataset:
    print(HEADER, end="")
    return noisy_line(100)


def seconds(task: Callable[[], object]) -> Callable[[], float]:
    """How long it takes, when called."""

    def measured() -> float:
        begin = perf_counter()
        task()
        return perf_counter() - begin

    return measured


def compare(what: str, ours: Callable[[], object], other: Callable[[], object], rounds: int = 15) -> float:
    """Print how long ours takes to the other; the ratio."""
    return report(what, *in_turn(seconds(ours), seconds(other), rounds))


def scaled(task: Callable[[Dataset, int], object], points: Dataset) -> float:
    """Seconds for a million epochs, from a run of `SLOW`: its best of three."""
    return min(seconds(partial(task, points, SLOW))() for _ in range(3)) * MANY / SLOW


def test_the_contenders_do_the_same(contenders: Any, points: Dataset) -> None:
    ours = train(points, Settings("gd", epochs=SLOW))
    expected = np.array([ours.m, ours.b, ours.mse])
    np.testing.assert_allclose(contenders.compiled(points, SLOW), expected, rtol=1e-9)
    for mse in (contenders.numpy_mse, contenders.sklearn_mse):
        np.testing.assert_allclose(contenders.lesson(points, SLOW, mse), expected[:, 1:].T, rtol=1e-9)
    ours = train(points, Settings("sgd", epochs=SLOW))
    expected = np.array([ours.m, ours.b, ours.mse])
    for run in (contenders.compiled_sgd, contenders.compiled_sgd_drawn_before):
        np.testing.assert_allclose(run(points, SLOW), expected, rtol=1e-9)
    lesson = contenders.lesson_sgd(points, SLOW, contenders.numpy_mse)
    np.testing.assert_allclose(lesson, expected[:, 1:].T, rtol=1e-9)


def test_a_million_epochs_of_gradient_descent(contenders: Any, points: Dataset) -> None:
    ours, what = partial(train, points, GD), "GD, 1,000,000 epochs"
    compare(f"{what} / filling the arrays", ours, partial(contenders.filled, MANY))
    ratio = compare(f"{what} / compiled loop (at most 1.2)", ours, partial(contenders.compiled, points, MANY))
    taken = min(seconds(ours)() for _ in range(5))
    numpy_lesson = scaled(partial(contenders.lesson, mse=contenders.numpy_mse), points)
    report(f"{what} / lesson, numpy's MSE, scaled", taken, numpy_lesson)
    lesson = scaled(partial(contenders.lesson, mse=contenders.sklearn_mse), points)
    report(f"{what} / lesson, sklearn's MSE, scaled", taken, lesson, 1e-4)
    report(f"{what} / SGDRegressor, scaled", taken, scaled(contenders.regressor, points))
    assert ratio <= 1.2
    assert taken * 10_000 <= lesson


def test_the_number_of_points_costs_nothing_but_one_pass(points: Dataset) -> None:
    many, settings = noisy_line(1_000_000), Settings("gd", epochs=100_000)
    pass_over_points = seconds(lambda: Dataset(many.x, many.y).moments)()
    report("one pass over 1,000,000 points / over 100", pass_over_points, seconds(lambda: points.moments)())
    assert many.moments.sxx > 0  # the pass is done
    what = "GD, 100,000 epochs: 1,000,000 points / 100 (at most 1.5)"
    assert compare(what, partial(train, many, settings), partial(train, points, settings), 40) <= 1.5


def test_a_million_updates_of_sgd(contenders: Any, points: Dataset) -> None:
    ours, what = partial(train, points, SGD), "SGD, 1,000,000 updates"
    compare(f"{what} / filling the arrays", ours, partial(contenders.filled, MANY))
    before = partial(contenders.compiled_sgd_drawn_before, points, MANY)
    strict = compare(f"{what} / the same, drawn in one call (at most 5)", ours, before)
    compiled = partial(contenders.compiled_sgd, points, MANY)
    ratio = compare(f"{what} / compiled loop (at most 5)", ours, compiled)
    taken = min(seconds(ours)() for _ in range(5))
    numpy_lesson = scaled(partial(contenders.lesson_sgd, mse=contenders.numpy_mse), points)
    report(f"{what} / lesson, numpy's MSE, scaled", taken, numpy_lesson)
    lesson = scaled(partial(contenders.lesson_sgd, mse=contenders.sklearn_mse), points)
    report(f"{what} / lesson, sklearn's MSE, scaled", taken, lesson, 1e-3)
    assert max(ratio, strict) <= 5
    assert taken * 1_000 <= lesson


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_short_run_is_not_slow(contenders: Any, points: Dataset, algorithm: str) -> None:
    settings = Settings(algorithm, epochs=10)
    lesson = contenders.lesson if algorithm == "gd" else contenders.lesson_sgd
    what = f"{algorithm.upper()}, 10 epochs / lesson, numpy's MSE (at most 2)"
    other = partial(lesson, points, 10, contenders.numpy_mse)
    assert compare(what, partial(train, points, settings), other, 300) <= 2
