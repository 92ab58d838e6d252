"""What is drawn on a canvas: curves, marks and words that hand to Qt only what it can hold.

Each keeps all that it was given. Where another part of the plane has come into view, its plot says so, and
lets those cut it anew that were not given anything else meanwhile. Given the same again, an item stays as it
is; with nothing in it, it is hidden, and nobody asks it for its size. That is all that is in view: a plot is
painted whole, and cut at its axes, and to find how far each item reaches would take its time for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from gdgui.ui.views.dashes import in_view
from gdgui.ui.views.geometry import Floats, Range
from gdgui.ui.views.limits import cut_curve, cut_marks, cut_place
from gdgui.ui.views.placing import Room
from gdgui.ui.views.shapes import RASTER, in_pixels, renew_clip, scaling

Area = tuple[Range, Range]
ROUND_WORDS = 2  # pixels left free around words


class Given:
    """What an item was given last, as a copy: arrays may be views of a trace, which is written on."""

    def __init__(self) -> None:
        self._parts: tuple[object, ...] = (b"", b"", {})

    def is_another(self, places: tuple[Floats, Floats], options: dict[str, Any]) -> bool:
        """Whether these places and options differ from those of the last call."""
        parts = places[0].tobytes(), places[1].tobytes(), dict(options)
        if parts == self._parts:
            return False
        self._parts = parts
        return True


class Entering:
    """Comes onto its plot when it is seen for the first time: at the start most items are not."""

    enter: Callable[[], None] | None = None  # what puts it there

    def setVisible(self, visible: bool) -> None:
        """Show it, or hide it."""
        if visible and self.enter is not None:
            enter, self.enter = self.enter, None
            enter()
        super().setVisible(visible)  # type: ignore[misc]  # that of the item


class Curve(Entering, pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """A curve of any length."""

    def __init__(self, **options: Any) -> None:
        self._whole = np.empty(0), np.empty(0)
        self._given = Given()
        self._is_cut = False
        self.area: Area | None = None  # what is in view where it is drawn; None where it is drawn nowhere
        self.in_view = QRectF()  # the same
        self.is_elsewhere = False  # another part of the plane has come into view
        self._connect = options.get("connect", "all")
        super().__init__(**options)
        self.hide()

    def setData(self, x: Any = (), y: Any = (), **options: Any) -> None:
        """Draw a curve through these points; options as in pyqtgraph."""
        whole = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        if self._given.is_another(whole, options):
            self._whole, self.is_elsewhere = whole, False
            self._connect = options.pop("connect", self._connect)
            is_there = len(whole[0]) > 0
            self._draw(self._cut() if is_there else None, **options)
            if is_there != self.isVisible():
                self.setVisible(is_there)

    def boundingRect(self) -> QRectF:
        return self.in_view if self.area else super().boundingRect()

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Its line: pyqtgraph would also ask for fillings and shadows, which it never has."""
        pen = self.opts["pen"]
        if pen is None or pen.style() == Qt.PenStyle.NoPen or not len(self.xData):
            return
        if painter.paintEngine().type() != RASTER:
            with in_pixels(painter) as to_pixels:
                painter.strokePath(self._path_in_view(to_pixels), scaling(pen))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.opts["antialias"])
        painter.setPen(pen)
        if self.opts["segmentedLineMode"] == "on":
            painter.drawLines(*self._getLineSegments())
        else:
            painter.drawPath(self.getPath())

    def _path_in_view(self, to_pixels: QTransform) -> QPainterPath:
        """The line in pixels, as far as it is in view: not every program cuts what it reads from a file."""
        corners, view = np.stack(self.getData(), axis=1), to_pixels.mapRect(self.boundingRect())
        if self._connect == "pairs":
            corners = np.insert(corners, np.arange(2, len(corners), 2), np.nan, axis=0)
        scale = np.array([[to_pixels.m11(), to_pixels.m12()], [to_pixels.m21(), to_pixels.m22()]])
        pixels = corners @ scale + (to_pixels.dx() - view.left(), to_pixels.dy() - view.top())
        path = QPainterPath()
        for x0, y0, x1, y1 in in_view(pixels, (view.width(), view.height())).tolist():
            if path.isEmpty() or path.currentPosition() != QPointF(x0, y0):
                path.moveTo(x0, y0)
            path.lineTo(x1, y1)
        return path.translated(view.topLeft())

    def cut_again(self) -> None:
        """Where more, or less, of it can be drawn than before."""
        self.is_elsewhere = False
        cut = self._cut()
        if cut or self._is_cut:
            self._draw(cut)

    def _cut(self) -> tuple[Floats, Floats] | None:
        """What of the curve can be drawn where it is in view; None for all of it."""
        return cut_curve(*self._whole, self.area, self._connect == "pairs") if self.area else None

    def _draw(self, cut: tuple[Floats, Floats] | None, **options: Any) -> None:
        self._is_cut = cut is not None
        connect = "finite" if cut and self._connect != "pairs" else self._connect
        super().setData(*(cut or self._whole), connect=connect, **options)


