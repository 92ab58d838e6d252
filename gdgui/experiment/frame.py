"""What is shown: one frozen value, computed once for each change, from which every view draws itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core import (
    Dataset,
    LeastSquares,
    Segment,
    Settings,
    Trace,
    gradient_step,
    least_squares,
)
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.ensemble import Ensemble
from gdgui.core.samples import SamplesUsed, passes
from gdgui.core.theory import Forecast, has_exploded
from gdgui.core.worked_step import Unknown, WorkedStep, work_out
from gdgui.experiment.next_epoch import goes_on, line_before, next_samples, step_after
from gdgui.experiment.points import Points
from gdgui.experiment.prediction import Prediction
from gdgui.experiment.run import Run
from gdgui.experiment.trail import trail_epochs

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]
Line = tuple[float, float]  # m and b
NONE: Positions = np.empty(0, dtype=np.int64)
MOST_DRAWN = 2000  # samples of a batch that can be told apart
SOON = 5  # epochs within which the same change is one
POINTS_ALONE = frozenset({"points"})  # what a drag of points changes


class Errors(NamedTuple):
    """MSE of the line shown on the points of now, and the smallest possible one (None: that is hidden)."""

    mse: float
    minimum: float | None
    then: float | None  # its MSE on the points of that epoch; None where the run has seen no others


class Steps(NamedTuple):
    """Where one step leads from the line shown: against the gradient on all points, and the algorithm's own.

    The latter is None where it is the same, or where nobody knows yet.
    """

    full: Line
    own: Line | None


class SavedRun(NamedTuple):
    """A run beside the current one: at this cursor it stands at `epoch` and is drawn up to `drawn_to`."""

    run: Run
    epoch: int
    drawn_to: int
    on_other_points: bool


@dataclass(frozen=True, eq=False)
class Frame:
    """Document, run and cursor, and what follows from them. Without Qt; nothing in it ever changes."""

    points: Points
    settings: Settings
    selection: Positions = field(default_factory=lambda: NONE)
    trace: Trace | None = None  # up to the newest epoch shown
    cursor: int = 0
    target: int = 0  # the epoch at which the run is finished
    current: Run | None = None
    saved: tuple[SavedRun, ...] = ()  # those shown
    ensemble: Ensemble | None = None
    forecast: Forecast | None = None  # of a run with these points and settings; none without points
    peak: float | None = None  # the largest MSE of the trace, where somebody has kept count
    my_line: Line | None = None  # somebody's own
    prediction: Prediction | None = None  # what somebody says of the run
    is_concealed: bool = False  # whether nothing may tell where a run ends: no minimum, no forecast

    @cached_property
    def dataset(self) -> Dataset:
        """The points as they are now."""
        return self.points.dataset

    # The line and its trail

    @cached_property
    def done(self) -> int:
        """The newest epoch shown."""
        return self.trace.epochs if self.trace else 0

    @property
    def is_newest(self) -> bool:
        """Whether the cursor is at the newest epoch shown."""
        return self.cursor == self.done

    @cached_property
    def epochs(self) -> int:
        """The epoch that a scrubber and an axis of epochs end at: those asked for, or done if that is more.

        After a divergence it is the epochs there were.
        """
        if self.trace is None:
            return self.settings.epochs
        return max(1, self.done) if self.has_diverged else max(self.target, self.done)

    @cached_property
    def m(self) -> Floats:
        """Slope after each epoch up to the cursor, shape (cursor + 1,); index 0 is the start."""
        return self.trace.m[: self.cursor + 1] if self.trace else np.array([self.settings.m])

    @cached_property
    def b(self) -> Floats:
        """Intercept after each epoch up to the cursor, shape (cursor + 1,)."""
        return self.trace.b[: self.cursor + 1] if self.trace else np.array([self.settings.b])

    @cached_property
    def line(self) -> Line:
        """m and b of the line shown."""
        return float(self.m[-1]), float(self.b[-1])

    @cached_property
    def start(self) -> Line:
        """m and b that the run shown started from."""
        return float(self.m[0]), float(self.b[0])

    @cached_property
    def trail(self) -> Positions:
        """Earlier epochs whose lines are shown, ascending."""
        return trail_epochs(self.cursor)

    # The errors

    @cached_property
    def errors(self) -> Errors | None:
        """Of the line shown; None where there are no points."""
        if not len(self.dataset):
            return None
        moments = self.dataset.moments
        now = moments.mse(*self.line)
        segments = self.trace.segments if self.trace else ()
        others = bool(segments) and any(segment.dataset != self.dataset for segment in segments)
        then = float(self.trace.mse[self.cursor]) if self.trace and others else None
        minimum = None if self.is_concealed else 0.0 if moments.is_a_line else moments.minimum
        return Errors(now, minimum, then)

    @cached_property
    def mse(self) -> Floats:
        """MSE after every epoch done, of the points of that time; empty without points."""
        if self.trace is not None:
            return self.trace.mse
        return np.array([self.errors.mse]) if self.errors else np.empty(0)

    def excess(self, epochs: NDArray[np.int64]) -> Floats:
        """The same above the smallest possible MSE, after these epochs, ascending."""
        if self.trace is not None:
            return self.trace.excess(epochs)
        return np.full(len(epochs), self.dataset.moments.excess(*self.line))

    @cached_property
    def samples_used(self) -> SamplesUsed:
        """How many samples the run has looked at after each epoch."""
        if self.trace is not None:
            return SamplesUsed.of(self.trace)
        return SamplesUsed.by(self.settings, len(self.dataset))

    @cached_property
    def passes(self) -> float | None:
        """How many passes over the points of that time the epochs so far make; None where each is one."""
        now = self.trace.segments[-1] if self.trace is not None else self
        settings, n = now.settings, len(now.dataset)
        if not n or ALGORITHMS[settings.algorithm].points_per_epoch(settings, n) == n:
            return None
        return passes(self.trace, self.cursor) if self.trace is not None else 0.0

    @property
    def draws_samples(self) -> bool:
        """Whether an epoch of the run, or of the next one, looks at samples drawn at random."""
        settings = self.trace.segments[-1].settings if self.trace else self.settings
        return ALGORITHMS[settings.algorithm].is_stochastic

    @property
    def predictions(self) -> Floats:
        """ŷ of every point, shape (n,)."""
        return self.line[0] * self.dataset.x + self.line[1]

    @property
    def residuals(self) -> Floats:
        """y − ŷ of every point, shape (n,)."""
        return self.dataset.y - self.predictions

    @property
    def has_diverged(self) -> bool:
        """Whether the run ended so, as far as it has been shown."""
        outcome = self.trace.outcome if self.trace else None
        return outcome is not None and outcome.reason == "diverged"

    @cached_property
    def is_exploding(self) -> bool:
        """Whether the line shown is one of a run that leads away from the points."""
        if self.trace is None or not self.cursor:
            return False
        return (self.has_diverged and self.is_newest) or self._has_exploded(
            float(self.trace.mse[self.cursor])
        )

    @cached_property
    def explodes(self) -> bool:
        """Whether the run shown does, at the newest epoch."""
        if self.trace is None:
            return False
        return self.has_diverged or self._has_exploded(float(self.trace.mse[-1]))

    @cached_property
    def has_exploded(self) -> bool:
        """Whether it did at any epoch so far: what was once that high needs powers of ten."""
        if self.trace is None:
            return False
        peak = float(self.trace.mse.max()) if self.peak is None else self.peak
        return self.has_diverged or self._has_exploded(peak)

    def _has_exploded(self, mse: float) -> bool:
        start = float(self.trace.mse[0]) if self.trace else mse
        return len(self.dataset) > 0 and has_exploded(mse, max(start, self._noise), self.dataset)

    @cached_property
    def _noise(self) -> float:
        """The MSE about which the run will settle, where its settings are those there are: SGD near its
        limit is far off all the time, and does not explode."""
        known = self.forecast
        if known is None or self.trace is None or not known.is_noisy:
            return 0.0
        floor = known.noise_floor if goes_on(self.trace, self.dataset, self.settings) else 0.0
        return self.dataset.moments.minimum + floor if math.isfinite(floor) else 0.0

    # What an epoch does

    @cached_property
    def samples(self) -> Positions:
        """The points drawn for this epoch, if they are still there and few enough to be told apart."""
        segment = self._segment_at(self.cursor)
        if self.trace is None or segment is None or self.cursor == 0:
            return NONE
        if segment.settings.batch_size > MOST_DRAWN or segment.dataset != self.dataset:
            return NONE
        return self.trace.samples(self.cursor)

    @cached_property
    def next_step(self) -> Steps | None:
        """Where the next epoch leads: that which was done next, or that which the settings make."""
        if not len(self.dataset) or self.is_concealed:
            return None
        if self.trace is not None and not self.is_newest:
            segment = self.trace.segment_of(self.cursor + 1)
            after = float(self.trace.m[self.cursor + 1]), float(self.trace.b[self.cursor + 1])
            full = gradient_step(segment.dataset, segment.settings, *self.line)
            is_another = ALGORITHMS[segment.settings.algorithm].step is not None
            return Steps(full, after if is_another else None)
        full = gradient_step(self.dataset, self.settings, *self.line)
        step = ALGORITHMS[self.settings.algorithm].step
        if step is None:
            return Steps(full, None)
        now = self.trace, self.dataset, self.settings
        before, drawn = line_before(self.cursor, *now), next_samples(*now)
        return Steps(full, step(self.dataset, self.settings, self.line, before, drawn))

    @cached_property
    def worked(self) -> WorkedStep | Unknown:
        """The step from the cursor's epoch to the next one, or why nobody can say.

        That which was done next, or that which the settings make, on the samples that this draws.
        """
        if self.trace is None or self.is_newest:
            return work_out(
                self.dataset, self.settings, self.line, next_samples(self.trace, self.dataset, self.settings)
            )
        return step_after(self.trace, self.cursor)

    @cached_property
    def worked_before(self) -> WorkedStep | Unknown | None:
        """The step that led to the cursor's epoch, on the points of that time; None at the start."""
        return step_after(self.trace, self.cursor - 1) if self.trace and self.cursor else None

    @cached_property
    def notes(self) -> tuple[tuple[int, Segment, Segment], ...]:
        """What was changed after which epochs: (epoch, before, after).

        Of a drag, which changes the same on and on, its beginning; where it is no drag of points, also what
        it came to.
        """
        if self.trace is None:
            return ()
        notes: list[tuple[int, Segment, Segment]] = []
        last: tuple[float, frozenset[str]] = (float("-inf"), frozenset())
        apart, goes_on = max(SOON, self.trace.epochs // 50), False  # a drag, of which the end is noted too
        for old, new in pairwise(self.trace.segments):
            what = _what_changed(old, new)
            is_dragged = what == last[1] and new.epoch - last[0] <= apart
            if what and not (is_dragged and what == POINTS_ALONE):
                if is_dragged and goes_on:
                    notes.pop()
                notes.append((new.epoch, old, new))
            goes_on, last = is_dragged, (new.epoch, what)
        return tuple(notes)

    def _segment_at(self, epoch: int) -> Segment | None:
        """Points and settings of this epoch; of the first one for the start."""
        if self.trace is None:
            return None
        return self.trace.segment_of(epoch) if epoch else self.trace.segments[0]


def best_line(frame: Frame) -> LeastSquares | None:
    """The line of smallest MSE; None where it is hidden, and without points."""
    return least_squares(frame.dataset) if len(frame.dataset) and not frame.is_concealed else None


def saved_runs(runs: Sequence[Run], dataset: Dataset, cursor: int | None) -> tuple[SavedRun, ...]:
    """How those of these runs that are shown stand beside a current one at this cursor; None: there is no
    current one.
    """
    shown: list[SavedRun] = []
    for run in runs:
        if run.is_shown(dataset):
            done = run.trace.epochs
            epoch = done if cursor is None else min(cursor, done)
            up_to = epoch if run.in_step else done
            shown.append(SavedRun(run, epoch, up_to, run.last.dataset != dataset))
    return tuple(shown)


def _what_changed(before: Segment, after: Segment) -> frozenset[str]:
    """Which parts differ between two segments of a run."""
    names = ("algorithm", "learning_rate", "standardise", "batch_size", "seed")
    changed = {name for name in names if getattr(before.settings, name) != getattr(after.settings, name)}
    return frozenset(changed | ({"points"} if before.dataset is not after.dataset else set()))
