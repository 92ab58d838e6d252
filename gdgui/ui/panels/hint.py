"""A small bubble over the picture that says what to try next. The mouse goes through it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gdgui.ui.theme import Style


class Hint(QLabel):
    """Hidden at first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.setFixedWidth(round(18 * style.scale.controls))

    def say(self, words: str) -> None:
        """Hold these words, as high as they need."""
        self.setText(words)
        self.setAccessibleName(words)
        self.ensurePolished()
        self.setFixedHeight(self.heightForWidth(self.width()))
