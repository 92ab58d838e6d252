"""What each point adds to a step, row by row, and the means below."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from gdgui.ui.panels.formula_header import read_from_left
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.ui.theme.stylesheet import SMALL
from gdgui.words import explain
from gdgui.words.worked import counts

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
BESIDE = 0.55  # letters of room in a cell beside its number


class StepRow(NamedTuple):
    """A point in the table."""

    position: int
    weight: int  # how often it counts
    cells: tuple[str, ...]


class StepTable(NamedTuple):
    """All that the table shows."""

    headers: tuple[str, ...]
    rows: tuple[StepRow, ...]
    caption: str  # of the means
    means: tuple[str, ...]  # as many as there are columns, empty where there is none
    lit: frozenset[int]  # columns of the part at hand
    needed: frozenset[int]  # columns that are in view where there is no room for all


EMPTY = StepTable((), (), "", (), frozenset(), frozenset())


class StepModel(QAbstractTableModel):
    """Points that do not count are faint; the columns of the part at hand have its colour."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = EMPTY
        self._style = Style()

    def apply(self, style: Style) -> None:
        """Take another theme."""
        self._style = style
        self._tell()

    def show_table(self, shown: StepTable) -> None:
        """Show this."""
        if shown == self.shown:
            return
        before = self.shown
        alike = len(before.rows) == len(shown.rows) and before.headers == shown.headers
        if alike and [row[:2] for row in before.rows] == [row[:2] for row in shown.rows]:
            self.shown = shown
            self._tell()
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def _tell(self) -> None:
        if self.shown.rows:
            last = self.index(len(self.shown.rows) - 1, len(self.shown.headers) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.shown.headers) - 1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        roles = Qt.ItemDataRole
        if orientation == Qt.Orientation.Horizontal:
            if role == roles.ForegroundRole and section in self.shown.lit:
                return QColor(self._style.theme.residual)
            return self.shown.headers[section] if role == roles.DisplayRole else None
        row = self.shown.rows[section]
        if role == roles.ToolTipRole:
            return counts(row.weight)
        if role != roles.DisplayRole:
            return None
        return f"{explain.rank(row.position)} ×{row.weight}" if row.weight > 1 else explain.rank(row.position)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles, row = Qt.ItemDataRole, self.shown.rows[index.row()]
        if role == roles.DisplayRole:
            return row.cells[index.column()]
        if role == roles.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == roles.ForegroundRole:
            return QColor(self._colour(row.weight, index.column()))
        return counts(row.weight) if role == roles.ToolTipRole else None

    def _colour(self, weight: int, column: int) -> str:
        theme = self._style.theme
        if not weight:
            return theme.disabled
        return theme.residual if column in self.shown.lit else theme.text


