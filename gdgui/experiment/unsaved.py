"""What somebody would miss: the part of a session that is compared with what was saved."""

from __future__ import annotations

from typing import NamedTuple

from gdgui.core import Settings
from gdgui.experiment.commands import Line
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points
from gdgui.experiment.run import Run
from gdgui.experiment.runs import Runs


class RunMark(NamedTuple):
    """A run, without its trace: with the same number it goes on or is changed, and is no other."""

    number: int
    given: str
    choice: bool | None
    pinned: bool
    epochs: int
    segments: int

    @classmethod
    def of(cls, run: Run) -> RunMark:
        """That of a run as far as it has come."""
        return cls(run.number, run.given, run.choice, run.pinned, run.trace.epochs, len(run.trace.segments))


class Lost(NamedTuple):
    """What is other than it was, or new."""

    points: int | None  # how many there are; None where they are the same
    runs: int  # new ones, and those that went on
    list_of_runs: bool  # some are gone, or have another name
    settings: bool
    my_line: bool


class Mark(NamedTuple):
    """Made in microseconds. How it is looked at does not count: nobody misses that."""

    points: Points
    settings: Settings
    my_line: Line | None
    runs: tuple[RunMark, ...]

    @classmethod
    def of(cls, experiment: Experiment, runs: Runs) -> Mark:
        """What there is now."""
        marks = tuple(map(RunMark.of, runs.all))
        return cls(experiment.points, experiment.asked, experiment.my_line, marks)

    def since(self, saved: Mark | None) -> Lost:
        """What would be lost if there were only what was saved; None: nothing was."""
        if saved is None:
            return Lost(len(self.points.dataset), len(self.runs), False, False, self.my_line is not None)
        known = {(run.number, run.epochs, run.segments) for run in saved.runs}
        new = sum((run.number, run.epochs, run.segments) not in known for run in self.runs)
        return Lost(
            len(self.points.dataset) if self.points != saved.points else None,
            new,
            self.runs != saved.runs and not new,
            self.settings != saved.settings,
            self.my_line != saved.my_line,
        )
