"""What a run did, in a word: on points whose every step can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdgui.core import Dataset, Settings, train
from gdgui.core.theory.course import courses, turns

# x is −1 and 1: each epoch multiplies the distance of m and of b from the minimum, (1, 0), by 1 − 2·lr.
CROSS = Dataset([-1, 1], [-1, 1])
START = Settings(m=0.0, b=1.0, epochs=100)


@pytest.mark.parametrize(
    ("rate", "epochs", "words"),
    [
        (0.001, 20, {"creeps"}),  # 0.998 of the distance remain of each epoch
        (0.25, 20, {"arrives"}),  # half of it
        (0.9, 40, {"arrives", "oscillates"}),  # −0.8 of it
        (0.9, 5, {"oscillates"}),  # 0.8⁵ = 0.33 of it are left
        (0.999, 20, {"oscillates"}),
        (1.5, 100, {"explodes"}),  # −2 of it
        (0.5, 3, {"arrives"}),  # at once
    ],
)
def test_every_word_is_that_of_the_factor(rate: float, epochs: int, words: set[str]) -> None:
    assert courses(train(CROSS, replace(START, learning_rate=rate, epochs=epochs))) == words


def test_steps_across_the_valley_are_turns_and_steps_along_it_are_none() -> None:
    assert turns(train(CROSS, replace(START, learning_rate=0.9))) == 1.0
    assert turns(train(CROSS, replace(START, learning_rate=0.1))) == 0.0


def test_one_epoch_and_a_start_at_the_minimum_turn_nowhere() -> None:
    assert turns(train(CROSS, replace(START, learning_rate=0.9, epochs=1))) == 0.0
    resting = train(CROSS, replace(START, m=1.0, b=0.0))
    assert courses(resting) == {"arrives"}


def test_sgd_in_its_noise_goes_back_and_forth_and_one_that_arrives_does_not(sample: Dataset) -> None:
    noisy = Settings(algorithm="sgd", batch_size=1, learning_rate=0.3, epochs=300, seed=1)
    assert courses(train(sample, noisy)) == {"oscillates"}
    on_a_line = Dataset([0.0, 0.5, 1.0], [0.0, 0.5, 1.0])
    assert courses(train(on_a_line, replace(noisy, learning_rate=0.5, epochs=500))) == {"arrives"}
