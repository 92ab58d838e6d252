"""All that a window tells: words anybody can see, hover, hear or read, and all numbers that are drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGraphicsTextItem,
    QLabel,
    QLineEdit,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

from gdgui.ui.views.data.squares import SquaresLayer
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.surface.contours_layer import Bowl

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
STRIDE = 7  # pixels between two places that the mouse hovers over


def words(window: QWidget) -> Iterator[str]:
    """Every text of every widget, action, cell and plot, whether it is in view or not."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
        yield from (widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, (QAbstractButton, QLabel, QLineEdit)):
            yield widget.text()
        if isinstance(widget, QSlider):
            yield f"{widget.minimum()} {widget.maximum()}"
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget.model())
        if isinstance(widget, Plot):
            yield from _words_on(widget)
        yield from _heard(widget)
    for action in window.findChildren(QAction):
        yield from (
            action.text(),
            action.iconText(),
            action.toolTip(),
            action.statusTip(),
            action.whatsThis(),
        )


def hovered(window: QWidget) -> Iterator[str]:
    """What comes up under a mouse that rests everywhere on the plots and on whatever has a tool tip."""
    for plot in (each for each in window.findChildren(Plot) if each.isVisible()):
        viewport = plot.viewport()
        for x in range(0, viewport.width(), 4 * STRIDE):
            for y in range(0, viewport.height(), 4 * STRIDE):
                plot.scene().sigMouseMoved.emit(plot.mapToScene(QPoint(x, y)))
                yield from _words_on(plot)
    for widget in window.findChildren(QWidget):
        if not isValid(widget) or not widget.isVisible():  # a tool tip goes when the next one comes
            continue
        if not _has_events_of_its_own(widget):  # it says everywhere what it always says
            continue
        for x in range(0, widget.width(), STRIDE):
            at = QPoint(x, widget.height() // 3)
            QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
            yield widget.toolTip()


def _has_events_of_its_own(widget: QWidget) -> bool:
    """Whether a class of the program, not of Qt, has a say in what becomes of its events."""
    ours = (kind for kind in type(widget).__mro__ if kind.__module__.startswith("gdgui."))
    return any({"event", "eventFilter", "viewportEvent"} & vars(kind).keys() for kind in ours)


def numbers(window: QWidget) -> Iterator[tuple[str, float]]:
    """Every coordinate of every curve, mark and level on the plots, and of their ranges, with whose it is."""
    for plot in window.findChildren(Plot):
        name = plot.objectName()
        for low_high in plot.view_range():
            yield from ((f"{name}: range", value) for value in low_high)
        for item in plot.scene().items():
            kind = f"{name}: {type(item).__name__}"
            if isinstance(item, (pg.PlotCurveItem, pg.ScatterPlotItem)):
                for values in item.getData():
                    yield from ((kind, float(value)) for value in (() if values is None else values))
            elif isinstance(item, pg.InfiniteLine):
                yield kind, float(item.value())
            elif isinstance(item, Bowl):
                for mse, m, b in item.contours:
                    yield from ((kind, float(value)) for value in (mse, *m, *b))
            elif isinstance(item, SquaresLayer):
                yield from ((kind, float(value)) for value in np.ravel(item.squares))


def _words_on(plot: Plot) -> Iterator[str]:
    for item in plot.scene().items():
        if isinstance(item, QGraphicsTextItem):
            yield item.toPlainText()


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield from (str(model.data(model.index(row, column), role)) for role in ROLES)


def _heard(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        kinds = QAccessible.Text
        yield from (interface.text(each) for each in (kinds.Name, kinds.Description, kinds.Value, kinds.Help))
