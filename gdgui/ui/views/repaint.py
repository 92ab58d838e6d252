"""Plots that are drawn and painted one after the other, so that the mouse never waits for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from gdgui.ui.views.plot import Plot


class RepaintScheduler(QObject):
    """While it `staggers`, each plot is drawn when its turn comes, and painted in the next round of events.

    Frames that come in between are not drawn. Otherwise each is drawn at once, and Qt paints whatever has
    changed, all at once; but as long as a plot waits for a turn that it was given, it draws the frame that is
    the newest then. When they are let go, every plot has one more turn: to draw the last frame, and to be
    painted.
    """

    def __init__(self, plots: Sequence[Plot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plots = plots
        self._waiting: list[Plot] = []
        self._has_drawn = False  # the first of those: it is to be painted next
        self._next_round = QTimer(self, singleShot=True, interval=0)
        self._next_round.timeout.connect(self._go_on)
        self.staggers = False  # while a run races

    def follow(self, state: str, is_fast: bool) -> None:
        """The run is in this state now. While it races, ends and is reset, the plots take turns."""
        self.stagger(is_fast and state == "playing")
        if is_fast and state == "idle":
            self._take_turns(waiting=True)  # what is about to change; Run may be pressed next

    def stagger(self, staggers: bool) -> None:
        """From now on, paint by turns or whenever anything changes."""
        if staggers != self.staggers:
            self.staggers = staggers
            self._take_turns(waiting=staggers)

    def begin(self) -> None:
        """Everything has changed: let each plot have a turn. One that still waits keeps its place."""
        if self.staggers:
            self._take_turns()

    def stop(self) -> None:
        """Nobody has a turn any more."""
        self._next_round.stop()
        self._waiting.clear()
        self.staggers = False
        self._has_drawn = False
        for plot in self._plots:
            plot.wait_for_turn(False)
            plot.viewport().update()

    def _take_turns(self, waiting: bool = False) -> None:
        """Let each plot have one, and do nothing before it where it is `waiting`."""
        for plot in self._plots:
            if waiting:
                plot.wait_for_turn(True)
            if plot not in self._waiting:
                self._waiting.append(plot)
        self._next_round.start()

    def _go_on(self) -> None:
        """Draw the plot whose turn it is, or paint it. Where it is let go, Qt paints it in the next round."""
        plot = self._waiting[0]
        try:
            if self.staggers and plot.is_behind and not self._has_drawn:
                self._has_drawn = True
                plot.redraw()
                return
            self._has_drawn = False
            self._waiting.remove(plot)
            if self.staggers:
                plot.viewport().repaint()
            else:
                plot.viewport().update()
                plot.wait_for_turn(False)
        finally:  # one that cannot be drawn keeps no other from its turn
            if self._waiting:
                self._next_round.start()
