"""Many runs of SGD, computed by the worker and looked at from the window."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from gdgui.core import Dataset, Settings
from gdgui.core.ensemble import Ensemble
from gdgui.training.trainer import Trainer

LOOK_MS = 40  # between two looks at how far it has come


class EnsembleRunner(QObject):
    """One ensemble at a time. `changed` tells that there is more of it, or that it is gone."""

    changed = Signal()

    def __init__(self, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self.asked: tuple[Dataset, Settings] | None = None  # what it is computed for
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._shown = -1  # epochs, as last told

    @property
    def ensemble(self) -> Ensemble | None:
        """What there is; None where nobody asked for one, or before its first news."""
        return self._trainer.ensemble

    @property
    def is_running(self) -> bool:
        """Whether there is more to come."""
        return self._timer.isActive()

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self._begun

    def start(self, dataset: Dataset, settings: Settings) -> None:
        """Begin with a new ensemble of runs of SGD with these settings."""
        self.asked = dataset, settings
        self._trainer.start_ensemble(dataset, settings)
        self._begun, self._shown = time.monotonic(), -1
        self._timer.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Compute no more; what there is stays."""
        if self.is_running:
            self._end(forget=False)

    def clear(self) -> None:
        """Let go of it."""
        if self.is_running or self.ensemble is not None:
            self._end(forget=True)

    def set_aside(self) -> tuple[Dataset, Settings] | None:
        """The ensemble is with what `Trainer.set_aside` hands out; what it is computed for."""
        asked, self.asked = self.asked, None
        self._timer.stop()
        return asked

    def take_back(self, asked: tuple[Dataset, Settings] | None) -> None:
        """The trainer has the ensemble of that time again."""
        self.asked, self._shown = asked, -1
        if asked is not None:
            self._timer.start()
            self._look()

    def _end(self, forget: bool) -> None:
        self._timer.stop()
        self.asked = None if forget else self.asked
        self._trainer.end_ensemble(forget)
        self.changed.emit()

    def _look(self) -> None:
        ensemble = self.ensemble
        if ensemble is None or ensemble.done == self._shown:
            return
        self._shown = ensemble.done
        if ensemble.is_done:
            self._timer.stop()
        self.changed.emit()
