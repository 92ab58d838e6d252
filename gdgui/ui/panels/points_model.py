"""The rows of the table of points: x and y and, of the line shown, ŷ, residual and its square."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gdgui.core import Dataset
from gdgui.experiment.edits import Floats, Positions
from gdgui.files.numbers import parse_number
from gdgui.words import numbers, panels
from gdgui.words.errors import sentence
from gdgui.words.tables import as_sentence
from gdgui.words.typed import typed

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
X, Y, PREDICTED, RESIDUAL, SQUARED = range(5)
COLUMNS = 5


class PointsModel(QAbstractTableModel):
    """A view of a dataset in an order of its own: `order` holds the position of the point in each row."""

    complained = Signal(str)
    cell_wanted = Signal(int, int, float)  # position, column (X or Y), value
    point_wanted = Signal(float, float)
    typed_on = Signal(int)  # in the empty row; the column to be typed next
    order_lost = Signal()

    def __init__(self, check: Callable[[float], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check = check
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
                self.order_lost.emit()

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
        self._sort()
        self.layoutChanged.emit()

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
            return (*self._names, panels.prediction(), panels.residual(), panels.squared_residual())[section]
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return (*self._names, "ŷ", "y − ŷ", "(y − ŷ)²")[section]
        return panels.new_row() if section >= self.count else numbers.whole(int(self.order[section]) + 1)

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
        if index.row() >= self.count:
            return numbers.as_typed(value)
        return self._shown(index.row(), index.column())

    def _shown(self, at: int, column: int) -> str:
        """A number of a point, in digits that recombine with those beside it or, of squares, below it."""
        x, y, predicted, _, squared = (self._value(at, each) or 0.0 for each in range(COLUMNS))
        if column == X:
            return numbers.as_typed(x)
        if column == SQUARED:
            return numbers.square(squared, self.squares / self.count)
        moments = self._dataset.moments
        spread = moments.slope * moments.slope * moments.sxx  # of a perfect line, a ten-thousandth counts
        return numbers.row(y, predicted, math.sqrt(moments.minimum + 1e-8 * spread))[column - Y]

    def _value(self, row: int, column: int) -> float | None:
        if row >= self.count:
            return self._begun.get(column)
        at, (m, b) = self.order[row], self._line
        x, y = float(self._dataset.x[at]), float(self._dataset.y[at])
        residual = y - (m * x + b)
        return (x, y, m * x + b, residual, residual * residual)[column]

    def _complain(self, index: Index, why: str) -> None:
        point = int(self.order[index.row()]) + 1 if index.row() < self.count else 0
        self.complained.emit(panels.not_in_cell(point, self._names[index.column()], why))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or (not str(value).strip() and index.row() >= self.count):
            return False
        try:
            found = parse_number(typed(str(value)))
        except ValueError as error:
            self._complain(index, as_sentence(str(error)))
            return False
        try:
            self._check(found)
        except ValueError as error:
            self._complain(index, sentence(error))
            return False
        if index.row() < self.count:
            self.cell_wanted.emit(int(self.order[index.row()]), index.column(), found)
        else:
            self._begin(index.column(), found)
        return True

    def _begin(self, column: int, value: float) -> None:
        self._begun[column] = value
        if len(self._begun) == 2:
            x, y = self._begun[X], self._begun[Y]
            self._begun = {}
            self.point_wanted.emit(x, y)
        else:
            self.dataChanged.emit(self.index(self.count, X), self.index(self.count, Y))
        self.typed_on.emit(X if not self._begun else 1 - column)
