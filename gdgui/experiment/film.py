"""A stretch of epochs as the frames of a film."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gdgui.experiment.frame import Frame, saved_runs

USUAL = 120  # frames, at most


@dataclass(frozen=True)
class Film:
    """The epochs `first` to `last` of the run that a frame shows, so many of them apart; always the last."""

    shown: Frame
    first: int
    last: int
    every: int = 1

    def __len__(self) -> int:
        """How many frames there are."""
        return 1 - (self.first - self.last) // self.every

    def epoch(self, k: int) -> int:
        """The epoch of frame k, counted from 0."""
        return min(self.first + k * self.every, self.last)

    def __getitem__(self, k: int) -> Frame:
        """Frame k: what would be shown with the cursor at its epoch."""
        shown, epoch = self.shown, self.epoch(k)
        runs = [saved.run for saved in shown.saved]
        saved = saved_runs(runs, shown.dataset, epoch if shown.current else None)
        return replace(shown, cursor=epoch, saved=saved)


def usual_step(first: int, last: int) -> int:
    """How many epochs to go on from frame to frame, so that a film is not too long."""
    return max(1, -(-(last - first) // (USUAL - 1)))
