"""Which of two sums gives a coordinate of a run of SGD: the start and what followed, or the minimum and what
is left. Derived here from the roundings of both; the tests compare with long arithmetic.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WORTH_IT = 4
"""Beside the largest value so far, the terms of the other sum may be this many times as large."""


class Anchor:
    """m, or b. Its sum from the start never loses the roundings of the largest value that it went through;
    that from the minimum has those of its own terms, which shrink. So a run changes over once, at most: at
    its start where the start is far away, never where the minimum is.
    """

    def __init__(self, start: float, goal: float, left: float) -> None:
        self.value = start  # as counted from the start, as long as it is
        self._goal = goal
        self._largest = abs(start)
        self.is_at_goal = abs(goal) + left <= WORTH_IT * self._largest

    def put(self, left: Floats, size: Floats | None, counted: Floats | None) -> None:
        """Make of what is `left` to the minimum, in place, the coordinate.

        All of shape (k,): `size` is that of the terms whose sum is `left`, and `counted` the coordinate as
        counted from the start. Both are needed as long as it is not counted from the minimum.
        """
        left += self._goal
        if self.is_at_goal or size is None or counted is None:
            return
        largest = np.maximum(np.maximum.accumulate(np.abs(counted)), self._largest)
        good = size + abs(self._goal) <= WORTH_IT * largest
        self.is_at_goal = bool(good.any())
        change = int(good.argmax()) if self.is_at_goal else len(good)
        left[:change] = counted[:change]
        self.value, self._largest = float(counted[-1]), float(largest[-1])
