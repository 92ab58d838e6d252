"""What is said aloud by itself: how a run begins and ends, and which point is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from gdgui.experiment.experiment import Changed, Experiment
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.spoken import announce
from gdgui.words.spoken import selected


class Announcements(QObject):
    """Each is made once, and only while an assistive tool listens.

    What changes several times before the person's hand is free again is said as it is in the end.
    """

    _due = Signal()

    def __init__(self, experiment: Experiment, status: StatusPanel, canvas: QWidget) -> None:
        super().__init__(status)
        self._experiment, self._status, self._canvas = experiment, status, canvas
        self._said: dict[QWidget, str] = {}
        self._due.connect(self._say, Qt.ConnectionType.QueuedConnection)
        status.changed.connect(self._put_off)
        experiment.changed.connect(self._on_document)

    def _on_document(self, changed: Changed) -> None:
        if changed & (Changed.SELECTION | Changed.COMMITTED):
            self._put_off()

    def _put_off(self) -> None:
        if QAccessible.isActive():
            self._due.emit()

    def _say(self) -> None:
        points, at = self._experiment.points, self._experiment.selection.tolist()
        self._announce(self._canvas, selected(points.dataset, at, points.names) if at else "")
        self._announce(self._status.label, self._status.label.words, self._status.is_urgent)

    def _announce(self, widget: QWidget, words: str, is_urgent: bool = False) -> None:
        if self._said.get(widget) == words:
            return
        self._said[widget] = words
        if words:
            announce(widget, words, is_urgent)
