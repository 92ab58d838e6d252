"""The window's hold on the worker: start, pause, step, and a cursor that follows the run."""

from __future__ import annotations

import math
import time
import weakref
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gdgui.core import Dataset, Settings, Trace
from gdgui.training.worker import (
    EVERY_EPOCH_UP_TO,
    Change,
    Command,
    Hold,
    Progress,
    Quit,
    SetRate,
    Start,
    Step,
    Worker,
)

State = Literal["idle", "running", "paused", "ended", "failed"]

FRAME_MS = 16
PATIENCE = 0.2  # seconds
IN_STEP = 3
"""Epochs the cursor may be behind and still visit each one; further back it was left by a fast run."""


class Trainer(QObject):
    """Lives in the GUI thread and owns the worker. It polls at the screen's rate while a run moves.

    `cursor` is the epoch to show. At slow speeds it visits every epoch in order; above, it jumps to the
    newest; and it stays where somebody looks back at. `moved` tells that there is something new to draw,
    `state_changed` that the state is another.
    """

    moved = Signal()
    state_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State = "idle"
        self.cursor = 0
        self.is_looking_back = False
        self.failure = ""
        self._reached = 0  # the epoch that the cursor follows
        self._worker = Worker()
        # However the trainer goes, also with the interpreter: a running QThread must not be dropped.
        self._end_worker = weakref.finalize(self, _end, self._worker)
        self._sent = 0
        self._closed = False
        self._run_id = 0
        self._rate = math.inf
        self._shown: tuple[object, object] = (None, None)  # segments and outcome, as last told
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def trace(self) -> Trace | None:
        """The trace of the current run; None before its first news and after `reset`."""
        progress = self._news()
        return progress.trace if progress else None

    @property
    def is_alive(self) -> bool:
        """Whether the thread exists; it begins with the first run."""
        return self._worker.isRunning()

    @property
    def drops_frames(self) -> bool:
        """Whether the speed is one at which not every epoch is shown."""
        return self._rate > EVERY_EPOCH_UP_TO

    @property
    def awaits_news(self) -> bool:
        """Whether the worker may have something to tell that has not been looked at."""
        return self._timer.isActive()

    def start(self, dataset: Dataset, settings: Settings, running: bool = True) -> None:
        """Begin a new run; the one before is abandoned. Raises nothing: a failure becomes a state."""
        self._run_id += 1
        self._rewind()
        self._send(Start(self._run_id, dataset, settings, running))
        self._enter("running" if running else "paused")

    def pause(self) -> None:
        """Hold the run after the epoch it is at."""
        if self.state == "running":
            self._send(Hold(False))
            self._enter("paused")

    def resume(self) -> None:
        """Go on with a paused run."""
        if self.state == "paused":
            self.is_looking_back = False
            self._send(Hold(True))
            self._enter("running")

    def step(self) -> None:
        """The next epoch: one that was done, or one more of the current run, also beyond its last."""
        if self.is_looking_back:
            self.look_at(self.cursor + 1)
        elif self.state in ("paused", "ended"):
            self._send(Step())

    def look_at(self, epoch: int) -> None:
        """Show this epoch, or the nearest one done; a run that goes on is paused."""
        trace = self.trace
        if trace is not None:
            self.pause()
            self._reached = trace.epochs
            self.cursor = min(max(0, epoch), trace.epochs)
            self.is_looking_back = self.cursor < trace.epochs
            self.moved.emit()

    def change(self, dataset: Dataset, settings: Settings) -> None:
        """Let the current run, if there is one, go on with these points and settings."""
        if self.state in ("running", "paused", "ended"):
            self._send(Change(dataset, settings))

    def reset(self) -> None:
        """Abandon the run; whatever it still sends is ignored."""
        if self.state != "idle":
            self._run_id += 1
            self._send(Hold(False))
            self._rewind()
            self._enter("idle")

    def halt(self) -> None:
        """Pause, and wait the few milliseconds until no more epoch is done."""
        self.pause()
        worker, end = self._worker, time.monotonic() + PATIENCE
        while worker.isRunning() and worker.progress.obeyed != self._sent and time.monotonic() < end:
            time.sleep(0.0005)

    def set_rate(self, epochs_per_second: float) -> None:
        """Speed of this and later runs; math.inf for as fast as possible."""
        self._rate = epochs_per_second
        self._send(SetRate(epochs_per_second))

    def shut_down(self) -> None:
        """End the thread and wait for it, for good; may be called twice."""
        self._closed = True
        self._timer.stop()
        self._end_worker()

    def _rewind(self) -> None:
        self.cursor = self._reached = 0
        self.is_looking_back = False

    def _send(self, command: Command) -> None:
        if self._closed:
            return
        self._sent += 1
        self._worker.send(command)
        if self._run_id and not self._worker.isRunning():
            self._worker.start()
        self._timer.start()

    def _enter(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit()

    def _news(self) -> Progress | None:
        """What was last published of the current run; news of an abandoned one is none."""
        progress = self._worker.progress
        return progress if progress.run_id == self._run_id else None

    def _poll(self) -> None:
        """Take over what the worker has published: first the state, so that whoever draws knows it."""
        settled = self._worker.progress.obeyed == self._sent and not self._worker.progress.running
        news, state, moved = self._news(), self.state, False
        if news and news.trace:
            moved = self._follow(news.run_id, news.trace)
            settled = settled and self._reached == news.trace.epochs
        if settled and news and self.state != "idle":
            self.failure = news.failure
            ended = news.trace is not None and news.trace.outcome is not None
            self.state = "failed" if news.failure else "ended" if ended else "paused"
        if settled or not self._worker.isRunning():
            self._timer.stop()
        if moved:
            self.moved.emit()
        if self.state != state:
            self.state_changed.emit()

    def _follow(self, run_id: int, trace: Trace) -> bool:
        """Move the cursor: one epoch at a time while the worker keeps step with the eye, else all the way.

        Whether there is anything new to draw.
        """
        newest = trace.epochs
        if self._rate <= EVERY_EPOCH_UP_TO and newest - self._reached <= IN_STEP:
            newest = min(newest, self._reached + 1)
        self._reached = newest
        self._worker.shown = run_id, newest
        cursor = self.cursor if self.is_looking_back else newest
        told = trace.segments, trace.outcome
        if cursor == self.cursor and told[0] is self._shown[0] and told[1] is self._shown[1]:
            return False
        self.cursor, self._shown = cursor, told
        return True


def _end(worker: Worker) -> None:
    """Let the thread come to its end, and wait for that."""
    if worker.isRunning():
        worker.send(Quit())
        worker.wait()
