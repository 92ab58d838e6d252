"""A scale and a theme together: what every visible part is given, and given anew when it changes."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPen

from gdgui.ui.theme.scales import DESK, Scale
from gdgui.ui.theme.themes import LIGHT, Theme


class Style(NamedTuple):
    """`ratio` is how many pixels of the screen one logical pixel has, across."""

    scale: Scale = DESK
    theme: Theme = LIGHT
    ratio: float = 1.0

    def pen(self, colour: str, width: float, alpha: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
        """A pen for what is drawn in the units of a plot: `width` logical pixels, whatever the zoom.

        Dashes are in units of the width. Qt counts the pixels of the screen for such pens, so it has to be
        told how many there are.
        """
        pen = self.stroke(colour, width * self.ratio, alpha, dash)
        pen.setCosmetic(True)
        return pen

    def stroke(self, colour: str, width: float, alpha: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
        """A pen for what is drawn in logical pixels: right on any screen, and on a picture."""
        shade = QColor(colour)
        shade.setAlphaF(alpha)
        pen = QPen(shade, width)
        if dash:
            pen.setDashPattern(dash)
        return pen
