"""The points in a table: those on the canvas, to type, to sort, and to carry to a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gdgui.core import Dataset
from gdgui.experiment.edits import Positions
from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.formula_header import read_from_left
from gdgui.ui.panels.points_model import PointsModel, X, Y
from gdgui.ui.panels.row_entry import RowEntry
from gdgui.ui.theme import Style
from gdgui.words import panels
from gdgui.words.numbers import number

DIGITS = 8, 9, 11, 11, 11  # in whose ratio the columns share the width: 10,000.0312, or 1.2346·10⁻³⁰
LEAST = 7, 7, 10, 10, 10  # digits of the columns where all have little: −0.123456 is whole
CLEAR_SELECTION = QItemSelectionModel.SelectionFlag.ClearAndSelect


class PointsTable(QWidget):
    """x and y of every point, and of the line shown ŷ, residual and squared residual.

    The last row is empty: a point is added when both its numbers are typed there.
    """

    selection_wanted = Signal(object)  # ascending positions
    cell_wanted = Signal(int, int, float)  # position, column (X or Y), value
    point_wanted = Signal(float, float)
    complained = Signal(str)

    def __init__(
        self, actions: dict[str, QAction], check: Callable[[float], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = PointsModel(check, self)
        self.table = QTableView()
        self.table.setObjectName("pointsTable")
        self.table.setAccessibleName(panels.points())
        read_from_left(self.table)
        self.table.setModel(self.model)
        self.entry = RowEntry(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setSortingEnabled(True)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        # With the table's own, Qt would ask a million rows whether all of a column is selected.
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.viewport().installEventFilter(self)
        self._least = [0] * len(DIGITS)  # pixels of a column
        self._sum = QLabel()
        self._sum.setObjectName("sumOfSquares")
        self._sum.setWordWrap(True)
        self._buttons = QHBoxLayout()
        for name, action in actions.items():
            self._buttons.addWidget(ActionButton(action, name))
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self._sum)
        column.addLayout(self._buttons)
        self._selects = False  # while the selection comes from elsewhere
        self._kept: Positions = np.empty(0, dtype=np.int64)  # while the rows change places
        self.model.complained.connect(self.complained)
        self.model.cell_wanted.connect(self.cell_wanted)
        self.model.point_wanted.connect(self.point_wanted)
        self.model.typed_on.connect(self.entry.go_on)
        self.model.order_lost.connect(self._show_unsorted)
        self.model.layoutAboutToBeChanged.connect(self._keep_selection)
        self.model.layoutChanged.connect(self._bring_selection_back)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)

    def show_points(self, dataset: Dataset) -> None:
        """Show these points."""
        current = self.table.currentIndex()
        place = current.row(), current.column()
        self._selects = True  # a reset clears the selection, and means nothing by it
        self.model.set_dataset(dataset)
        if not self.table.currentIndex().isValid() and place[0] >= 0:
            index = self.model.index(min(place[0], self.model.count), place[1])
            self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._selects = False
        self._say_sum()

    def show_line(self, m: float, b: float) -> None:
        """The line from which the residuals are."""
        self.model.set_line(m, b)
        self._say_sum()

    def name_axes(self, x_name: str, y_name: str) -> None:
        """Head the columns with these names."""
        self.model.name_axes(x_name, y_name)

    def select(self, positions: Positions) -> None:
        """Select the rows of these points."""
        if np.array_equal(positions, self.selection):
            return
        rows = np.sort(self.model.rows_of(positions))
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self.model.index(first, X), self.model.index(last, Y))
        self._selects = True
        self.table.selectionModel().select(selection, CLEAR_SELECTION)
        self._selects = False
        if len(rows):
            self.table.scrollTo(self.model.index(int(rows[0]), X))

    @property
    def selection(self) -> Positions:
        """Ascending positions of the points with any cell selected."""
        rows = [np.arange(block.top(), block.bottom() + 1) for block in self._blocks()]
        return self.model.positions_of(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)

    def copied(self) -> str:
        """The block of cells selected, tabs between the columns, numbers in full."""
        blocks = self._blocks()
        rows = sorted({row for block in blocks for row in range(block.top(), block.bottom() + 1)})
        columns = sorted({at for block in blocks for at in range(block.left(), block.right() + 1)})
        values = [
            self.model.column(at)[self.model.order[[row for row in rows if row < self.model.count]]].tolist()
            for at in columns
        ]
        return "".join("\t".join(map(repr, row)) + "\n" for row in zip(*values, strict=True))

    @property
    def target(self) -> tuple[int, int]:
        """Row and column at which a block is pasted: the top left cell selected, else the empty row."""
        blocks = self._blocks()
        if not blocks:
            return self.model.count, X
        return min(block.top() for block in blocks), min(block.left() for block in blocks)

    def _keep_selection(self) -> None:
        self._kept = self.selection

    def _bring_selection_back(self) -> None:
        self._selects = True
        self.table.clearSelection()
        self._selects = False
        self.select(self._kept)

    def _show_unsorted(self) -> None:
        """The rows stand in no order that the header could show."""
        header = self.table.horizontalHeader()
        with QSignalBlocker(header):
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def sort_by_current(self) -> None:
        """By keyboard what a click on the header of the current column does."""
        header, column = self.table.horizontalHeader(), max(0, self.table.currentIndex().column())
        orders = Qt.SortOrder
        if header.sortIndicatorSection() != column:
            header.setSortIndicator(column, orders.AscendingOrder)
        elif header.sortIndicatorOrder() == orders.AscendingOrder:
            header.setSortIndicator(column, orders.DescendingOrder)
        else:
            header.setSortIndicator(-1, orders.AscendingOrder)

    def begin_row(self) -> None:
        """Go to the empty row and begin to type."""
        self.entry.begin(X)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.table.verticalHeader().setDefaultSectionSize(round(1.7 * style.scale.controls))
        self._buttons.setSpacing(round(style.scale.gap))
        digit = QFontMetrics(style.scale.control_font()).horizontalAdvance("0")
        self._least = [least * digit + round(style.scale.gap) for least in LEAST]
        self._share_width()
        self.setMinimumWidth(round(12 * style.scale.controls))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table has become wider or narrower."""
        if event.type() == QEvent.Type.Resize:
            self._share_width()
        return super().eventFilter(watched, event)

    def _share_width(self) -> None:
        width = self.table.viewport().width()
        for column, (digits, least) in enumerate(zip(DIGITS, self._least, strict=True)):
            self.table.setColumnWidth(column, max(least, width * digits // sum(DIGITS)))

    def _blocks(self) -> list[QItemSelectionRange]:
        """The stretches of cells selected."""
        selection: Any = self.table.selectionModel().selection()  # a list, but its stub does not say so
        return [selection.at(k) for k in range(selection.count())]

    def _on_selected(self) -> None:
        if not self._selects:
            self.selection_wanted.emit(self.selection)

    def _say_sum(self) -> None:
        n, squares = self.model.count, self.model.squares
        words = panels.sum_of_squares(number(squares, 6), n, number(squares / n, 6)) if n else ""
        self._sum.setText(words)


def _runs(rows: Positions) -> list[tuple[int, int]]:
    """First and last of each stretch of rows without a gap; the rows are ascending."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) > 1)
    firsts, lasts = rows[np.append(0, breaks + 1)], rows[np.append(breaks, len(rows) - 1)]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
