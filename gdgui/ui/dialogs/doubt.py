"""A question where a text can be read in several ways."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.files.dialect import Choice, Doubt
from gdgui.words.dialogs import which_is_meant
from gdgui.words.tables import place

LONG = 15  # characters on a button; above, the buttons stand below each other


class DoubtPanel(QFrame):
    """Says what is in doubt, and has a button for each way out."""

    chosen = Signal(object)  # the Dialect that settles it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doubt")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._question = QLabel()
        self._question.setObjectName("doubtQuestion")
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addStretch(1)
        self._buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.addWidget(self._question)
        layout.addLayout(self._row)
        self.hide()

    def ask(self, doubt: Doubt | None) -> None:
        """Show this doubt; None hides the panel."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        self.setVisible(doubt is not None)
        if doubt is None:
            return
        where = place(doubt.row, doubt.column)
        self._question.setText(which_is_meant(where, doubt.sentence))
        is_long = any(len(choice.words) > LONG for choice in doubt.choices)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_long else directions.LeftToRight)
        for k, choice in enumerate(doubt.choices):
            self._add(choice, k)

    def _add(self, choice: Choice, at: int) -> None:
        button = QPushButton(choice.words.replace("&", "&&"))
        button.setObjectName(f"doubtChoice{at}")
        button.setAutoDefault(False)  # Enter must not answer a question that nobody read
        button.clicked.connect(lambda: self.chosen.emit(choice.dialect))
        self._buttons.append(button)
        self._row.insertWidget(at, button)


class DoubtDialog(QDialog):
    """Asks about a doubt; Cancel leaves everything as it was."""

    chosen = Signal(object)  # the Dialect that settles it

    def __init__(self, parent: QWidget, title: str, doubt: Doubt) -> None:
        super().__init__(parent)
        self.setObjectName("doubtDialog")
        self.setWindowTitle(title)
        panel = DoubtPanel(self)
        panel.chosen.connect(self._accept)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.setObjectName("buttons")
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(panel)
        layout.addWidget(box)
        panel.ask(doubt)
        self.finished.connect(self.deleteLater)

    def _accept(self, dialect: object) -> None:
        self.accept()
        self.chosen.emit(dialect)
