"""Where the run is, in large digits that stand still."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.experiment.report import fixed_width
from gdgui.ui.theme import Look

NUMBER = 11  # characters of every number
GAP = 2  # characters between two cells


class Readout(QWidget):
    """Epoch k of n, m, b, MSE and the smallest MSE, each in a cell of constant width.

    Painted by hand: labels would lay the window out anew at every epoch.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self.setAccessibleName("Readout")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._look = look
        self._cells: list[tuple[str, str, int]] = []
        self.show_epoch(0, 0, None, None)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_epoch(
        self, epoch: int, of: int, line: tuple[float, float] | None, errors: tuple[float, float] | None
    ) -> None:
        """`line` is (m, b) and `errors` (MSE, the smallest MSE); None where there is none."""
        numbers = [*(line or (None, None)), *(errors or (None, None))]
        total = f"{of:,}"
        width = max(len("epoch"), 2 * len(total) + 4)
        captions = ("slope m", "intercept b", "MSE", "smallest MSE")
        self._cells = [("epoch", f"{epoch:,}".rjust(len(total), "\u2007") + f" of {total}", width)]
        for caption, value in zip(captions, numbers, strict=True):
            text = "–".rjust(NUMBER, "\u2007") if value is None else fixed_width(value, NUMBER)
            self._cells.append((caption, text, max(NUMBER, len(caption))))
        self.setAccessibleDescription(self.text())
        self.update()

    def text(self) -> str:
        """All cells in words, as a screen reader says them."""
        return ", ".join(f"{caption} {value.strip(chr(0x2007))}" for caption, value, _ in self._cells)

    def sizeHint(self) -> QSize:
        scale = self._look.scale
        return QSize(
            round(30 * scale.text),
            round(1.15 * QFontMetrics(scale.font()).height() + QFontMetrics(scale.digit_font(1.5)).height()),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, theme = self._look.scale, self._look.theme
        characters = sum(width for *_, width in self._cells) + GAP * (len(self._cells) - 1)
        digits = scale.digit_font(1.5)
        while (advance := QFontMetrics(digits).horizontalAdvance("0")) * characters > self.width() > 0:
            if digits.pixelSize() <= 8:
                break
            digits.setPixelSize(digits.pixelSize() - 1)
        spare = max(0, self.width() - characters * advance)
        gap = GAP * advance + spare // (len(self._cells) - 1)
        caption_height = round(1.15 * QFontMetrics(scale.font()).height())
        painter = QPainter(self)
        left = 0
        for caption, value, width in self._cells:
            cell = QRect(left, 0, width * advance, self.height())
            painter.setFont(scale.font(0.9))
            painter.setPen(QColor(theme.faint_text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, caption)
            painter.setFont(digits)
            painter.setPen(QColor(theme.text))
            below = cell.adjusted(-advance, caption_height, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, value)
            left += width * advance + gap
        painter.end()
