"""The thread that trains. It takes commands from a queue and publishes; it sends no signals."""

from __future__ import annotations

import logging
import queue
import time
from dataclasses import dataclass

from PySide6.QtCore import QThread

from gdgui.core import Dataset, Descent, Settings, Trace
from gdgui.core.ensemble import Ensemble

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Start:
    """Begin a run, in place of the one before, and compute it up to an epoch."""

    run_id: int
    dataset: Dataset
    settings: Settings
    horizon: float  # the epoch to compute to; math.inf for all


@dataclass(frozen=True)
class Change:
    """Go on with these points and settings after epoch `at`; what was computed beyond it is forgotten."""

    dataset: Dataset
    settings: Settings
    at: int


@dataclass(frozen=True)
class Extend:
    """Finish at this epoch rather than before."""

    target: int


@dataclass(frozen=True)
class Compute:
    """Compute up to this epoch; math.inf for all."""

    horizon: float


@dataclass(frozen=True)
class Abandon:
    """Let go of the run."""


@dataclass(frozen=True)
class StartEnsemble:
    """Compute many runs of SGD with these settings, whenever the run needs nothing."""

    ensemble_id: int
    dataset: Dataset
    settings: Settings


@dataclass(frozen=True)
class EndEnsemble:
    """Compute no more of them; `forget` what there is."""

    forget: bool


@dataclass(frozen=True)
class Quit:
    """End the thread."""


Command = Start | Change | Extend | Compute | Abandon | StartEnsemble | EndEnsemble | Quit


@dataclass(frozen=True)
class Progress:
    """What the worker publishes: replaced as a whole, never altered."""

    obeyed: int  # number of commands carried out
    run_id: int = 0
    trace: Trace | None = None
    failure: str = ""
    ensemble_id: int = 0
    ensemble: Ensemble | None = None  # as far as it has come


class Worker(QThread):
    """Computes a Descent ahead of whoever watches it, and an Ensemble when there is nothing else to do.

    Only `send` and `progress` are for other threads.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worker")
        self.progress = Progress(0)
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._obeyed = 0
        self._run_id = 0
        self._descent: Descent | None = None
        self._horizon = 0.0
        self._failure = ""
        self._ensemble_id = 0
        self._ensemble: Ensemble | None = None
        self._ensemble_runs = False

    def send(self, command: Command) -> None:
        """Ask for something; it is carried out within a chunk of epochs."""
        self._commands.put(command)

    def run(self) -> None:
        """The thread: obey what was sent, then compute ahead."""
        while True:
            command = self._next_command()
            if isinstance(command, Quit):
                return
            try:
                if command is not None:
                    self._obey(command)
                self._advance()
            except Exception as error:  # the window must hear of it, whatever it is
                LOG.exception("run %d failed", self._run_id)
                self._failure = f"{type(error).__name__}: {error}"
                self._descent, self._ensemble_runs = None, False
            self._obeyed += command is not None
            self._publish()

    @property
    def _left(self) -> int:
        """Epochs to compute before the thread may rest."""
        descent = self._descent
        if descent is None or descent.trace.outcome is not None:
            return 0
        return max(0, int(min(self._horizon, descent.target)) - descent.epochs)

    def _next_command(self) -> Command | None:
        if not self._left and not self._ensemble_runs:
            return self._commands.get()
        try:
            time.sleep(0.001)  # the GUI thread has the interpreter to itself between two chunks
            return self._commands.get_nowait()
        except queue.Empty:
            return None

    def _obey(self, command: Command) -> None:
        LOG.debug("after run %d: %s", self._run_id, command)
        match command:
            case Start():
                self._run_id, self._descent, self._failure = command.run_id, None, ""
                self._horizon = command.horizon
                self._descent = Descent(command.dataset, command.settings)
            case Abandon():
                self._run_id, self._descent, self._failure = 0, None, ""
            case Compute():
                self._horizon = command.horizon
            case Change() if self._descent:
                self._descent.change(command.dataset, command.settings, command.at)
            case Extend() if self._descent:
                self._descent.extend(command.target)
            case StartEnsemble():
                self._ensemble_id = command.ensemble_id
                self._ensemble = Ensemble(command.dataset, command.settings)
                self._ensemble_runs = True
            case EndEnsemble():
                self._ensemble_runs = False
                self._ensemble = None if command.forget else self._ensemble

    def _advance(self) -> None:
        if self._descent is not None and self._left:
            self._descent.advance(min(self._left, self._descent.chunk))
            LOG.debug("run %d: computed to epoch %d", self._run_id, self._descent.epochs)
        elif self._ensemble is not None and self._ensemble_runs:
            self._ensemble.advance()
            self._ensemble_runs = not self._ensemble.is_done

    def _publish(self) -> None:
        trace = self._descent.trace if self._descent else None
        ensemble = self._ensemble.head() if self._ensemble else None
        self.progress = Progress(
            self._obeyed, self._run_id, trace, self._failure, self._ensemble_id, ensemble
        )