class StepTableView(QTableView):
    """`lit` carries the position of the point under the mouse, else of the row with the cursor, or −1.

    Its columns go on from one another as a formula does: from left to right in every language.
    """

    lit = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepTable")
        read_from_left(self)
        self.setAccessibleName(explain.table_name())
        self.rows = StepModel()
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._font = QFont()
        self.means = MeansRow(self)
        self._only_widens = False  # columns are made narrower only with other rows
        self._told = -1
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.rows.modelReset.connect(self._on_reset)
        self.horizontalScrollBar().valueChanged.connect(self.means.update)

    def show_table(self, shown: StepTable) -> None:
        """Show this, in columns wide enough for it."""
        if shown != self.rows.shown:
            position = self._position_of(self.currentIndex().row())
            self.rows.show_table(shown)
            self._widen()
            self._go_to(position)
            self.means.update()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.rows.apply(style)
        self._font = font = style.scale.control_font(SMALL)
        self.verticalHeader().setDefaultSectionSize(max(24, round(1.75 * style.scale.controls)))
        self.means.apply(style, font)
        self.updateGeometry()
        self._on_reset()

    def sizeHint(self) -> QSize:
        return QSize(100, 8 * self.verticalHeader().defaultSectionSize())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 4 * self.verticalHeader().defaultSectionSize())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        self._tell(row if row >= 0 else self.currentIndex().row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell(self.currentIndex().row())

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._tell(-1)

    def _position_of(self, row: int) -> int:
        """Of the point in this row; −1 where there is none."""
        rows = self.rows.shown.rows
        return rows[row].position if 0 <= row < len(rows) else -1

    def _go_to(self, position: int) -> None:
        """The row with the cursor stays that of the same point, wherever it stands now."""
        if position >= 0 and position != self._position_of(self.currentIndex().row()):
            at = [row.position for row in self.rows.shown.rows]
            if position in at:
                self.selectRow(at.index(position))

    def _on_current(self, current: QModelIndex) -> None:
        self._tell(current.row())

    def _on_reset(self) -> None:
        self._only_widens = False
        self._widen()
        self._tell(self.currentIndex().row())

    def _tell(self, row: int) -> None:
        position = self._position_of(row)
        if position != self._told:
            self._told = position
            self.lit.emit(position)

    def _widen(self) -> None:
        shown, metrics = self.rows.shown, QFontMetrics(self._font)
        beside = round(BESIDE * metrics.height())
        for column, header in enumerate(shown.headers):
            texts = [header, shown.means[column], *[row.cells[column] for row in shown.rows]]
            wide = max([metrics.horizontalAdvance(text) for text in texts]) + beside
            self.setColumnWidth(column, max(wide, self.columnWidth(column)) if self._only_widens else wide)
        self._only_widens = bool(shown.headers)
        self._hide_what_has_no_room()

    def _hide_what_has_no_room(self) -> None:
        """Where the columns are wider than the table: first those that the part at hand does not need, and
        that are farthest from them."""
        shown, columns = self.rows.shown, range(self.rows.columnCount())
        for column in columns:  # a hidden one has no width
            self.setColumnHidden(column, False)
        kept = set(shown.needed or columns)
        room = self.viewport().width() - sum([self.columnWidth(column) for column in kept])
        for column in sorted(
            set(columns) - kept, key=lambda each: min([abs(each - k) for k in shown.needed])
        ):
            room -= self.columnWidth(column)
            if room < 0:
                break
            kept.add(column)
        for column in columns:
            self.setColumnHidden(column, column not in kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_what_has_no_room()


class MeansRow(QWidget):
    """Under the columns of a table, their means; it scrolls with them."""

    spoken_role = Role.StaticText

    def __init__(self, table: StepTableView) -> None:
        super().__init__()
        self.setObjectName("stepMeans")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._table, self._style, self._font = table, Style(), QFont()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def apply(self, style: Style, font: QFont) -> None:
        """Take another scale or theme."""
        self._style = style
        self._font = QFont(font)
        self._font.setBold(True)
        self.setFixedHeight(round(1.9 * style.scale.controls))
        self.update()

    def spoken(self) -> str:
        """Which mean is how large."""
        shown = self._table.rows.shown
        means = zip(shown.headers, shown.means, strict=True)
        return "; ".join([shown.caption, *[f"{header} {mean}" for header, mean in means if mean]])

    def caption_in(self, room: int) -> str:
        """What the means are called in so many pixels: a number in it is whole, or not there."""
        metrics = QFontMetrics(self._font)
        for words in (self._table.rows.shown.caption, explain.mean_in_short()):
            if metrics.horizontalAdvance(words) <= room:
                return words
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown, theme = QPainter(self), self._table.rows.shown, self._style.theme
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(self._font)
        painter.setPen(QColor(theme.border))
        painter.drawLine(0, 0, self.width(), 0)
        left, align = self._table.viewport().x(), Qt.AlignmentFlag
        end = self.width()
        for column, mean in enumerate(shown.means):
            if mean and not self._table.isColumnHidden(column):
                begin = left + self._table.columnViewportPosition(column)
                end = min(end, begin)
                painter.setPen(QColor(theme.residual if column in shown.lit else theme.text))
                box = QRect(begin, 0, self._table.columnWidth(column) - 4, self.height())
                painter.drawText(box, align.AlignRight | align.AlignVCenter, mean)
        painter.setPen(QColor(theme.text))
        room = QRect(4, 0, end - 8, self.height())
        painter.drawText(room, align.AlignLeft | align.AlignVCenter, self.caption_in(room.width()))
        painter.end()
