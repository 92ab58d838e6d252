"""Tables of numbers and terms: as a formula does, they go from left to right in every language."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView


class FormulaHeader(QHeaderView):
    """What stands in it is read in its own direction: a painter has that of the language."""

    def __init__(self, orientation: Qt.Orientation, table: QTableView) -> None:
        super().__init__(orientation, table)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def paintSection(self, painter: QPainter, place: QRect, section: int) -> None:
        painter.setLayoutDirection(self.layoutDirection())
        super().paintSection(painter, place, section)


def read_from_left(table: QTableView) -> None:
    """Before it has a model: a header is to hear of changes ahead of the table, which asks it."""
    table.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    table.setHorizontalHeader(FormulaHeader(Qt.Orientation.Horizontal, table))
    table.setVerticalHeader(FormulaHeader(Qt.Orientation.Vertical, table))
