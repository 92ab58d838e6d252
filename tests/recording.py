"""A trace filled by hand."""

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Trace


def record(trace: Trace, values: NDArray[np.float64]) -> None:
    """Let these epochs follow: m, b and MSE in an array of shape (3, k)."""
    trace.reserve(values.shape[1])[:] = values
    trace.publish(values.shape[1])
