"""The samples that the engine drew, against those that the lesson draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdgui.core import Descent, Settings, train
from tests.core.lesson import CALM, CALM_SGD, LATER, UNIT, recorded


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_the_samples_of_every_epoch_are_those_that_the_lesson_draws(batch_size: int) -> None:
    trace = train(UNIT, Settings("sgd", 0.01, 1200, batch_size, seed=6))

    rng = np.random.default_rng(6)
    expected = [rng.integers(0, 20, batch_size).tolist() for _ in range(1200)]
    assert [trace.samples(epoch).tolist() for epoch in range(1, 1201)] == expected


def test_the_samples_of_every_epoch_are_at_hand_after_changes() -> None:
    wider = replace(CALM_SGD, batch_size=3)
    descent = Descent(UNIT, replace(CALM_SGD, epochs=1000))
    descent.advance(100)
    descent.change(LATER, replace(wider, epochs=1000))
    descent.advance(100)
    descent.change(LATER, replace(CALM, epochs=1000))
    descent.advance(100)
    descent.change(UNIT, replace(CALM_SGD, epochs=1000))
    descent.advance(100)

    rng = np.random.default_rng(0)
    expected = [rng.integers(0, 20, 2).tolist() for _ in range(100)]
    expected += [rng.integers(0, 4, 3).tolist() for _ in range(100)]
    expected += [[] for _ in range(100)]
    expected += [rng.integers(0, 20, 2).tolist() for _ in range(100)]
    assert [descent.trace.samples(epoch).tolist() for epoch in range(1, 401)] == expected


def test_asking_for_samples_does_not_disturb_the_run() -> None:
    settings = Settings("sgd", 0.01, 200, 3)
    descent = Descent(UNIT, settings)
    for _ in range(20):
        descent.advance(10)
        descent.trace.samples(descent.epochs // 2)

    assert np.array_equal(recorded(descent.trace), recorded(train(UNIT, settings)))


@pytest.mark.parametrize("settings", [CALM, CALM_SGD], ids=["gd", "sgd"])
def test_only_epochs_done_have_samples(settings: Settings) -> None:
    descent = Descent(UNIT, settings)
    descent.advance(25)

    for epoch in (-1, 0, 26, 60):
        with pytest.raises(IndexError, match=f"epoch {epoch} is not between 1 and 25"):
            descent.trace.samples(epoch)
