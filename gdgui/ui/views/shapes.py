"""What is drawn into a file or on paper: shapes in the pixels of the picture, and no image among them.

Items of a plot are drawn in its units, by pens whose width Qt counts in the pixels of a screen. In a file
neither would do: SVG keeps six digits of a number, too few for an axis from 1,000,000 to 1,000,001, and a
picture is scaled with its lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPaintEngine, QPainter, QPen, QTransform

RASTER = QPaintEngine.Type.Raster
"""The engine of a painter that keeps pixels: any other one (SVG, PDF, a printer) keeps shapes."""


def renew_clip(painter: QPainter) -> None:
    """Cut where the painter cuts: SVG would go on with what the item before has cut for itself."""
    if painter.paintEngine().type() == QPaintEngine.Type.SVG and painter.hasClipping():
        to_pixels = painter.transform()
        painter.resetTransform()  # Qt tells the clip in whole units
        painter.setClipPath(painter.clipPath())
        painter.setTransform(to_pixels)


@contextmanager
def in_pixels(painter: QPainter) -> Iterator[QTransform]:
    """Draw in the pixels of the picture; given is what leads there from the item's own units."""
    to_pixels = painter.transform()
    painter.save()
    renew_clip(painter)
    painter.resetTransform()
    try:
        yield to_pixels
    finally:
        painter.restore()


def scaling(pen: QPen) -> QPen:
    """The pen, as wide in logical pixels, but one that grows with the picture."""
    plain = QPen(pen)
    plain.setCosmetic(False)
    return plain
