"""An axis that shows the numbers at its ends, and on a logarithmic scale few enough to read."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from gdgui.ui.plots.pixels import Pixels


class TidyAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Labels the powers of ten, and between them 2 and 5 where there is room."""

    def __init__(self, orientation: str) -> None:
        self._pixels = Pixels()
        self._drawn_from: tuple[object, ...] = ()  # what pyqtgraph's own picture was drawn from
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)  # once: later on it would keep the scale of that moment

    def boundingRect(self) -> QRectF:
        """Room for the numbers at both ends: without it, pyqtgraph leaves them out where there is a grid."""
        font = self.style["tickFont"]
        room = 2 * (font.pixelSize() if font else 13)
        across = (room, 0) if self.orientation == "bottom" else (0, room)
        return super().boundingRect().adjusted(-across[0], -across[1], across[0], across[1])  # type: ignore[no-any-return]

    def paint(self, painter: QPainter, *options: object) -> None:
        """Numbers and grid take long to find and to write: only where anything has changed."""
        key = self._all_it_depends_on()
        if key != self._drawn_from:
            self.picture, self._drawn_from = None, key

        def paint(to: QPainter) -> None:
            pg.AxisItem.paint(self, to, *options)

        self._pixels.draw(painter, self.boundingRect(), key, paint)

    def _all_it_depends_on(self) -> tuple[object, ...]:
        view = self.linkedView()
        area = view.mapRectToItem(self, view.boundingRect()).getRect() if view is not None else ()
        pens = self.pen(), self.textPen(), self.tickPen()
        ticks = self._tickDensity, self._tickLevels, self._tickSpacing
        own = tuple(self.range), self.logMode, self.scale, self.grid, self.geometry().getRect()
        return (*own, area, *pens, *ticks, tuple(self.style.items()))

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """As always; but where numbers side by side would touch, fewer of them."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        font = self.style["tickFont"]
        if self.orientation != "bottom" or font is None:
            return levels
        coarsest = levels[0][0]
        words = self.tickStrings([low // coarsest * coarsest, high // coarsest * coarsest], 1.0, coarsest)
        wide = max(QFontMetrics(font).horizontalAdvance(each) for each in words) + font.pixelSize() / 4
        fit = (factor for factor in (1, 2, 5, 10, 20) if factor * coarsest / (high - low) * size >= wide)
        factor = next(fit, 50)
        return levels if factor == 1 else [(factor * coarsest, 0.0), *levels]

    def tickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """As always, but with powers of ten written as such."""
        return [written_out(text) for text in super().tickStrings(values, scale, spacing)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        low, high = self.range
        leading = (1, 2, 5) if high - low <= 2 else (1,)
        return [_label(value) if _leading_digit(value) in leading else "" for value in values]


def _leading_digit(exponent: float) -> int:
    digit = round(10 ** (exponent % 1))
    return 1 if digit == 10 else digit  # 10 where rounding brought −1e-17 % 1 close to 1


def _label(exponent: float) -> str:
    if -4 <= exponent < 5:
        return f"{10**exponent:.6g}"
    power = math.floor(exponent + 1e-6)
    return written_out(f"{10 ** (exponent - power):.0f}e{power}")


def written_out(text: str) -> str:
    """Where a power of ten is in a number, write it as such: 1.5e+09 as 1.5·10⁹, and 1e+09 as 10⁹."""
    mantissa, e, exponent = text.partition("e")
    if not e:
        return text
    power = "10" + str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return {"1": power, "-1": f"-{power}"}.get(mantissa, f"{mantissa}·{power}")
