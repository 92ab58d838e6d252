"""What mouse and keys do; the keys are those of the actions themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QMenuBar, QTextBrowser, QVBoxLayout, QWidget

from gdgui import __version__
from gdgui.ui.dialogs.commands import keys_of, name_of
from gdgui.words import help as words


class HelpDialog(QDialog):
    """Scrolls where the screen is small."""

    def __init__(self, menus: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title())
        self.words = QTextBrowser()
        self.words.setObjectName("help")
        self.words.setHtml(words.html(__version__, _menus(menus)))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.resize(parent.width() * 2 // 3, parent.height() * 9 // 10)


def _menus(bar: QMenuBar) -> list[tuple[str, words.Rows]]:
    """Each menu with the keys of its commands."""
    found: list[tuple[str, words.Rows]] = []
    for title in bar.actions():
        menu = title.menu()
        if isinstance(menu, QMenu):
            with_keys = (action for action in menu.actions() if keys_of(action))
            rows = [(keys_of(each), words.command(name_of(each), each.toolTip())) for each in with_keys]
            found.append((name_of(title), rows))
    return found
