"""An ensemble computed a little at a time, so that the window stays alive."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from gdgui.core import Dataset, Settings
from gdgui.core.ensemble import Ensemble

BUDGET = 0.008  # seconds of work between two looks at anything else


class Many(QObject):
    """One ensemble at a time. `changed` tells that there is more of it, or that it is gone."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ensemble: Ensemble | None = None
        self.begun = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)

    @property
    def is_running(self) -> bool:
        """Whether there is more to come."""
        return self._timer.isActive()

    def start(self, dataset: Dataset, settings: Settings) -> None:
        """Begin with a new ensemble of runs of SGD with these settings."""
        self.ensemble = Ensemble(dataset, settings)
        self.begun = time.monotonic()
        self._timer.start(0)
        self.changed.emit()

    def cancel(self) -> None:
        """Compute no more; what there is stays."""
        if self.is_running:
            self._timer.stop()
            self.changed.emit()

    def clear(self) -> None:
        """Let go of it."""
        self._timer.stop()
        if self.ensemble is not None:
            self.ensemble = None
            self.changed.emit()

    def _advance(self) -> None:
        ensemble, begin = self.ensemble, time.monotonic()
        while ensemble and not ensemble.is_done and time.monotonic() - begin < BUDGET:
            ensemble.advance()
        if ensemble is None or ensemble.is_done:
            self._timer.stop()
        self.changed.emit()
