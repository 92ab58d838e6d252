"""Where the keyboard points: two lines across the plot, and the coordinates in words."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt

from gdgui.ui.theme import Style
from gdgui.ui.views.plot import Plot
from gdgui.words.numbers import in_view
from gdgui.words.panels import coordinates


class Crosshair:
    """Hidden until it is moved to somewhere."""

    def __init__(self, plot: Plot, z: float) -> None:
        self._plot = plot
        self._lines = [pg.InfiniteLine(angle=angle, movable=False) for angle in (90, 0)]
        self.words = Coordinates(plot, z)
        for line in self._lines:
            line.setZValue(z)
            line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            plot.addItem(line)
        self.position: tuple[float, float] | None = None  # also while it is hidden
        self.hide()

    @property
    def is_visible(self) -> bool:
        """Whether it is shown."""
        return bool(self._lines[0].isVisible())

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        for line in self._lines:
            line.setPen(style.pen(style.theme.line, style.scale.thin, dash=(4, 3)))
        self.words.apply(style)

    def move_to(self, x: float, y: float) -> None:
        """Show it here."""
        self.position = x, y
        for line, at in zip(self._lines, (x, y), strict=True):
            line.setValue(at)
            line.show()
        self.words.show(x, y)

    def hide(self) -> None:
        """Take it away."""
        for line in self._lines:
            line.hide()
        self.words.hide()


class Coordinates:
    """The coordinates of a place, beside it."""

    def __init__(self, plot: Plot, z: float) -> None:
        self._plot = plot
        self._item = plot.text(z)

    @property
    def text(self) -> str:
        """What is said; empty where there is nothing."""
        return self._item.toPlainText().replace("\n", "  ") if self._item.isVisible() else ""

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._item.setFont(style.scale.font(bold=True))
        self._item.setColor(style.theme.line)
        self._item.fill = pg.mkBrush(style.theme.canvas)

    def show(self, x: float, y: float) -> None:
        """Say where this is, on the side where there is room."""
        (x_low, x_high), (y_low, y_high) = self._plot.area
        right, top = x > (x_low + x_high) / 2, y > (y_low + y_high) / 2
        self._item.setAnchor((1.08 if right else -0.08, -0.3 if top else 1.3))
        self._item.setText(coordinates(in_view(x, x_low, x_high), in_view(y, y_low, y_high)))
        self._item.setPos(x, y)
        self._item.setVisible(True)
        self._item.updateTransform(force=True)  # pyqtgraph would do it when painted, with the size of before

    def hide(self) -> None:
        """Say nothing."""
        self._item.hide()
