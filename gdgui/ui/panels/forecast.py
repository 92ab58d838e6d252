"""What will happen, in words, before Run is pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gdgui.ui.theme import Look
from gdgui.words.outlook import Outlook


class ForecastPanel(QWidget):
    """The forecast line, and a button for what it suggests; `settings_wanted` carries the settings."""

    settings_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlook = Outlook("")
        self.label = QLabel()
        self.label.setObjectName("forecast")
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setObjectName("forecastButton")
        self._button.clicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self._button)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self._row.setSpacing(round(look.scale.gap))

    def show_outlook(self, outlook: Outlook) -> None:
        """Show this forecast."""
        if outlook != self._outlook:
            self._outlook = outlook
            self.label.setText(outlook.sentence)
            self.label.setToolTip(
                "Within 1 %: the excess of the MSE over the smallest is 1 % of that at the start"
            )
            self._button.setText(outlook.suggestion)
            self._button.setVisible(bool(outlook.suggestion))

    def _on_clicked(self) -> None:
        if self._outlook.settings is not None:
            self.settings_wanted.emit(self._outlook.settings)
