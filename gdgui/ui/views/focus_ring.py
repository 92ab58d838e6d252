"""A ring around the plot that has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from gdgui.ui.theme import Style

WIDTH = 2  # pixels


class FocusRing(QWidget):
    """Lies over the edge of a plot, so that nothing moves, and beside it for whoever takes a picture.

    `around` are descendants of `parent`.
    """

    def __init__(self, around: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around, self._plane = around, parent
        self._colour = QColor(Style().theme.focus)
        for widget in around:
            widget.installEventFilter(self)
        self.hide()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._colour = QColor(style.theme.focus)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if event.type() in (kinds.FocusIn, kinds.FocusOut, kinds.Resize, kinds.Move, kinds.Show, kinds.Hide):
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        has_it = now is not None and now in self._around and self._plane.isAncestorOf(now)
        focused = now if has_it else None
        self.setVisible(focused is not None)
        if focused is None:
            return
        within: QWidget | None = focused
        while within is not None and within is not self._plane:  # whatever it lies in may move
            within.installEventFilter(self)
            within = within.parentWidget()
        self.setGeometry(QRect(focused.mapTo(self._plane, QPoint(0, 0)), focused.size()))
        inside = self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
        self.setMask(QRegion(self.rect()) - QRegion(inside))
        self.raise_()
