"""The shaded contours of the loss surface, the values of some of them, and the valley of singular points."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF

from gdgui.core.dataset import Moments
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import View
from gdgui.ui.theme import Style
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.items import ROUND_WORDS, Label
from gdgui.ui.views.pixels import Pixels
from gdgui.ui.views.placing import Room, Size, centred
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.shapes import RASTER, in_pixels
from gdgui.ui.views.surface.contours import heights, outlines, valley
from gdgui.words.numbers import number

LEAST = 2.0  # heights of a label, that a contour must have to be labelled
MOST_PLACES = 24  # about, that are tried for a label
BEYOND = 4.0  # pixels around the view, so that its edge is not taken for a contour
GROUND = 0.92  # opacity under a value
LIGHTEST = 0.08  # opacity of one of a few shades
Contour = tuple[float, Floats, Floats]  # MSE, and m and b along it


class ContoursLayer:
    """Lines of equal MSE in what is in view, the highest first."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._seen, self._style_seen = Seen(), Seen()
        self._bowl = Bowl()
        self.drawn = object()  # stands for the contours drawn
        plot.addItem(self._bowl)
        self._valley = plot.curve(1)
        self._places: list[tuple[str, Floats]] | None = None  # of the contours, the highest first
        self._labels: list[Label] = []

    @property
    def shown(self) -> list[Contour]:
        """The contours drawn, the highest first."""
        return self._bowl.contours

    @property
    def labels(self) -> list[str]:
        """The values that stand on some of them."""
        return [label.toPlainText() for label in self._labels if label.isVisible()]

    def draw(self, moments: Moments | None) -> None:
        """The bowl of these points; None where there are none."""
        plot = self._plot
        if not self._seen.is_new(moments, plot.drawn_in):
            return
        view, style = plot.area, plot.current_style
        contours: list[Contour] = []
        if moments is None:
            self._valley.setData([], [])
        else:
            levels = heights(moments, *view)
            for excess, (m, b) in zip(levels, outlines(moments, levels, *view), strict=True):
                if len(m):
                    contours.append((moments.minimum + excess, m, b))
            self._valley.setData(*valley(moments, *view))
        self._bowl.show_contours(contours, view, style)
        self.drawn, self._places = object(), None
        if self._style_seen.is_new(style):
            self._valley.setPen(style.pen(style.theme.text, style.scale.line, dash=(4, 3)))
            for label in self._labels:
                self._dress(label)

    def place_labels(self, room: Room) -> None:
        """Name the MSE of contours at the highest place where there is room for it; on no run's path."""
        if self._places is None:
            self._places = self._find_places(room)
        found = room.take_each([boxes for _, boxes in self._places])
        shown = [(words, box) for (words, _), box in zip(self._places, found, strict=True) if box is not None]
        while len(self._labels) < len(shown):
            self._labels.append(self._plot.text(1))
            self._dress(self._labels[-1])
        for label in self._labels[len(shown) :]:
            label.hide()
        for label, (words, box) in zip(self._labels, shown, strict=False):
            if words != label.toPlainText():
                label.setText(words)
            label.put(room, box)

    def _find_places(self, room: Room) -> list[tuple[str, Floats]]:
        """Where the values of the contours could stand; none on a contour smaller than they are."""
        places, shown = list[tuple[str, Floats]](), self._bowl.contours
        if not shown:
            return places
        metrics = QFontMetricsF(self._plot.current_style.scale.font(0.8))
        tall = math.ceil(metrics.height()) + 2 * ROUND_WORDS
        all_across, all_down = room.pixels(*np.array([along for _, *along in shown]).swapaxes(0, 1))
        for (mse, *_), across, down in zip(shown, all_across, all_down, strict=True):
            if max(np.ptp(across), np.ptp(down)) >= LEAST * tall:
                words = number(mse, 3)
                size = metrics.horizontalAdvance(words) + 2 * ROUND_WORDS, tall
                places.append((words, _along(across, down, room.size, size)))
        return places

    def _dress(self, label: Label) -> None:
        style = self._plot.current_style
        label.setFont(style.scale.font(0.8))
        label.setColor(style.theme.faint_text)
        label.fill = pg.mkBrush(_ground(style.theme.canvas))


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
        with in_pixels(painter) as to_pixels:
            view = to_pixels.mapRect(self._rect).adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND)
            painter.setBrush(shade)
            painter.setPen(self._style.stroke(theme.contour_line, self._style.scale.thin))
            is_raster = painter.paintEngine().type() == RASTER
            for _, m, b in self.contours:
                polygon = to_pixels.map(pg.functions.arrayToQPolygonF(m, b))
                if not is_raster:  # not every program cuts what it reads from a file
                    polygon = polygon.intersected(QPolygonF(view))
                painter.drawPolygon(polygon)


def _along(across: Floats, down: Floats, within: Size, size: Size) -> Floats:
    """Boxes along what is in view of a contour, the highest first."""
    seen = (across >= 0) & (across <= within[0]) & (down >= 0) & (down <= within[1])
    across, down = across[seen], down[seen]
    if not len(down):
        return np.empty((0, 4))
    order = np.argsort(down, kind="stable")[:: max(1, len(down) // MOST_PLACES)]
    return centred(np.stack((across[order], down[order]), axis=1), size)


def _share_of_each(contours: int, depth: float) -> float:
    """Opacity of one shade, of which so many lie over each other at the lowest place."""
    return float(min(LIGHTEST, 1 - (1 - depth) ** (1 / max(1, contours))))


def _ground(colour: str) -> QColor:
    """The ground of a value: a line under it would run through the digits, and is nearly unseen."""
    ground = QColor(colour)
    ground.setAlphaF(GROUND)
    return ground
