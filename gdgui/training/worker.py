"""The thread that trains. It takes commands from a queue and publishes; it sends no signals."""

from __future__ import annotations

import math
import queue
import time
from dataclasses import dataclass

from PySide6.QtCore import QThread

from gdgui.core import Dataset, Descent, Settings, Trace
from gdgui.training.pace import Pace


@dataclass(frozen=True)
class Start:
    """Begin a run, in place of the one before; `running` or waiting for steps."""

    run_id: int
    dataset: Dataset
    settings: Settings
    running: bool


@dataclass(frozen=True)
class Change:
    """Go on with these points and settings."""

    dataset: Dataset
    settings: Settings


@dataclass(frozen=True)
class Hold:
    """Pause or resume."""

    running: bool


@dataclass(frozen=True)
class Step:
    """One epoch."""


@dataclass(frozen=True)
class SetRate:
    """Epochs a second from now on; math.inf for as fast as possible."""

    rate: float


@dataclass(frozen=True)
class Quit:
    """End the thread."""


EVERY_EPOCH_UP_TO = 50.0
"""Epochs a second up to which each one is shown (a screen shows about 60): the worker waits for the eye."""

GLANCE = 0.004  # seconds between two looks at whether an epoch has been shown

Command = Start | Change | Hold | Step | SetRate | Quit


@dataclass(frozen=True)
class Progress:
    """What the worker publishes: replaced as a whole, never altered."""

    obeyed: int  # number of commands carried out
    run_id: int = 0
    trace: Trace | None = None
    running: bool = False
    failure: str = ""


class Worker(QThread):
    """Runs a Descent at the pace asked for. Only `send`, `progress` and `shown` are for other threads."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trainer")
        self.progress = Progress(0)
        self.shown = (0, 0)  # run id and epoch that the window shows: written there, read here
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._obeyed = 0
        self._run_id = 0
        self._descent: Descent | None = None
        self._running = False
        self._failure = ""
        self._rate = math.inf
        self._latest = 0.0  # when the latest epoch was done
        self._pace = Pace(self._rate, time.monotonic())

    def send(self, command: Command) -> None:
        """Ask for something; it is carried out within a chunk of epochs."""
        self._commands.put(command)

    def run(self) -> None:
        """The thread: obey what was sent, then do the epochs that are due."""
        while True:
            command = self._next_command()
            if isinstance(command, Quit):
                return
            try:
                if command is not None:
                    self._obey(command)
                if self._running:
                    self._advance()
            except Exception as error:  # the window must hear of it, whatever it is
                self._failure = f"{type(error).__name__}: {error}"
                self._running, self._descent = False, None
            self._obeyed += command is not None
            self._publish()

    def _next_command(self) -> Command | None:
        if not self._running:
            return self._commands.get()
        try:
            wait = GLANCE if self._is_ahead() else self._pace.wait(time.monotonic())
            if wait > 0:
                return self._commands.get(timeout=wait)
            time.sleep(0.001)  # the GUI thread has the interpreter to itself between two chunks
            return self._commands.get_nowait()
        except queue.Empty:
            return None

    def _obey(self, command: Command) -> None:
        match command:
            case Start():
                self._run_id, self._descent, self._failure = command.run_id, None, ""
                self._latest = 0.0
                self._descent = Descent(command.dataset, command.settings)
                self._hold(command.running)
            case SetRate():
                self._rate = command.rate
                self._hold(self._running)
            case Hold():
                self._hold(command.running)
            case Change() if self._descent:
                self._descent.change(command.dataset, command.settings)
            case Step() if self._descent:
                self._descent.step()

    def _hold(self, running: bool) -> None:
        """Run or not, at the rate as it is now; the next epoch keeps its distance from the latest one."""
        self._running = running
        self._pace = Pace(self._rate, max(time.monotonic(), self._latest + 1 / self._rate))

    def _is_ahead(self) -> bool:
        """Whether the window has yet to show the latest epoch, at a speed at which it shows every one."""
        if self._descent is None or self._rate > EVERY_EPOCH_UP_TO:
            return False
        run_id, epoch = self.shown
        return self._descent.epochs > (epoch if run_id == self._run_id else 0)

    def _advance(self) -> None:
        if self._descent is None or self._is_ahead():
            return
        now = time.monotonic()
        most = 1 if self._rate <= EVERY_EPOCH_UP_TO else self._descent.chunk
        epochs = self._pace.due(now, most)
        if epochs:
            self._latest = now
            self._descent.advance(epochs)
        if self._descent.trace.outcome is not None:
            self._running = False

    def _publish(self) -> None:
        trace = self._descent.trace if self._descent else None
        self.progress = Progress(self._obeyed, self._run_id, trace, self._running, self._failure)
