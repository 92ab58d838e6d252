"""What is drawn, read off the items of the plots."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from gdgui.experiment import ranges
from gdgui.ui.theme import Style
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.layers.saved_runs import SavedLayer
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.readout import Readout
from gdgui.ui.views.surface.view import SurfaceView

Floats = NDArray[np.float64]
Place = tuple[float, float]


def picture_of(readout: Readout, width: int) -> QImage:
    """A readout laid out for this width."""
    image = QImage(width, readout.sizeHint().height(), QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    readout.draw(painter, width)
    painter.end()
    return image


def place_of(marks: pg.ScatterPlotItem) -> Place:
    """Where the only mark stands."""
    x, y = marks.getData()
    assert len(x) == 1
    return float(x[0]), float(y[0])


def places_of(marks: pg.ScatterPlotItem) -> list[Place]:
    """Where all marks stand."""
    return list(zip(*(each.tolist() for each in marks.getData()), strict=True))


def position(surface: SurfaceView) -> Place:
    """m and b of the mark for where the run is."""
    return place_of(surface._cursor)


def marked(loss: LossView) -> int:
    """The epoch that the mark on the MSE curve stands at, on an axis of epochs."""
    return round(place_of(loss._cursor)[0])


def curve(loss: LossView) -> tuple[Floats, Floats]:
    """Along the curve: epochs (or samples used), and MSE or its logarithm to base 10."""
    x, y = loss._curve.getData()
    return x, y


def sampled(data: DataView) -> list[int]:
    """Positions of the points that have a halo, ascending."""
    points = {place: at for at, place in enumerate(zip(data.dataset.x, data.dataset.y, strict=True))}
    return sorted(points[place] for place in places_of(data._samples))


def selected(data: DataView) -> list[int]:
    """Positions of the points that have a ring."""
    points = {place: at for at, place in enumerate(zip(data.dataset.x, data.dataset.y, strict=True))}
    return sorted(points[place] for place in places_of(data.points._rings))


def contours(surface: SurfaceView) -> list[tuple[float, Floats, Floats]]:
    """The contours drawn, the highest first: MSE, and m and b along each."""
    return surface.contours.shown


def steps(surface: SurfaceView) -> list[Place | None]:
    """Where the arrows of the next step lead: on all points, and the own one of the algorithm."""
    return [surface.full_step.to, surface.own_step.to]


def saved_numbers(plot: Plot) -> list[int]:
    """Numbers of the saved runs drawn on a plot."""
    return sorted(saved.run.number for saved in layer(plot).saved)


def saved_curve(plot: Plot, number: int) -> tuple[Floats, Floats]:
    """x and y along what stands for a saved run on a plot."""
    curve = layer(plot).curve(number)
    assert curve is not None
    return curve


def layer(plot: Plot) -> SavedLayer:
    """The saved runs of a plot."""
    assert isinstance(plot, (DataView, LossView, SurfaceView))
    return plot.saved


def line_width(data: DataView) -> float:
    """Width of the fitted line, in pixels."""
    return float(data._line.opts["pen"].widthF())


def style_of(plot: Plot) -> Style:
    """The style that a plot is drawn in."""
    return plot.current_style


def out_of_view(data: DataView) -> int:
    """How many points are out of view."""
    return ranges.out_of_view(data.dataset, data.view_range())
