"""What mouse and keys do; the keys are those of the actions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QMenuBar, QTextBrowser, QVBoxLayout, QWidget

from gdgui import __version__
from gdgui.ui.dialogs.commands import keys_of, name_of

MOUSE = (
    ("Click on the points", "add a point; on a point: select it (Shift, Ctrl: several)"),
    ("Drag a point", "move it, and all selected; Esc calls it off"),
    ("Right-click on a point", "remove it"),
    ("Wheel, middle button", "zoom and pan"),
    ("Arrow keys on the points", "nudge what is selected, else a crosshair; Enter is the left button there"),
    ("Click or drag on the loss surface", "choose the start; arrow keys do it finely"),
    ("Click on the MSE curve", "show that epoch"),
    ("Double click on a plot's title", "that plot alone, and back"),
    ("Drop a file on the window", "open its points"),
)
PROJECTOR = (
    ("Page Down, Page Up", "one epoch on, one back: the keys of a presenter's remote"),
    ("B or .", "black, and back"),
    ("Esc", "end what is typed or dragged, take away what lies over the picture, leave"),
)


class HelpDialog(QDialog):
    """Scrolls where the screen is small."""

    def __init__(self, menus: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About gdgui")
        self.words = QTextBrowser()
        self.words.setObjectName("help")
        self.words.setHtml(_page(menus))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.resize(parent.width() * 2 // 3, parent.height() * 9 // 10)


def _page(menus: QMenuBar) -> str:
    parts = [
        f"<h3>gdgui {__version__}</h3>",
        "<p>Gradient descent made visible: fitting a line ŷ = m·x + b to points, epoch by epoch. "
        "MSE is (1/n)·Σ(y − ŷ)². An epoch is one update; of SGD, one batch.</p>",
        _table("Mouse", MOUSE),
        _table("On a projector", PROJECTOR),
    ]
    for title in menus.actions():
        menu = title.menu()
        if isinstance(menu, QMenu):
            with_keys = (action for action in menu.actions() if keys_of(action))
            rows = [(keys_of(action), f"{name_of(action)}: {action.toolTip()}") for action in with_keys]
            parts.append(_table(name_of(title), rows))
    return "".join(parts)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> str:
    row = "<tr><td><b>{}</b></td><td>{}</td></tr>"
    cells = "".join(row.format(escape(keys), escape(words)) for keys, words in rows)
    return f"<h4>{escape(title)}</h4><table cellspacing='4'>{cells}</table>" if rows else ""
