"""Going through the epochs that were done, forwards or backwards, at the speed of a run."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gdgui.training.pace import Pace
from gdgui.training.trainer import FRAME_MS, Trainer

WHOLE = 1.0  # seconds for all epochs, as fast as possible


class Playback(QObject):
    """Moves the trainer's cursor; nothing is computed. At an end it stops, or begins anew if it `loops`."""

    changed = Signal()

    def __init__(self, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.direction = 0  # 1 forwards, −1 backwards, 0 while nothing plays
        self.loops = False
        self._trainer = trainer
        self._rate = 1.0
        self._pace = Pace(1.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._play_on)
        trainer.state_changed.connect(self._on_state)

    def play(self, direction: int) -> None:
        """Play this way, from the other end if the cursor is at this one; a run that goes on is paused."""
        trace = self._trainer.trace
        if trace is None or trace.epochs == 0:
            return
        self._trainer.look_at(self._trainer.cursor)
        if self._trainer.cursor == (trace.epochs if direction > 0 else 0):
            self._trainer.look_at(0 if direction > 0 else trace.epochs)
        self.direction = direction
        self._keep_time()
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """Stay at the epoch shown."""
        self._timer.stop()
        if self.direction:
            self.direction = 0
            self.changed.emit()

    def set_rate(self, epochs_per_second: float) -> None:
        """Speed from now on; math.inf for all epochs in one second."""
        self._rate = epochs_per_second
        self._keep_time()

    def _keep_time(self) -> None:
        trace, rate = self._trainer.trace, self._rate
        if math.isinf(rate):
            rate = max(1, trace.epochs if trace else 1) / WHOLE
        self._pace = Pace(rate, time.monotonic() + 1 / rate)

    def _play_on(self) -> None:
        trace = self._trainer.trace
        if trace is None:
            self.stop()
            return
        due = self._pace.due(time.monotonic(), trace.epochs)
        if due == 0:
            return
        begin, end = (0, trace.epochs) if self.direction > 0 else (trace.epochs, 0)
        if self._trainer.cursor == end:
            self._trainer.look_at(begin)  # again: it loops
            self._keep_time()
            return
        self._trainer.look_at(self._trainer.cursor + self.direction * due)
        if self._trainer.cursor == end and not self.loops:
            self.stop()

    def _on_state(self) -> None:
        """Somebody started, resumed or reset a run."""
        if self._trainer.state not in ("paused", "ended"):
            self.stop()
