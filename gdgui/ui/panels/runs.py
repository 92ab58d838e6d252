"""The runs of this session in a table, and what can be done with the one selected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from gdgui.core import Dataset, Settings
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.trace import Outcome
from gdgui.experiment.run import Run
from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.turning_row import TurningRow
from gdgui.ui.theme import Style
from gdgui.ui.theme.swatch import swatch
from gdgui.words import panels
from gdgui.words.numbers import number, whole
from gdgui.words.report import outcome_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

COLUMNS = 13
NAME, SHOWN, PINNED = 0, 1, 2
FROM_LEFT = (NAME, SHOWN, 3, 4, 7, 10, 12, 11, 8, 9, 5, 6, PINNED)  # those first that tell runs apart
SWATCH = 2.5  # length of a piece of a line, in its height


class RunsPanel(QWidget):
    """Names and ticks are edited in the table; Delete deletes the run selected."""

    shown_wanted = Signal(int, bool)
    pinned_wanted = Signal(int, bool)
    name_wanted = Signal(int, str)
    deletion_wanted = Signal(int)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _RunsModel(self)
        self.table = QTableView()
        self.table.setObjectName("runsTable")
        self.table.setAccessibleName(panels.runs())
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        for at, section in enumerate(FROM_LEFT):
            header.moveSection(header.visualIndex(section), at)
        self.table.installEventFilter(self)
        self._buttons = TurningRow([ActionButton(action, name) for name, action in actions.items()])
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self._buttons)

    def show_runs(
        self, runs: tuple[Run, ...], current: Run | None, dataset: Dataset, hides_excess: bool
    ) -> None:
        """Show these, newest first, on the points there are now.

        The excess tells the smallest MSE to who can subtract: it may be left out.
        """
        number = self.selected
        self.model.set_runs(runs, current, dataset, hides_excess)
        if number and self.selected != number:
            self.select(number)

    @property
    def selected(self) -> int:
        """Number of the run selected, 0 for none."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.number_at(rows[0].row()) if rows else 0

    def select(self, number: int) -> None:
        """Select the run with this number."""
        self.table.selectRow(self.model.row_of(number))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.model.apply(style)
        self.table.setIconSize(QSize(round(SWATCH * style.scale.controls), round(style.scale.controls)))
        self.table.verticalHeader().setDefaultSectionSize(round(1.7 * style.scale.controls))
        self._buttons.apply(style)
        self.setMinimumHeight(round(8 * style.scale.controls))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete belongs to the table while it has the focus, not to the points."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
                return False  # Ctrl+Shift+Delete clears the points
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self.selected:
                self.deletion_wanted.emit(self.selected)
                return True
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class _Row:
    """What a row says depends on this and on nothing else."""

    run: Run
    is_current: bool
    epochs: int
    outcome: Outcome | None
    dataset: Dataset  # the points there are now
    hides_excess: bool

    @cached_property
    def figures(self) -> list[str]:
        """The words of every column."""
        run, trace, first, last = self.run, self.run.trace, self.run.settings, self.run.last.settings
        moments = run.last.dataset.moments
        m, b, mse = float(trace.m[self.epochs]), float(trace.b[self.epochs]), float(trace.mse[self.epochs])
        outcome = outcome_of(trace, self.is_current)
        if run.last.dataset != self.dataset:
            outcome = panels.on_other_points(outcome)
        return [
            *("", "", "", *map(panels.was_and_is, _settings(first), _settings(last)), f"{self.epochs:,}"),
            *(number(value, 6) for value in (m, b, mse)),
            "–" if self.hides_excess else number(moments.excess(m, b), 6),
            outcome,
        ]


def _settings(settings: Settings) -> tuple[str, str, str, str]:
    """Algorithm, rate, batch, seed."""
    algorithm = ALGORITHMS[settings.algorithm]
    batch = whole(settings.batch_size) if "batch_size" in algorithm.settings else panels.all_points()
    seed = f"{settings.seed}" if "seed" in algorithm.settings else "–"
    return algorithm.short, number(settings.learning_rate, 6), batch, seed


class _RunsModel(QAbstractTableModel):
    """One row for each run, the newest first."""

    def __init__(self, panel: RunsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._rows: list[_Row] = []
        self._current: Run | None = None
        self._style = Style()

    def set_runs(
        self, runs: tuple[Run, ...], current: Run | None, dataset: Dataset, hides_excess: bool
    ) -> None:
        rows = [
            _Row(run, run is current, run.trace.epochs, run.trace.outcome, dataset, hides_excess)
            for run in runs[::-1]
        ]
        before, self._current = self._rows, current
        if [row.run.number for row in rows] != [row.run.number for row in before]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for at, (row, old) in enumerate(zip(rows, before, strict=True)):
            renamed = (row.run.name, row.is_current) != (old.run.name, old.is_current)
            if row != old:  # a name in somebody's hands is left alone
                first = NAME if renamed else NAME + 1
                self.dataChanged.emit(self.index(at, first), self.index(at, COLUMNS - 1))

    def apply(self, style: Style) -> None:
        self._style = style

    def number_at(self, row: int) -> int:
        return self._rows[row].run.number if row < len(self._rows) else 0

    def row_of(self, number: int) -> int:
        return next((at for at, row in enumerate(self._rows) if row.run.number == number), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return panels.run_columns()[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == NAME:
            return flags | Qt.ItemFlag.ItemIsEditable
        always = index.column() == SHOWN and self._rows[index.row()].is_current
        if index.column() in (SHOWN, PINNED) and not always:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run, column, roles = self._rows[index.row()].run, index.column(), Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.EditRole):
            if column == NAME:
                if role == roles.EditRole:
                    return run.name
                return f"{run.number}  {run.given}" if run.given else f"{run.number}"
            return "" if column in (SHOWN, PINNED) else self._rows[index.row()].figures[column]
        if role == roles.CheckStateRole and column in (SHOWN, PINNED):
            shown = run is self._current or run.is_shown(self._rows[index.row()].dataset)
            ticked = run.pinned if column == PINNED else shown
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == roles.DecorationRole and column == NAME:
            return self._swatch(run)
        if role == roles.TextAlignmentRole and column in range(4, 12):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        number = self._rows[index.row()].run.number
        if role == Qt.ItemDataRole.CheckStateRole and self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            ticked = Qt.CheckState(value) == Qt.CheckState.Checked
            signal = self._panel.pinned_wanted if index.column() == PINNED else self._panel.shown_wanted
            signal.emit(number, ticked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == NAME:
            self._panel.name_wanted.emit(number, str(value))
            return True
        return False

    def _swatch(self, run: Run) -> QIcon:
        """A piece of the run's line, as the plots draw it."""
        scale, theme = self._style.scale, self._style.theme
        if run is self._current:
            return swatch(self._style.stroke(theme.line, 3 * scale.thin))
        style = theme.runs[run.style]
        return swatch(self._style.stroke(style.colour, 2 * scale.thin, dash=style.dash))
