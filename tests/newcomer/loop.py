"""Momentum written out, as it would be taught."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings
from tests.newcomer.momentum import BETA


def loop(dataset: Dataset, settings: Settings, epochs: int) -> NDArray[np.float64]:
    """m, b and MSE after every epoch, shape (3, epochs + 1); column 0 is the start."""
    x, y, lr = dataset.x, dataset.y, settings.learning_rate
    m, b, m_speed, b_speed = settings.m, settings.b, 0.0, 0.0
    log = [(m, b, np.mean((y - (m * x + b)) ** 2))]
    for _ in range(epochs):
        f = y - (m * x + b)
        m_speed = BETA * m_speed + 2 * lr * float(np.mean(x * f))
        b_speed = BETA * b_speed + 2 * lr * float(np.mean(f))
        m, b = m + m_speed, b + b_speed
        log.append((m, b, np.mean((y - (m * x + b)) ** 2)))
    return np.array(log).T
