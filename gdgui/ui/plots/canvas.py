"""What the plots have in common: axes, fonts and colours from the look, and a mouse that behaves."""

from __future__ import annotations

from html import escape
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from gdgui.ui.plots.axis import TidyAxis
from gdgui.ui.plots.items import Curve, Marks
from gdgui.ui.plots.view import CalmViewBox
from gdgui.ui.theme import Look

BUTTONS = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton | Qt.MouseButton.RightButton


class Canvas(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """A plot with two named axes. The wheel zooms and the middle button pans."""

    def __init__(
        self,
        object_name: str,
        name: str,
        axes: tuple[str, str],
        parent: QWidget | None = None,
        view: CalmViewBox | None = None,
    ) -> None:
        axis_items = {side: TidyAxis(side) for side in ("bottom", "left")}
        view = view or CalmViewBox(enableMenu=False)
        super().__init__(parent=parent, viewBox=view, axisItems=axis_items)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._axes = dict(zip(("bottom", "left"), axes, strict=True))
        self.look = Look()
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.showGrid(x=True, y=True, alpha=0.2)
        self.view = item.getViewBox()
        self.view.disableAutoRange()
        # A press may last; only a move of several pixels makes it a drag.
        self.scene().minDragTime = 1e9
        self.setFrameShape(self.Shape.NoFrame)
        self.paint_on_request(False)
        # Qt's index of what lies where crashes on items that do not tell it before they grow, as many do.
        self.scene().setItemIndexMethod(self.scene().ItemIndexMethod.NoIndex)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self.look = look
        scale, theme = look.scale, look.theme
        self.setBackground(theme.canvas)
        for side, name in self._axes.items():
            axis = self.getAxis(side)
            axis.setZValue(-1)  # its grid lies beneath the points
            axis.setStyle(maxTickLevel=1)  # a finer grid is hard to see and slow to paint
            axis.setTickFont(scale.font())
            axis.setPen(look.pen(theme.border, scale.thin))
            axis.setTextPen(QColor(theme.text))
            self.name_axis(side, name)
        # Constant room for the numbers: the plot must not shift when they get longer.
        room = round(1.2 * scale.text)
        self.getPlotItem().layout.setContentsMargins(2, room // 2 + 2, room, 2)
        self.getAxis("left").setWidth(round(5.8 * scale.text))
        self.getAxis("bottom").setHeight(round(3.4 * scale.text))

    def name_axes(self, x_name: str, y_name: str) -> None:
        """Name both axes."""
        self.name_axis("bottom", x_name)
        self.name_axis("left", y_name)

    def name_axis(self, side: str, name: str) -> None:
        """Name the axis at this side: "bottom" or "left"."""
        self._axes[side] = name
        style = {"color": self.look.theme.text, "font-size": f"{round(self.look.scale.text)}px"}
        self.getAxis(side).setLabel(escape(name), **style)
        self.getAxis(side).resizeEvent()  # which puts it in the middle

    def paint_on_request(self, only: bool) -> None:
        """Paint only when `viewport().repaint()` asks for it, or again whenever something changes."""
        modes = self.ViewportUpdateMode
        # All of it, whatever has changed: the items of pyqtgraph do not always know how far they reach.
        self.setViewportUpdateMode(modes.NoViewportUpdate if only else modes.FullViewportUpdate)

    def view_range(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """((x_low, x_high), (y_low, y_high)) of what is in view."""
        (x_low, x_high), (y_low, y_high) = self.view.viewRange()
        return (x_low, x_high), (y_low, y_high)

    def curve(self, z: float, **options: Any) -> Curve:
        """A new, empty curve at height z."""
        curve = Curve(**options)
        curve.setZValue(z)
        curve.setSegmentedLineMode("on")  # many times quicker for wide, noisy lines
        self.addItem(curve)
        return curve

    def marks(self, z: float) -> Marks:
        """A new, empty set of marks at height z."""
        marks = Marks(pxMode=True)
        marks.setZValue(z)
        self.addItem(marks)
        return marks

    # Of a mouse's buttons pyqtgraph knows three, and stumbles over a press of any other

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in BUTTONS:
            super().mousePressEvent(_with_known_buttons(event))
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() in BUTTONS:
            super().mouseDoubleClickEvent(_with_known_buttons(event))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(_with_known_buttons(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() in BUTTONS:
            super().mouseReleaseEvent(_with_known_buttons(event))
        else:
            event.ignore()


def _with_known_buttons(event: QMouseEvent) -> QMouseEvent:
    known = event.buttons() & BUTTONS
    if known == event.buttons():
        return event
    places = event.position(), event.scenePosition(), event.globalPosition()
    return QMouseEvent(event.type(), *places, event.button(), known, event.modifiers())
