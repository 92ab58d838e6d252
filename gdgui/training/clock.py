"""Where a cursor should be by now that moves at a speed."""

from __future__ import annotations

import math
import time

EVERY_EPOCH_UP_TO = 50.0
"""Epochs a second up to which each one is shown: a screen shows about 60."""

REPLAY = 1.0
"""Seconds for all epochs that were shown already, as fast as possible."""

LATE = 3
"""Epochs of delay that are made up for; what is further behind was lost to something else."""


class Clock:
    """Counts from an epoch and a moment on. `rate` is in epochs a second; math.inf: as fast as possible."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._epoch, self._moment = 0, 0.0

    @property
    def shows_every_epoch(self) -> bool:
        """Whether the speed is slow enough for the eye to see each epoch."""
        return self.rate <= EVERY_EPOCH_UP_TO

    def begin(self, epoch: int) -> None:
        """Leave this epoch at once: the next one is due now."""
        self._epoch, self._moment = epoch, time.monotonic() - 1 / self.rate

    def go_on(self, epoch: int) -> None:
        """Be at this epoch now: the next one is due in its time."""
        self._epoch, self._moment = epoch, time.monotonic()

    def forwards(self, cursor: int, done: int, end: int) -> int:
        """Where the cursor is to be: on through the epochs `done`, and as far as there are any, to `end`."""
        if math.isinf(self.rate) and cursor >= done:
            return end
        wanted = cursor + self._due(cursor, done)
        limit = min(end, done) if math.isinf(self.rate) else end
        if wanted > limit:  # there is no more: time spent waiting is not made up for
            self.begin(limit)
        return min(wanted, limit)

    def backwards(self, cursor: int, done: int) -> int:
        """The same towards the start."""
        return max(0, cursor - self._due(cursor, done))

    def _due(self, cursor: int, done: int) -> int:
        """Epochs between the cursor and where it should be."""
        rate = max(1, done) / REPLAY if math.isinf(self.rate) else self.rate
        due = math.floor((time.monotonic() - self._moment) * rate) - abs(cursor - self._epoch)
        if self.shows_every_epoch and due > 1:
            if due > LATE:
                self._epoch, self._moment = cursor, time.monotonic() - 1 / rate
            return 1
        return max(0, due)
