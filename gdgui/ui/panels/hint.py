"""A small bubble over the picture that says what to try next. The mouse goes through it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from gdgui.ui.theme import Style

LASTING = 120_000  # milliseconds that it is in view, all in all


class Hint(QLabel):
    """Hidden at first. `expired` tells that these words were in view for long enough."""

    expired = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lasts = QTimer(self, singleShot=True, interval=LASTING)
        self._lasts.timeout.connect(self.expired)
        self.hide()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.setFixedWidth(round(18 * style.scale.controls))

    def say(self, words: str) -> None:
        """Hold these words, as high as they need."""
        if words != self.text():
            self._lasts.setInterval(LASTING)
            if self.isVisible():
                self._lasts.start()
        self.setText(words)
        self.setAccessibleName(words)
        self.ensurePolished()
        self.setFixedHeight(self.heightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        self._lasts.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is left of its time is for when it comes back."""
        if self._lasts.isActive():
            self._lasts.setInterval(max(1, self._lasts.remainingTime()))
            self._lasts.stop()
        super().hideEvent(event)
