"""Pixels that are painted again, not computed again, for as long as all that they depend on is the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from gdgui.ui.views.shapes import RASTER


class Pixels:
    """What one item paints, kept under a key that holds everything it is painted from.

    The caller's key stands for its data, pens and sizes; transform, place, device pixel ratio and render
    hints are added here. Values are compared, so a key holds on to what it names: no id of something dead
    comes back for something new.
    """

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._image = QImage()
        self._place = QPoint()  # of its top left corner
        self._is_cut = False

    def clear(self) -> None:
        """Let go of what is kept."""
        self._key, self._image = (), QImage()

    def draw(
        self, painter: QPainter, area: QRectF, key: tuple[object, ...], paint: Callable[[QPainter], None]
    ) -> None:
        """Let `paint` paint in the coordinates of the item, which stays within `area`, or paint it again."""
        device = painter.device()
        ratio = device.devicePixelRatioF()
        is_for_paper = painter.paintEngine().type() != RASTER
        if is_for_paper or not ratio.is_integer():  # or where pixels would not meet pixels
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
            self._place, self._is_cut = place.topLeft(), False
        elif not self._is_cut:
            self._cut(round(ratio))
        painter.save()
        painter.resetTransform()
        painter.drawImage(self._place, self._image)
        painter.restore()

    def _cut(self, ratio: int) -> None:
        """Keep only the part that is painted on: empty pixels take their time as well."""
        self._is_cut = True
        image, size = self._image, self._image.size()
        pixels = np.frombuffer(image.constBits(), np.uint32).reshape(size.height(), -1)
        down, across = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
        if not len(down):
            return
        left, top = int(across[0]) // ratio * ratio, int(down[0]) // ratio * ratio
        part = QRect(QPoint(left, top), QPoint(int(across[-1]), int(down[-1])))
        self._image = image.copy(part)
        self._image.setDevicePixelRatio(ratio)
        self._place += QPoint(left // ratio, top // ratio)
