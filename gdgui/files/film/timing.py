"""How long each frame of a film stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

HOLD = 2.0  # seconds that the last frame stands: what a run has come to is looked at


@dataclass(frozen=True)
class Timing:
    """So many frames, so many of them a second; the last one is held. Afterwards it begins again, or ends."""

    frames: int
    per_second: float
    loops: bool = True

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return (self.frames - 1) / self.per_second + HOLD

    def delays(self, unit: int) -> Iterator[int]:
        """For each frame, how long it stands, in whole parts of a second, of which there are `unit`.

        What is rounded off one of them goes to the next, so that a long film is as long as it should be.
        """
        shown = 0
        for k in range(1, self.frames):
            until = round(k * unit / self.per_second)
            yield until - shown
            shown = until
        yield round(HOLD * unit)

    @property
    def repeats(self) -> int:
        """How often the last frame is shown where all stand equally long."""
        return max(1, round(HOLD * self.per_second))
