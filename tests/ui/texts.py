"""Every text that can be read in the window, in its dialogs and on its plots."""

from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QGraphicsTextItem, QTableView, QWidget

from gdgui.ui.views.legend import Legend
from gdgui.ui.views.readout import Readout

OF_WIDGETS = (
    *("text", "title", "toPlainText", "prefix", "suffix", "specialValueText", "placeholderText"),
    *("toolTip", "statusTip", "whatsThis", "windowTitle", "accessibleName", "accessibleDescription"),
)
OF_ACTIONS = ("text", "iconText", "toolTip", "statusTip", "whatsThis")


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """Where it stands, and what it says, of everything there is now, hidden parts and dialogs included."""
    for widget in [window, *window.findChildren(QWidget)]:
        names = OF_WIDGETS[1:] if isinstance(widget, pg.GraphicsView) else OF_WIDGETS
        yield from _of(widget, names)  # text() of a plot makes one
        yield from _painted(widget)
        for action in widget.actions():
            yield from _of(action, OF_ACTIONS)


def _of(thing: QWidget | QAction, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        getter = getattr(thing, name, None)
        if callable(getter) and isinstance(said := getter(), str) and said:
            yield f"{type(thing).__name__} {thing.objectName()} {name}", said


def _painted(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget paints itself."""
    where = f"{type(widget).__name__} {widget.objectName()}"
    match widget:
        case Legend():
            yield from ((where, words) for words in widget.words)
        case Readout():
            yield where, widget.text()
        case QComboBox():
            yield from ((where, widget.itemText(k)) for k in range(widget.count()))
        case QTableView() if widget.model() is not None:
            yield from ((where, words) for words in _of_table(widget))
        case pg.GraphicsView():
            for item in widget.scene().items():
                if isinstance(item, QGraphicsTextItem) and item.isVisible():
                    yield where, item.toPlainText()


def _of_table(table: QTableView) -> Iterator[str]:
    model, roles = table.model(), Qt.ItemDataRole
    for column in range(model.columnCount()):
        for role in (roles.DisplayRole, roles.ToolTipRole):
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        for row in range(model.rowCount()):
            yield str(model.index(row, column).data() or "")
    for row in range(model.rowCount()):
        yield str(model.headerData(row, Qt.Orientation.Vertical, roles.DisplayRole) or "")
