"""What the plots have in common: axes, fonts and colours from the style, and a mouse that behaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import View, ViewOptions
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.ui.views.items import Curve, Label, Line, Marks
from gdgui.ui.views.placing import Room
from gdgui.ui.views.plane import Plane
from gdgui.ui.views.view_box import CalmViewBox

T = TypeVar("T")

LOW = 12  # letters of height: below, the name of the lower axis stands among its numbers
HAIR = 1e-6  # of height, between what lies at the same one


class Plot(Plane):
    """A plot with two named axes that draws a frame. The wheel zooms and the middle button pans.

    The same frame, options, style and size give the same picture, whatever was drawn before.
    """

    alone_wanted = Signal()  # by a double click
    click_taken_back = Signal()  # it was the first half of a double click
    clicks_add_up = False  # whether two clicks mean twice what one does, rather than a double click

    def __init__(
        self,
        object_name: str,
        name: str,
        axes: tuple[str, str],
        parent: QWidget | None = None,
        view: CalmViewBox | None = None,
    ) -> None:
        super().__init__(parent, view)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._axes = dict(zip(("bottom", "left"), axes, strict=True))
        self.current_style = Style()
        self.frame: Frame | None = None  # shown last
        self.options = ViewOptions()
        self.is_behind = False  # whether that frame has yet to be drawn
        self.pixel_ratio: float | None = None  # of a picture; None: that of the screen
        self._made = count()  # numbers of the items
        self._seen = Seen()  # what it depended on
        self._items: list[Curve | Marks | Label] = []  # which are told of what is in view
        self.area: View = ((0.0, 1.0), (0.0, 1.0))  # what is in view, and the same as a rectangle
        self.in_view = QRectF(0.0, 0.0, 1.0, 1.0)
        self.drawn_in = object()  # stands for range, size and style: another one where any of them is
        self._draws_on_request = False
        self._is_drawing = False
        self.show_grid(True)
        self.view.disableAutoRange()
        self.view.sigRangeChanged.connect(self._draw_elsewhere)
        self.view.sigResized.connect(self._draw_elsewhere)
        self.view.about_to_move.connect(self.catch_up)
        # A press may last; only a move of several pixels makes it a drag.
        self.scene().minDragTime = 1e9
        self.setFrameShape(self.Shape.NoFrame)
        self.wait_for_turn(False)
        # Qt's index of what lies where crashes on items that do not tell it before they grow, as many do.
        self.scene().setItemIndexMethod(self.scene().ItemIndexMethod.NoIndex)
        # Nobody scrolls; to find how large the scene is, Qt would ask every item how far it reaches.
        self.scene().setSceneRect(QRectF(0.0, 0.0, 1.0, 1.0))

    # What there is to draw

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Draw this; while that is done on request, with the next one. What is the same stays as it is."""
        self.frame, self.options = frame, options
        if self._seen.is_new(*self.depends_on(frame, options)):
            self._draw_when_wanted()

    def _draw_when_wanted(self) -> None:
        """The frame is another."""
        self.is_behind = True
        if not self._draws_on_request:
            self.redraw()

    def _draw_elsewhere(self) -> None:
        """The part of the plane or of the screen that it is drawn in is another."""
        self.drawn_in = object()
        x_range, y_range = self.view.viewRange()
        (x_low, x_high), (y_low, y_high) = self.area = tuple(x_range), tuple(y_range)
        self.in_view = QRectF(x_low, y_low, x_high - x_low, y_high - y_low)
        for item in self._items:
            item.area, item.in_view, item.is_elsewhere = self.area, self.in_view, True
        if not self._is_drawing:  # else everything is about to be drawn there
            self._draw_when_wanted()

    def redraw(self) -> None:
        """Draw the frame, perhaps again; where there is no room at all, as soon as there is."""
        if self._is_drawing or not (self.view.width() > 0 and self.view.height() > 0):
            return
        self._is_drawing = True  # setting the range of a view draws nothing twice
        if self.viewportUpdateMode() == self.ViewportUpdateMode.FullViewportUpdate:
            self.scene().update()  # all of it: else each item that changes is asked how far it reaches
            self.viewport().update()  # which the scene forgets where a part is painted before its turn
        try:
            if self.frame is not None:
                self.draw(self.frame, self.options)
            for item in self._items:
                if item.is_elsewhere and item.isVisible():
                    item.cut_again()
            self.view.prepareForPaint()  # now: what moves amid a painting asks for another one
            self.is_behind = False
        finally:
            self._is_drawing = False

    def catch_up(self) -> None:
        """Draw now what waits for its turn: whoever moves what is in view goes on from where it is then."""
        if self.is_behind:
            self.redraw()

    def draw_on_request(self, only: bool) -> None:
        """Draw a frame only when `redraw` asks for it, or again, beginning with the last one, at once."""
        self._draws_on_request = only
        if self.is_behind and not only:
            self.redraw()

    def wait_for_turn(self, waits: bool) -> None:
        """Draw only when `redraw` asks for it, and paint only when `viewport().repaint()` does; or again
        whenever anything changes, beginning with the last frame."""
        modes = self.ViewportUpdateMode
        # All of it, whatever has changed: the items of pyqtgraph do not always know how far they reach.
        self.setViewportUpdateMode(modes.NoViewportUpdate if waits else modes.FullViewportUpdate)
        self._draws_on_request = waits
        if self.is_behind and not waits:
            self.redraw()

    spoken_role = Role.Chart

    def spoken(self) -> str:
        """What it shows right now, in a sentence."""
        return self.describe(self.frame) if self.frame is not None else ""

    def describe(self, frame: Frame) -> str:
        """What it shows of this frame; each plot in its own words."""
        return ""

    def depends_on(self, frame: Frame, options: ViewOptions) -> tuple[object, ...]:
        """What of them it draws: where each of these is the very same as before, so is the picture."""
        return frame, options

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        """Set the range, and draw everything in it; each plot in its own way."""

    def apply(self, style: Style) -> None:
        """Take another scale or theme, in the pixels of the screen that this is on, or of a picture."""
        ratio = self.pixel_ratio or self.devicePixelRatioF()
        self.current_style, self.drawn_in = style._replace(ratio=ratio), object()
        self.dress(self.current_style)
        self.redraw()

    def event(self, event: QEvent) -> bool:
        """On another screen, pens of as many logical pixels have another width."""
        kinds = QEvent.Type
        moved = event.type() in (kinds.DevicePixelRatioChange, kinds.Show) and self.pixel_ratio is None
        if moved and self.current_style.ratio != self.devicePixelRatioF():
            self.apply(self.current_style)
        return bool(super().event(event))

    def dress(self, style: Style) -> None:
        """Give everything its pens, colours and sizes."""
        scale, theme = style.scale, style.theme
        self.setBackground(theme.canvas)
        for side, name in self._axes.items():
            axis = self.getAxis(side)
            axis.setStyle(maxTickLevel=1)  # a finer grid is hard to see and slow to paint
            axis.setTickFont(scale.font())
            axis.setPen(style.stroke(theme.border, scale.thin))
            axis.setTextPen(QColor(theme.text))
            axis.set_name(name, theme.text)
        # Constant room for the numbers: the plot must not shift when they get longer.
        room = round(1.2 * scale.text)
        self.set_margins(2, room // 2 + 2, room, 2)
        self.getAxis("left").setWidth(round(5.8 * scale.text))
        self._fit_lower_axis()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and not self.closed:  # pyqtgraph calls this too early, and as it closes
            self._fit_lower_axis()

    def _fit_lower_axis(self) -> None:
        """Room for its numbers, and below them for its name."""
        axis, text = self.getAxis("bottom"), self.current_style.scale.text
        was_low, axis.is_low = axis.is_low, self.height() < LOW * text
        axis.setHeight(round((1.7 if axis.is_low else 3.4) * text))
        if axis.is_low != was_low:
            self.lay_out()  # else it may be painted while its name still is where its numbers are now

    def name_axis(self, side: str, name: str) -> None:
        """Name the axis at this side: "bottom" or "left"."""
        if name != self._axes[side]:
            self._axes[side] = name
            self.getAxis(side).set_name(name, self.current_style.theme.text)

    def set_view_range(self, view: View, padding: float = 0.0) -> None:
        """Bring this part of the plane into view, if it is not."""
        x_range, y_range = view
        self.view.setRange(xRange=x_range, yRange=y_range, padding=padding)

    def view_range(self) -> View:
        """((x_low, x_high), (y_low, y_high)) of what is in view, with the newest frame drawn; `area` is of
        the one drawn last."""
        self.catch_up()
        (x_low, x_high), (y_low, y_high) = self.view.viewRange()
        return (x_low, x_high), (y_low, y_high)

    def room(self) -> Room:
        """The room for words within the axes, with nothing in it yet."""
        return Room(self.area, (self.view.width(), self.view.height()))

    def is_inside(self, scene_position: QPointF) -> bool:
        """Whether a place of the scene is within the axes."""
        return QRectF(self.view.sceneBoundingRect()).contains(scene_position)

    # What it is drawn with

    def curve(self, z: float, **options: Any) -> Curve:
        """A new, empty curve at height z."""
        curve = Curve(**options)
        curve.setSegmentedLineMode("on")  # many times quicker for wide, noisy lines
        self._add(curve, z)
        return curve

    def marks(self, z: float) -> Marks:
        """A new, empty set of marks at height z."""
        marks = Marks(pxMode=True)
        self._add(marks, z)
        return marks

    def text(self, z: float, upright: bool = False) -> Label:
        """A new, hidden text at height z; `upright` is read from below."""
        text = Label(upright=upright)
        text.hide()
        self._add(text, z)
        return text

    def _add(self, item: Curve | Marks | Label, z: float) -> None:
        """At one height the newer ones lie above, in whatever order they are seen for the first time."""
        item.area, item.in_view = self.area, self.in_view
        item.setZValue(z + next(self._made) * HAIR)
        item.enter = partial(self._enter, item)
        self._items.append(item)

    def _enter(self, item: Curve | Marks | Label) -> None:
        self.addItem(item)
        if isinstance(item, Label):
            item.follow(self.scene())

    def drop(self, *items: Line | Label) -> None:
        """Take these off the plot for good."""
        for item in items:
            if isinstance(item, Label):
                self._items.remove(item)
            self.removeItem(item)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """It means the plot; where clicks add up it does beside the axes alone."""
        is_inside = self.is_inside(self.mapToScene(event.position().toPoint()))
        if event.button() == Qt.MouseButton.LeftButton and not (is_inside and self.clicks_add_up):
            if is_inside:
                self.click_taken_back.emit()
            self.alone_wanted.emit()  # the plot is about to move under the mouse: that is no drag
        else:
            super().mouseDoubleClickEvent(event)


class Key:
    """Whether what something depends on is as it was when it was drawn last."""

    def __init__(self) -> None:
        self._parts: tuple[object, ...] | None = None

    def is_new(self, *parts: object) -> bool:
        """Whether these parts differ from those of the last call; objects of numpy go in as `Same`."""
        if parts == self._parts:
            return False
        self._parts = parts
        return True


class Memo(Generic[T]):
    """A value that is computed again only when something that it depends on is another."""

    def __init__(self) -> None:
        self._key = Key()
        self._value: T | None = None

    def get(self, compute: Callable[[], T], *parts: object) -> T:
        """The value for these parts."""
        if self._key.is_new(*parts):
            self._value = compute()
        return cast(T, self._value)


class Same:
    """Equal to another of the very same object: for what has no equality of its own, or a slow one."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, it: object) -> None:
        self._it = it  # kept, so that no other object can take its place

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._it is other._it
