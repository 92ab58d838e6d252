"""What is to be in the log of a run."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from gdgui.files.log_csv import LogColumns
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.words import dialogs


class LogDialog(QDialog):
    """Two columns to choose, the size of the file, and how far the writing has come; Cancel ends that too."""

    wanted = Signal(object)  # LogColumns

    def __init__(
        self, parent: QWidget, columns: LogColumns, possible: LogColumns, size: Callable[[LogColumns], int]
    ) -> None:
        """`possible` are columns that would tell something; `size` is about how many bytes the file has."""
        super().__init__(parent)
        self.setObjectName("logDialog")
        self.setWindowTitle(dialogs.export_log())
        self._size = size
        words = QLabel(dialogs.what_a_log_is())
        words.setWordWrap(True)
        self._boxes = {
            name: self._box(name, getattr(columns, name), getattr(possible, name)) for name in columns._fields
        }
        self._about = QLabel()
        self._about.setObjectName("logSize")
        self._progress = ProgressPanel("logProgress", "cancelLog")
        self._progress.cancelled.connect(self.reject)
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        self._buttons.setObjectName("buttons")
        self._buttons.button(kinds.Save).setText(dialogs.save_as())
        self._buttons.accepted.connect(lambda: self.wanted.emit(self._columns))
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (words, *self._boxes.values(), self._about, self._progress, self._buttons):
            column.addWidget(widget)
        self.finished.connect(self.deleteLater)
        self._show_size()

    def show_share(self, share: float | None) -> None:
        """This share is written; None where nothing is being written."""
        self._progress.show_share(dialogs.writing(), share)
        for each in (*self._boxes.values(), self._buttons):
            each.setVisible(share is None)

    @property
    def _columns(self) -> LogColumns:
        return LogColumns(**{name: box.isChecked() for name, box in self._boxes.items()})

    def _box(self, name: str, is_on: bool, is_possible: bool) -> QCheckBox:
        text, tip, why_not = dialogs.column_of_log(name)
        box = QCheckBox(text)
        box.setObjectName(f"{name}Column")
        box.setToolTip(tip if is_possible else why_not)
        box.setChecked(is_on and is_possible)
        box.setEnabled(is_possible)
        box.toggled.connect(self._show_size)
        return box

    def _show_size(self) -> None:
        self._about.setText(dialogs.size_of_file(self._size(self._columns)))
