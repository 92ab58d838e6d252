"""How many epochs are due by now."""

from __future__ import annotations

import math


class Pace:
    """Epochs a second, counted from a moment on; the first epoch is due at that moment.

    `rate` may be math.inf: then as many as `most` are due at any time.
    """

    def __init__(self, rate: float, now: float) -> None:
        self._rate = rate
        self._begun = now
        self._done = 0

    def due(self, now: float, most: int) -> int:
        """Number of epochs to do now, at most `most`; they count as done."""
        if math.isinf(self._rate):
            return most
        epochs = min(most, max(0, math.floor((now - self._begun) * self._rate) + 1 - self._done))
        self._done += epochs
        return epochs

    def wait(self, now: float) -> float:
        """Seconds until the next epoch is due."""
        if math.isinf(self._rate):
            return 0.0
        return max(0.0, self._begun + self._done / self._rate - now)
