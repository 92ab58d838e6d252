"""One epoch from anywhere, as the lesson takes it: what the next step shows."""

from __future__ import annotations

import numpy as np

from gdgui.core.dataset import Dataset
from gdgui.core.draws import Draws, Indices
from gdgui.core.regression import gradient
from gdgui.core.scaling import Scaling
from gdgui.core.settings import Settings


def gradient_step(
    dataset: Dataset, settings: Settings, m: float, b: float, drawn: Indices | None = None
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


def first_batch(dataset: Dataset, settings: Settings) -> Indices | None:
    """The samples that a run with these settings will draw first; None where it draws none."""
    if settings.algorithm == "gd":
        return None
    return Draws(np.random.default_rng(settings.seed), len(dataset), settings.batch_size).of_epoch(0)
