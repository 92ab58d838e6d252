"""Which of many epochs are drawn: of the earlier lines, and of the path on the loss surface."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FULL = 10  # this many of the newest lines are all there
PER_LEVEL = 3  # further back: this many each time the distance grows fourfold


def trail_epochs(cursor: int) -> NDArray[np.int64]:
    """Which earlier epochs the trail shows at this cursor, ascending and bounded.

    The newest are all there; the further back, the sparser, on multiples of powers of four: a line stays
    where it is from frame to frame until it is thinned out. The start is always among them.
    """
    kept = [np.arange(max(0, cursor - FULL), cursor)]
    step, near = 4, FULL
    while near < cursor:
        far = near + PER_LEVEL * step
        first = -(-max(0, cursor - far) // step) * step
        kept.append(np.arange(first, cursor - near, step))
        near, step = far, 4 * step
    epochs = np.concatenate(kept[::-1])
    if len(epochs) and epochs[0] > 0:
        epochs = np.append(0, epochs)
    return epochs.astype(np.int64)


def path_epochs(cursor: int, most: int = 1500) -> NDArray[np.int64]:
    """Which epochs of 0 … cursor the path goes through, ascending, at most about `most`.

    The newest and the first ones are all there; between them they are multiples of a power of two, so that
    a path stays where it is while it grows.
    """
    if cursor < most:
        return np.arange(cursor + 1)
    third = most // 3
    stride = 2 ** math.ceil(math.log2((cursor - third) / third))
    early = np.geomspace(1, cursor, third).astype(np.int64)
    newest = np.arange(cursor - third, cursor + 1)
    return distinct(np.concatenate(([0], early, np.arange(0, cursor, stride), newest)))


def distinct(epochs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each of these once, ascending. Numpy's unique takes longer, and loads numpy.ma amid a frame."""
    epochs = np.sort(epochs)
    return epochs[np.concatenate(([True], epochs[1:] != epochs[:-1]))]
