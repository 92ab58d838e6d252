"""The shaded contours of the loss surface, the values of some of them, and the valley of singular points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPolygonF

from gdgui.core.dataset import Moments
from gdgui.experiment.view_options import View
from gdgui.ui.theme import Style
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.items import Label
from gdgui.ui.views.pixels import Pixels
from gdgui.ui.views.plot import Key, Plot
from gdgui.ui.views.surface.contours import heights, outline, valley
from gdgui.words.numbers import number

LIGHTEST = 0.08  # opacity of one of a few shades
Contour = tuple[float, Floats, Floats]  # MSE, and m and b along it


class ContoursLayer:
    """Lines of equal MSE in what is in view, the highest first."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = Key()
        self._bowl = Bowl()
        plot.addItem(self._bowl, ignoreBounds=True)
        self._valley = plot.curve(1)
        self._labels: list[Label] = []

    @property
    def shown(self) -> list[Contour]:
        """The contours drawn, the highest first."""
        return self._bowl.contours

    @property
    def labels(self) -> list[str]:
        """The values that stand on them."""
        return [label.toPlainText() for label in self._labels if label.isVisible()]

    def draw(self, moments: Moments | None) -> None:
        """The bowl of these points; None where there are none."""
        plot = self._plot
        view, style = plot.view_range(), plot.current_style
        size = plot.view.width(), plot.view.height()
        if not self._key.is_new(moments, view, size, style):
            return
        contours: list[Contour] = []
        if moments is None:
            self._valley.setData([], [])
        else:
            for excess in heights(moments, *view):
                m, b = outline(moments, excess, *view)
                if len(m):
                    contours.append((moments.minimum + excess, m, b))
            self._valley.setData(*valley(moments, *view))
            self._valley.setPen(style.pen(style.theme.text, style.scale.line, dash=(4, 3)))
        self._bowl.show_contours(contours, view, style)
        self._label(view, size, style)

    def _label(self, view: View, size: tuple[float, float], style: Style) -> None:
        """Name the MSE of contours at the highest place where there is room for it."""
        places = _places_for_labels(self._bowl.contours, view, size, style.scale.text)
        while len(self._labels) < len(places):
            self._labels.append(self._plot.text(1, anchor=(0.5, 0.5)))
        for label in self._labels[len(places) :]:
            label.hide()
        for label, (m_at, b_at, words) in zip(self._labels, places, strict=False):
            label.setFont(style.scale.font(0.8))
            label.setColor(style.theme.faint_text)
            label.fill = pg.mkBrush(_faint(style.theme.canvas))
            label.setText(words)
            label.setPos(m_at, b_at)
            label.show()


class Bowl(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """The contours, shaded: the lower, the darker."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(-2)
        self.contours: list[Contour] = []
        self._pixels = Pixels()
        self._drawing = object()  # stands for these contours
        self._rect = QRectF()
        self._style = Style()

    def show_contours(self, contours: list[Contour], view: View, style: Style) -> None:
        """Paint these."""
        self.prepareGeometryChange()
        self.contours, self._style, self._drawing = contours, style, object()
        (m_low, m_high), (b_low, b_high) = view
        self._rect = QRectF(m_low, b_low, m_high - m_low, b_high - b_low).normalized()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, *options: Any) -> None:
        self._pixels.draw(painter, self._rect, (self._drawing,), self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._style.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(theme.contour)
        shade.setAlphaF(_share_of_each(len(self.contours), theme.depth))
        painter.setBrush(shade)
        painter.setPen(self._style.pen(theme.contour_line, self._style.scale.thin))
        for _, *ms_and_bs in self.contours:
            corners = zip(*[values.tolist() for values in ms_and_bs], strict=True)
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def _places_for_labels(
    contours: list[Contour], view: View, size: tuple[float, float], letter: float
) -> list[tuple[float, float, str]]:
    """m, b and the words of each label, where none lies on another."""
    m_range, b_range = view
    tall = 1.5 * letter * (b_range[1] - b_range[0]) / max(1.0, size[1])
    wide = 2.5 * letter * (m_range[1] - m_range[0]) / max(1.0, size[0])
    places: list[tuple[float, float, str]] = []
    for mse, m, b in contours:
        room = np.minimum(m - m_range[0], m_range[1] - m) >= wide
        room &= np.minimum(b - b_range[0], b_range[1] - b) >= tall
        top = int(np.where(room, b, -np.inf).argmax())
        if room[top] and min([abs(b[top] - other) for _, other, _ in places], default=tall) >= tall:
            places.append((float(m[top]), float(b[top]), number(mse, 3)))
    return places


def _share_of_each(contours: int, depth: float) -> float:
    """Opacity of one shade, of which so many lie over each other at the lowest place."""
    return float(min(LIGHTEST, 1 - (1 - depth) ** (1 / max(1, contours))))


def _faint(colour: str) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(0.6)
    return faint
