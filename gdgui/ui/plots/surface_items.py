"""What lies on the loss surface: the shaded contours, and where the next step leads."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPolygonF

from gdgui.ui.plots.canvas import Canvas
from gdgui.ui.plots.geometry import Floats, Range
from gdgui.ui.plots.items import Label
from gdgui.ui.plots.pixels import Pixels
from gdgui.ui.theme import Look

Place = tuple[float, float]  # m and b


class Bowl(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """The contours, shaded: the lower, the darker."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(-2)
        self._pixels = Pixels()
        self.contours: list[tuple[float, Floats, Floats]] = []
        self._drawing = object()  # stands for these contours
        self._rect = QRectF()
        self._colour = QColor()
        self._pen = pg.mkPen(None)

    def set_colours(self, shade: str, pen: Any) -> None:
        self._colour, self._pen = QColor(shade), pen
        self.update()

    def set_contours(
        self, contours: list[tuple[float, Floats, Floats]], m_range: Range, b_range: Range
    ) -> None:
        self.prepareGeometryChange()
        self.contours, self._drawing = contours, object()
        self._rect = QRectF(
            m_range[0], b_range[0], m_range[1] - m_range[0], b_range[1] - b_range[0]
        ).normalized()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, *options: Any) -> None:
        key = self._drawing, self._colour, self._pen
        self._pixels.draw(painter, self._rect, key, self._paint)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(self._colour)
        shade.setAlphaF(0.045)
        painter.setBrush(shade)
        painter.setPen(self._pen)
        for _, *ms_and_bs in self.contours:
            corners = zip(*(values.tolist() for values in ms_and_bs), strict=True)
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


class NextStep:
    """An arrow from one place to another, with its name at the end."""

    def __init__(self, plot: Canvas, words: str) -> None:
        self.to: Place | None = None
        self._line = plot.curve(2.5)
        self._head = plot.marks(2.6)
        self._name = Label(words, anchor=(0, 0.5))
        self._name.setZValue(6)
        self._name.hide()
        plot.addItem(self._name, ignoreBounds=True)

    def apply(self, look: Look, colour: str) -> None:
        self._line.setPen(look.pen(colour, 0.6 * look.scale.line))
        self._head.setSymbol("d")
        self._head.setSize(0.8 * look.scale.marker)
        self._head.setBrush(colour)
        self._head.setPen(look.pen(look.theme.canvas, 1.0))
        self._name.setFont(look.scale.font(0.8))
        self._name.setColor(colour)

    def show(self, start: Place | None, to: Place | None) -> None:
        to = to if to is not None and np.isfinite(to).all() else None
        self.to = to
        ends = [place for place in (start, to) if place is not None]
        m, b = [place[0] for place in ends], [place[1] for place in ends]
        self._line.setData(m, b)
        self._head.setData(x=m[1:], y=b[1:])
        self._name.setVisible(to is not None)
        if to is not None:
            self._name.setPos(*to)
