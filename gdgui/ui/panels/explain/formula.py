"""A typeset formula and, under it, the same line with the numbers of this step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gdgui.files.formulas import SIZE, math_font, typeset
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.words.worked import TERM_COLOURS

LARGER = 1.25  # letters of a formula, in those of words
BLACK = '"black"'


class FormulaView(QWidget):
    """One formula, typeset beforehand or given as SVG. The term of a part of a step in it can be lit."""

    spoken_role = Role.StaticText

    def __init__(self, latex: str, plain: str, svg: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain, self._svg = plain, svg or typeset(latex)
        self._style, self._lit = Style(), ""
        self._renderer: QSvgRenderer | None = None
        self.setAccessibleName(plain)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def spoken(self) -> str:
        """The formula in one line."""
        return self._plain

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style, self._renderer = style, None
        self.updateGeometry()
        self.update()

    def light(self, part: str) -> None:
        """Light the term of this part; "" for none."""
        if part != self._lit:
            self._lit, self._renderer = part, None
            self.update()

    def sizeHint(self) -> QSize:
        size = self._size()
        return QSize(size.width(), size.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(10, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._svg is None:
            painter.setPen(self._style.theme.text)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._plain)
        else:
            size = self._size()
            shrink = min(1.0, self.width() / size.width())
            self._drawn().render(painter, QRectF(0, 1, size.width() * shrink, size.height() * shrink))
        painter.end()

    def _size(self) -> QSize:
        if self._svg is None:
            return QSize(self.fontMetrics().horizontalAdvance(self._plain), self.fontMetrics().height())
        share = LARGER * self._style.scale.controls / SIZE
        whole = self._drawn().defaultSize()
        return QSize(round(whole.width() * share), round(whole.height() * share))

    def _drawn(self) -> QSvgRenderer:
        """In the colours of the theme."""
        if self._renderer is None:
            theme, svg = self._style.theme, self._svg or ""
            for part, colour in TERM_COLOURS.items():
                svg = svg.replace(colour, theme.residual if part == self._lit else theme.text)
            svg = svg.replace(BLACK, f'"{theme.text}"')
            self._renderer = QSvgRenderer(QByteArray(svg.encode()))
        return self._renderer


class NumbersLine(QWidget):
    """A line of numbers in the font of the formula above; it stands still while they change.

    Painted by hand: a font for mathematics has room above and below each line for the tallest sign there is.
    """

    spoken_role = Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._colour, self._font = "", "", QFont()
        self._letter = 13.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def spoken(self) -> str:
        """The line."""
        return self._text

    def show_line(self, text: str) -> None:
        """Show this."""
        if text != self._text:
            self._text = text
            self.setToolTip(text)
            self.update()

    def dress(self, style: Style, is_lit: bool) -> None:
        """Take another scale or theme, or the colour of the part at hand."""
        self._letter = style.scale.controls
        self._colour = style.theme.residual if is_lit else style.theme.text
        self._font = QFont(math_family())
        self._font.setPixelSize(round(1.2 * self._letter))
        self._font.setBold(is_lit)
        self.setFixedHeight(round(1.8 * self._letter))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, font = QPainter(self), QFont(self._font)
        wide = QFontMetricsF(font).horizontalAdvance(self._text)
        if wide > self.width():
            font.setPixelSize(max(8, int(font.pixelSize() * self.width() / wide)))
        painter.setFont(font)
        painter.setPen(QColor(self._colour))
        painter.drawText(QPointF(0, 1.25 * self._letter), self._text)
        painter.end()


class FormulaRow(QWidget):
    """The formula above, and below it the line with numbers."""

    def __init__(self, latex: str, plain: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formula, self.numbers = FormulaView(latex, plain), NumbersLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.formula)
        column.addWidget(self.numbers)
        self._style, self._is_lit = Style(), False

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.formula.apply(style)
        self.numbers.dress(style, self._is_lit)

    def light(self, part: str, is_lit: bool) -> None:
        """Light a term of the formula and, where the part is worked out here, the line with numbers."""
        self.formula.light(part)
        if is_lit != self._is_lit:
            self._is_lit = is_lit
            self.numbers.dress(self._style, is_lit)


def math_family() -> str:
    """The font in which formulas are typeset; the application's own where it is missing."""
    path = math_font()
    return _family_of(path) if path is not None else QFont().family()


def _family_of(path: Path) -> str:
    """Of the font in this file, which is made known to Qt once."""
    known = [name for name in QFontDatabase.families() if name == "STIX Two Math"]
    if known:
        return known[0]
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else QFont().family()
