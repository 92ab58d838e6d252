"""What mouse and keys do; the keys are those of the actions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QMenuBar, QTextBrowser, QVBoxLayout, QWidget

from gdgui.ui.dialogs.commands import keys_of, name_of
from gdgui.version import __version__
from gdgui.words import help as words


class HelpDialog(QDialog):
    """Scrolls where the screen is small."""

    def __init__(self, menus: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title())
        self.words = QTextBrowser()
        self.words.setObjectName("help")
        self.words.setHtml(words.html(__version__, *_tables(menus, parent.actions())))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.resize(parent.width() * 2 // 3, parent.height() * 9 // 10)


def _tables(bar: QMenuBar, actions: Iterable[QAction]) -> tuple[list[tuple[str, words.Rows]], words.Rows]:
    """Each menu with its commands and their keys, and the commands that are in none of them."""
    found: list[tuple[str, words.Rows]] = []
    listed: set[QAction] = set()
    for title in bar.actions():
        entries = list(_entries(title))
        listed.update(entries)
        found.append((name_of(title), [_row(each) for each in entries]))
    return found, [_row(each) for each in actions if each not in listed]


def _entries(title: QAction) -> Iterator[QAction]:
    """The commands of a menu and of those within it."""
    menu = title.menu()
    for each in menu.actions() if isinstance(menu, QMenu) else ():
        if isinstance(each.menu(), QMenu):
            yield from _entries(each)
        elif not each.isSeparator():
            yield each


def _row(action: QAction) -> tuple[str, str]:
    return keys_of(action), words.command(name_of(action), action.toolTip())
