"""What the lessons say in numbers is so: each number in them is computed here."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from gdgui.core import Dataset, Settings, gradient, least_squares, train
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory import forecast
from gdgui.files.lesson_file import lessons
from gdgui.lessons.lesson import Lesson
from tests.lessons.claims import all_words, arrives, signed, unproved

LESSONS = {lesson.name: lesson for lesson in lessons()}
SGD = next(key for key, each in ALGORITHMS.items() if each.is_stochastic)
ARRIVED = "within 1 % of the smallest possible"  # `Goal` has it, and its tests


def rate_and_epochs(lesson: Lesson) -> tuple[str, str]:
    settings = lesson.setting.settings
    return f"{settings.learning_rate:g}", f"{settings.epochs}"


def limit(dataset: Dataset, **settings: object) -> float:
    return forecast(dataset, replace(Settings(), **settings)).stability_limit  # type: ignore[arg-type]


def larger_is_not_faster(lesson: Lesson) -> list[str]:
    points = lesson.setting.points.dataset
    rate, epochs = rate_and_epochs(lesson)
    assert arrives(points, learning_rate=0.9) is None
    assert 0.78 < limit(points) < 0.85
    return [
        f"{len(points)} points, a rate of {rate} and {epochs} epochs",
        f"After {epochs} epochs",
        f"this rate needs {arrives(points, learning_rate=0.2)} epochs",
        ARRIVED,
        f"within these {epochs} epochs",
        "run with a rate above 0.85",
        "What will a rate of 0.9 do",
        "Arrive sooner than 0.7 does",
        "That is what 0.78 does",
        f"here about {limit(points):.3f}",
        f"with 0.7 it takes {arrives(points, learning_rate=0.7)} epochs",
        f"with 0.78 it\ntakes {arrives(points, learning_rate=0.78)}".replace("\n", " "),
        f"a rate above 0.7 whose run neither arrives within {epochs} epochs",
    ]


def the_loss_may_rise(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    rises = int((np.diff(train(points, settings).mse) > 0).sum())
    assert abs(rises / settings.epochs - 0.5) < 0.05
    small = [replace(settings, learning_rate=0.02, epochs=2000, seed=seed) for seed in range(40)]
    near = [train(points, each).mse[-1] < 1.1 * least_squares(points).mse for each in small]
    assert 0.9 < np.mean(near) < 1  # mostly
    return [
        "need not reach 0",
        f"here at one of {len(points)}",
        f"that of all {len(points)}",
        f"in how many of the {settings.epochs} epochs",
        f"In how many of the {settings.epochs} epochs",
        f"It was {rises} of {settings.epochs}",
        "come down to 0",
        f"about {least_squares(points).mse:.4f}, which is the smallest",
        "stays above 0",
        "within 10 % of the smallest MSE. A rate of 0.02 and 2,000 epochs",
    ]


def why_b_is_slow(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    best, trace = least_squares(points), train(points, settings)
    way = (trace.b[-1] - settings.b) / (best.b - settings.b)
    assert 0.5 < way < 0.6
    assert arrives(points, 50, learning_rate=0.1, standardise=True) is not None
    return [
        f"{len(points)} real cars",
        f"b about {best.b:.1f}",
        "at x = 0",
        f"Run {settings.epochs} epochs",
        f"m jumped from {settings.m} to {trace.m[1]:.2f}",
        f"about {signed(best.m, 2)}",
        f"b has come to {trace.b[-1]:.1f} after {settings.epochs} epochs",
        f"x is about {points.x.mean():.1f} for",
        f"takes: {arrives(points, learning_rate=settings.learning_rate)} with this rate",
        "then at 0",
        "within 50 epochs",
    ]


def path_and_contours(lesson: Lesson) -> list[str]:
    points = lesson.setting.points.dataset
    steep = 2 / limit(points)
    assert 1 - 0.5 * steep < 0  # beyond the floor of the valley in each step
    return ["it is 0.", "rate above 0.5"]


def not_at_the_minimum(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    down = -np.array(gradient(points, settings.m, settings.b))
    best, trace = least_squares(points), train(points, settings)
    there = np.array([best.m - settings.m, best.b - settings.b])
    angle = math.degrees(math.acos(down @ there / np.linalg.norm(down) / np.linalg.norm(there)))
    assert max(down) < 0  # both become smaller
    assert there[0] > 0 > there[1]
    assert trace.m[1] < trace.m[0] < trace.m[-1]  # the wrong way, and round
    return [
        f"at m = {settings.m}, b = {settings.b}",
        f"at m about {best.m:.2f} and b about {best.b:.2f}",
        f"About {angle:.0f}° lie",
        "set 1 epoch",
        "A rate of 0.5",
    ]


def one_minimum(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    end = train(points, settings)
    return [f"at m about {end.m[-1]:.2f} and b about {end.b[-1]:.2f}", "by 1 or more", "from 5 or more away"]


def an_outlier(lesson: Lesson) -> list[str]:
    points = lesson.setting.points.dataset
    rest = Dataset(points.x[:-1], points.y[:-1])
    middle = Dataset([*rest.x, 0.5], points.y)
    left = Dataset([*rest.x, 0.05], points.y)
    slopes = [f"{least_squares(each).m:.2f}" for each in (rest, middle)]
    assert slopes[0] == slopes[1]
    assert least_squares(left).mse < least_squares(middle).mse / 2
    return [
        f"{len(rest)} points lie close to a line with slope {slopes[0]}",
        f"at x = {points.x[-1]}",
        f"best line is {least_squares(points).m:.2f}: one point of {len(points)}",
        "x about 0.5",
        f"The slope is {slopes[1]} again",
        f"lies {(least_squares(rest).b - least_squares(middle).b):.2f} lower",
        "residuals must be 0",
        "x about 0.05",
    ]


def years_as_x(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    stable = limit(points)
    slow = forecast(points, replace(settings, learning_rate=2e-7))
    assert slow.epochs_to_arrive is not None
    assert 0.5e12 < slow.epochs_to_arrive < 2e12  # a million million
    assert (points.x**2).mean() == pytest.approx(4e6, rel=0.02)
    assert limit(points, standardise=True) == pytest.approx(1)
    assert stable > 0.00000024
    for rate in (1.01e-7, 2.39e-7):
        after = train(points, replace(settings, learning_rate=rate, epochs=50))
        assert after.mse[-1] < 2 * after.mse.min() + 1000, "at the points within a few dozen epochs"
    flat = train(points, replace(settings, learning_rate=2e-7))
    return [
        f"{len(points)} years and",
        f"{len(points)} points, and a rate of {settings.learning_rate}",
        f"2.469·10⁻⁷, which is {stable:.10f}",
        f"{len(points)} points are too few",
        "x is about 2,000",
        "x² is about 4 million",
        "2e-7 can be typed",
        "Run 50 epochs with a rate above 0.0000001",
        "below 0.00000024",
        f"its slope is {flat.m[-1]:.3f}, and that of the best one is {least_squares(points).m:.3f}",
        f"take b to {signed(least_squares(points).b, 0)}",
        "The year 0 is where b is measured, and it is 2,000 years away",
        "stable rate is 1 then",
        f"within {settings.epochs} epochs",
    ]


def batch_size_and_noise(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    stays = {}
    for size in (1, 4, 16, 20):
        long = [replace(settings, batch_size=size, epochs=4000, seed=seed) for seed in range(20)]
        mean = np.mean([train(points, each).mse[400:].mean() for each in long])
        stays[size] = 100 * (mean / least_squares(points).mse - 1)
    assert stays[20] > 1
    assert stays[4] / stays[1] == pytest.approx(0.25, abs=0.02)
    assert len(points) == 20
    return [
        f"batch size of {settings.batch_size} looks",
        f"stays {stays[1]:.0f} % above",
        f"{stays[1]:.0f} % again",
        "Now draw 4 points",
        "batch size of 4,",
        "With 4 points",
        f"About {stays[4]:.0f} %",
        "0: four points",
        "a batch of 20",
        f"With 16 points it is about {stays[16]:.0f} %",
        "16 times as many points as with 1",
        "with 16 or more",
        "batch size of 1 again, run with a rate of 0.05",
    ]


def gd_against_sgd(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    n, epochs = len(points), settings.epochs
    full = train(points, settings).mse[-1]
    drawn = train(points, replace(settings, algorithm=SGD, epochs=n * epochs)).mse[-1]
    arrived = arrives(points, learning_rate=settings.learning_rate)
    assert arrived is not None
    assert 2 < full / least_squares(points).mse < 2.2
    return [
        f"all {n} points; one epoch of SGD with a batch size of 1",
        f"{epochs} epochs of gradient descent look at {n * epochs} points. That is {epochs} passes",
        f"for {epochs} epochs",
        f"an MSE of {full:.4f}, twice",
        f"make of {n * epochs} points",
        f"a batch size of 1, the same rate, and as many epochs as make {epochs} passes",
        f"a batch size of 1 are {epochs} passes over {n} points",
        "10\n",  # choices
        "20\n",
        f"{n * epochs}\n",
        f"looks at {epochs} points only",
        f"with the seed {settings.seed} to an MSE of {drawn:.4f}",
        f"made {n * epochs} small updates where gradient descent made {epochs}",
        f"took {arrived} epochs, which are {n * arrived:,} points",
        f"With {n} points",
    ]


def three_rates(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    slow, best = train(points, replace(settings, learning_rate=1.1e-5)), least_squares(points)
    long = arrives(points, 1_000_000, learning_rate=1.1e-5)
    assert long is not None
    assert long > 900_000
    for rate in (0.03, 1.0):
        outcome = train(points, replace(settings, learning_rate=rate)).outcome
        assert outcome is not None
        assert (outcome.reason, outcome.epoch < 5) == ("diverged", True)
    there = train(points, replace(settings, learning_rate=1.0, standardise=True))
    assert there.m[::2] == pytest.approx(settings.m)  # for ever, between two lines
    assert there.m[1::2] == pytest.approx(there.m[1])
    return [
        "0.03, 0.000011 and 1",
        f"{len(points)} cars",
        f"{len(points)} used cars",
        f"rate of {settings.learning_rate} will",
        f"x goes up to {points.x.max():.0f}",
        f"about {round((points.x**2).mean(), -2):,.0f}",
        f"about one over that: {limit(points):.6f}",
        "So 1 is",
        "rate of 0.000011.",
        f"m has come to {slow.m[-1]:.3f}",
        f"b is at {slow.b[-1]:.2f}, and should be {best.b:.0f}",
        "more than 900,000 epochs",
        f"with the rate {settings.learning_rate} within {settings.epochs} epochs",
        f"It took {arrives(points, learning_rate=0.03, standardise=True)} epochs",
        f"the stability limit is {limit(points, standardise=True):.0f}, whatever",
        "the rate 1: exactly",
        "a rate of 1, x",
        "a rate of exactly 1 do",
        "what 0.5 does here. A rate of 1 goes",
        "Anything above 1 does",
        "divide the sum of squares by 2n",
        "their rate 1 is 0.5 here",
        "the rate 1.",
    ]


def by_hand(lesson: Lesson) -> list[str]:
    points, settings = lesson.setting.points.dataset, lesson.setting.settings
    end = train(points, settings)
    return [
        "within 25 % of",
        "within 3 %",
        f"at the height {settings.b}",
        f"m about {end.m[-1]:.2f} and b about {end.b[-1]:.2f}",
    ]


CLAIMS: dict[str, Callable[[Lesson], list[str]]] = {
    "01-larger-is-not-faster": larger_is_not_faster,
    "02-the-loss-may-rise": the_loss_may_rise,
    "03-why-b-is-slow": why_b_is_slow,
    "04-path-and-contours": path_and_contours,
    "05-not-at-the-minimum": not_at_the_minimum,
    "06-one-minimum": one_minimum,
    "07-an-outlier": an_outlier,
    "08-years-as-x": years_as_x,
    "09-batch-size-and-noise": batch_size_and_noise,
    "10-gd-against-sgd": gd_against_sgd,
    "11-three-rates-on-20-cars": three_rates,
    "12-by-hand-then-by-descent": by_hand,
}


@pytest.mark.parametrize("name", LESSONS)
def test_each_number_in_a_lesson_is_true(name: str) -> None:
    lesson = LESSONS[name]
    assert unproved(all_words(lesson), CLAIMS[name](lesson)) == ""


def test_a_number_that_nobody_computed_is_found() -> None:
    assert unproved("after 37 epochs, or 38", ["37 epochs"]) == "after , or 38"
    with pytest.raises(AssertionError, match="36 epochs"):
        unproved("after 37 epochs", ["36 epochs"])
