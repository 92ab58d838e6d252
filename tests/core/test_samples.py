"""Samples used, on paper."""

import numpy as np

from gdgui.core import Dataset, Descent, Settings
from gdgui.core.samples import SamplesUsed

POINTS = Dataset(np.arange(7.0), np.arange(7.0))


def test_an_epoch_of_gradient_descent_uses_all_points_and_one_of_sgd_its_batch() -> None:
    assert SamplesUsed.by(Settings("gd"), 7).at(np.array([0, 1, 10])).tolist() == [0, 7, 70]
    assert SamplesUsed.by(Settings("sgd", batch_size=3), 7).at(np.array([0, 1, 10])).tolist() == [0, 3, 30]


def test_a_run_that_changed_its_ways_used_both() -> None:
    descent = Descent(POINTS, Settings("gd", epochs=10))
    descent.advance(4)
    descent.change(POINTS, Settings("sgd", epochs=10, batch_size=2))
    descent.advance(6)
    used = SamplesUsed.of(descent.trace)
    assert used.at(np.array([0, 4, 5, 10])).tolist() == [0, 28, 30, 40]
    assert used.epochs_at(np.array([7, 28, 29, 30])).tolist() == [1, 4, 4.5, 5]
