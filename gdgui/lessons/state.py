"""What a learner has done, as far as a lesson can ask: one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gdgui.core import Dataset, Settings, Trace
from gdgui.core.samples import passes
from gdgui.core.theory import explodes, forecast, has_arrived, last_segment
from gdgui.experiment.view_options import ViewOptions

Line = tuple[float, float]  # m and b


@dataclass(frozen=True)
class RunSeen:
    """A run as far as it has been shown. Points and settings are those of its last epoch."""

    dataset: Dataset
    settings: Settings  # m and b: where it started
    epochs: int  # shown so far
    passes: float  # over the points that there were
    line: Line
    has_ended: bool  # finished, stopped or diverged, and shown to its end
    has_finished: bool  # all epochs asked for
    has_arrived: bool
    has_diverged: bool  # or is on its way there
    goes_back_and_forth: bool  # over the minimum, from one side to the other
    is_changed: bool  # points or settings were changed midway
    is_predicted: bool  # somebody said before what it would do

    @classmethod
    def of(cls, trace: Trace, is_predicted: bool = False) -> RunSeen:
        """What `trace`, the run up to the newest epoch shown, has come to.

        Such a trace has its outcome only where its end has been shown (`Trace.head`). Raises ValueError
        where the run has no points.
        """
        segment, outcome = last_segment(trace), trace.outcome
        settings = replace(segment.settings, m=float(trace.m[0]), b=float(trace.b[0]))
        theory = forecast(segment.dataset, settings)
        return cls(
            dataset=segment.dataset,
            settings=settings,
            epochs=trace.epochs,
            passes=passes(trace, trace.epochs),
            line=(float(trace.m[-1]), float(trace.b[-1])),
            has_ended=outcome is not None,
            has_finished=outcome is not None and outcome.reason == "finished",
            has_arrived=has_arrived(trace),
            has_diverged=explodes(trace),
            goes_back_and_forth=theory.zone == "overshoots" or theory.is_at_the_edge,
            is_changed=len(trace.segments) > 1,
            is_predicted=is_predicted,
        )


@dataclass(frozen=True)
class LessonState:
    """Document, runs, and what was done since the step began.

    A step begins when it is put before the learner: what is counted then begins at nothing, and `run` is
    None until an epoch is shown that was not shown before. A lesson begins when its setting has been put up.
    """

    dataset: Dataset  # now
    settings: Settings  # now
    options: ViewOptions  # now
    start: Line  # m and b of the settings when the step began
    run: RunSeen | None = None  # the newest run, if it was begun or went on since the step began
    runs: tuple[RunSeen, ...] = ()  # those in the list that were begun since the lesson began, `run` included
    my_line: Line | None = None  # where the learner has one
    answers: tuple[bool, ...] = ()  # the choices made since the step began: whether they were right
    points_added: int = 0  # since the step began
    points_moved: int = 0
    points_removed: int = 0
    parts: frozenset[str] = frozenset()  # the parts of a step that were taken since the step began