class Marks(Entering, pg.ScatterPlotItem):  # type: ignore[misc]
    """Marks of one look, in any number."""

    def __init__(self, **options: Any) -> None:
        self._whole = np.empty(0), np.empty(0)
        self._given = Given()
        self._is_cut = False
        self.area: Area | None = None  # what is in view where it is drawn; None where it is drawn nowhere
        self.in_view = QRectF()  # the same
        self.is_elsewhere = False  # another part of the plane has come into view
        super().__init__(**options)
        # Pixels of the device painted on, for each logical one; pyqtgraph guesses those of the first screen.
        self._ratio: float = self.fragmentAtlas.devicePixelRatio()
        self.hide()

    def setData(self, x: Any = (), y: Any = (), **options: Any) -> None:
        """Put a mark at each of these places; options of all of them as in pyqtgraph."""
        whole = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        if self._given.is_another(whole, options):
            self._whole, self.is_elsewhere = whole, False
            is_there = len(whole[0]) > 0
            self._draw(self._held() if is_there else None, **options)
            if is_there != self.isVisible():
                self.setVisible(is_there)

    def updateSpots(self, dataSet: Any = None) -> None:  # noqa: N803  # as pyqtgraph calls it
        """As always, but how a mark looks is looked up once for all of them, not for each: it is the same."""
        marks = self.data if dataSet is None else dataSet
        if self._find_pixels(marks):
            self.invalidate()
        self._updateMaxSpotSizes(data=marks)

    def _find_pixels(self, marks: NDArray[Any]) -> bool:
        """Where the pixels are kept of marks that do not know it; whether there were any."""
        new = marks["sourceRect"]["w"] == 0
        if not new.any():
            return False
        look = self.opts["symbol"], self.opts["size"], self.opts["pen"], self.opts["brush"]
        marks["sourceRect"][new] = self.fragmentAtlas[[look]]
        return True

    def boundingRect(self) -> QRectF:
        return self.in_view if self.area else super().boundingRect()

    def paint(self, painter: QPainter, *options: Any) -> None:
        if painter.paintEngine().type() != RASTER:
            with in_pixels(painter) as to_pixels:
                self._paint_shapes(painter, to_pixels)
            return
        ratio = painter.device().devicePixelRatioF()
        if ratio != self._ratio:
            self._fit_to(ratio)
        super().paint(painter, *options)

    def _fit_to(self, ratio: float) -> None:
        """Marks are kept as pixels, on a finer device other ones. Amid a painting: none is asked for."""
        self._ratio = ratio
        self.fragmentAtlas.setDevicePixelRatio(ratio)
        self.fragmentAtlas.clear()
        self.data["sourceRect"] = 0
        self._find_pixels(self.data)

    def _paint_shapes(self, painter: QPainter, to_pixels: QTransform) -> None:
        symbol, size = self.opts["symbol"], self.opts["size"]
        pen, brush = QPen(self.opts["pen"]), self.opts["brush"]
        places = [to_pixels.map(QPointF(*each)) for each in self._seen()]
        if symbol == "o" and pen.style() == Qt.PenStyle.NoPen and brush.isOpaque():
            dots = QPainterPath()  # of one stroke: as many ellipses would make a large file
            for at in places:
                dots.moveTo(at)
                dots.lineTo(at + QPointF(0.01, 0.0))
            round_pen = QPen(brush, size)
            round_pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(dots, round_pen)
            return
        shape = QTransform.fromScale(size, size).map(Symbols[symbol] if isinstance(symbol, str) else symbol)
        painter.setPen(scaling(pen))
        painter.setBrush(brush)
        for at in places:
            painter.drawPath(shape.translated(at))

    def _seen(self) -> list[list[float]]:
        """x and y of those that are in view, or so far beside it that they reach into it."""
        places = np.stack(self.getData(), axis=1)
        if self.area:
            low, high = np.array(self.area).T
            aside = (high - low) / 4
            places = places[((places >= low - aside) & (places <= high + aside)).all(axis=1)]
        seen: list[list[float]] = places.tolist()
        return seen

    def cut_again(self) -> None:
        """Where more, or fewer, of them can be drawn than before."""
        self.is_elsewhere = False
        inside = self._held()
        if self._is_cut or inside is not None:
            self._draw(inside)

    def _held(self) -> NDArray[np.bool_] | None:
        """Which of them can be drawn where they are in view; None for all of them."""
        return cut_marks(*self._whole, self.area) if self.area else None

    def _draw(self, inside: NDArray[np.bool_] | None, **options: Any) -> None:
        self._is_cut = inside is not None
        x, y = self._whole if inside is None else (values[inside] for values in self._whole)
        if len(x) != len(self.data) or options:
            super().setData(x=x, y=y, **options)
        else:  # as many as before, which look the same: they move
            self.data["x"], self.data["y"] = x, y
            self.bounds = [None, None]
            self.invalidate()


