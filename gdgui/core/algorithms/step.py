"""One step against the gradient from anywhere, as the lesson takes it."""

from __future__ import annotations

import numpy as np

from gdgui.core.algorithms.draws import Indices
from gdgui.core.algorithms.given import TrainingSettings
from gdgui.core.dataset import Dataset
from gdgui.core.regression import gradient
from gdgui.core.scaling import Scaling


def gradient_step(
    dataset: Dataset, settings: TrainingSettings, m: float, b: float, drawn: Indices | None = None
) -> tuple[float, float]:
    """(m, b) after one epoch from here: on all points, or on these samples alone.

    m − lr·∂MSE/∂m and b − lr·∂MSE/∂b, both from the same residuals; where x is standardised, there, and
    in the points' own units again. From any m and b, however far; not finite where no number is as large.
    Raises ValueError without points.
    """
    scaling = Scaling.standardising(dataset) if settings.standardise else Scaling()
    points = scaling.points(dataset)
    m_there, b_there = scaling.scaled(m, b)
    if drawn is None:
        by_m, by_b = points.moments.gradient(m_there, b_there)
    else:
        with np.errstate(over="ignore", invalid="ignore"):
            by_m, by_b = gradient(Dataset(points.x[drawn], points.y[drawn]), m_there, b_there)
    m_step, b_step = scaling.original(-settings.learning_rate * by_m, -settings.learning_rate * by_b)
    return m + m_step, b + b_step


def batch_step(
    dataset: Dataset,
    settings: TrainingSettings,
    line: tuple[float, float],
    before: tuple[float, float] | None,
    drawn: Indices | None,
) -> tuple[float, float] | None:
    """The next epoch of an algorithm that does this on the samples it draws, and nothing else; None where
    they are not known. It does not matter whence it came to the line."""
    return None if drawn is None else gradient_step(dataset, settings, *line, drawn)
