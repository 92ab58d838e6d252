"""Which curve is which run."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.kept import KeptCurves
from gdgui.ui.theme import Look


class Legend:
    """In the upper right corner, beneath what is said about the pointer; there only with kept runs."""

    def __init__(self, plot: Canvas) -> None:
        self._plot = plot
        self._item = pg.LegendItem(verSpacing=-4, colCount=1)
        self._item.setParentItem(plot.view)
        self._item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._item.hide()
        self.words: tuple[str, ...] = ()

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        paper = QColor(look.theme.canvas)
        paper.setAlphaF(0.85)
        self._item.setBrush(paper)
        self._item.setLabelTextColor(look.theme.text)
        self._item.setLabelTextSize(f"{round(0.85 * look.scale.text)}px")
        self._item.anchor((1, 0), (1, 0), offset=(-4, round(1.6 * look.scale.text)))
        self.words = ()  # laid out anew with the next runs

    def show(self, current_curve: pg.PlotCurveItem, current: str, kept: KeptCurves) -> None:
        """Name the current run, if there is one, and all kept ones."""
        words = tuple(run.words + (" (on other points)" if run.on_other_points else "") for run in kept.runs)
        self._item.setVisible(bool(words))
        if (current, *words) == self.words:
            return
        self.words = (current, *words)
        self._item.clear()
        if words and current:
            self._item.addItem(current_curve, current)
        for run, name in zip(kept.runs, words, strict=True):
            self._item.addItem(kept.curve(run.number), name)