class Line(pg.InfiniteLine):  # type: ignore[misc]
    """A straight line across the plot that takes no mouse button."""

    def __init__(self, at: float, angle: float, pen: QPen) -> None:
        super().__init__(at, angle=angle, pen=pen)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def viewTransformChanged(self) -> None:
        """It finds at once how far it reaches: found amid a painting, that would ask for another one."""
        super().viewTransformChanged()
        self.boundingRect()

    def paint(self, painter: QPainter, *options: Any) -> None:
        if painter.paintEngine().type() == RASTER:
            super().paint(painter, *options)
            return
        left, right = self._endPoints
        with in_pixels(painter) as to_pixels:
            painter.setPen(scaling(self.currentPen))
            painter.drawLine(to_pixels.map(QLineF(left, 0.0, right, 0.0)))


class Between(pg.FillBetweenItem):  # type: ignore[misc]
    """What lies between two curves; hidden where that is nothing."""

    def updatePath(self) -> None:
        super().updatePath()
        self.setVisible(not self.path().isEmpty())

    def paint(self, painter: QPainter, *options: Any) -> None:
        if painter.paintEngine().type() == RASTER:
            super().paint(painter, *options)
            return
        with in_pixels(painter) as to_pixels:
            painter.fillPath(to_pixels.map(self.path()), self.brush())


class Label(Entering, pg.TextItem):  # type: ignore[misc]
    """Words whose box has its top left corner at any place; `upright` words are read from below."""

    def __init__(self, upright: bool = False) -> None:
        self._place = 0.0, 0.0
        self.area: Area | None = None  # what is in view where it is shown; None where it is shown nowhere
        self.in_view = QRectF()  # the same
        self.is_elsewhere = False  # another part of the plane has come into view
        self._upright = upright
        super().__init__("", anchor=(1, 0) if upright else (0, 0), angle=90 if upright else 0)
        self.textItem.document().setDocumentMargin(ROUND_WORDS)

    def follow(self, scene: pg.GraphicsScene) -> None:
        """Keep to the view from now on.

        pyqtgraph would see to that amid the first painting, as if that were the one of a whole window.
        """
        self._lastScene = scene
        scene.sigPrepareForPaint.connect(self.updateTransform)

    def paint(self, painter: QPainter, *options: Any) -> None:
        if painter.paintEngine().type() != RASTER:
            renew_clip(painter)
        super().paint(painter, *options)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the box, in pixels."""
        box = self.textItem.boundingRect()
        return (box.height(), box.width()) if self._upright else (box.width(), box.height())

    def put(self, room: Room, box: Floats | None) -> None:
        """Show the words in this box; hide them where there is none."""
        if (box is not None) != self.isVisible():
            self.setVisible(box is not None)
        if box is None:
            return
        place = room.coordinates(box)
        if place != self._place or self.is_elsewhere:
            self._place, self.is_elsewhere = place, False
            super().setPos(*place)  # it is in view: nothing is to be cut

    def setPos(self, x: float, y: float) -> None:
        """Put the words there."""
        if (x, y) != self._place or self.is_elsewhere:
            self._place = x, y
            self.cut_again()

    def cut_again(self) -> None:
        """Where they were out of sight, their place may be another."""
        self.is_elsewhere = False
        super().setPos(*(cut_place(*self._place, self.area) if self.area else self._place))
