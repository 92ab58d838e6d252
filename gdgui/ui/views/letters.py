"""A line of words and numbers whose digits all have one width, whatever the font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gdgui.ui.theme import Style
from gdgui.words.numbers import FIGURE_SPACE

DIGITS = frozenset("0123456789" + FIGURE_SPACE)


@dataclass(frozen=True)
class Piece:
    """A part of the line, at the right end of its room."""

    text: str
    colour: str
    size: float = 1.0  # times the digits of the line
    bold: bool = False
    cell: int = 0  # digits that it has room for, at least


class Letters:
    """Fonts of one style, and how wide their letters are; measured once."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._advances: dict[tuple[int, bool, str], float] = {}

    def width(self, pieces: Sequence[Piece], digits: float) -> float:
        """Of these side by side, in pixels, where the line's digits are so many high."""
        return sum([self._room(piece, digits) for piece in pieces])

    def capital(self, digits: float) -> float:
        """Height of a capital letter."""
        return self._font(round(digits), False)[1].capHeight()

    def paint(self, painter: QPainter, pieces: Sequence[Piece], digits: float, at: QPointF) -> None:
        """Paint them from here on, along this base line."""
        x = at.x()
        for piece in pieces:
            room = self._room(piece, digits)
            self._paint_piece(painter, piece, digits, QPointF(x + room - self._own(piece, digits), at.y()))
            x += room

    def _paint_piece(self, painter: QPainter, piece: Piece, digits: float, at: QPointF) -> None:
        key = _key(piece, digits)
        font, metrics = self._font(*key)
        painter.setFont(font)
        painter.setPen(QColor(piece.colour))
        if DIGITS.isdisjoint(piece.text):
            painter.drawText(at, piece.text)
            return
        x = at.x()
        for letter in piece.text:
            wide = self._advance(key, letter)
            aside = (wide - metrics.horizontalAdvance(letter)) / 2 if letter in DIGITS else 0.0
            painter.drawText(QPointF(x + aside, at.y()), letter)
            x += wide

    def _room(self, piece: Piece, digits: float) -> float:
        least = piece.cell * self._advance(_key(piece, digits), "0") if piece.cell else 0.0
        return max(least, self._own(piece, digits))

    def _own(self, piece: Piece, digits: float) -> float:
        key = _key(piece, digits)
        return sum([self._advance(key, letter) for letter in piece.text])

    def _advance(self, key: tuple[int, bool], letter: str) -> float:
        letter = "0" if letter in DIGITS else letter
        found = self._advances.get((*key, letter))
        if found is None:
            found = self._advances[(*key, letter)] = self._font(*key)[1].horizontalAdvance(letter)
        return found

    def _font(self, pixels: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((pixels, bold))
        if found is None:
            font = self._style.scale.font(bold=bold)
            font.setPixelSize(max(1, pixels))
            found = self._fonts[pixels, bold] = font, QFontMetricsF(font)
        return found


def _key(piece: Piece, digits: float) -> tuple[int, bool]:
    return round(piece.size * digits), piece.bold
