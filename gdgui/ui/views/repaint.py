"""Plots that are drawn and painted one after the other, so that the mouse never waits for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from gdgui.ui.views.plot import Plot


class RepaintScheduler(QObject):
    """While it `staggers`, each plot is drawn when its turn comes, and painted in the next round of events.

    Frames that come in between are not drawn. Otherwise each is drawn at once, and Qt paints whatever has
    changed, all at once. When they are let go, every plot has one more turn: to draw the last frame, and to
    be painted.
    """

    def __init__(self, plots: Sequence[Plot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plots = plots
        self._waiting: list[Plot] = []
        self._has_drawn = False  # the first of those: it is to be painted next
        self._next_round = QTimer(self, singleShot=True, interval=0)
        self._next_round.timeout.connect(self._go_on)
        self.staggers = False  # while a run races

    def stagger(self, staggers: bool) -> None:
        """From now on, paint by turns or whenever anything changes."""
        if staggers == self.staggers:
            return
        self.staggers = staggers
        if staggers:
            for plot in self._plots:
                plot.draw_on_request(True)
                plot.paint_on_request(True)
        self._take_turns()

    def begin(self) -> None:
        """Everything has changed: let each plot have a turn. One that still waits keeps its place.

        Where they are let go, what has changed again is drawn at once.
        """
        if self.staggers:
            self._take_turns()
        else:
            for plot in self._waiting:
                plot.draw_on_request(False)

    def stop(self) -> None:
        """Nobody has a turn any more."""
        self._next_round.stop()
        self._waiting.clear()
        self.staggers = False
        self._has_drawn = False
        for plot in self._plots:
            plot.draw_on_request(False)
            plot.paint_on_request(False)
            plot.viewport().update()

    def _take_turns(self) -> None:
        self._waiting += [plot for plot in self._plots if plot not in self._waiting]
        self._next_round.start()

    def _go_on(self) -> None:
        """Draw the plot whose turn it is, or paint it."""
        plot = self._waiting[0]
        try:
            if plot.is_behind and not self._has_drawn:
                self._has_drawn = True
                plot.redraw()
            else:
                self._has_drawn = False
                self._waiting.remove(plot)
                plot.paint_on_request(self.staggers)
                plot.draw_on_request(self.staggers)
                plot.viewport().repaint()
        finally:  # one that cannot be drawn keeps no other from its turn
            if self._waiting:
                self._next_round.start()
