"""The points in the person's hands: canvas, table, tools, selection and clipboard on one experiment."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gdgui.experiment.edits import Edit
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import check_coordinate
from gdgui.files.dialect import Dialect
from gdgui.ui.actions import Actions
from gdgui.ui.clipboard import Clipboard
from gdgui.ui.dialogs.axes import AxesDialog
from gdgui.ui.panels.points_model import X
from gdgui.ui.panels.points_table import PointsTable
from gdgui.ui.panels.tools import ToolsPanel
from gdgui.ui.plots.data_plot import DataPlot
from gdgui.ui.plots.tools import TOOLS
from gdgui.ui.theme import Look
from gdgui.words.report import counted

Say = Callable[[str], None]

ASIDE = 1 / 40  # of the view, by which a duplicate stands beside its original


class Editing(QObject):
    """Turns what canvas, table and fields ask for into edits, and shows them what came of it."""

    def __init__(
        self, window: QMainWindow, experiment: Experiment, plot: DataPlot, actions: Actions, say: Say
    ) -> None:
        super().__init__(window)
        self._window, self._experiment, self._plot, self._actions, self._say = (
            window, experiment, plot, actions, say,
        )  # fmt: skip
        # A text that makes new points; the window says who reads it.
        self.paste_text: Callable[[str, Dialect | None], None] = lambda text, _: say(text)
        tools = dict(zip(TOOLS, actions.tools, strict=True))
        self.tools = ToolsPanel({f"{name}Tool": action for name, action in tools.items()}, check_coordinate)
        self.table = PointsTable(
            {"addRowButton": actions.add_row, "removeRowsButton": actions.remove}, check_coordinate
        )
        self.dock = QDockWidget("Points", window)
        self.dock.setObjectName("pointsDock")
        self.dock.setWidget(self.table)
        self.dock.hide()
        self._clipboard = Clipboard(
            window, experiment, self.table, say, lambda text, dialect: self.paste_text(text, dialect)
        )
        self._line = (0.0, 0.0)
        self._was_open = False
        self._wire_plot(tools)
        self._wire_table()
        self._wire_actions()
        experiment.points_changed.connect(self._on_points)
        experiment.selection_changed.connect(self._on_selection)
        experiment.axes_named.connect(self._name_axes)
        self._on_points()
        self._on_selection()
        self._name_axes()

    def show_line(self, m: float, b: float) -> None:
        """The line shown is this one now."""
        self._line = m, b
        if self.dock.isVisible():
            self.table.show_line(m, b)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self.tools.apply(look)
        self.table.apply(look)

    # How the parts hang together

    def _wire_plot(self, tools: dict[str, QAction]) -> None:
        plot, experiment = self._plot, self._experiment
        plot.point_wanted.connect(self._add)
        plot.removal_wanted.connect(self._remove)
        plot.selection_wanted.connect(experiment.select)
        plot.edit_tried.connect(self._try_out)
        plot.edit_settled.connect(experiment.settle)
        plot.edit_reverted.connect(experiment.revert)
        group = QActionGroup(self)
        for action in self._actions.tools:
            group.addAction(action)
        group.triggered.connect(self._take_tool)
        self.tools.placed.connect(self._place_selected)
        self.tools.added.connect(self._add)
        self.tools.hinted.connect(self._say_if_any)

    def _wire_table(self) -> None:
        self.table.selection_wanted.connect(self._experiment.select)
        self.table.cell_wanted.connect(self._set_cell)
        self.table.point_wanted.connect(self._add)
        self.table.complained.connect(self._say)
        self._actions.table.toggled.connect(self.dock.setVisible)
        self.dock.visibilityChanged.connect(self._on_visibility)

    def _wire_actions(self) -> None:
        actions, experiment = self._actions, self._experiment
        actions.undo.triggered.connect(self._undo)
        actions.redo.triggered.connect(self._redo)
        actions.remove.triggered.connect(self._remove_selected)
        actions.clear.triggered.connect(experiment.clear)
        actions.select_all.triggered.connect(self._select_all)
        actions.duplicate.triggered.connect(self._duplicate)
        actions.copy.triggered.connect(self._clipboard.copy)
        actions.cut.triggered.connect(self._clipboard.cut)
        actions.paste.triggered.connect(self._clipboard.paste)
        actions.add_row.triggered.connect(self.table.begin_row)
        actions.sort_table.triggered.connect(self.table.sort_by_current)
        actions.grid.toggled.connect(self._plot.show_grid)
        actions.snap.toggled.connect(self._snap)
        actions.equal_units.toggled.connect(self._plot.set_equal_units)
        actions.axes.triggered.connect(self._ask_for_axes)

    # What changed

    def _on_points(self) -> None:
        if not self._experiment.is_trying_out:  # others than those in somebody's hands
            self._plot.let_go()
        if self.dock.isVisible():
            self.table.show_points(self._experiment.dataset)
            self.table.select(self._experiment.selection)
        self._show_coordinates()
        undoable = self._experiment.is_trying_out or self._experiment.undo_stack.canUndo()
        self._actions.undo.setEnabled(undoable)

    def _on_selection(self) -> None:
        selection = self._experiment.selection
        self._plot.select(selection)
        if self.dock.isVisible():
            self.table.select(selection)
        self._show_coordinates()
        for action in (self._actions.remove, self._actions.duplicate, self._actions.copy, self._actions.cut):
            action.setEnabled(len(selection) > 0)
        words = "point" if len(selection) < 2 else f"{len(selection):,} points"
        self._actions.remove.setText(f"Re&move {words}")

    def _show_coordinates(self) -> None:
        selection, dataset = self._experiment.selection, self._experiment.dataset
        at = int(selection[0]) if len(selection) == 1 else -1
        self.tools.show_point((float(dataset.x[at]), float(dataset.y[at])) if at >= 0 else None)

    def _name_axes(self) -> None:
        names = self._experiment.points.names
        self._plot.name_axes(*names)
        self.table.name_axes(*names)
        self.tools.name_axes(*names)

    def _on_visibility(self, visible: bool) -> None:
        self._actions.table.setChecked(visible)
        if visible and not self._was_open:
            self._was_open = True  # from now on as wide as somebody makes it
            width, height = self.table.good_width, self.table.good_height
            self._window.resizeDocks(
                [self.dock], [min(width, self._window.width() // 3)], Qt.Orientation.Horizontal
            )
            self._window.resizeDocks([self.dock], [height], Qt.Orientation.Vertical)
        if visible:
            self.table.show_points(self._experiment.dataset)
            self.table.show_line(*self._line)
            self.table.select(self._experiment.selection)
        self._actions.add_row.setEnabled(visible)
        self._actions.sort_table.setEnabled(visible)

    # What is asked for

    def _undo(self) -> None:
        self._plot.cancel()  # what is in somebody's hands is let go
        if self._experiment.is_trying_out:
            self._experiment.revert()
        else:
            self._experiment.undo()

    def _redo(self) -> None:
        self._plot.cancel()
        self._experiment.redo()

    def _try_out(self, edit: Edit, words: str) -> None:
        try:
            self._experiment.try_out(edit, words)
        except ValueError as error:
            self._say(f"No point goes there: {error}.")

    def _add(self, x: float, y: float) -> None:
        try:
            self._experiment.add_point(x, y)
        except ValueError as error:
            self._say(f"No point was added: {error}.")

    def _remove(self, position: int) -> None:
        self._experiment.remove_points([position])

    def _remove_selected(self) -> None:
        self._experiment.remove_points(self._experiment.selection)

    def _select_all(self) -> None:
        self._experiment.select(np.arange(len(self._experiment.dataset)))

    def _place_selected(self, x: float, y: float) -> None:
        if len(self._experiment.selection) == 1:
            self._experiment.place_points(self._experiment.selection, [x], [y])

    def _set_cell(self, position: int, column: int, value: float) -> None:
        dataset = self._experiment.dataset
        x, y = float(dataset.x[position]), float(dataset.y[position])
        place = (value, y) if column == X else (x, value)
        self._experiment.place_points([position], [place[0]], [place[1]], f"edit of point {position + 1}")

    def _duplicate(self) -> None:
        at, dataset = self._experiment.selection, self._experiment.dataset
        dx, dy = (ASIDE * (high - low) for low, high in self._plot.view_range())
        words = f"duplicate {counted(len(at), 'point')}"
        try:
            self._experiment.add_points(dataset.x[at] + dx, dataset.y[at] + dy, words)
        except ValueError as error:
            self._say(f"Nothing was duplicated: {error}.")

    def _take_tool(self) -> None:
        self._plot.setFocus()  # so that the next key is for the points
        self._plot.take_tool(
            next(name for name, each in zip(TOOLS, self._actions.tools, strict=True) if each.isChecked())
        )

    def _snap(self, snaps: bool) -> None:
        self._plot.snaps = snaps

    def _say_if_any(self, words: str) -> None:
        if words:
            self._say(words)

    def _ask_for_axes(self) -> None:
        dialog = AxesDialog(self._window, self._plot, self._experiment.points.names, self._actions)
        dialog.named.connect(self._experiment.name_axes)
        dialog.open()
