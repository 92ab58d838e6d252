"""The floor of a frame: what a careful pyqtgraph script would write to show the same run."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from gdgui.core import Dataset, Trace
from gdgui.ui.theme import Style
from gdgui.ui.views.data.view import FADES
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.plot import Plot
from gdgui.ui.window import MainWindow

LOOK = Style()


def bare_plot(parent: QWidget, like: Plot) -> pg.PlotWidget:
    """A PlotWidget of the same size, place, axes and fixed range as one of gdgui's."""
    plot = pg.PlotWidget(parent)
    plot.setGeometry(like.rect().translated(like.mapTo(like.window(), QPoint())))
    plot.setFrameShape(like.frameShape())
    plot.setBackground(LOOK.theme.canvas)
    plot.showGrid(x=True, y=True, alpha=0.2)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setStyle(maxTickLevel=like.getAxis(side).style["maxTickLevel"])
        axis.setTickFont(LOOK.scale.font())
        axis.setPen(LOOK.pen(LOOK.theme.border, LOOK.scale.thin))
        axis.setTextPen(LOOK.theme.text)
        axis.setLabel(like.getAxis(side).labelText)
    plot.getAxis("left").setWidth(like.getAxis("left").width())
    plot.getAxis("bottom").setHeight(like.getAxis("bottom").height())
    plot.setMouseEnabled(False, False)
    x_range, y_range = like.view_range()
    plot.setRange(xRange=x_range, yRange=y_range, padding=0, disableAutoRange=True)
    return plot


def bare_points(plot: pg.PlotWidget, x: Floats, y: Floats) -> pg.ScatterPlotItem:
    """The points as gdgui draws them."""
    scale, theme = LOOK.scale, LOOK.theme
    rim = LOOK.pen(theme.canvas, max(1.0, 0.5 * scale.thin))
    points = pg.ScatterPlotItem(x, y, size=scale.marker, pen=rim, brush=theme.point)
    plot.addItem(points)
    return points


class BarePlots(QWidget):
    """Points, line and trail; MSE curve, thinned out by pyqtgraph; a label. As large as gdgui's window.

    The axes are those that gdgui has arrived at when this is made, and stay. As in gdgui, a long trail and
    a dense curve have no smooth edges.
    """

    def __init__(self, window: MainWindow, dataset: Dataset) -> None:
        super().__init__()
        self.resize(window.size())
        board, scale, blue = window.workspace, LOOK.scale, LOOK.theme.line
        self.data_plot = bare_plot(self, board.data_plot)
        self.loss_plot = bare_plot(self, board.loss_plot)
        self.label = QLabel(self)
        self.label.setGeometry(board.readout.rect().translated(board.readout.mapTo(window, QPoint())))
        self.label.setFont(scale.font(scale.digits / scale.text))
        bare_points(self.data_plot, dataset.x, dataset.y)
        trail_pen = LOOK.pen(blue, scale.thin, FADES[2])
        self._trail = pg.PlotCurveItem(connect="pairs", pen=trail_pen, antialias=False)
        self._line = pg.PlotCurveItem(pen=LOOK.pen(blue, scale.line))
        for curve in (self._trail, self._line):
            self.data_plot.addItem(curve)
        self._curve = self.loss_plot.plot(pen=LOOK.pen(blue, 0.7 * scale.line), antialias=False)
        self._curve.setDownsampling(auto=True, method="peak")
        self._curve.setClipToView(True)
        for curve in (self._trail, self._curve.curve):
            curve.setSegmentedLineMode("on")  # many times quicker for wide, noisy lines
        self._ends = np.array(board.data_plot.view_range()[0])

    def show_epoch(
        self, trace: Trace, cursor: int, trail: np.ndarray[tuple[int], np.dtype[np.int64]]
    ) -> None:
        """The run at this epoch, with the lines of these earlier ones."""
        m, b, mse, ends = trace.m, trace.b, trace.mse, self._ends
        earlier = m[trail, np.newaxis] * ends + b[trail, np.newaxis]
        self._trail.setData(np.tile(ends, len(trail)), earlier.ravel())
        self._line.setData(ends, m[cursor] * ends + b[cursor])
        self._curve.setData(mse[: cursor + 1], connect="all", skipFiniteCheck=True)
        self.label.setText(f"epoch {cursor:,}  m {m[cursor]:.5f}  b {b[cursor]:.5f}  MSE {mse[cursor]:.5f}")
