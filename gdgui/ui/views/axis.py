"""An axis that shows the numbers at its ends, and on a logarithmic scale few enough to read."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent

from gdgui.ui.views.pixels import Pixels
from gdgui.ui.views.shapes import renew_clip
from gdgui.words.numbers import number, ticks, whole

MOST_COUNTED = 10**7  # beyond, also whole numbers are written as powers of ten

LEAST_NAME = 0.6  # of its size, to which a long name shrinks before words of it are left out
IN_ROW = 0.4  # of the length, which a name among the numbers may take

Words = list[tuple[QRectF, Any, str]]
Spec = tuple[Any, Any, Words]


class TidyAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Labels the powers of ten, and between them 2 and 5 where there is room.

    `counts`: what it shows are whole numbers, such as epochs. `is_low`: it is at the bottom of a plot that is
    so low that the name stands in the row of the numbers, at its end.
    """

    def __init__(self, orientation: str) -> None:
        self._pixels = Pixels()
        self._drawn_from: tuple[object, ...] = ()  # what pyqtgraph's own picture was drawn from
        self._area = QRectF()  # of it
        self.name, self._colour, self._named = "", "", ("", "", 0)  # the last: as it is written
        self.symbol = ""  # in the place of a name for which there is no room
        self._laid_out = ""  # the name, as pyqtgraph writes it
        self.counts = self.is_low = False
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)  # once: later on it would keep the scale of that moment

    def set_name(self, name: str, colour: str) -> None:
        """Call it that, in letters as large as its numbers where it is long enough for them."""
        self.name, self._colour = name, colour
        self.resizeEvent()

    def resizeEvent(self, event: QResizeEvent | None = None) -> None:
        """The name is in the middle, or among the numbers. A long one is written smaller; at last its symbol
        stands there, or it is cut.
        """
        font = self.style["tickFont"]
        if self.label is None or font is None:  # it is on its way out, or not dressed yet
            return
        length = self.size().width() if self.orientation == "bottom" else self.size().height()
        around = 2 * self.label.document().documentMargin() + QFontMetrics(font).horizontalAdvance(" ")
        room = max(0.0, (IN_ROW if self.is_low else 1.0) * length - around)
        shown, font = _fitted(self.name, font, room)
        if shown != self.name and self.symbol:
            shown, font = _fitted(self.symbol, self.style["tickFont"], room)
        if (shown, self._colour, font.pixelSize()) != self._named:
            self._named = shown, self._colour, font.pixelSize()
            self.setLabel(_as_html(shown), color=self._colour, **{"font-size": f"{font.pixelSize()}px"})
        super().resizeEvent(event)
        if self.is_low:
            box = self.label.boundingRect()
            self.label.setPos(QPointF(length - box.width(), -self.label.document().documentMargin() / 2))

    def _updateLabel(self) -> None:
        """As always; but for a pen or a scale that leaves the name as it is, it is not laid out again."""
        name = self.labelString()
        if self.labelText and name != self._laid_out:
            self._laid_out = name
            super()._updateLabel()
        else:
            self.picture = None
            self.update()

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
        room = self.counts, self.is_low, edge, self.label.boundingRect().getRect()
        return (*own, area, *pens, *ticks, *room, tuple(self.style.items()))

    def generateDrawSpecs(self, painter: QPainter) -> Spec | None:
        """As always; but a number that would be cut at the edge of the plot is moved inside.

        There it may take the place of another; and a name in their row takes that of the last.
        """
        specs: Spec | None = super().generateDrawSpecs(painter)
        scene = self.scene()
        if specs is None or scene is None or not scene.views():
            return specs
        axis, lines, words = specs
        edge = self.mapRectFromScene(scene.views()[0].sceneRect())
        cut = [each for each in words if not edge.contains(each[0])]
        if cut:
            moved = [(_moved_inside(place, edge), flags, word) for place, flags, word in cut]
            others = [each for each in words if edge.contains(each[0])]
            words = [each for each in others if not _meets(each, moved)] + moved
        if self.is_low:
            name = self.label.mapRectToParent(self.label.boundingRect())
            words = [each for each in words if not each[0].intersects(name)]
        return axis, lines, words

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
        """As always; but where numbers would touch, fewer of them, and no half epochs."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        if self.counts and levels:
            levels = [level for level in levels if level[0] >= 1] or [(1.0, 0.0)]
        font = self.style["tickFont"]
        if font is None or not levels:
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
        font = self.style["tickFont"]
        if self.orientation == "left":
            return bool(spacing / (high - low) * size >= font.pixelSize())
        words = self.tickStrings([k * spacing for k in range(first, last + 1)], 1.0, spacing)
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


def _as_html(text: str) -> str:
    """The text, whatever is in it. `html.escape` comes with all names of characters: 1 % of a start."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fitted(words: str, font: QFont, room: float) -> tuple[str, QFont]:
    """As much of the words as there is room for, in letters as large as that allows."""
    font = _smaller(font, room / max(1, QFontMetrics(font).horizontalAdvance(words)), LEAST_NAME)
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room)), font


def _smaller(font: QFont, share: float, least: float = 0.5) -> QFont:
    """The font at this share of its size, or `least` of it; as it is where the share is 1 or more."""
    smaller = QFont(font)
    if share < 1:
        smaller.setPixelSize(int(max(least, share) * font.pixelSize()))
    return smaller


def _moved_inside(place: QRectF, edge: QRectF) -> QRectF:
    """The rectangle, moved to the nearest place within the edge."""
    across = max(0.0, edge.left() - place.left()) - max(0.0, place.right() - edge.right())
    down = max(0.0, edge.top() - place.top()) - max(0.0, place.bottom() - edge.bottom())
    return place.translated(across, down)


def _meets(word: tuple[QRectF, Any, str], others: Words) -> bool:
    """Whether it would lie on one of the others."""
    return any(word[0].intersects(place) for place, *_ in others)


def _leading_digit(exponent: float) -> int:
    digit = round(10 ** (exponent % 1))
    return 1 if digit == 10 else digit  # 10 where rounding brought −1e-17 % 1 close to 1


def _label(exponent: float) -> str:
    power = math.floor(exponent + 1e-6)
    return number(float(f"{10 ** (exponent - power):.0f}e{power}"), 1)
