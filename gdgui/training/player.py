"""One cursor and one clock: a run is a film that is made while it is watched.

The worker computes ahead; the player moves a cursor along what there is, forwards or backwards, at the speed
chosen, and on into what is being made. Pausing, stepping, scrubbing and looping are moves of that cursor.
"""

from __future__ import annotations

import logging
import math
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gdgui.core import Dataset, Descent, Settings, Trace
from gdgui.training.clock import Clock
from gdgui.training.trainer import Aside, Trainer

LOG = logging.getLogger(__name__)

State = Literal["idle", "playing", "paused", "ended", "failed"]

FRAME_MS = 16


class Watched(NamedTuple):
    """A run that was set aside, and how far it had been shown."""

    aside: Aside
    cursor: int
    done: int


class Player(QObject):
    """Lives in the GUI thread. Its timer runs only while something moves or is awaited.

    An epoch counts as done when it has been shown: `done` is the newest of those, and `trace` the run up to
    there. What the worker has computed beyond it nobody sees, and a change of points or settings throws it
    away. `changed` tells, at most once for each move, that cursor, run or state are others.
    """

    changed = Signal()

    def __init__(self, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self.cursor = 0
        self.done = 0
        self.direction = 0  # 1 forwards, −1 backwards, 0 while nothing plays
        self.loops = False
        self._steps = 0  # asked for and not yet taken
        self._told: tuple[object, ...] = ()
        self.clock = Clock(math.inf)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)

    # What there is

    @property
    def state(self) -> State:
        """Ended: the last epoch has been shown, wherever the cursor is now."""
        if not self._trainer.run_id:
            return "idle"
        if self._trainer.failure:
            return "failed"
        if self.direction:
            return "playing"
        return "ended" if self.is_finished else "paused"

    @property
    def run_id(self) -> int:
        """A number for each run; 0 where there is none."""
        return self._trainer.run_id

    @property
    def trace(self) -> Trace | None:
        """The run up to the newest epoch shown; None before its first news and without a run."""
        return self._trainer.head(self.done)

    @property
    def target(self) -> int:
        """The epoch at which the run is finished."""
        return self._trainer.target

    @property
    def failure(self) -> str:
        """What went wrong inside the worker; empty where nothing did."""
        return self._trainer.failure

    @property
    def is_finished(self) -> bool:
        """Whether the newest epoch shown is the last one of the run."""
        return self._trainer.outcome(self.done) is not None and not self._trainer.is_awaiting

    @property
    def has_diverged(self) -> bool:
        """Whether the newest epoch shown is the last one before a divergence."""
        outcome = self._trainer.outcome(self.done)
        return outcome is not None and outcome.reason == "diverged"

    @property
    def is_looking_back(self) -> bool:
        """Whether the cursor is before the newest epoch shown."""
        return self.cursor < self.done

    # Runs

    def start(self, dataset: Dataset, settings: Settings, playing: bool = True, at: int = 0) -> None:
        """Begin a new run; the one before is abandoned. A failure becomes a state.

        It is shown as far as epoch `at`, or its end, as soon as it is computed.
        """
        self.cursor = self.done = 0
        self._steps = at
        self.direction = 1 if playing else 0
        self._trainer.start(dataset, settings)
        self.clock.begin(0)
        self._move()

    def change(self, dataset: Dataset, settings: Settings) -> None:
        """Let a run that has not ended go on with these points and settings after the newest epoch shown.

        A run that has ended stays as it is.
        """
        goes_on = self.run_id and not self.failure and not self.is_finished  # also where it is shown again
        if goes_on and self._trainer.change(dataset, settings, self.done):
            self._move()

    def go_on(self, epochs: int, dataset: Dataset, settings: Settings) -> None:
        """Ask for so many more epochs beyond those asked for or shown, with these points and settings.

        Also of a run that has ended: somebody wants it to go on.
        """
        if self.run_id and not self.failure and not self.has_diverged:
            target = max(self.target, self.done) + epochs
            self._trainer.change(dataset, settings, self.done)
            self._trainer.extend(target)
            self._move()

    def reset(self) -> None:
        """Abandon the run; nobody hears of it again."""
        if self.run_id:
            self._trainer.abandon()
            self._show(0, 0)

    def adopt(self, descent: Descent, cursor: int) -> None:
        """Watch a run that was made elsewhere, and shown so far, at this epoch; it can go on."""
        self._trainer.adopt(descent, descent.trace.segments[-1].dataset)
        self._show(cursor, descent.epochs)

    def set_aside(self) -> Watched:
        """Have no run; hand out the one there is, paused, for `take_back`."""
        watched = Watched(self._trainer.set_aside(), self.cursor, self.done)
        self._show(0, 0)
        return watched

    def take_back(self, watched: Watched) -> None:
        """Show the run of that time where it was shown then; the one there is now is abandoned."""
        self._trainer.take_back(watched.aside)
        self._show(watched.cursor, watched.done)

    def _show(self, cursor: int, done: int) -> None:
        """Another run is at this epoch."""
        self.cursor, self.done = cursor, done
        self._steps = self.direction = 0
        self._move()

    # Moves of the cursor

    def play(self, direction: int = 1) -> None:
        """Go on this way from the cursor; from the other end where it is at this one."""
        if not self.run_id or self.failure:
            return
        if direction > 0 and self.is_finished and not self.is_looking_back:
            self.cursor = 0
        elif direction < 0 and self.cursor == 0:
            self.cursor = self.done
        self.direction = direction
        self.clock.begin(self.cursor)
        self._move()

    def pause(self) -> None:
        """Stay at the epoch shown."""
        if self.direction or self._steps:
            self._steps = self.direction = 0
            self._move()

    def seek(self, epoch: int) -> None:
        """Show this epoch, or the nearest one done; playing ends."""
        self._steps = self.direction = 0
        self.cursor = min(max(0, epoch), self.done)
        self._move()

    def step(self) -> None:
        """The next epoch: one that was done, or one more, also beyond the last."""
        if not self.run_id or self.failure:
            return
        self.direction = 0
        if self.is_looking_back:
            self.cursor += 1
        elif not self.has_diverged:
            self._steps += 1
            if self.done + self._steps > self.target:
                self._trainer.extend(self.done + self._steps)
            self._take_steps()
        self._move()

    def set_rate(self, epochs_per_second: float) -> None:
        """Speed from now on; math.inf for as fast as possible."""
        self.clock = Clock(epochs_per_second)
        self.clock.go_on(self.cursor)
        if self.run_id:
            self._move()

    def shut_down(self) -> None:
        """End the worker's thread and wait for it, for good; may be called twice."""
        self._timer.stop()
        self._steps = self.direction = 0
        self._trainer.shut_down()

    # The clock

    def _tick(self) -> None:
        if self.failure:
            self._steps = self.direction = 0
        if self._steps:
            self._take_steps()
        if self.direction > 0:
            self._play_on()
        elif self.direction < 0:
            self._play_back()
        self._move()

    def _move(self) -> None:
        """Something is another: the worker may have to compute further, and whoever looks has to know."""
        races = self.direction > 0 and math.isinf(self.clock.rate)
        self._trainer.look_ahead(self.done, races)
        if self.direction or self._steps or self._trainer.is_awaiting:
            self._timer.start()
        else:
            self._timer.stop()
        self._tell()

    def _play_on(self) -> None:
        self.cursor = self.clock.forwards(self.cursor, self.done, self._trainer.available(self.done))
        self.done = max(self.done, self.cursor)
        if self.cursor < self.done or not self.is_finished:
            return
        if self.loops:
            self._begin_again(0)
        else:
            self.direction = 0

    def _play_back(self) -> None:
        self.cursor = self.clock.backwards(self.cursor, self.done)
        if self.cursor > 0:
            return
        if self.loops:
            self._begin_again(self.done)
        else:
            self.direction = 0

    def _begin_again(self, epoch: int) -> None:
        """The loop closes: this epoch is shown as long as any other, and so is the one shown last."""
        if not self._told or self._told[1] != self.cursor:
            return  # it has yet to be shown
        self.cursor = epoch
        self.clock.go_on(epoch)

    def _take_steps(self) -> None:
        taken = min(self._steps, self._trainer.available(self.done) - self.done)
        self.done += taken
        self.cursor = self.done
        self._steps = 0 if self.is_finished else self._steps - taken

    def _tell(self) -> None:
        """Say so if there is anything new to show."""
        trace = self.trace
        run = (trace.segments, trace.outcome) if trace else None
        news = self.run_id, self.cursor, self.done, self.direction, self.target, self.failure, run
        if news != self._told:
            self._told = news
            if LOG.isEnabledFor(logging.DEBUG):
                LOG.debug("run %d %s: epoch %d of %d", self.run_id, self.state, self.cursor, self.done)
            self.changed.emit()
