"""Buttons side by side, or one below the other where there is no room for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gdgui.ui.theme import Style


class TurningRow(QWidget):
    """As narrow as the widest of them."""

    def __init__(
        self, widgets: Sequence[QWidget], last_fills: bool = False, parent: QWidget | None = None
    ) -> None:
        """`last_fills`: the last one takes what the others leave of a row."""
        super().__init__(parent)
        self._widgets = tuple(widgets)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self._row.addWidget(widget)
        if last_fills:
            self._row.setStretchFactor(widgets[-1], 1)
        else:
            self._row.addStretch(1)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._row.setSpacing(round(style.scale.gap))
        self._turn()

    def minimumSizeHint(self) -> QSize:
        widest = max(widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(widest, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = sum(widget.sizeHint().width() + self._row.spacing() for widget in self._widgets)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if wide <= self.width() else direction.TopToBottom)
