"""The points in a table: those on the canvas, to type, to sort, and to carry to a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
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
from gdgui.experiment.edits import Floats, Positions
from gdgui.files.numbers import parse_number
from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.row_entry import RowEntry
from gdgui.ui.theme import Look
from gdgui.words.report import counted

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
X, Y, PREDICTED, RESIDUAL, SQUARED = range(5)
COLUMNS = 5
DIGITS = 10  # for which a column has room: −1.234e+10
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
        self.model = PointsModel(self, check)
        self.table = QTableView()
        self.table.setObjectName("pointsTable")
        self.table.setAccessibleName("Points")
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

    def show_unsorted(self) -> None:
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

    @property
    def good_width(self) -> int:
        """Pixels at which all columns are in view."""
        sections = sum(self.table.columnWidth(column) for column in range(COLUMNS))
        return sections + self.table.verticalHeader().sizeHint().width() + 60

    @property
    def good_height(self) -> int:
        """Pixels at which some rows are in view, where it stands below the plots."""
        return self.minimumSizeHint().height() + 4 * self.table.verticalHeader().defaultSectionSize()

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self.table.verticalHeader().setDefaultSectionSize(round(1.7 * look.scale.controls))
        self._buttons.setSpacing(round(look.scale.gap))
        digit = QFontMetrics(look.scale.control_font()).horizontalAdvance("0")
        for column in range(COLUMNS):
            self.table.setColumnWidth(column, DIGITS * digit + round(look.scale.gap))
        self.setMinimumWidth(round(12 * look.scale.controls))

    def _blocks(self) -> list[QItemSelectionRange]:
        """The stretches of cells selected."""
        selection: Any = self.table.selectionModel().selection()  # a list, but its stub does not say so
        return [selection.at(k) for k in range(selection.count())]

    def _on_selected(self) -> None:
        if not self._selects:
            self.selection_wanted.emit(self.selection)

    def _say_sum(self) -> None:
        n, squares = self.model.count, self.model.squares
        words = f"Σ(y − ŷ)² = {squares:.6g} = {counted(n, 'point')} × MSE {squares / n:.6g}" if n else ""
        self._sum.setText(words)


class PointsModel(QAbstractTableModel):
    """A view of a dataset in an order of its own: `order` holds the position of the point in each row."""

    def __init__(self, panel: PointsTable, check: Callable[[float], object]) -> None:
        super().__init__(panel)
        self._panel, self._check = panel, check
        self._dataset = Dataset([], [])
        self._line = (0.0, 0.0)
        self._names = ("x", "y")
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self._begun: dict[int, float] = {}  # what is typed in the empty row
        self.order: Positions = np.empty(0, dtype=np.int64)
        self._row_of: Positions = self.order

    @property
    def count(self) -> int:
        """Number of points; the row after them is empty."""
        return len(self._dataset)

    @property
    def squares(self) -> float:
        """Sum of the squared residuals."""
        return self.count * self._dataset.moments.mse(*self._line) if self.count else 0.0

    def set_dataset(self, dataset: Dataset) -> None:
        """Show other points: in the order there is, if they are as many."""
        if len(dataset) == self.count:
            self._dataset = dataset
            self._tell(X, COLUMNS - 1)
            self._check_order()
            return
        self.beginResetModel()
        self._dataset = dataset
        self._sort()
        self.endResetModel()

    def set_line(self, m: float, b: float) -> None:
        """ŷ = m·x + b from now on."""
        if (m, b) != self._line:
            self._line = m, b
            self._tell(PREDICTED, COLUMNS - 1)
            self._check_order()

    def _check_order(self) -> None:
        """Where the rows do not stand in order any more, they stay, but nothing says that they do."""
        column, order = self._sorted_by
        if column >= 0:
            steps = np.diff(self.column(column)[self.order])
            if np.any(steps < 0 if order == Qt.SortOrder.AscendingOrder else steps > 0):
                self._sorted_by = -1, Qt.SortOrder.AscendingOrder
                self._panel.show_unsorted()

    def name_axes(self, x_name: str, y_name: str) -> None:
        """What the first two columns are called."""
        self._names = x_name, y_name
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, X, Y)

    def rows_of(self, positions: Positions) -> Positions:
        """The rows of these points."""
        return self._row_of[positions]

    def positions_of(self, rows: Positions) -> Positions:
        """Ascending positions of the points in these rows; the empty row has none."""
        return np.unique(self.order[rows[rows < self.count]])

    def column(self, column: int) -> Floats:
        """The values of a column, by position."""
        x, y = self._dataset.x, self._dataset.y
        m, b = self._line
        match column:
            case 0:
                return x
            case 1:
                return y
            case 2:
                return m * x + b
            case 3:
                return y - (m * x + b)
            case _:
                return (y - (m * x + b)) ** 2

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the view, not the points; −1 is the order in which they were added."""
        self._sorted_by = column, order
        self.layoutAboutToBeChanged.emit()
        selected = self._panel.selection
        self._sort()
        self.layoutChanged.emit()
        with QSignalBlocker(self._panel):
            self._panel.table.clearSelection()
            self._panel.select(selected)

    def _sort(self) -> None:
        column, order = self._sorted_by
        if column < 0:
            self.order = np.arange(self.count)
        else:
            self.order = np.argsort(self.column(column), kind="stable")
            if order == Qt.SortOrder.DescendingOrder:
                self.order = self.order[::-1].copy()
        self._row_of = np.empty(self.count, dtype=np.int64)
        self._row_of[self.order] = np.arange(self.count)

    def _tell(self, first: int, last: int) -> None:
        if self.count:
            self.dataChanged.emit(self.index(0, first), self.index(self.count - 1, last))

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count + 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return (*self._names, "m·x + b at the epoch shown", "residual", "squared residual")[section]
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return (*self._names, "ŷ", "y − ŷ", "(y − ŷ)²")[section]
        return "new" if section >= self.count else f"{self.order[section] + 1:,}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() <= Y else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = Qt.ItemDataRole
        if role == roles.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (roles.DisplayRole, roles.EditRole):
            return None
        value = self._value(index.row(), index.column())
        if value is None:
            return ""
        if role == roles.EditRole:
            return repr(value)
        return f"{value:.6g}" if index.column() <= Y else f"{value:.4g}"

    def _value(self, row: int, column: int) -> float | None:
        if row >= self.count:
            return self._begun.get(column)
        at, (m, b) = self.order[row], self._line
        x, y = float(self._dataset.x[at]), float(self._dataset.y[at])
        residual = y - (m * x + b)
        return (x, y, m * x + b, residual, residual * residual)[column]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or (not str(value).strip() and index.row() >= self.count):
            return False
        try:
            number = parse_number(str(value))
            self._check(number)
        except ValueError as error:
            name, row = self._names[index.column()], index.row()
            which = f"Point {self.order[row] + 1:,}" if row < self.count else "New point"
            self._panel.complained.emit(f"{which}, {name}: {str(error).rstrip('.')}.")
            return False
        if index.row() < self.count:
            self._panel.cell_wanted.emit(int(self.order[index.row()]), index.column(), number)
        else:
            self._begin(index.column(), number)
        return True

    def _begin(self, column: int, number: float) -> None:
        self._begun[column] = number
        if len(self._begun) == 2:
            x, y = self._begun[X], self._begun[Y]
            self._begun = {}
            self._panel.point_wanted.emit(x, y)
        else:
            self.dataChanged.emit(self.index(self.count, X), self.index(self.count, Y))
        self._panel.entry.go_on(X if not self._begun else 1 - column)


def _runs(rows: Positions) -> list[tuple[int, int]]:
    """First and last of each stretch of rows without a gap; the rows are ascending."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) > 1)
    firsts, lasts = rows[np.append(0, breaks + 1)], rows[np.append(breaks, len(rows) - 1)]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
