"""The window that says what mouse and keys do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from gdgui import __version__
from gdgui.words import help as words


class HelpDialog(QDialog):
    """Scrolls where the screen is small."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title())
        self.words = QTextBrowser()
        self.words.setObjectName("help")
        self.words.setHtml(words.html(__version__))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.resize(parent.width() * 2 // 3, parent.height() * 9 // 10)


def show_help(parent: QWidget) -> None:
    """What mouse and keys do."""
    HelpDialog(parent).open()
