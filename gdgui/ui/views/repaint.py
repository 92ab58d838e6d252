"""Plots that paint one after the other, so that the mouse never waits for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from gdgui.ui.views.plot import Plot


class RepaintScheduler(QObject):
    """While it `staggers`, each plot is painted when its turn comes, in a round of the event loop of its own.

    Otherwise Qt paints them whenever they change, all at once. When they are let go, every plot has one
    more turn, and from then on it is Qt's: whatever has changed in the meantime is painted.
    """

    def __init__(self, plots: Sequence[Plot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plots = plots
        self._waiting: list[Plot] = []
        self._next_round = QTimer(self, singleShot=True, interval=0)
        self._next_round.timeout.connect(self._paint_one)
        self.staggers = False  # while a run races

    @property
    def is_anybody_waiting(self) -> bool:
        """Whether a plot has yet to be painted."""
        return bool(self._waiting)

    def stagger(self, staggers: bool) -> None:
        """From now on, paint by turns or whenever anything changes."""
        if staggers == self.staggers:
            return
        self.staggers = staggers
        if staggers:
            for plot in self._plots:
                plot.paint_on_request(True)
        self._take_turns()

    def begin(self) -> None:
        """Everything has changed: let each plot have a turn. One that still waits keeps its place."""
        if self.staggers:
            self._take_turns()

    def stop(self) -> None:
        """Nobody has a turn any more."""
        self._next_round.stop()
        self._waiting.clear()
        self.staggers = False
        for plot in self._plots:
            plot.paint_on_request(False)
            plot.viewport().update()

    def _take_turns(self) -> None:
        self._waiting += [plot for plot in self._plots if plot not in self._waiting]
        self._next_round.start()

    def _paint_one(self) -> None:
        plot = self._waiting.pop(0)
        plot.paint_on_request(self.staggers)
        plot.viewport().repaint()
        if self._waiting:
            self._next_round.start()
