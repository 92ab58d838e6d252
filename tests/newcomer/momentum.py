"""A toy algorithm, as somebody would add it: all of it is in this file. The program does not ship it.

Heavy ball: w ← w − lr·∇MSE(w) + β·(w − w before) for w = (m, b) (Polyak, USSR Computational Mathematics and
Mathematical Physics 4, 1964). No theory comes with it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset, gradient_step
from gdgui.core.algorithms import Algorithm, TrainingSettings
from gdgui.core.algorithms.draws import Draws, Indices
from gdgui.core.departure import Departure
from gdgui.core.scaling import Scaling

BETA = 0.8
Line = tuple[float, float]


class HeavyBall:
    """A stretch of a run: it begins at rest."""

    chunk = 2_000

    def __init__(self, dataset: Dataset, settings: TrainingSettings, start: Line) -> None:
        self._dataset, self._settings = dataset, settings
        self._before = self._line = start

    def compute(self, out: NDArray[np.float64]) -> int:
        epochs: int = out.shape[1]
        for column in out.T:
            after = _step(self._dataset, self._settings, self._line, self._before)
            self._before, self._line = self._line, after
            column[:] = *after, self._dataset.moments.mse(*after)
        return epochs


def _stretch(
    dataset: Dataset, settings: TrainingSettings, departure: Departure, scaling: Scaling, draws: Draws | None
) -> HeavyBall:
    return HeavyBall(dataset, settings, departure.start)


def _step(
    dataset: Dataset,
    settings: TrainingSettings,
    line: Line,
    before: Line | None,
    drawn: Indices | None = None,
) -> Line:
    (m, b), last = gradient_step(dataset, settings, *line), before or line
    return m + BETA * (line[0] - last[0]), b + BETA * (line[1] - last[1])


MOMENTUM = Algorithm(
    key="momentum",
    name="momentum",
    short="Momentum",
    label="Momentum",
    stretch=_stretch,
    points_per_epoch=lambda _, n: n,
    step=_step,
)
