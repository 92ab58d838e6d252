"""A line of words and numbers whose digits all have one width, whatever the font."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gdgui.ui.theme import Style
from gdgui.words.numbers import FIGURE_SPACE

DIGITS = frozenset("0123456789" + FIGURE_SPACE)
MOST_KEPT = 400  # pieces whose measures are kept


class Piece(NamedTuple):
    """A part of the line, at the right end of its room; or at the left one, where it `begins` there."""

    text: str
    colour: str
    size: float = 1.0  # times the digits of the line
    bold: bool = False
    cell: float = 0.0  # digits that it has room for, at least
    begins: bool = False


class _Measures(NamedTuple):
    """Of a piece in one size: its font, where each letter begins, how wide it is, and its room."""

    font: QFont
    places: list[float]
    own: float
    room: float


class _Advances(dict[str, float]):
    """How wide each letter of a font is, in pixels; measured once.

    `functools.cache` would ask Qt for its help texts, which takes longer than the rest of the line.
    """

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        wide = self[letter] = self._metrics.horizontalAdvance(letter)
        return wide


class _Face(NamedTuple):
    """A font in one size, and how wide each of its letters is."""

    font: QFont
    metrics: QFontMetricsF
    advances: _Advances


class Letters:
    """Fonts of one style, and how wide their letters are; measured once."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._faces: dict[tuple[int, bool], _Face] = {}
        self._measures: dict[tuple[str, int, bool, float], _Measures] = {}

    def width(self, pieces: Sequence[Piece], digits: float) -> float:
        """Of these side by side, in pixels, where the line's digits are so many high."""
        total = 0.0
        for measures in self._measured(pieces, digits):
            total += measures.room
        return total

    def capital(self, digits: float) -> float:
        """Height of a capital letter."""
        return self._face(round(digits), False).metrics.capHeight()

    def paint(self, painter: QPainter, pieces: Sequence[Piece], digits: float, at: QPointF) -> None:
        """Paint them from here on, along this base line."""
        x, y = at.x(), at.y()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # an equation is one in every language
        for piece, (font, places, own, room) in zip(pieces, self._measured(pieces, digits), strict=True):
            painter.setFont(font)
            painter.setPen(QColor(piece.colour))
            begin = x if piece.begins else x + room - own
            if DIGITS.isdisjoint(piece.text):
                painter.drawText(QPointF(begin, y), piece.text)
            else:
                for place, letter in zip(places, piece.text, strict=True):
                    painter.drawText(QPointF(begin + place, y), letter)
            x += room

    def _measured(self, pieces: Sequence[Piece], digits: float) -> list[_Measures]:
        """Of each of these; most are known."""
        all_found = []
        for piece in pieces:
            key = piece.text, round(piece.size * digits), piece.bold, piece.cell
            found = self._measures.get(key)
            if found is None:
                if len(self._measures) >= MOST_KEPT:
                    self._measures.clear()
                found = self._measures[key] = self._measure(*key)
            all_found.append(found)
        return all_found

    def _measure(self, text: str, pixels: int, bold: bool, cell: float) -> _Measures:
        face = self._face(pixels, bold)
        digit, x = face.advances["0"], 0.0
        places = []
        for letter in text:
            own = face.advances[letter]
            wide = digit if letter in DIGITS else own
            places.append(x + (wide - own) / 2)
            x += wide
        return _Measures(face.font, places, x, max(x, cell * digit))

    def _face(self, pixels: int, bold: bool) -> _Face:
        found = self._faces.get((pixels, bold))
        if found is None:
            font = self._style.scale.font(bold=bold)
            font.setPixelSize(max(1, pixels))
            metrics = QFontMetricsF(font)
            found = self._faces[pixels, bold] = _Face(font, metrics, _Advances(metrics))
        return found
