"""What the positions of the learning-rate slider mean on the points at hand."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, get_args

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QStyleOptionSlider, QWidget

from gdgui.core.theory import Forecast
from gdgui.core.theory import Zone as ZoneName
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.words import panels
from gdgui.words.numbers import number


class Zone(NamedTuple):
    """Learning rates from `low` on, up to the next zone."""

    name: ZoneName
    words: str  # for it
    low: float
    colour: str
    pattern: str  # "solid", "dots", or lines that go "up", "down" or both ways


class Mark(NamedTuple):
    """A learning rate worth setting."""

    name: str
    rate: float  # where it stands
    setting: float  # what a click sets


class _Brushes(dict[tuple[str, str, float], QBrush]):
    """The patterns of zones in logical pixels, by pattern, colour and how many pixels of the screen those
    have: Qt's own patterns have those of the screen. Made once for letters of one height.
    """

    def __init__(self, letter: float) -> None:
        super().__init__()
        self._letter = letter

    def __missing__(self, key: tuple[str, str, float]) -> QBrush:
        pattern, colour, ratio = key
        brush = QBrush(QColor(colour))
        if pattern != "solid":
            brush = QBrush(_tile(pattern, colour, self._letter * ratio))
            brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        self[key] = brush
        return brush


def _tile(pattern: str, colour: str, letter: float) -> QPixmap:
    """What a pattern repeats, where letters are so many pixels high."""
    side = round(letter / 2.5 if pattern == "dots" else letter / 2)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), max(1.3, letter / 10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if pattern == "dots":
        for share in (0.25, 0.75):
            painter.drawPoint(QPointF(share * side, share * side))
    for corner in (-side, 0, side):  # beside it go the ends of its lines' neighbours
        if pattern in ("up", "both"):
            painter.drawLine(QLineF(corner, side, corner + side, 0))
        if pattern in ("down", "both"):
            painter.drawLine(QLineF(corner, 0, corner + side, side))
    painter.end()
    return tile


class RateScale(QWidget):
    """A strip under the slider: zones told apart by pattern as well as colour, and marks to click on.

    The names of the zones stand below the knob, or elsewhere: `zone_changed` tells that it is in another one.
    """

    zone_changed = Signal()
    rate_wanted = Signal(float)
    spoken_role = Role.Graphic

    def __init__(self, slider: QSlider, per_decade: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateScale")
        self.setAccessibleName(panels.zones())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._slider = slider
        self._per_decade = per_decade
        self._take(Style())
        self._rate = 1.0  # that of the knob
        self._names = {name: panels.zone(name) for name in get_args(ZoneName)}
        self._has_names = True
        self._key: object = None  # of zones and marks
        self._shown: tuple[Forecast | None, float | None] = None, None
        self.zones: tuple[Zone, ...] = ()
        self.marks: tuple[Mark, ...] = ()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._take(style)
        self.updateGeometry()
        self.show_forecast(*self._shown)

    def _take(self, style: Style) -> None:
        """The sizes of this style."""
        self._style, self._brushes = style, _Brushes(style.scale.controls)
        self._font = style.scale.control_font(0.8)
        self.strip_height = round(0.75 * style.scale.controls)  # of the strip, which begins at the top
        self._below = (self.strip_height + style.scale.knob) // 2 + 1  # the knob, whose middle is the strip's

    def show_names(self, are_shown: bool) -> None:
        """With the names of the zones below, or without them."""
        if are_shown != self._has_names:
            self._has_names = are_shown
            self.updateGeometry()
            self.update()

    @property
    def names(self) -> Collection[str]:
        """Of all zones that there may be."""
        return self._names.values()

    @property
    def zone_words(self) -> str:
        """Name of the zone that the knob is in; empty where none is known."""
        return next((zone.words for zone in reversed(self.zones) if self._rate >= zone.low), "")

    def show_rate(self, rate: float) -> None:
        """The knob stands at this rate: the zone that it is in is named first."""
        if rate != self._rate:
            self._rate = rate
            self.zone_changed.emit()
            self.update()

    def show_forecast(self, forecast: Forecast | None, best: float | None) -> None:
        """Zones and marks for these points and algorithm, with the rate suggested; none without points."""
        self._shown = forecast, best
        if not self.isVisible():
            return  # of the strips at the desk and on the projector, one is out of sight
        marks = _marks(forecast, best) if forecast and forecast.is_known else ()
        key = tuple(forecast.zones) if forecast else (), marks, self._style
        if key == self._key:
            return  # another rate changes neither zones nor marks
        self._key = key
        self.zones = _zones(forecast, self._style, self._names) if forecast else ()
        self.marks = marks
        self.zone_changed.emit()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_forecast(*self._shown)

    def spoken(self) -> str:
        """Where each zone begins."""
        return "; ".join(panels.zone_begins(zone.name, number(zone.low)) for zone in self.zones)

    def position(self, rate: float) -> float:
        """Where a learning rate stands, in pixels from the left."""
        return self._positions((rate,))[0]

    def _positions(self, rates: Sequence[float]) -> list[float]:
        """Of several of them; the slider is asked once for where its groove and its knob are."""
        option = QStyleOptionSlider()
        self._slider.initStyleOption(option)
        style, slider, parts = self._slider.style(), QStyle.ComplexControl.CC_Slider, QStyle.SubControl
        groove = style.subControlRect(slider, option, parts.SC_SliderGroove, self._slider)
        knob = style.subControlRect(slider, option, parts.SC_SliderHandle, self._slider).width()
        low, high = self._slider.minimum(), self._slider.maximum()
        begin, room = groove.left() + knob / 2, groove.width() - knob
        places = []
        for rate in rates:
            share = (math.log10(rate) * self._per_decade - low) / (high - low) if rate > 0 else 0.0
            places.append(begin + max(0.0, min(1.0, share)) * room)
        return places

    def sizeHint(self) -> QSize:
        names = self._below + QFontMetrics(self._font).height()
        return QSize(120, names if self._has_names else self.strip_height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark:
            self.rate_wanted.emit(mark.setting)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._mark_at(event.position()) is not None
        self.setToolTip(self.words_at(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def words_at(self, place: QPoint) -> str:
        """What stands at this place, in words."""
        mark = self._mark_at(QPointF(place))
        if mark:
            return panels.rate_mark(mark.name, number(mark.rate), number(mark.setting, 6))
        begins = self._positions([zone.low for zone in self.zones])
        at = sum([begin <= place.x() for begin in begins]) - 1
        if at < 0:
            return ""
        zone, above = self.zones[at], self.zones[at + 1 : at + 2]
        high = number(above[0].low) if above else ""
        return panels.zone_words(zone.name, panels.zone_meaning(zone.name, number(zone.low), high))

    def _mark_at(self, place: QPointF) -> Mark | None:
        reach = self._style.scale.controls
        places = self._positions([mark.rate for mark in self.marks])
        near = [(abs(x - place.x()), mark.name, mark) for x, mark in zip(places, self.marks, strict=True)]
        distance, _, mark = min(near, default=(reach, "", None))
        return mark if distance < reach else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rates = [0.0, self._rate, *[zone.low for zone in self.zones], *[mark.rate for mark in self.marks]]
        first, at, *places = self._positions(rates)
        borders, marked = places[: len(self.zones)], places[len(self.zones) :]
        height, ratio = self.strip_height, self.devicePixelRatioF()
        painter.setFont(self._font)
        painter.setPen(self._style.stroke(self._style.theme.border, 1))
        if not self.zones:  # nothing is known: the knob still runs along something
            painter.drawRect(QRectF(first, 0, self.width() - 2 * first, height))
        spans = list(pairwise([*borders, self.width() - first]))
        for zone, (left, right) in zip(self.zones, spans, strict=True):
            if right > left:
                strip = QRectF(left, 0, right - left, height)
                painter.fillRect(strip, self._brushes[zone.pattern, zone.colour, ratio])
                painter.drawRect(strip)
        painter.setPen(QColor(self._style.theme.text))
        named = self._named(spans, first, at, painter.fontMetrics()) if self._has_names else []
        for name, place in named:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        for mark, x in zip(self.marks, marked, strict=True):
            self._paint_mark(painter, mark, x, height)
        painter.end()

    def _named(
        self, spans: Sequence[tuple[float, float]], first: float, at: float, metrics: QFontMetrics
    ) -> list[tuple[str, QRectF]]:
        """Names of zones and where they stand, below and within the strip: first that of the zone which the
        knob is in, then those of the widest ones, each where it does not touch another."""
        size, below = self._style.scale.controls, self._below
        names, places = list[str](), list[QRectF]()
        zones = [
            (not left <= at < right, left - right, zone.words, left, right)
            for zone, (left, right) in zip(self.zones, spans, strict=True)
        ]
        for _, _, name, left, right in sorted(zones):
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(self.width() - size / 2))
            wide = metrics.horizontalAdvance(name) + size / 2
            begin = min(max(first, (left + right - wide) / 2), self.width() - first - wide)
            begin = min(max(0.0, begin), self.width() - wide)  # a long one has also the room beside the strip
            place = QRectF(begin, below, wide, metrics.height())
            if right > left and not any(map(place.intersects, places)):
                names.append(name)
                places.append(place)
        return list(zip(names, places, strict=True))

    def _paint_mark(self, painter: QPainter, mark: Mark, x: float, height: int) -> None:
        size, theme = self._style.scale.controls, self._style.theme
        painter.setPen(self._style.stroke(theme.text, max(2.0, size / 6)))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
        if mark.name == "best":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.text))
            half = size / 3
            painter.drawPolygon(
                QPolygonF([QPointF(x - half, 0), QPointF(x + half, 0), QPointF(x, 0.5 * size)])
            )


def _zones(forecast: Forecast, style: Style, names: Mapping[ZoneName, str]) -> tuple[Zone, ...]:
    """The zones of these points in ascending order."""
    theme = style.theme
    styles: dict[ZoneName, tuple[str, str]] = {
        "slow": (theme.slow, "dots"),
        "good": (theme.good, "solid"),
        "overshoots": (theme.overshoots, "up"),
        "noisy": (theme.overshoots, "up"),
        "jumpy": (theme.overshoots, "down"),
        "diverges": (theme.diverging, "both"),
    }
    return tuple([Zone(name, names[name], low, *styles[name]) for name, low in forecast.zones])


def _marks(forecast: Forecast, best: float | None) -> tuple[Mark, ...]:
    limit = Mark("limit", forecast.stability_limit, forecast.safe_rate)
    return (limit,) if best is None else (Mark("best", best, best), limit)
