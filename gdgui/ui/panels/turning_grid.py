"""Buttons in rows, as many in each as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from gdgui.ui.theme import Style


class TurningGrid(QWidget):
    """At most so many columns; as narrow as the widest of them."""

    def __init__(self, widgets: Sequence[QWidget], most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets, self._most = tuple(widgets), most
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self._lay_out(most)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._grid.setSpacing(round(style.scale.gap) // 2)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        widest = max(widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        columns = next((each for each in range(self._most, 1, -1) if self._width_of(each) <= self.width()), 1)
        if columns != self._columns:
            self._lay_out(columns)

    def _width_of(self, columns: int) -> int:
        widths = [widget.sizeHint().width() for widget in self._widgets]
        across = sum(max(widths[column::columns]) for column in range(columns))
        return across + (columns - 1) * self._grid.horizontalSpacing()

    def _lay_out(self, columns: int) -> None:
        self._columns = columns
        for at, widget in enumerate(self._widgets):
            self._grid.removeWidget(widget)
            self._grid.addWidget(widget, at // columns, at % columns)
        self._grid.invalidate()
