"""Pixels that are painted again, not computed again, for as long as all that they depend on is the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPixmap


def blank(size: QSize, ratio: float, colour: str) -> QPixmap:
    """A picture of one colour, `size` logical pixels wide and high, each `ratio` pixels across."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(colour))
    return picture


class Pixels:
    """What one item paints, kept under a key that holds everything it is painted from.

    The caller's key stands for its data, pens and sizes; transform, place, device pixel ratio and render
    hints are added here. Values are compared, so a key holds on to what it names: no id of something dead
    comes back for something new.
    """

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._image = QImage()

    def clear(self) -> None:
        """Let go of what is kept."""
        self._key, self._image = (), QImage()

    def draw(
        self, painter: QPainter, area: QRectF, key: tuple[object, ...], paint: Callable[[QPainter], None]
    ) -> None:
        """Let `paint` paint in the coordinates of the item, which stays within `area`, or paint it again."""
        device = painter.device()
        ratio = device.devicePixelRatioF()
        is_raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        if not (is_raster and ratio.is_integer()):  # for paper, or where pixels would not meet pixels
            painter.save()
            paint(painter)
            painter.restore()
            return
        transform = painter.transform()
        corners = transform.mapRect(area) & QRectF(0, 0, device.width(), device.height())
        place = corners.toAlignedRect()
        if place.isEmpty():
            return
        whole_key = (key, area.getRect(), transform, place, ratio, painter.renderHints())
        if whole_key != self._key:
            image = QImage(place.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(ratio)
            image.fill(Qt.GlobalColor.transparent)
            inside = QPainter(image)
            inside.setRenderHints(painter.renderHints())
            inside.translate(-place.topLeft())
            inside.setTransform(transform, True)
            try:
                paint(inside)
            finally:
                inside.end()  # an image that is still painted on must not go
            self._key, self._image = whole_key, image
        painter.save()
        painter.resetTransform()
        painter.drawImage(place.topLeft(), self._image)
        painter.restore()
