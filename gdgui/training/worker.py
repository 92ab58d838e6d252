"""The thread that trains. It takes commands from a queue and publishes; it sends no signals."""

from __future__ import annotations

import logging
import queue
import time
from typing import NamedTuple

from PySide6.QtCore import QThread

from gdgui.core import Dataset, Descent, Settings, Trace
from gdgui.core.ensemble import Ensemble

LOG = logging.getLogger(__name__)


class Start(NamedTuple):
    """Begin a run, in place of the one before, and compute it up to an epoch."""

    run_id: int
    dataset: Dataset
    settings: Settings
    horizon: float  # the epoch to compute to; math.inf for all


class Adopt(NamedTuple):
    """Go on with a run that was made elsewhere, in place of the one before; its maker lets go of it."""

    run_id: int
    descent: Descent


class Change(NamedTuple):
    """Go on with these points and settings after epoch `at`; what was computed beyond it is forgotten."""

    dataset: Dataset
    settings: Settings
    at: int


class Extend(NamedTuple):
    """Finish at this epoch rather than before."""

    target: int


class Compute(NamedTuple):
    """Compute up to this epoch; math.inf for all."""

    horizon: float


class Abandon(NamedTuple):
    """Let go of the run."""


class StartEnsemble(NamedTuple):
    """Compute many runs of SGD with these settings, whenever the run needs nothing."""

    ensemble_id: int
    dataset: Dataset
    settings: Settings


class EndEnsemble(NamedTuple):
    """Compute no more of them; `forget` what there is."""

    forget: bool


class SetAside(NamedTuple):
    """Keep the run and the ensemble as they are, and have none."""


class TakeBack(NamedTuple):
    """Let go of what there is; go on with what was set aside last."""


class Quit(NamedTuple):
    """End the thread."""


Command = (
    Start
    | Adopt
    | Change
    | Extend
    | Compute
    | Abandon
    | StartEnsemble
    | EndEnsemble
    | SetAside
    | TakeBack
    | Quit
)


class Progress(NamedTuple):
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
        self._aside: list[tuple[_Run, _Ensemble]] = []  # what was set aside last is at the end
        self._run, self._many = _Run(), _Ensemble()

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
                LOG.exception("run %d failed", self._run.number)
                self._run = _Run(self._run.number, failure=f"{type(error).__name__}: {error}")
                self._many.goes_on = False
            self._obeyed += command is not None
            self._publish()

    @property
    def _left(self) -> int:
        """Epochs to compute before the thread may rest."""
        descent = self._run.descent
        if descent is None or descent.trace.outcome is not None:
            return 0
        return max(0, int(min(self._run.horizon, descent.target)) - descent.epochs)

    def _next_command(self) -> Command | None:
        if not self._left and not self._many.goes_on:
            return self._commands.get()
        try:
            time.sleep(0.001)  # the GUI thread has the interpreter to itself between two chunks
            return self._commands.get_nowait()
        except queue.Empty:
            return None

    def _obey(self, command: Command) -> None:
        LOG.debug("after run %d: %s", self._run.number, command)
        run, many = self._run, self._many
        match command:
            case Start():
                self._run = _Run(command.run_id, command.horizon)
                self._run.descent = Descent(command.dataset, command.settings)
            case Adopt():
                self._run = _Run(command.run_id)
                self._run.descent = command.descent
            case Abandon():
                self._run = _Run()
            case Compute():
                run.horizon = command.horizon
            case Change() if run.descent:
                run.descent.change(command.dataset, command.settings, command.at)
            case Extend() if run.descent:
                run.descent.extend(command.target)
            case StartEnsemble():
                self._many = _Ensemble(command.ensemble_id)
                self._many.ensemble = Ensemble(command.dataset, command.settings)
                self._many.goes_on = True
            case EndEnsemble():
                many.goes_on = False
                many.ensemble = None if command.forget else many.ensemble
            case SetAside():
                self._aside.append((run, many))
                self._run, self._many = _Run(), _Ensemble()
            case TakeBack():
                self._run, self._many = self._aside.pop()

    def _advance(self) -> None:
        run, many = self._run, self._many
        if run.descent is not None and self._left:
            run.descent.advance(min(self._left, run.descent.chunk))
            LOG.debug("run %d: computed to epoch %d", run.number, run.descent.epochs)
        elif many.ensemble is not None and many.goes_on:
            many.ensemble.advance()
            many.goes_on = not many.ensemble.is_done

    def _publish(self) -> None:
        run, many = self._run, self._many
        trace = run.descent.trace if run.descent else None
        ensemble = many.ensemble.head() if many.ensemble else None
        self.progress = Progress(self._obeyed, run.number, trace, run.failure, many.number, ensemble)


class _Run:
    """What is computed ahead of whoever watches."""

    def __init__(self, number: int = 0, horizon: float = 0.0, failure: str = "") -> None:
        self.number, self.horizon, self.failure = number, horizon, failure
        self.descent: Descent | None = None


class _Ensemble:
    """What is computed when there is nothing else to do."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.goes_on = number, False
        self.ensemble: Ensemble | None = None
