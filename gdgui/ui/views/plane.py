"""A part of the plane between two axes, and what is drawn in it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsItem, QSizePolicy, QWidget

from gdgui.ui.views.axis import TidyAxis
from gdgui.ui.views.view_box import CalmViewBox

GRID = 51  # of 255: how opaque its lines are
BUTTONS = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton | Qt.MouseButton.RightButton


class Plane(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph is untyped
    """A view with an axis below and one at its left.

    `PlotWidget` would bring two hidden axes, a title, a button and a menu with seventy fields for each plot,
    which nobody sees and which take longer to build than everything that is in view.
    """

    def __init__(self, parent: QWidget | None = None, view: CalmViewBox | None = None) -> None:
        self._sides = {side: TidyAxis(side) for side in ("bottom", "left")}
        super().__init__(parent)
        self.view = view or CalmViewBox(enableMenu=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.enableMouse(False)  # the plane moves, not the scene that it lies in
        self._grid = QGraphicsGridLayout()
        self._grid.setSpacing(0)
        self._grid.addItem(self.view, 0, 1)
        for side, place in (("left", (0, 0)), ("bottom", (1, 1))):
            axis = self._sides[side]
            axis.linkToView(self.view)
            axis.setFlag(QGraphicsItem.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
            axis.setZValue(-1)  # its grid lies beneath the points
            self._grid.addItem(axis, *place)
        self._grid.setRowStretchFactor(0, 1)
        self._grid.setColumnStretchFactor(1, 1)
        everything = pg.GraphicsWidget()
        everything.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes are the same in every language
        everything.setLayout(self._grid)
        self.setCentralItem(everything)

    def getAxis(self, side: str) -> TidyAxis:
        """The axis at this side: "bottom" or "left"."""
        return self._sides[side]

    def show_grid(self, is_shown: bool) -> None:
        """With the lines of both axes, or without."""
        for axis in self._sides.values():
            axis.setGrid(GRID if is_shown else False)

    def set_margins(self, left: float, above: float, right: float, below: float) -> None:
        """Room around axes and view, in pixels."""
        self._grid.setContentsMargins(left, above, right, below)

    def lay_out(self) -> None:
        """Let axes and view take their places now, not when Qt comes to it."""
        self._grid.activate()

    def addItem(self, item: QGraphicsItem) -> None:
        """Draw this in the plane."""
        self.view.addItem(item, ignoreBounds=True)

    def removeItem(self, item: QGraphicsItem) -> None:
        """Draw it no longer, if it is drawn at all."""
        if item.scene() is not None:
            self.view.removeItem(item)

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
