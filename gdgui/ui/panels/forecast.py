"""What will happen, in words, before Run is pressed, and what became of it afterwards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gdgui.ui.theme import Style
from gdgui.words.forecast import what_arrived_means


class ForecastPanel(QWidget):
    """A sentence on the next run or on the last one, and a button for what could be done about it."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setObjectName("forecast")
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label.setToolTip(what_arrived_means())
        self._button = QPushButton()
        self._button.setObjectName("forecastButton")
        self._button.hide()
        self._button.clicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self._button)

    def apply(self, style: Style) -> None:
        """Take another scale or theme; there is room for two lines."""
        self._row.setSpacing(round(style.scale.gap))
        self.setMinimumHeight(round(2.7 * style.scale.controls))

    def show_sentence(self, sentence: str) -> None:
        """Show this forecast or verdict."""
        if sentence != self.label.text():
            self.label.setText(sentence)

    def offer(self, words: str) -> None:
        """A button with these words; none where they are empty."""
        if words != self._button.text() or bool(words) == self._button.isHidden():
            self._button.setText(words)
            self._button.setVisible(bool(words))

    def _on_clicked(self) -> None:
        self.clicked.emit()
