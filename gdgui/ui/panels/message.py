"""One line that says what is going on, with a button where something can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gdgui.ui.theme import Style


class MessagePanel(QWidget):
    """The newest sentence for the person at the desk; it stays until there is a newer one."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setObjectName("status")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setObjectName("remedyButton")
        self._button.hide()
        self._button.clicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self._button)

    def say(self, sentence: str) -> None:
        """Show a sentence; the button stays."""
        self.label.setText(sentence)
        self.label.setAccessibleName(sentence)

    def offer(self, remedy: str) -> None:
        """A button with these words; none where they are empty."""
        if remedy != self._button.text() or bool(remedy) == self._button.isHidden():
            self._button.setText(remedy)
            self._button.setVisible(bool(remedy))

    def apply(self, style: Style) -> None:
        """Take another scale or theme; there is room for two lines."""
        self._row.setSpacing(round(style.scale.gap))
        self.setMinimumHeight(round(2.6 * style.scale.text))

    def _on_clicked(self) -> None:
        self.clicked.emit()
