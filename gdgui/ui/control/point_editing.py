"""The points in the person's hands: canvas, table, tools, selection and clipboard on one experiment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.edits import Edit, Positions
from gdgui.experiment.experiment import Changed, Experiment, set_range
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import check_coordinate
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.actions import Actions
from gdgui.ui.control.clipboard import Clipboard
from gdgui.ui.gestures.pointer import Pointer
from gdgui.ui.gestures.tools import TOOLS
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.tools import ToolButtons
from gdgui.ui.theme import Style
from gdgui.ui.views.data.view import DataView
from gdgui.words import edits, menus, panels, transfer
from gdgui.words.errors import clause

if TYPE_CHECKING:  # loaded when the page is built
    from gdgui.ui.panels.points_page import PointsPage
    from gdgui.ui.panels.points_table import PointsTable

ASIDE = 1 / 40  # of the view, by which a duplicate stands beside its original


class PointEditing(QObject):
    """Turns what canvas, table and fields ask for into edits, and shows them what came of it."""

    said = Signal(str)
    table_pasted = Signal(str, object)  # a text that makes new points, and its Dialect or None

    def __init__(
        self, window: QMainWindow, experiment: Experiment, canvas: DataView, drawer: Drawer, actions: Actions
    ) -> None:
        super().__init__(window)
        self._window, self._experiment, self._canvas, self._actions = window, experiment, canvas, actions
        self.pointer = Pointer(canvas, self)
        tools = dict(zip(TOOLS, actions.tools, strict=True))
        self.tools = ToolButtons({f"{name}Tool": action for name, action in tools.items()})
        self._page = drawer.add_page(actions.table, panels.points(), self._build_page)
        self._clipboard = Clipboard(
            window, experiment, self._table_in_use, self.said.emit, self.table_pasted.emit
        )
        self._frame: Frame | None = None
        self._removable = -1  # how many points the menu speaks of
        drawer.changed.connect(self._on_drawer)
        self._on_drawer()
        self._wire_canvas()
        self._wire_actions()

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The table, where anybody sees it, and what can be done with the points selected."""
        before, self._frame = self._frame, frame
        if self._page.is_open:
            self._page.panel.show_frame(frame)
        if before is None or before.points is not frame.points or before.selection is not frame.selection:
            self._show_actions(len(frame.selection), len(frame.dataset))

    def on_document(self, changed: Changed) -> None:
        """Others than the points in somebody's hands: they are let go."""
        if changed & Changed.POINTS and not self._experiment.is_previewing:
            self.pointer.let_go()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.pointer.show_reach()

    # What a gesture asks for

    def preview(self, edit: Edit, words: str) -> None:
        """Let the points follow a gesture."""
        try:
            self._experiment.preview(edit, words)
        except ValueError as error:
            self.said.emit(transfer.not_there(clause(error)))

    def commit(self) -> None:
        """The gesture is finished."""
        self._experiment.commit()

    def rollback(self) -> None:
        """The gesture is called off."""
        self._experiment.rollback()

    def select(self, positions: Positions) -> None:
        """Select these points."""
        self._experiment.select(positions)

    def add_point(self, x: float, y: float) -> None:
        """Add a point here."""
        try:
            self._experiment.add_point(x, y)
        except ValueError as error:
            self.said.emit(transfer.not_added(clause(error)))

    # How the parts hang together

    def _wire_canvas(self) -> None:
        self._canvas.removal_wanted.connect(self._remove)
        group = QActionGroup(self)
        for action in self._actions.tools:
            group.addAction(action)
        group.triggered.connect(self._take_tool)

    def _build_page(self) -> PointsPage:
        from gdgui.ui.panels.points_page import PointsPage

        actions = self._actions
        page = PointsPage(
            {"addRowButton": actions.add_row, "removeRowsButton": actions.remove}, check_coordinate
        )
        page.fields.placed.connect(self._place_selected)
        page.fields.added.connect(self.add_point)
        page.fields.hinted.connect(self._say_if_any)
        page.table.selection_wanted.connect(self._experiment.select)
        page.table.cell_wanted.connect(self._set_cell)
        page.table.point_wanted.connect(self.add_point)
        page.table.complained.connect(self.said)
        actions.add_row.triggered.connect(page.table.begin_row)
        actions.sort_table.triggered.connect(page.table.sort_by_current)
        return page

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
        actions.axes.triggered.connect(self._ask_for_axes)

    def _show_actions(self, selected: int, points: int) -> None:
        actions = self._actions
        for action in (actions.remove, actions.duplicate, actions.copy, actions.cut):
            action.setEnabled(selected > 0)
        if selected != self._removable:
            self._removable = selected
            actions.remove.setText(menus.remove(selected))
        actions.clear.setEnabled(points > 0)
        actions.undo.setEnabled(self._experiment.is_previewing or self._experiment.undo_stack.canUndo())

    def _table_in_use(self) -> PointsTable | None:
        """The table while the keyboard is in it."""
        table = self._page.panel.table if self._page.is_open else None
        return table if table is not None and table.table.hasFocus() else None

    def _on_drawer(self) -> None:
        is_open = self._page.is_open
        if is_open and self._frame is not None:
            self._page.panel.show_frame(self._frame)
        self._actions.add_row.setEnabled(is_open)
        self._actions.sort_table.setEnabled(is_open)

    # What is asked for

    def _undo(self) -> None:
        self.pointer.cancel()  # what is in somebody's hands is let go
        if self._experiment.is_previewing:
            self._experiment.rollback()
        else:
            self._experiment.undo()

    def _redo(self) -> None:
        self.pointer.cancel()
        self._experiment.redo()

    def _remove(self, position: int) -> None:
        self._experiment.remove_points([position])

    def _remove_selected(self) -> None:
        self._experiment.remove_points(self._experiment.selection)

    def _select_all(self) -> None:
        self._experiment.select(np.arange(len(self._experiment.dataset)))

    def _place_selected(self, x: float, y: float) -> None:
        if len(self._experiment.selection) == 1:
            self._experiment.move_points(self._experiment.selection, [x], [y])

    def _set_cell(self, position: int, column: int, value: float) -> None:
        from gdgui.ui.panels.points_model import X

        dataset = self._experiment.dataset
        x, y = float(dataset.x[position]), float(dataset.y[position])
        place = (value, y) if column == X else (x, value)
        self._experiment.move_points([position], [place[0]], [place[1]], edits.edit_of_point(position + 1))

    def _duplicate(self) -> None:
        at, dataset = self._experiment.selection, self._experiment.dataset
        dx, dy = (ASIDE * (high - low) for low, high in self._canvas.view_range())
        words = edits.duplicate(len(at))
        try:
            self._experiment.add_points(dataset.x[at] + dx, dataset.y[at] + dy, words)
        except ValueError as error:
            self.said.emit(transfer.not_duplicated(clause(error)))

    def _take_tool(self) -> None:
        self._canvas.setFocus()  # so that the next key is for the points
        self.pointer.take_tool(
            next(name for name, each in zip(TOOLS, self._actions.tools, strict=True) if each.isChecked())
        )

    def _say_if_any(self, words: str) -> None:
        if words:
            self.said.emit(words)

    def _ask_for_axes(self) -> None:
        from gdgui.ui.dialogs.axes import AxesDialog

        options, view = self._experiment.options, self._canvas.view_range()
        dialog = AxesDialog(self._window, options, view, self._experiment.points.names, self._actions)
        dialog.wanted.connect(self._take_axes)
        dialog.open()

    def _take_axes(self, names: tuple[str, str], changes: dict[str, Any]) -> None:
        """Names and ranges, each as one step."""
        self._experiment.name_axes(*names)
        set_range(self._experiment, replace(self._experiment.options, **changes), edits.ranges())
