"""∂m and ∂b as two bars from a common zero, so that one sees which is larger."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.words.numbers import number


class GradientBars(QWidget):
    """To the right where the error grows with m or b, to the left where it shrinks."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gradientBars")
        self._style = Style()
        self._names, self._values = ("∂m", "∂b"), (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_gradient(self, names: tuple[str, str], values: tuple[float, float]) -> None:
        """Show these two, in one scale."""
        if (names, values) != (self._names, self._values):
            self._names, self._values = names, values
            self.setAccessibleName(", ".join(names))
            self.update()

    def spoken(self) -> str:
        """The two numbers."""
        return ", ".join(
            f"{name} {number(value, 4)}" for name, value in zip(self._names, self._values, strict=True)
        )

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(3.4 * self._style.scale.controls))

    def bars(self) -> list[QRectF]:
        """Where the two are drawn."""
        letter = self._style.scale.controls
        begin, end = 2.2 * letter, self.width() - 5.5 * letter
        middle, reach = (begin + end) / 2, (end - begin) / 2
        most = max([abs(value) for value in self._values if math.isfinite(value)], default=0.0)
        bars = []
        for row, value in enumerate(self._values):
            share = value / most if most and math.isfinite(value) else 0.0
            left, right = sorted((middle, middle + share * reach))
            bars.append(QRectF(left, (0.25 + 1.6 * row) * letter, right - left, 1.1 * letter))
        return bars

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, letter = QPainter(self), self._style.theme, self._style.scale.controls
        painter.setFont(self._style.scale.control_font())
        align = Qt.AlignmentFlag.AlignVCenter
        for bar, name, value in zip(self.bars(), self._names, self._values, strict=True):
            painter.fillRect(bar, QColor(theme.residual))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(0, bar.top() - 2, 2.2 * letter, bar.height() + 4), align, name)
            room = QRectF(self.width() - 5.3 * letter, bar.top() - 2, 5.3 * letter, bar.height() + 4)
            painter.drawText(room, align, number(value, 3))
        middle = (2.2 * letter + self.width() - 5.5 * letter) / 2
        painter.setPen(QColor(theme.text))
        painter.drawLine(round(middle), 0, round(middle), self.height())
        painter.end()
