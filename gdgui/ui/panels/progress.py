"""How far something long has come, and a way to end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from gdgui.ui.theme import Style
from gdgui.words.dialogs import cancel


class ProgressPanel(QWidget):
    """Hidden where there is nothing to wait for; `shown` tells that it is there."""

    cancelled = Signal()
    shown = Signal()

    def __init__(self, bar_name: str, button_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self.bar = QProgressBar()
        self.bar.setObjectName(bar_name)
        self.bar.setRange(0, 1000)
        self._button = QPushButton(cancel())
        self._button.setObjectName(button_name)
        self._button.clicked.connect(self.cancelled)
        self._row = QHBoxLayout(self)
        for widget, stretch in ((self._words, 0), (self.bar, 1), (self._button, 0)):
            self._row.addWidget(widget, stretch)
        self.hide()

    def show_share(self, words: str, share: float | None) -> None:
        """This share of the whole is done; None where there is nothing to wait for."""
        is_new = share is not None and self.isHidden()
        self.setVisible(share is not None)
        if is_new:
            self.shown.emit()
        if share is not None:
            self._words.setText(words)
            self.bar.setAccessibleName(words)
            self.bar.setValue(round(1000 * share))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap)
        self._row.setSpacing(gap)
        self._row.setContentsMargins(gap, 0, gap // 2, 0)
