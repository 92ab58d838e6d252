"""What a learner is meant to do in each step of each lesson, one action after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.lessons.learner import Learner

Action = Callable[[Learner], None]


def run(**how: Any) -> Action:
    return lambda learner: learner.run(**how)


def go_on(epochs: int) -> Action:
    return lambda learner: learner.go_on(epochs)


def choose(begins: str) -> Action:
    return lambda learner: learner.choose(begins)


def move_last(x: float, y: float) -> Action:
    return lambda learner: learner.move_last(x, y)


def remove(index: int) -> Action:
    return lambda learner: learner.remove(index)


def draw(m: float, b: float) -> Action:
    return lambda learner: learner.draw(m, b)


def look(**options: Any) -> Action:
    return lambda learner: learner.look(**options)


SOLUTIONS: dict[str, list[list[Action]]] = {
    "01-larger-is-not-faster": [
        [run()],
        [run(learning_rate=0.6, predicted=True)],
        [choose("Never arrive"), run(learning_rate=0.9)],
        [run(learning_rate=0.78)],
    ],
    "02-the-loss-may-rise": [
        [run()],
        [choose("In a few"), choose("In about half")],
        [run(algorithm="gd")],
        [run(algorithm="sgd", learning_rate=0.02, epochs=2000)],
    ],
    "03-why-b-is-slow": [
        [run()],
        [choose("b has"), choose("x is about")],
        [go_on(100), go_on(100), go_on(100), go_on(100)],
        [run(standardise=True, epochs=50)],
    ],
    "04-path-and-contours": [
        [run()],
        [look(next_step=True), choose("Always"), choose("When one unit")],
        [look(equal_axes=True)],
        [run(learning_rate=0.6)],
    ],
    "05-not-at-the-minimum": [
        [choose("At the cross"), choose("Past it")],
        [run()],
        [run(standardise=True, learning_rate=0.5, to=0), run(epochs=1)],
    ],
    "06-one-minimum": [
        [run()],
        [run(m=-3.0, b=2.0)],
        [run(m=5.0, b=-4.0)],
        [choose("Where"), choose("How many")],
    ],
    "07-an-outlier": [
        [run()],
        [choose("Tilt"), move_last(0.5, 0.02), run()],
        [move_last(0.05, 0.02), run()],
        [remove(-1), run()],
    ],
    "08-years-as-x": [
        [run()],
        [choose("16 points"), choose("x is about")],
        [run(learning_rate=2e-7)],
        [run(learning_rate=0.5, standardise=True)],
    ],
    "09-batch-size-and-noise": [
        [run()],
        [choose("About a quarter"), run(batch_size=4)],
        [run(batch_size=16)],
        [run(batch_size=1, learning_rate=0.05)],
    ],
    "10-gd-against-sgd": [
        [run()],
        [choose("200"), run(algorithm="sgd", batch_size=1, epochs=200)],
        [run(algorithm="gd", epochs=100)],
        [choose("Always"), choose("When there are many")],
    ],
    "11-three-rates-on-20-cars": [
        [run(predicted=True)],
        [run(learning_rate=1.1e-5)],
        [run(learning_rate=0.03, standardise=True)],
        [choose("Arrive"), run(learning_rate=1.0)],
        [run(learning_rate=0.5)],
    ],
    "12-by-hand-then-by-descent": [
        [draw(0.3, 0.3), draw(0.55, 0.1)],
        [draw(0.58, 0.105)],
        [run()],
        [choose("Yes, with"), choose("No: nothing")],
    ],
}

TOO_LITTLE: list[tuple[str, int, list[Action]]] = [
    ("01-larger-is-not-faster", 1, [run(learning_rate=0.6)]),  # nothing was said before
    ("01-larger-is-not-faster", 1, [run(learning_rate=0.2, epochs=100, predicted=True)]),  # more epochs
    ("01-larger-is-not-faster", 2, [run(learning_rate=0.9)]),  # not answered
    ("01-larger-is-not-faster", 3, [run(learning_rate=0.7)]),  # arrives
    ("01-larger-is-not-faster", 3, [run(learning_rate=0.9)]),  # explodes
    ("02-the-loss-may-rise", 2, [run()]),  # SGD again
    ("03-why-b-is-slow", 2, [run(standardise=True, epochs=500)]),
    ("03-why-b-is-slow", 3, [run(epochs=500)]),
    ("06-one-minimum", 1, [run(m=0.4, b=0.5)]),  # too near
    ("06-one-minimum", 2, [run(m=5.0, b=-4.0, learning_rate=0.4)]),  # another rate as well
    ("07-an-outlier", 1, [choose("Tilt"), run()]),  # not moved
    ("07-an-outlier", 1, [choose("Tilt"), move_last(0.95, 0.02), run()]),  # to the edge
    ("07-an-outlier", 3, [remove(0), run()]),  # another point
    ("08-years-as-x", 2, [run(learning_rate=1e-6)]),
    ("09-batch-size-and-noise", 1, [choose("0"), run(batch_size=4, learning_rate=0.1)]),
    ("10-gd-against-sgd", 1, [choose("20"), run(algorithm="sgd", epochs=20)]),  # one pass
    ("11-three-rates-on-20-cars", 3, [choose("Arrive"), run(learning_rate=0.9)]),
    ("12-by-hand-then-by-descent", 1, [draw(0.5, 0.1)]),
]
