"""An axis that shows the numbers at its ends, and on a logarithmic scale few enough to read."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from gdgui.ui.views.pixels import Pixels
from gdgui.ui.views.shapes import renew_clip
from gdgui.words.numbers import number, ticks, whole

MOST_COUNTED = 10**7  # beyond, also whole numbers are written as powers of ten

Words = list[tuple[QRectF, Any, str]]
Spec = tuple[Any, Any, Words]


class TidyAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Labels the powers of ten, and between them 2 and 5 where there is room.

    `counts`: what it shows are whole numbers, such as epochs.
    """

    def __init__(self, orientation: str) -> None:
        self._pixels = Pixels()
        self._drawn_from: tuple[object, ...] = ()  # what pyqtgraph's own picture was drawn from
        self._area = QRectF()  # of it
        super().__init__(orientation)
        self.counts = False
        self.enableAutoSIPrefix(False)  # once: later on it would keep the scale of that moment

    def boundingRect(self) -> QRectF:
        """Room for the numbers at both ends: without it, pyqtgraph leaves them out where there is a grid."""
        font = self.style["tickFont"]
        room = 3 * (font.pixelSize() if font else 13)
        across = (room, 0) if self.orientation == "bottom" else (0, room)
        return super().boundingRect().adjusted(-across[0], -across[1], across[0], across[1])  # type: ignore[no-any-return]

    def paint(self, painter: QPainter, *options: object) -> None:
        """Numbers and grid take long to find and to write: only where anything has changed."""
        key = self._all_it_depends_on()
        if key != self._drawn_from:
            self.picture, self._drawn_from, self._area = None, key, self.boundingRect()

        def paint(to: QPainter) -> None:
            renew_clip(to)
            pg.AxisItem.paint(self, to, *options)

        self._pixels.draw(painter, self._area, key, paint)

    def _all_it_depends_on(self) -> tuple[object, ...]:
        view = self.linkedView()
        area = view.mapRectToItem(self, view.boundingRect()).getRect() if view is not None else ()
        pens = self.pen(), self.textPen(), self.tickPen()
        ticks = self._tickDensity, self._tickLevels, self._tickSpacing
        own = tuple(self.range), self.logMode, self.scale, self.grid, self.geometry().getRect()
        scene = self.scene()
        edge = scene.views()[0].sceneRect().getRect() if scene is not None and scene.views() else ()
        room = self.counts, edge, self.label.boundingRect().getRect()
        return (*own, area, *pens, *ticks, *room, tuple(self.style.items()))

    def generateDrawSpecs(self, painter: QPainter) -> Spec | None:
        """As always; but a number that would be cut at the edge of the plot is moved inside.

        There it may take the place of another.
        """
        specs: Spec | None = super().generateDrawSpecs(painter)
        scene = self.scene()
        if specs is None or scene is None or not scene.views():
            return specs
        axis, lines, words = specs
        edge = self.mapRectFromScene(scene.views()[0].sceneRect())
        cut = [each for each in words if not edge.contains(each[0])]
        if not cut:
            return specs
        moved = [(_moved_inside(place, edge), flags, word) for place, flags, word in cut]
        kept = [
            each
            for each in words
            if edge.contains(each[0]) and not any(each[0].intersects(one[0]) for one in moved)
        ]
        return axis, lines, kept + moved

    def drawPicture(self, painter: QPainter, axis: Any, lines: Any, words: Words) -> None:
        """As always; but numbers longer than the room beside the name of the axis are drawn smaller."""
        font = self.style["tickFont"]
        if self.orientation == "left" and font is not None and words:
            room = self.width() - self.label.boundingRect().height()
            widest = max([place.width() for place, *_ in words])
            self.style["tickFont"] = _smaller(font, room / max(1.0, widest))
        super().drawPicture(painter, axis, lines, words)
        self.style["tickFont"] = font

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """As always; but where numbers side by side would touch, fewer of them, and no half epochs."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        if self.counts and levels:
            levels = [level for level in levels if level[0] >= 1] or [(1.0, 0.0)]
        font = self.style["tickFont"]
        if self.orientation != "bottom" or font is None or not levels:
            return levels
        coarsest = levels[0][0]
        fit = (factor for factor in (1, 2, 5, 10, 20) if self._fits(low, high, size, factor * coarsest))
        factor = next(fit, 50)
        return levels if factor == 1 else [(factor * coarsest, 0.0), *levels]

    def _fits(self, low: float, high: float, size: float, spacing: float) -> bool:
        """Whether numbers so far apart do not touch, on an axis of so many pixels."""
        if not (math.isfinite(low / spacing) and math.isfinite(high / spacing) and low < high):
            return False
        first, last = math.ceil(low / spacing), math.floor(high / spacing)
        if last - first > size:
            return False
        words = self.tickStrings([k * spacing for k in range(first, last + 1)], 1.0, spacing)
        font = self.style["tickFont"]
        wide = max((QFontMetrics(font).horizontalAdvance(each) for each in words), default=0)
        return bool(spacing / (high - low) * size >= wide + font.pixelSize() / 4)

    def tickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """In the one style of numbers, all with the decimals of a step."""
        if self.logMode:
            return self.logTickStrings(values, scale, spacing)
        if not spacing or not all(map(math.isfinite, (*values, spacing))):
            return [number(value) for value in values]
        values = [value * scale for value in values]
        if self.counts and max(map(abs, values), default=0) < MOST_COUNTED:
            return [whole(round(value)) for value in values]
        return ticks(values, spacing * scale)

    def logTickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        low, high = self.range
        leading = (1, 2, 5) if high - low <= 2 else (1,)
        return [_label(value) if _leading_digit(value) in leading else "" for value in values]


def _smaller(font: QFont, share: float) -> QFont:
    """The font at this share of its size, or half of it at least; as it is where the share is 1 or more."""
    smaller = QFont(font)
    if share < 1:
        smaller.setPixelSize(max(font.pixelSize() // 2, int(share * font.pixelSize())))
    return smaller


def _moved_inside(place: QRectF, edge: QRectF) -> QRectF:
    """The rectangle, moved to the nearest place within the edge."""
    across = max(0.0, edge.left() - place.left()) - max(0.0, place.right() - edge.right())
    down = max(0.0, edge.top() - place.top()) - max(0.0, place.bottom() - edge.bottom())
    return place.translated(across, down)


def _leading_digit(exponent: float) -> int:
    digit = round(10 ** (exponent % 1))
    return 1 if digit == 10 else digit  # 10 where rounding brought −1e-17 % 1 close to 1


def _label(exponent: float) -> str:
    power = math.floor(exponent + 1e-6)
    return number(float(f"{10 ** (exponent - power):.0f}e{power}"), 1)
