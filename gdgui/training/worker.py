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
    """Runs a Descent at the pace asked for. Only `send` and `progress` are for other threads."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trainer")
        self.progress = Progress(0)
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._obeyed = 0
        self._run_id = 0
        self._descent: Descent | None = None
        self._running = False
        self._rate = math.inf
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
            failure = ""
            try:
                if command is not None:
                    self._obey(command)
                if self._running:
                    self._advance()
            except Exception as error:  # the window must hear of it, whatever it is
                failure = f"{type(error).__name__}: {error}"
                self._running = False
            self._obeyed += command is not None
            self._publish(failure)

    def _next_command(self) -> Command | None:
        if not self._running:
            return self._commands.get()
        try:
            wait = self._pace.wait(time.monotonic())
            if wait > 0:
                return self._commands.get(timeout=wait)
            time.sleep(0)  # lets a waiting GUI thread have the interpreter between two chunks
            return self._commands.get_nowait()
        except queue.Empty:
            return None

    def _obey(self, command: Command) -> None:
        match command:
            case Start():
                self._run_id, self._descent = command.run_id, None
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
        self._running = running
        self._pace = Pace(self._rate, time.monotonic())

    def _advance(self) -> None:
        if self._descent is None:
            return
        self._descent.advance(self._pace.due(time.monotonic(), self._descent.chunk))
        if self._descent.trace.outcome is not None:
            self._running = False

    def _publish(self, failure: str) -> None:
        trace = self._descent.trace if self._descent else None
        self.progress = Progress(self._obeyed, self._run_id, trace, self._running, failure)
