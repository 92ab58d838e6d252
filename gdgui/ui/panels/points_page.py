"""The page of the drawer with the points: the one selected by its coordinates, and all of them in a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdgui.experiment.frame import Frame
from gdgui.ui.panels.points_table import PointsTable
from gdgui.ui.panels.tools import PointFields
from gdgui.ui.theme import Style


class PointsPage(QWidget):
    """Shows the points of a frame; what is typed becomes signals of its two parts."""

    def __init__(
        self, actions: dict[str, QAction], check: Callable[[float], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.fields, self.table = PointFields(check), PointsTable(actions, check)
        self._shown: Frame | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)
        column.addWidget(self.table, 1)

    def show_frame(self, frame: Frame) -> None:
        """The table, and the coordinates of the point selected; what is being typed there is left alone."""
        before, self._shown = self._shown, frame
        self.table.show_points(frame.dataset)
        self.table.show_line(*frame.line)
        self.table.name_axes(*frame.points.names)
        self.table.select(frame.selection)
        if before is None or before.points is not frame.points or before.selection is not frame.selection:
            selection, dataset = frame.selection, frame.dataset
            at = int(selection[0]) if len(selection) == 1 else -1
            self.fields.show_point((float(dataset.x[at]), float(dataset.y[at])) if at >= 0 else None)
            self.fields.name_axes(*frame.points.names)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.fields.apply(style)
        self.table.apply(style)
