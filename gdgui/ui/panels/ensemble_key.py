"""What dots, paths and band of many runs of SGD are: a piece of each as it is drawn, and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gdgui.ui.theme import Style
from gdgui.words import comparison as words

ENTRIES = ("cloud", "band", "mean", "path")  # the most important first


class KeyEntry(QWidget):
    """One of them. There is nothing to press: a tool tip says more."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, (text, tip) = name, words.ensemble_key(name)
        self.setObjectName(f"{name}Key")
        self.setToolTip(tip)
        self._piece, label = QLabel(), QLabel(text)
        self._parts = self._piece, label
        label.setAccessibleName(text)
        label.setAccessibleDescription(tip)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for part in self._parts:
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self._row.addWidget(part)
        self.hide()

    def width_in(self, has_words: bool) -> int:
        """How wide it is with its name, or without it."""
        piece, words = (part.sizeHint().width() for part in self._parts)
        return piece + (self._row.spacing() + words if has_words else 0)

    def show_words(self, has_words: bool) -> None:
        """With its name, or where there is little room without it."""
        self._parts[1].setVisible(has_words)

    def apply(self, style: Style) -> None:
        """Take another scale or theme; also while it is hidden it has to know how wide it is."""
        for part in self._parts:
            part.ensurePolished()
        self._row.setSpacing(round(style.scale.gap / 3))
        self._piece.setPixmap(_piece(self._name, style, self.devicePixelRatioF()))


def _piece(name: str, style: Style, ratio: float) -> QPixmap:
    scale, theme = style.scale, style.theme
    size = QSize(round(1.8 * scale.controls), round(scale.controls))
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole, middle = QRectF(0, 0, size.width(), size.height()), size.height() / 2
    if name == "cloud":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ensemble))
        for x, y in ((0.2, 0.6), (0.4, 0.3), (0.5, 0.75), (0.65, 0.45), (0.85, 0.6)):
            painter.drawEllipse(QRectF(x * whole.width() - 2, y * whole.height() - 2, 4, 4))
    elif name == "band":
        fill = QColor(theme.ensemble)
        fill.setAlphaF(0.3)
        painter.setPen(style.pen(theme.ensemble, scale.thin))
        painter.setBrush(fill)
        painter.drawRect(whole.adjusted(1, 0.2 * whole.height(), -1, -0.2 * whole.height()))
    else:
        colour, width = (theme.residual, 2) if name == "mean" else (theme.border, 4)
        painter.setPen(style.pen(colour, width * scale.thin))
        painter.drawLine(0, round(middle), size.width(), round(middle))
    painter.end()
    return picture
