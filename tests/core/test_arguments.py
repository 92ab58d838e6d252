"""What the lesson's functions take, and how they refuse the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdgui.core import SGD, Settings, gradient_descent

X, Y = [0.0, 1.0, 2.0], [1.0, 3.0, 5.0]
COLUMN = np.array(X).reshape(-1, 1)


@pytest.mark.parametrize("run", [gradient_descent, SGD])
@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        (COLUMN, Y, r"x must be one column of numbers, not an array of shape \(3, 1\)"),
        (X, COLUMN, r"y must be one column of numbers, not an array of shape \(3, 1\)"),
        (X, [1.0, 2.0], "3 values of x but 2 of y"),
        (X, [1.0], "3 values of x but 1 of y"),
        ([], [], "there are no points"),
        (X, [1.0, np.nan, 2.0], "y of point 2 is not a number"),
        (np.ma.masked_equal(X, 1.0), Y, "x of point [12] is not a number"),
        (X, ["1", "2", "3"], "y must be one column of numbers, not of text"),
    ],
)
def test_points_are_refused_with_the_sentences_of_a_dataset(run: Any, x: Any, y: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        run(x, y)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"batch_size": 0}, "The batch size takes a whole number of at least 1"),
        ({"batch_size": 2.0}, "The batch size takes a whole number of at least 1"),
        ({"batch_size": True}, "The batch size takes a whole number of at least 1"),
        ({"epoch": -1}, "The number of epochs takes a whole number of at least 0"),
        ({"lr": 0}, "The learning rate takes a number above 0"),
        ({"lr": float("nan")}, "The learning rate takes a number above 0"),
        ({"lr": "0.1"}, "The learning rate takes a number above 0"),
        ({"m": float("inf")}, "The start slope m takes a number between"),
        ({"b": [1.0, 2.0]}, "The start intercept b takes a number between"),
        ({"rng": -1}, "rng takes a whole number from 0 on, a numpy Generator or None"),
        ({"rng": np.random.RandomState(0)}, "rng takes a whole number from 0 on"),
    ],
)
def test_other_arguments_are_refused_in_words(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SGD(X, Y, **arguments)


@pytest.mark.parametrize("seed", [7, np.int64(7)])
def test_a_seed_is_as_good_as_a_generator(seed: Any) -> None:
    expected = SGD(X, Y, rng=np.random.default_rng(7))
    assert SGD(X, Y, rng=seed) == expected


def test_numbers_of_numpy_count_as_numbers() -> None:
    numbers: dict[str, Any] = {
        "lr": np.float32(0.25),
        "epoch": np.int64(4),
        "m": np.float64(1),
        "b": np.int8(0),
    }
    assert gradient_descent(X, Y, **numbers) == gradient_descent(X, Y, lr=0.25, epoch=4, m=1, b=0)
    settings = Settings(epochs=np.int64(4), learning_rate=np.float32(0.25))  # type: ignore[arg-type]
    assert settings == Settings(epochs=4, learning_rate=0.25)
    assert type(settings.epochs) is int
