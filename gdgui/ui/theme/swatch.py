"""A piece of a run's line as the plots draw it, for chips and lists: as sharp as the screen allows."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPen, QPixmap

from gdgui.ui.theme.icons import held_by_qt


def swatch(pen: QPen, gap: float = 0.0, is_mirrored: bool = False) -> QIcon:
    """A line by this pen, with so many pixels free behind it; dashes so small that each of a row is seen."""
    return held_by_qt(_Engine(pen, gap, is_mirrored))


class _Engine(QIconEngine):
    """Draws it when and as large as it is asked for."""

    def __init__(self, pen: QPen, gap: float, is_mirrored: bool) -> None:
        super().__init__()
        self._pen, self._gap, self._is_mirrored = QPen(pen), gap, is_mirrored

    def clone(self) -> QIconEngine:
        return _Engine(self._pen, self._gap, self._is_mirrored)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        length = rect.width() - self._gap
        left = rect.left() + (self._gap if self._is_mirrored else 0.0)
        pen, dashes = QPen(self._pen), self._pen.dashPattern()
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            share = min(1.0, length / (sum(dashes) * pen.widthF()))
            pen.setDashPattern(list(map(share.__mul__, dashes)))
        middle = rect.top() + rect.height() // 2 + pen.widthF() % 2 / 2
        painter.setPen(pen)
        painter.drawLine(QLineF(left, middle, left + length, middle))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        drawn = QPixmap(size * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn
