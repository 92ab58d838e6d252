"""The log of a run: which columns it is to have, and the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gdgui.core import Trace
from gdgui.experiment.points import Points
from gdgui.files.log_csv import LogColumns, about_size, possible_columns, write_log_gradually
from gdgui.files.numbers import printable
from gdgui.training.task import CooperativeTask
from gdgui.ui.dialogs import ask
from gdgui.words import transfer

if TYPE_CHECKING:
    from gdgui.ui.dialogs.log import LogDialog


class LogExport(QObject):
    """Asks, and writes a little at a time; the columns chosen last are offered again: `changed` tells."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.columns = LogColumns()
        self._task = CooperativeTask(self)

    def ask(self, trace: Trace, points: Points) -> None:
        """Show what there is to choose for the log of this run, which is not to go on meanwhile."""
        from gdgui.ui.dialogs.log import LogDialog

        dialog = LogDialog(self._window, self.columns, possible_columns(trace), partial(about_size, trace))
        dialog.wanted.connect(partial(self._write, dialog, trace, points))
        dialog.rejected.connect(self._call_off)
        self._task.progressed.connect(dialog.show_share)
        dialog.open()

    def _write(self, dialog: LogDialog, trace: Trace, points: Points, columns: LogColumns) -> None:
        path = ask.log_path(dialog)
        if path is None:
            return
        self._remember(columns, possible_columns(trace))
        self._task.start(
            write_log_gradually(path, trace, points, columns),
            partial(self._end, dialog, path),
            partial(self._fail, dialog),
        )

    def _remember(self, columns: LogColumns, possible: LogColumns) -> None:
        """What could not be chosen stays as it was."""
        before = self.columns
        self.columns = LogColumns(
            **{
                name: value if getattr(possible, name) else getattr(before, name)
                for name, value in columns._asdict().items()
            }
        )
        if self.columns != before:
            self.changed.emit()

    def _end(self, dialog: LogDialog, path: Path, _: None) -> None:
        dialog.accept()
        self.said.emit(transfer.saved(printable(path.name)))

    def _fail(self, dialog: LogDialog, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        dialog.accept()
        self.said.emit(str(error))

    def _call_off(self) -> None:
        if self._task.is_running:
            self._task.cancel()
            self.said.emit(transfer.nothing_written())
