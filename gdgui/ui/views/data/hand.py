"""What a hand on the canvas sees of itself: rubber band, reach of a brush, crosshair, coordinates."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QCursor, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsRectItem

from gdgui.ui.theme import Style
from gdgui.ui.views.data.crosshair import Coordinates, Crosshair
from gdgui.ui.views.plot import Plot


class HandMarks:
    """Marks above everything else on one plot; no part of what the frame shows."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.crosshair = Crosshair(plot, 8)
        self._place = Coordinates(plot, 9)  # of the point that is dragged
        self._band = QGraphicsRectItem()
        self._band.setZValue(9)
        self._band.hide()
        plot.scene().addItem(self._band)
        self._radius, self._opens = 0.0, False

    @property
    def words(self) -> str:
        """What is said about the point dragged or the crosshair; empty where there is nothing."""
        return self._place.text or self.crosshair.words.text

    @property
    def band(self) -> QRectF | None:
        """The rubber band on the scene, if there is one."""
        return self._band.rect() if self._band.isVisible() else None

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.crosshair.apply(style)
        self._place.apply(style)
        self._band.setPen(style.pen(style.theme.line, style.scale.thin, dash=(4, 3)))
        self.show_reach(self._radius, self._opens)

    def say_place(self, place: tuple[float, float] | None) -> None:
        """Say where the point is that is dragged; None where there is none."""
        if place is None:
            self._place.hide()
        else:
            self._place.show(*place)

    def show_band(self, scene_rectangle: QRectF | None) -> None:
        """Draw a rubber band, or none."""
        self._band.setVisible(scene_rectangle is not None)
        if scene_rectangle is not None:
            self._band.setRect(scene_rectangle)

    def show_reach(self, radius: float, moves_view: bool) -> None:
        """The pointer of a tool: a circle as far as it reaches, or a hand that moves the view."""
        self._radius, self._opens = radius, moves_view
        viewport = self._plot.viewport()
        if radius:
            viewport.setCursor(QCursor(self._circle(round(radius))))
        elif moves_view:
            viewport.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            viewport.unsetCursor()

    def _circle(self, radius: int) -> QPixmap:
        style = self._plot.current_style
        picture = QPixmap(2 * radius + 1, 2 * radius + 1)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.stroke(style.theme.line, style.scale.thin))
        painter.drawEllipse(QPoint(radius, radius), radius - 2, radius - 2)
        painter.end()
        return picture
