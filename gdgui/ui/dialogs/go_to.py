"""Which epoch to show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from gdgui.ui.panels.fields import WholeField
from gdgui.words import window


class GoToDialog(QDialog):
    """Takes the number of an epoch done; what is none is explained while it is typed."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget, cursor: int, done: int) -> None:
        """`cursor` is the epoch shown, `done` the newest."""
        super().__init__(parent)
        self.setObjectName("goToDialog")
        title, words = window.go_to(done)
        self.setWindowTitle(title)
        self._field = WholeField(0, done)
        self._field.setObjectName("epochWanted")
        self._field.setValue(cursor)
        self._field.selectAll()
        label = QLabel(words)
        label.setBuddy(self._field)
        self._field.setAccessibleName(label.text().replace("&", ""))
        self._hint = QLabel()
        self._hint.setObjectName("fieldHint")
        self._hint.setWordWrap(True)
        self._field.hinted.connect(self._hint.setText)
        buttons = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        box.setObjectName("buttons")
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (label, self._field, self._hint, box):
            column.addWidget(widget)
        self.finished.connect(self.deleteLater)

    def _accept(self) -> None:
        self._field.commit()
        self.wanted.emit(self._field.value())
        self.accept()
