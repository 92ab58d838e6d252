"""Points and cells to and from the clipboard, and so to and from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from gdgui.core import Dataset
from gdgui.experiment.edits import Edit, Floats, InsertPoints, MovePoints, Positions, Several
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points
from gdgui.files.dialect import NO_DELIMITER, Dialect, DoubtError, TableError
from gdgui.words import dialogs, transfer
from gdgui.words.counts import rows_counted
from gdgui.words.edits import paste_cells
from gdgui.words.errors import clause
from gdgui.words.tables import Problem

if TYPE_CHECKING:  # what reads tables, and the dialog, are loaded when they are first asked for
    from gdgui.ui.dialogs.doubt import DoubtDialog
    from gdgui.ui.panels.points_table import PointsTable

Say = Callable[[str], None]

MOST_COPIED = 200_000  # points that the clipboard takes
LARGEST_BLOCK = 2_000_000  # characters that are pasted into cells
OURS = "application/x-gdgui-numbers"  # beside a text that gdgui wrote: nothing about it is in doubt


class Clipboard(QObject):
    """What copy, cut and paste do. `table_in_use` gives the table while the keyboard is in it; `paste_text`
    takes a text that makes new points.
    """

    def __init__(
        self,
        window: QMainWindow,
        experiment: Experiment,
        table_in_use: Callable[[], PointsTable | None],
        say: Say,
        paste_text: Callable[[str, Dialect | None], None],
    ) -> None:
        super().__init__(window)
        self._window, self._experiment, self._say = window, experiment, say
        self._table_in_use, self._paste_text = table_in_use, paste_text
        self._dialog: DoubtDialog | None = None

    def copy(self) -> None:
        """The points selected, or the cells where the table has the focus."""
        selection = self._experiment.selection
        if len(selection) > MOST_COPIED:
            self._say(transfer.too_many_to_copy(MOST_COPIED))
            return
        table = self._table_in_use()
        text = table.copied() if table else self._as_text(selection)
        self._say(transfer.copied(len(selection)) if put(text, OURS) else transfer.clipboard_refuses())

    def cut(self) -> None:
        """The points selected."""
        selection = self._experiment.selection
        if not 0 < len(selection) <= MOST_COPIED:
            self.copy()
        elif put(self._as_text(selection), OURS):
            self._experiment.remove_points(selection)
        else:
            self._say(transfer.clipboard_refuses())

    def paste(self) -> None:
        """New points, or over the cells where the table has the focus."""
        from gdgui.files.rows import text_lines

        data = QGuiApplication.clipboard().mimeData()
        text = text_lines(data.text()) if data else ""  # a clipboard that its owner has left holds nothing
        if not text.strip():
            self._say(transfer.clipboard_is_empty())
            return
        delimiter = "\t" if "\t" in text else NO_DELIMITER
        dialect = Dialect(delimiter=delimiter, decimal=".", thousands="") if data.hasFormat(OURS) else None
        table = self._table_in_use()
        if table and table.target[0] < table.model.count:
            self._paste_block(table, text, *table.target, dialect)
        else:
            self._paste_text(text, dialect)

    def _as_text(self, selection: Positions) -> str:
        from gdgui.files.points_csv import as_text

        dataset = self._experiment.dataset
        selected = Points(Dataset(dataset.x[selection], dataset.y[selection]))
        return "".join(as_text(selected, "\t"))

    def _paste_block(
        self, table: PointsTable, text: str, row: int, column: int, dialect: Dialect | None = None
    ) -> None:
        """Over the cells from this one on, and below the last row as new points."""
        from gdgui.files.block import read_block
        from gdgui.ui.panels.points_model import Y

        try:
            if len(text) > LARGEST_BLOCK:
                raise TableError(Problem.LONG_TEXT)
            if column > Y:
                raise TableError(Problem.ONLY_X_AND_Y)
            self._change_cells(table, read_block(text, 2 - column, dialect), row, column)
        except DoubtError as error:
            self._ask(error, partial(self._paste_block, table, text, row, column))
        except TableError as error:
            self._say(transfer.not_pasted(str(error)))
        except ValueError as error:
            self._say(transfer.not_pasted(clause(error)))

    def _ask(self, error: DoubtError, paste: Callable[[Dialect], None]) -> None:
        self._say(transfer.not_pasted_yet())
        from gdgui.ui.dialogs.doubt import DoubtDialog

        dialog = DoubtDialog(self._window, dialogs.paste(), error.doubt)
        dialog.chosen.connect(paste)
        dialog.rejected.connect(lambda: self._say(transfer.not_pasted()))
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _change_cells(self, table: PointsTable, values: Floats, row: int, column: int) -> None:
        """Raises TableError where the block does not fit, ValueError where a number does not."""
        count, dataset = table.model.count, self._experiment.dataset
        inside = values[: count - row]
        at = table.model.order[row : row + len(inside)]
        new = np.stack((dataset.x[at], dataset.y[at]), axis=1)
        new[:, column : column + values.shape[1]] = inside
        below = values[len(inside) :]
        if len(below) and values.shape[1] < 2:
            raise TableError(Problem.LONG_BLOCK, rows=rows_counted(len(below)))
        edits: list[Edit] = [MovePoints(at, new[:, 0], new[:, 1])]
        if len(below):
            edits.append(InsertPoints(np.arange(count, count + len(below)), below[:, 0], below[:, 1]))
        cells = values.size
        changed = np.append(at, np.arange(count, count + len(below)))
        self._experiment.edit(Several(edits), paste_cells(cells), np.sort(changed))
        self._say(transfer.pasted_cells(cells))


def put(text: str, *signs: str) -> bool:
    """Copy it, with these formats beside it, and tell whether it is there: another program may refuse."""
    data = QMimeData()
    data.setText(text)
    for each in signs:
        data.setData(each, b"1")
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(data)
    return clipboard.text() == text
