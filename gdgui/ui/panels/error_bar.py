"""What of an MSE is the best possible, and what is too much: one bar of two parts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.words import my_line as words


class ErrorBar(QWidget):
    """Solid as far as the best possible reaches, hatched for the excess; empty where nobody is to know."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorBar")
        self.setAccessibleName(words.bar())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._style = Style()
        self._share: float | None = None

    def show_error(self, mse: float | None, minimum: float | None) -> None:
        """An MSE and the smallest possible one; None where there is none, or it is hidden."""
        known = mse is not None and minimum is not None
        share = None if not known else min(1.0, (minimum or 0.0) / mse) if mse else 1.0
        if share != self._share:
            self._share = share
            self.setToolTip(self.spoken())
            self.update()

    def spoken(self) -> str:
        """The share in words."""
        return "" if self._share is None else words.share(100 * self._share)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, round(0.9 * self._style.scale.controls))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share is None:
            return
        theme, whole = self._style.theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        best = QRectF(whole)
        best.setWidth(self._share * whole.width())
        if self.isRightToLeft():
            best.moveRight(whole.right())
        painter = QPainter(self)
        painter.fillRect(whole, QColor(theme.canvas))
        painter.fillRect(whole, QBrush(QColor(theme.mine), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(best, QColor(theme.mine))
        painter.setPen(self._style.stroke(theme.border, 1))
        painter.drawRect(whole)
        painter.end()
